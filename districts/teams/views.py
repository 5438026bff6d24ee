"""Pages about leadership teams and who is in them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from districts.answers import administered, answer, page_of, posted, searched
from districts.roles.facilitators import teams_left_without
from districts.roles.joining import joined_and_left
from districts.roles.models import Membership
from districts.roles.people_queries import people_ever_of
from districts.roles.team_parts import in_team, part_of
from districts.schools.forms import NameForm
from people.accounts import may_sign_in_condition
from people.http import require_form
from people.namesakes import tell_apart
from people.ordering import saying

from . import actions
from .forms import ChangePartForm, JoinTeamForm, TeamForm, WithoutFacilitatorForm


@require_safe
def team_list(request, slug):
    district = administered(request, slug)
    teams = district.teams.with_sizes().select_related("school")
    wanted = searched(request)
    page = page_of(request, teams.filter(saying(wanted, "name")))
    return answer(request, "districts/teams/team_list.html", district=district, page=page, q=wanted)


@require_form
def team_add(request, slug):
    district = administered(request, slug)
    schools = district.schools.open_on(district.today())
    wanted = request.GET.get("school", "")
    school = schools.filter(pk=wanted).first() if wanted.isdecimal() and len(wanted) < 19 else None
    initial = {"school": school, "name": school.name} if school else None
    form = TeamForm(request.POST or None, others=district.teams.all(), schools=schools, initial=initial)
    if form.is_valid():
        team = actions.add_team(district=district, by=request.user, **form.cleaned_data)
        return redirect("districts:team_detail", slug, team.pk)
    return answer(request, "districts/teams/team_add.html", form, district=district)


@require_safe
def team_detail(request, slug, pk):
    district = administered(request, slug)
    team = get_object_or_404(district.teams.select_related("school"), pk=pk)
    members = team.memberships.current().select_related("person")
    former = team.memberships.exclude(pk__in=members).filter(ends_at__isnull=False).select_related("person")
    here = {membership.person_id for membership in members}
    left = [membership for membership in former.order_by("-ends_at") if membership.person_id not in here]
    tell_apart(membership.person for membership in (*members, *left))
    context = {"members": members, "former": left, "joined_and_left": joined_and_left(team, district)}
    return answer(request, "districts/teams/team_detail.html", district=district, team=team, **context)


@require_form
def team_change(request, slug, pk):
    district = administered(request, slug)
    team = get_object_or_404(district.teams, pk=pk)
    others = district.teams.exclude(pk=pk)
    form = NameForm(request.POST or None, others=others, own=team, initial={"name": team.name})
    if form.is_valid():
        actions.rename_team(team=team, by=request.user, **form.cleaned_data)
        messages.success(request, _("The name is saved."))
        return redirect("districts:team_detail", slug, pk)
    return answer(request, "districts/teams/team_change.html", form, district=district, team=team)


@require_form
def team_join(request, slug, pk):
    district = administered(request, slug)
    team = get_object_or_404(district.teams, pk=pk)
    # Somebody who left may come back this way, while they may still sign in.
    here = team.memberships.current().values("person")
    people = people_ever_of(district).filter(may_sign_in_condition()).exclude(pk__in=here)
    form = JoinTeamForm(request.POST or None, people=people, initial={"person": request.GET.get("person")})
    if form.is_valid():
        person, part = form.cleaned_data["person"], form.cleaned_data["part"]
        actions.join_team(person=person, team=team, by=request.user, **in_team(part))
        messages.success(request, _("%(name)s is in the team.") % {"name": person})
        return redirect("districts:team_detail", slug, pk)
    return answer(request, "districts/teams/team_join.html", form, district=district, team=team)


def membership_for(district, pk):
    return get_object_or_404(
        Membership.objects.select_related("team__district", "person"), pk=pk, team__district=district
    )


def left_without(membership):
    return teams_left_without(Membership.objects.filter(pk=membership.pk))


@require_form
def membership_change(request, slug, pk):
    district = administered(request, slug)
    membership = membership_for(district, pk)
    initial = {"part": part_of(membership.facilitates, membership.rates)}
    form = ChangePartForm(request.POST or None, teams=left_without(membership), initial=initial)
    if form.is_valid():
        said = in_team(form.cleaned_data.pop("part")) | form.cleaned_data
        actions.change_membership(membership=membership, by=request.user, **said)
        messages.success(request, _("Saved: what %(name)s does in the team.") % {"name": membership.person})
        return redirect("districts:team_detail", slug, membership.team_id)
    return answer(request, "districts/teams/membership_change.html", form, district=district, membership=membership)


@require_form
def membership_end(request, slug, pk):
    district = administered(request, slug)
    membership = membership_for(district, pk)
    tick = WithoutFacilitatorForm(posted(request), teams=left_without(membership))
    if tick.is_valid():
        actions.leave_team(membership=membership, by=request.user, **tick.cleaned_data)
        messages.success(request, _("%(name)s has left the team.") % {"name": membership.person})
        return redirect("districts:team_detail", slug, membership.team_id)
    return answer(
        request, "districts/teams/membership_end.html", tick, district=district, membership=membership, tick=tick
    )
