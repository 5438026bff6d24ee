"""The home page with a person's tasks across teams and roles, and what their roles are about."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from districts.roles.roles_held import roles_held_by
from districts.structure.models import fewest_in_a_block, fewest_in_the_mirror, fewest_of_a_practice
from people.actions import put_away_explanations

from .welcome import explanations_for, unread
from .work import work_for


@require_safe
def home(request):
    context = {"work": work_for(request.user), "explanations": unread(request.user, roles_held_by(request.user))}
    return render(request, "olf_site/home.html", context)


@require_safe
def welcome(request):
    return render(request, "olf_site/welcome.html", {"explanations": explanations_for(roles_held_by(request.user))})


@require_POST
def welcome_put_away(request):
    roles = [explanation.role for explanation in explanations_for(roles_held_by(request.user))]
    put_away_explanations(roles=roles, by=request.user)
    messages.success(request, _("You can read it again under My account."))
    return redirect("home")


@require_safe
def protection(request):
    fewest = settings.LOWEST_THRESHOLD
    context = {
        "in_a_block": fewest_in_a_block(fewest),
        "of_a_practice": fewest_of_a_practice(fewest),
        "in_the_mirror": fewest_in_the_mirror(fewest),
    }
    return render(request, "olf_site/protection.html", context)


@require_safe
def signed_in(request):
    """Confirm a sign-in in a second tab; scripts of other tabs ask this page, too."""
    return render(request, "olf_site/signed_in.html")


@login_not_required
@require_safe
def accessibility(request):
    return render(request, "olf_site/accessibility.html")
