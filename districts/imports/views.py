"""Import of schools and people: preview a pasted list, then save exactly what was shown."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts.answers import administered, answer, base_url
from districts.teams.forms import WithoutFacilitatorForm
from people.http import require_form

from . import actions
from .csv_encoding import DOS, MAC
from .forms import ImportForm
from .people import plan_people
from .schools import plan_schools


@require_form
def school_import(request, slug):
    district = administered(request, slug)

    def save(text, shown, **_asked_of_people):
        return actions.import_schools(district=district, by=request.user, text=text, shown=shown)

    return import_page(
        request, district, "districts/imports/school_import.html", plan_schools, save, "districts:school_list"
    )


@require_form
def person_import(request, slug):
    district = administered(request, slug)

    def save(**said):
        return actions.import_people(district=district, by=request.user, base_url=base_url(request), **said)

    return import_page(
        request, district, "districts/imports/person_import.html", plan_people, save, "districts:invitation_list"
    )


def import_page(request, district, template, plan_text, save, then):
    form = ImportForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return answer(request, template, form, district=district)
    typed = form.cleaned_data
    if typed.get("encoding") == MAC:
        messages.info(request, _("The file was read as one written on a Mac (MacRoman). Check the accents."))
    if typed.get("encoding") == DOS:
        messages.info(request, _("The file was read as one written for DOS (code page 850). Check the accents."))
    if "save" not in request.POST or not typed["shown"]:
        return preview(request, template, district, typed, plan_text(district, typed["text"]))
    if typed["all_or_nothing"] and plan_text(district, typed["text"]).refuses:
        return preview(request, template, district, typed, plan_text(district, typed["text"]))
    ticked = "without_facilitator" in request.POST
    plan, saved = save(text=typed["text"], shown=typed["shown"], without_facilitator=ticked)
    if saved:
        messages.success(request, _("The list is saved."))
        if plan.refuses:
            messages.warning(request, not_saved(plan))
        return redirect(then, district.slug)
    if plan.fingerprint == typed["shown"]:
        return preview(request, template, district, typed, plan, asked=True)
    messages.warning(request, _("Something has changed since you looked, and nothing is saved. Look once more."))
    return preview(request, template, district, typed, plan)


def not_saved(plan):
    words = ngettext(
        "%(number)d line was not read and is not saved: line %(places)s.",
        "%(number)d lines were not read and are not saved: lines %(places)s.",
        plan.refuses,
    )
    return words % {"number": plan.refuses, "places": plan.places_refused}


def preview(request, template, district, typed, plan, asked=False):
    kept = {"text": typed["text"], "all_or_nothing": typed["all_or_nothing"], "shown": plan.fingerprint}
    form = ImportForm(initial=kept)
    may_save = plan.does_anything and not plan.problem and not (typed["all_or_nothing"] and plan.refuses)
    tick = WithoutFacilitatorForm({} if asked else None, teams=plan.without_facilitator)
    response = answer(request, template, form, district=district, plan=plan, may_save=may_save, tick=tick)
    if plan.problem or asked:
        response.status_code = 422
    return response
