"""Views of the district team's offers: offer a wording, take it back, list all of them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.cycles.scope import assessment_for
from districts.roles.scope import district_for
from districts.roles.timezones import activate_timezone_of

from .. import actions
from ..models import CriterionVersion
from .writing import to_level, version_here

PERM = "assessments.offer_criteria"


def version_of_own_team(request, pk, version_pk):
    assessment = assessment_for(request, pk, PERM)
    return assessment, version_here(
        assessment, CriterionVersion.objects.filter(criterion__team=assessment.team), version_pk
    )


@require_POST
def criterion_offer(request, pk, version_pk):
    assessment, version = version_of_own_team(request, pk, version_pk)
    actions.offer_criterion(version=version, by=request.user)
    messages.success(request, _("Offered. Every team of the district finds it beside its own criteria."))
    return redirect(to_level(assessment, version.criterion.practice, version.criterion.level))


@require_POST
def criterion_take_back(request, pk, version_pk):
    assessment, version = version_of_own_team(request, pk, version_pk)
    actions.take_offer_back(version=version, by=request.user)
    messages.success(request, _("Taken back. What teams have adopted stays theirs."))
    return redirect(to_level(assessment, version.criterion.practice, version.criterion.level))


@require_safe
def offer_list(request, slug):
    district = district_for(request, slug, "districts.administer")
    activate_timezone_of(district)
    offers = CriterionVersion.objects.offered_in(district.pk).select_related(
        "criterion__practice__characteristic__edition", "criterion__level", "criterion__team", "offered_by"
    )
    offers = offers.prefetch_related("criterion__practice__translations", "criterion__level__translations")
    place = "criterion__practice__characteristic"
    offers = offers.order_by(
        f"{place}__edition__title",
        f"{place}__edition",
        f"{place}__number",
        "criterion__practice__position",
        "criterion__level__value",
        "pk",
    )
    return render(request, "assessments/criteria/offer_list.html", {"district": district, "offers": offers})


@require_POST
def offer_take_back(request, slug, version_pk):
    district = district_for(request, slug, "districts.administer")
    version = get_object_or_404(CriterionVersion.objects.ever_offered_in(district.pk), pk=version_pk)
    actions.take_offer_back(version=version, by=request.user)
    messages.success(request, _("Taken back. What teams have adopted stays theirs."))
    return redirect("assessments:offer_list", slug)
