"""Pages about the people of a district and their roles."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from districts.answers import (
    administered,
    answer,
    base_url,
    lead_on,
    page_of,
    person_for,
    posted,
    searched,
    warn_of_invisible,
)
from districts.appointments import actions as appointments_actions
from districts.own_account.sealed import sealed_for
from districts.roles.facilitators import teams_left_without
from districts.roles.models import Appointment, Invitation, Membership, Role
from districts.roles.people_queries import may_open, people_ever_of, people_of, reaches_beyond, with_links, with_places
from districts.roles.roles_held import roles_held_by
from districts.teams.forms import WithoutFacilitatorForm
from people.http import require_form
from people.ordering import saying

from . import actions as people_actions
from .forms import PersonForm, PersonNameForm, RoleForm


@require_safe
def person_list(request, slug):
    district = administered(request, slug)
    left, wanted = "left" in request.GET, searched(request)
    people = people_ever_of(district).exclude(pk__in=people_of(district)) if left else people_of(district)
    people = people.filter(saying(wanted, "name", "email"))
    page = page_of(request, with_places(with_links(people, district), district))
    return answer(request, "districts/people/person_list.html", district=district, page=page, q=wanted, left=left)


@require_form
def person_add(request, slug):
    district = administered(request, slug)
    known = {field: request.GET.get(field, "").replace("\x00", "")[:254] for field in ("email", "name")}
    form = PersonForm(request.POST or None, district=district, initial=known)
    if form.is_valid():
        typed = {key: form.cleaned_data[key] for key in ("email", "name")}
        added = people_actions.add_person(
            district=district, by=request.user, base_url=base_url(request), **typed, **form.given()
        )
        warn_of_invisible(request, request.POST["email"])
        if added.asked:
            messages.info(request, _("This person has an account outside the district. Give them the link to join."))
        if added.invitation:
            return redirect("districts:invitation_detail", slug, added.invitation.pk)
        messages.success(request, _("%(name)s is added.") % {"name": added.person})
        return redirect("districts:person_detail", slug, added.person.pk)
    return answer(request, "districts/people/person_add.html", form, district=district)


@require_safe
def person_detail(request, slug, pk):
    district = administered(request, slug)
    person = person_for(district, pk)
    memberships = Membership.objects.filter(person=person, team__district=district).select_related("team")
    appointments = Appointment.objects.filter(person=person, district=district).select_related("school")
    return answer(
        request,
        "districts/people/person_detail.html",
        district=district,
        person=person,
        memberships=memberships.order_by("ends_at", "-starts_at"),
        appointments=appointments.prefetch_related("families").order_by("ends_at", "-starts_at"),
        invitation=Invitation.objects.open().filter(person=person, district=district).first(),
        may_open=may_open(person, district),
        name_is_theirs=person.has_usable_password() or reaches_beyond(person, district),
        opens=sealed_for(roles_held_by(request.user)).filter(person=person).first() if person.sealed_at else None,
        is_here=people_of(district).filter(pk=pk).exists(),
    )


@require_form
def person_change(request, slug, pk):
    district = administered(request, slug)
    person = person_for(district, pk)
    form = PersonNameForm(request.POST or None, initial={"name": person.name})
    if form.is_valid():
        people_actions.correct_name(person=person, district=district, by=request.user, **form.cleaned_data)
        messages.success(request, _("The name is saved."))
        return redirect("districts:person_detail", slug, pk)
    return answer(request, "districts/people/person_change.html", form, district=district, person=person)


@require_form
def person_leave(request, slug, pk):
    district = administered(request, slug)
    person = person_for(district, pk)
    memberships = Membership.objects.filter(person=person, team__district=district)
    tick = WithoutFacilitatorForm(posted(request), teams=teams_left_without(memberships))
    if tick.is_valid():
        people_actions.leave_district(person=person, district=district, by=request.user, **tick.cleaned_data)
        messages.success(request, _("%(name)s has left the district.") % {"name": person})
        return lead_on(request, district, "districts:person_list")
    links = links_that_end(person, district)
    context = {"district": district, "person": person, "links": links, "tick": tick}
    return answer(request, "districts/people/person_leave.html", tick, **context)


@require_form
def appointment_add(request, slug, pk):
    district = administered(request, slug)
    person = person_for(district, pk)
    form = RoleForm(request.POST or None, district=district)
    if form.is_valid():
        appointments_actions.appoint(person=person, district=district, by=request.user, **form.cleaned_data)
        messages.success(request, _("The role is given."))
        return redirect("districts:person_detail", slug, pk)
    return answer(request, "districts/people/appointment_add.html", form, district=district, person=person)


@require_form
def appointment_end(request, slug, pk):
    district = administered(request, slug)
    roles = Appointment.objects.filter(district=district).select_related("person", "district", "school")
    appointment = get_object_or_404(roles, pk=pk)
    if request.method == "POST":
        appointments_actions.end_appointment(appointment=appointment, by=request.user)
        messages.success(request, _("The role has ended."))
        return lead_on(request, district, "districts:person_detail", appointment.person_id)
    is_administrator = appointment.role == Role.DISTRICT_ADMINISTRATOR
    links = links_that_end(appointment.person, district) if is_administrator else 0
    return answer(
        request, "districts/people/appointment_end.html", district=district, appointment=appointment, links=links
    )


def links_that_end(person, district):
    return Invitation.objects.open().made_for_others(person, district).count()
