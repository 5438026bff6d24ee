"""Leadership teams, and who joins and leaves them."""

from django.db import transaction

from districts.history import draft_team_change, record_change
from districts.roles.errors import AlreadyInTeam
from districts.roles.facilitators import refuse_last_facilitator
from districts.roles.locks import lock_district, lock_district_of
from districts.roles.models import Membership
from districts.roles.steps import end, refuse_ended
from districts.structure.errors import NameTaken, SchoolIsClosed
from districts.structure.models import District, School, Team
from people.named import is_taken, rename
from people.users import User


@transaction.atomic
def add_team(*, district: District, name: str, school: School | None = None, by: User | None) -> Team:
    district = lock_district(district)
    school = school and district.schools.get(pk=school.pk)
    if is_taken(name, district.teams):
        raise NameTaken
    if school and school.closed_on and school.closed_on < district.today():
        raise SchoolIsClosed
    record_change("team_added", district=district, by=by, school=school, team=name)
    return Team.objects.create(district=district, school=school, name=name)


@transaction.atomic
def rename_team(*, team: Team, name: str, by: User) -> Team:
    """Rename a team; closed records keep the old name."""
    team = lock_district_of(team)
    if is_taken(name, team.district.teams, own=team):
        raise NameTaken
    if team.name != name:
        record_change("team_renamed", district=team.district, by=by, school=team.school, before=team.name, after=name)
    rename(team, name)
    return team


@transaction.atomic
def join_team(
    *, person: User, team: Team, facilitates: bool = False, rates: bool = True, by: User | None
) -> Membership:
    lock_district(team.district)
    if Membership.objects.filter(team=team, person=person, ends_at__isnull=True).exists():
        raise AlreadyInTeam
    membership = Membership(person=person, team=team, facilitates=facilitates, rates=rates, added_by=by)
    membership.note_giver(by)
    membership.save()
    draft_team_change("team_joined", membership, by).save()
    return membership


@transaction.atomic
def change_membership(
    *, membership: Membership, facilitates: bool, rates: bool, by: User, without_facilitator: bool = False
) -> Membership:
    """Change whether a member facilitates and rates; ``without_facilitator``: the team may be left without one."""
    lock_district(membership.team.district)
    refuse_ended(membership)
    membership.refresh_from_db(fields=["facilitates", "rates"])
    before = membership.facilitates, membership.rates
    if facilitates and not membership.facilitates:
        membership.note_giver(by)
    if not facilitates:
        refuse_last_facilitator(Membership.objects.filter(pk=membership.pk), without_facilitator)
    membership.facilitates, membership.rates = facilitates, rates
    membership.save(update_fields=["facilitates", "rates", "taken_at"])
    if before != (facilitates, rates):
        draft_team_change("part_changed", membership, by).save()
    return membership


@transaction.atomic
def leave_team(*, membership: Membership, by: User, without_facilitator: bool = False) -> Membership:
    """End a membership now; the person's next request reads nothing of the team's."""
    lock_district(membership.team.district)
    refuse_ended(membership)
    refuse_last_facilitator(Membership.objects.filter(pk=membership.pk), without_facilitator)
    draft_team_change("team_left", membership, by).save()
    return end_membership(membership, by)


def end_membership(membership: Membership, by: User | None) -> Membership:
    end(membership)
    membership.ended_by = by
    membership.save(update_fields=["ended_by"])
    return membership
