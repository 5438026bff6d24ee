"""Views of a team's success criteria, level by level, with what the district's team offers beside them."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from assessments.cycles.scope import assessment_for, practice_for
from frameworks import framework_cache
from people.errors import StaleRevision
from people.http import require_form
from people.revisions import RevisionForm

from .. import actions, queries
from ..forms import CriterionForm
from ..models import CriterionVersion

PERM = "assessments.write_criteria"


@dataclass(frozen=True)
class CriterionSection:
    row: queries.LevelCriterion
    form: CriterionForm
    is_stale: bool = False
    stored: CriterionVersion | None = None

    @property
    def is_open(self):
        return self.is_stale or self.form.is_bound or (self.row.is_invited and not self.row.current)

    @property
    def in_sight(self):
        return self.row.is_invited or self.row.current or self.row.offers or self.is_open


@require_safe
def criterion_list(request, pk):
    assessment = assessment_for(request, pk, PERM)
    chosen, without = request.GET.get("characteristic", ""), request.GET.get("show") == "without"
    everything = queries.overview(assessment)
    shown = [
        (characteristic, lines)
        for characteristic, found in everything
        if chosen in ("", str(characteristic.number))
        and (lines := [line for line in found if not (without and line.is_described)])
    ]
    context = {
        "assessment": assessment,
        "characteristics": [characteristic for characteristic, _lines in everything],
        "groups": shown,
        "chosen": chosen,
        "without": without,
        "described": sum(line.is_described for _characteristic, lines in everything for line in lines),
        "total": sum(len(lines) for _characteristic, lines in everything),
        "to_take_over": len(queries.to_take_over(assessment)),
    }
    return render(request, "assessments/criteria/criterion_list.html", context)


@require_form
def criterion_practice(request, pk, practice_uuid):
    assessment = assessment_for(request, pk, PERM)
    practice = practice_for(assessment, practice_uuid)
    if request.method != "POST":
        return practice_page(request, assessment, practice)
    form = CriterionForm(request.POST, levels=framework_cache.levels_of(assessment.cycle.scale_id))
    if not form.is_valid():
        return practice_page(request, assessment, practice, form, status=422)
    written = {"team": assessment.team, "practice": practice, **form.cleaned_data}
    try:
        actions.write_criterion(by=request.user, **written)
    except StaleRevision as stale:
        return practice_page(request, assessment, practice, on_top_of(stale.stored, **written), stale, status=409)
    messages.success(request, _("Saved.") if written["text"] else _("Taken back. The versions stay in the history."))
    return redirect(to_level(assessment, practice, written["level"]))


def on_top_of(stored, *, level, text, lens, **written):
    initial = {"level": str(level.value), "text": text, "lens": lens, "revision": stored.number if stored else 0}
    return CriterionForm(levels=[level], initial=initial)


def to_level(assessment, practice, level):
    return f"{reverse('assessments:criterion_practice', args=[assessment.pk, practice.uuid])}#level-{level.value}"


def practice_page(request, assessment, practice, form=None, stale=None, status=200):
    rows = queries.levels_of_practice(assessment, practice)
    sections = [section_of(row, assessment, form, stale) for row in rows]
    order = list(framework_cache.practices_of(assessment.cycle.edition_id).values())
    place = next(index for index, other in enumerate(order) if other.pk == practice.pk)
    context = {
        "assessment": assessment,
        "practice": practice,
        "sections": sorted((s for s in sections if s.in_sight), key=lambda section: not section.row.is_invited),
        "others": [section for section in sections if not section.in_sight],
        "form": form if form and all(section.form is not form for section in sections) else None,
        "previous": order[place - 1] if place else None,
        "following": order[place + 1] if place + 1 < len(order) else None,
        "offers": request.user.has_perm("assessments.offer_criteria", assessment),
        "withdraws": request.user.has_perm("assessments.withdraw_criteria", assessment),
        "rates": request.user.has_perm("assessments.rate_practice", assessment) and assessment.rating_is_on,
    }
    return render(request, "assessments/criteria/criterion_practice.html", context, status=status)


def section_of(row, assessment, form, stale):
    if isinstance(form, CriterionForm) and form["level"].value() == row.tile["value"]:
        return CriterionSection(row, form, bool(stale), stale and stale.stored)
    now = row.current
    initial = {"level": row.tile["value"], "revision": row.revision}
    initial |= {"text": now.text, "lens": now.lens} if now else {}
    return CriterionSection(
        row, CriterionForm(levels=framework_cache.levels_of(assessment.cycle.scale_id), initial=initial)
    )


@require_POST
def criterion_restore(request, pk, version_pk):
    assessment = assessment_for(request, pk, PERM)
    versions = CriterionVersion.objects.filter(criterion__team=assessment.team).exclude(text="")
    version = version_here(assessment, versions, version_pk)
    return saved(request, assessment, version, actions.restore_criterion, _("This version speaks again."))


@require_POST
def criterion_adopt(request, pk, version_pk):
    assessment = assessment_for(request, pk, PERM)
    version = version_here(assessment, offered_once(assessment), version_pk)
    adopted = _("Adopted. It is your team’s own now: change it until it fits.")
    return saved(request, assessment, version, actions.adopt_criterion, adopted, team=assessment.team)


@require_POST
def criterion_keep(request, pk, version_pk):
    assessment = assessment_for(request, pk, PERM)
    version = version_here(assessment, offered_once(assessment), version_pk)
    actions.keep_criterion(team=assessment.team, version=version, by=request.user)
    return redirect(to_level(assessment, version.criterion.practice, version.criterion.level))


def offered_once(assessment):
    """What the district's team offers or once offered: a team's page may still show a former offer."""
    return CriterionVersion.objects.ever_offered_in(assessment.district_id).exclude(criterion__team=assessment.team)


def version_here(assessment, versions, pk):
    versions = versions.of_edition(assessment.cycle.edition_id).filter(
        criterion__level__scale=assessment.cycle.scale_id
    )
    return get_object_or_404(
        versions.select_related("criterion__practice", "criterion__level", "criterion__team"), pk=pk
    )


def saved(request, assessment, version, act, message, **given):
    """Save a version's words as the team's next version; after a conflict show both with 409."""
    practice = practice_for(assessment, version.criterion.practice.uuid)
    level = version.criterion.level
    form = RevisionForm(request.POST)
    if not form.is_valid():
        return practice_page(request, assessment, practice, form, status=422)
    try:
        act(version=version, by=request.user, **form.cleaned_data, **given)
    except StaleRevision as stale:
        form = on_top_of(stale.stored, level=level, text=version.text, lens=version.lens)
        return practice_page(request, assessment, practice, form, stale, status=409)
    messages.success(request, message)
    return redirect(to_level(assessment, practice, level))


@require_POST
def criterion_take_over(request, pk):
    assessment = assessment_for(request, pk, PERM)
    number = actions.take_over_criteria(assessment=assessment, by=request.user)
    words = ngettext("%(number)s criterion taken over.", "%(number)s criteria taken over.", number)
    messages.success(request, words % {"number": number})
    return redirect("assessments:criterion_list", pk)
