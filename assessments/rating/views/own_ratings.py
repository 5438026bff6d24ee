"""Views to take back one's own unrevealed answers until the cycle is published, in the team or no longer."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from assessments.cycles.models import Assessment
from districts.roles.timezones import activate_own_timezone
from people.auditing import without_history
from people.http import require_form

from .. import actions
from ..forms import TakeBackForm
from ..own_ratings import own_ratings_of


@require_safe
def own_rating_list(request):
    activate_own_timezone(request.user)
    return list_page(request)


def list_page(request, form=None, status=200):
    groups = own_ratings_of(request.user)
    for own in groups:
        own.assessment.goes_on = own.assessment.rating_is_on and request.user.has_perm(
            "assessments.rate_practice", own.assessment
        )
    return render(request, "assessments/rating/own_rating_list.html", {"groups": groups, "form": form}, status=status)


@without_history
@require_form
def own_rating_take_back(request, pk):
    activate_own_timezone(request.user)
    assessment = get_object_or_404(Assessment.objects.filter(seats__person=request.user), pk=pk)
    own = next(iter(own_ratings_of(request.user, assessment.pk)), None)
    if own is None or request.method != "POST":
        return redirect("assessments:own_rating_list")
    form = TakeBackForm(request.POST, own=own)
    if not form.is_valid():
        return list_page(request, form, status=422)
    chosen = form.cleaned_data["chosen"]
    if not form.cleaned_data["confirmed"]:
        return render(request, "assessments/rating/own_rating_take_back.html", {"own": own, "chosen": chosen})
    taken = actions.take_answers_back(seat=own.seat, practices=[r.practice for r in chosen], by=request.user)
    add_withdrawal_message(request, taken, max(len(chosen), len(form.named)) - taken)
    return redirect("assessments:own_rating_list")


def add_withdrawal_message(request, taken, left):
    if taken:
        words = ngettext("%(n)d answer is taken back.", "%(n)d answers are taken back.", taken)
        messages.success(request, words % {"n": taken})
    if left:
        words = ngettext(
            "%(n)d answer was revealed, or taken back elsewhere, in the meantime.",
            "%(n)d answers were revealed, or taken back elsewhere, in the meantime.",
            left,
        )
        messages.warning(request, words % {"n": left})
