"""Pages about schools and families of schools."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from districts.answers import administered, answer, page_of, searched
from districts.structure.models import Family
from people.http import require_form
from people.ordering import saying

from . import actions
from .forms import NameForm, SchoolCloseForm, SchoolForm

SCHOOL_FIELDS = ("name", "family", "level", "language", "sourced_id", "opened_on")


@require_safe
def school_list(request, slug):
    district = administered(request, slug)
    schools = district.schools.select_related("family", "successor").prefetch_related("teams")
    wanted = searched(request)
    page = page_of(request, schools.filter(saying(wanted, "name", "sourced_id")))
    today = district.today()
    return answer(request, "districts/schools/school_list.html", district=district, page=page, q=wanted, today=today)


@require_form
def school_add(request, slug):
    district = administered(request, slug)
    form = SchoolForm(request.POST or None, others=district.schools.all(), families=district.families.all())
    if form.is_valid():
        school = actions.add_school(district=district, by=request.user, **form.cleaned_data)
        messages.success(request, _("%(name)s is added. Add its team next.") % {"name": school})
        return redirect("districts:school_list", slug)
    return answer(request, "districts/schools/school_add.html", form, district=district)


@require_form
def school_change(request, slug, pk):
    district = administered(request, slug)
    school = get_object_or_404(district.schools, pk=pk)
    form = SchoolForm(
        request.POST or None,
        others=district.schools.exclude(pk=pk),
        own=school,
        families=district.families.all(),
        initial={field: getattr(school, field) for field in SCHOOL_FIELDS},
    )
    if form.is_valid():
        school = actions.change_school(school=school, by=request.user, **form.cleaned_data)
        messages.success(request, _("%(name)s is saved.") % {"name": school})
        return redirect("districts:school_list", slug)
    return answer(request, "districts/schools/school_change.html", form, district=district, school=school)


@require_form
def school_close(request, slug, pk):
    district = administered(request, slug)
    school = get_object_or_404(district.schools, pk=pk)
    initial = {"last_day": school.closed_on or district.today(), "successor": school.successor}
    form = SchoolCloseForm(request.POST or None, school=school, initial=initial)
    if form.is_valid():
        actions.close_school(school=school, by=request.user, **form.cleaned_data)
        messages.success(request, _("%(name)s has a last day. Its records stay.") % {"name": school})
        return redirect("districts:school_list", slug)
    return answer(request, "districts/schools/school_close.html", form, district=district, school=school)


@require_POST
def school_reopen(request, slug, pk):
    district = administered(request, slug)
    school = actions.reopen_school(school=get_object_or_404(district.schools, pk=pk), by=request.user)
    messages.success(request, _("%(name)s is open again.") % {"name": school})
    return redirect("districts:school_change", slug, pk)


@require_form
def family_list(request, slug):
    district = administered(request, slug)
    form = NameForm(request.POST or None, others=district.families.all())
    if form.is_valid():
        family = actions.add_family(district=district, by=request.user, **form.cleaned_data)
        messages.success(request, _("%(name)s is added.") % {"name": family})
        return redirect("districts:family_list", slug)
    # Grouping drops the order.
    families = district.families.annotate(school_count=Count("schools")).order_by(*Family._meta.ordering)
    return answer(request, "districts/schools/family_list.html", form, district=district, families=families)


@require_form
def family_change(request, slug, pk):
    district = administered(request, slug)
    family = get_object_or_404(district.families, pk=pk)
    others = district.families.exclude(pk=pk)
    form = NameForm(request.POST or None, others=others, own=family, initial={"name": family.name})
    if form.is_valid():
        actions.rename_family(family=family, by=request.user, **form.cleaned_data)
        messages.success(request, _("The name is saved."))
        return redirect("districts:family_list", slug)
    return answer(request, "districts/schools/family_change.html", form, district=district, family=family)
