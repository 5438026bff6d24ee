"""Views to withdraw a success criterion's words for good, by the team or by the district's administrators."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.cycles.scope import assessment_for
from districts.roles.scope import district_for
from districts.roles.timezones import activate_timezone_of
from people.http import require_form

from .. import actions
from ..models import CriterionVersion
from .writing import to_level, version_here


@require_form
def criterion_withdraw(request, pk, version_pk):
    assessment = assessment_for(request, pk, "assessments.withdraw_criteria")
    versions = CriterionVersion.objects.filter(criterion__team=assessment.team).exclude(text="")
    version = version_here(assessment, versions, version_pk)
    back = to_level(assessment, version.criterion.practice, version.criterion.level)
    return ask_and_withdraw(request, version, back, assessment.cycle.edition.language)


@require_form
def offer_withdraw(request, slug, version_pk):
    district = district_for(request, slug, "districts.administer")
    activate_timezone_of(district)
    versions = CriterionVersion.objects.ever_offered_in(district.pk).exclude(text="")
    versions = versions.select_related("criterion__practice__characteristic__edition", "criterion__level")
    version = get_object_or_404(versions.select_related("criterion__team"), pk=version_pk)
    back = reverse("assessments:offer_list", args=[slug])
    return ask_and_withdraw(request, version, back, version.criterion.practice.characteristic.edition.language)


def ask_and_withdraw(request, version, back, language):
    if request.method != "POST":
        context = {"text": version.text, "criterion": version.criterion, "back": back, "language": language}
        return render(request, "assessments/criteria/criterion_withdraw.html", context)
    actions.withdraw_criterion(version=version, by=request.user)
    messages.success(request, _("Withdrawn. Where these words stood, a line now says that they were withdrawn."))
    return redirect(back)
