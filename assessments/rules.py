"""Who may do what in an assessment, by role only; actions check dates and raise ``RuleBroken``."""

from typing import Protocol

import rules

from districts.roles.models import Membership, Role
from districts.roles.roles_held import roles_held_by
from districts.structure.models import Team
from people.users import AnyUser


class OfATeam(Protocol):
    """As much of an assessment as the rules look at: they stand below its model."""

    team: Team
    team_id: int
    district_id: int


class PieceOfATeam(Protocol):
    """As much of a piece of evidence."""

    team_id: int
    created_by_id: int | None


def membership_of(user: AnyUser, assessment: OfATeam) -> Membership | None:
    return roles_held_by(user).in_team(assessment.team_id)


@rules.predicate
def is_member(user: AnyUser, assessment: OfATeam) -> bool:
    return membership_of(user, assessment) is not None


@rules.predicate
def rates(user: AnyUser, assessment: OfATeam) -> bool:
    membership = membership_of(user, assessment)
    return bool(membership and membership.rates)


@rules.predicate
def facilitates(user: AnyUser, assessment: OfATeam) -> bool:
    membership = membership_of(user, assessment)
    return bool(membership and membership.facilitates)


rules.add_perm("assessments.view_assessment", is_member)
rules.add_perm("assessments.rate_practice", rates)
rules.add_perm("assessments.link_evidence", is_member)
rules.add_perm("assessments.write_criteria", is_member)
rules.add_perm("assessments.facilitate", facilitates)


@rules.predicate
def may_withdraw(user: AnyUser, evidence: PieceOfATeam) -> bool:
    """Whether the person added the piece and is still in its team, or facilitates."""
    membership = roles_held_by(user).in_team(evidence.team_id)
    return bool(membership and (membership.facilitates or evidence.created_by_id == user.pk))


rules.add_perm("assessments.delete_evidence", may_withdraw)
rules.add_perm("assessments.withdraw_evidence", may_withdraw)


@rules.predicate
def is_in_the_districts_team(user: AnyUser, assessment: OfATeam) -> bool:
    return assessment.team.is_district_team and is_member(user, assessment)


@rules.predicate
def administers_its_district(user: AnyUser, assessment: OfATeam) -> bool:
    return roles_held_by(user).has(Role.DISTRICT_ADMINISTRATOR, assessment.district_id)


rules.add_perm("assessments.withdraw_criteria", facilitates)
rules.add_perm("assessments.offer_criteria", is_in_the_districts_team & (facilitates | administers_its_district))
