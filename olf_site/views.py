"""The home page: what waits for a person, across their teams and roles; and what their roles are about."""

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
    """My work: one button for each thing that waits, and where else one can go."""
    context = {"work": work_for(request.user), "explanations": unread(request.user, roles_held_by(request.user))}
    return render(request, "olf_site/home.html", context)


@require_safe
def welcome(request):
    """What one's roles are about, to read again."""
    return render(request, "olf_site/welcome.html", {"explanations": explanations_for(roles_held_by(request.user))})


@require_POST
def welcome_put_away(request):
    """The person has read it."""
    roles = [explanation.role for explanation in explanations_for(roles_held_by(request.user))]
    put_away_explanations(roles=roles, by=request.user)
    messages.success(request, _("You can read it again under My account."))
    return redirect("home")


@require_safe
def protection(request):
    """What becomes of people's answers: who reads what, and what is not shown."""
    fewest = settings.LOWEST_THRESHOLD
    context = {
        "in_a_block": fewest_in_a_block(fewest),
        "of_a_practice": fewest_of_a_practice(fewest),
        "in_the_mirror": fewest_in_the_mirror(fewest),
    }
    return render(request, "olf_site/protection.html", context)


@require_safe
def signed_in(request):
    """What the tab in which somebody has signed in again says, and what scripts of the other tabs ask for."""
    return render(request, "olf_site/signed_in.html")


@login_not_required
@require_safe
def accessibility(request):
    """What the product promises to people with disabilities, and whom to tell."""
    return render(request, "olf_site/accessibility.html")
