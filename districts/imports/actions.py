"""Carry out pasted lists: all valid lines, in one transaction, exactly as they were previewed."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from districts.change_history.models import DistrictChange
from districts.history import LineResult, record_change
from districts.roles.locks import lock_district
from districts.schools.actions import add_family, add_school, change_school
from districts.structure.models import District, Family, Team
from districts.teams.actions import add_team
from people.users import User

from .known import write_known
from .newcomers import AccountsChanged, create_accounts
from .people import plan_people
from .plan import Plan
from .schools import plan_schools

WRITES = (LineResult.CREATED, LineResult.CHANGED, LineResult.ASKED)


@transaction.atomic
def import_schools(*, district: District, text: str, shown: str, by: User) -> tuple[Plan, bool]:
    """Add and change the schools of a list; return (plan, whether it was carried out).

    `shown` is the fingerprint of the preview: if the plan is a different one by now, nothing is written.
    """
    district = lock_district(district)
    plan = plan_schools(district, text)
    if plan.problem or plan.fingerprint != shown:
        return plan, False
    listed = record_change("schools_listed", district=district, by=by, counts=counts_of(plan))
    families = {family.name: family for family in district.families.all()}
    for line in plan.lines:
        if line.change in WRITES:
            write_school(district, line.does, families, by)
    put_under(listed)
    return plan, True


def put_under(listed: DistrictChange) -> None:
    """Put what the lines' own actions have kept since under their list; the district is locked."""
    since = DistrictChange.objects.filter(district=listed.district, by=listed.by, pk__gt=listed.pk)
    since.filter(kind__in=("family_added", "school_added", "school_changed", "team_added")).update(part_of=listed)


def counts_of(plan: Plan) -> list[list[str | int]]:
    return [[str(change), number] for change, _label, number in plan.counts]


def write_school(district: District, does: dict[str, Any], families: dict[str, Family], by: User) -> None:
    values = dict(does["values"])
    name = values.pop("family", "")
    if name:
        if name not in families:
            families[name] = add_family(district=district, name=name, by=by)
        values["family"] = families[name]
    if "school" in does:
        change_school(school=does["school"], by=by, **values)
    else:
        add_school(district=district, by=by, **values)


@transaction.atomic
def import_people(
    *, district: District, text: str, shown: str, by: User, base_url: str = "", without_facilitator: bool = False
) -> tuple[Plan, bool]:
    """Add the people of a list, with links where needed; return (plan, whether it was carried out).

    ``without_facilitator``: whether the plan's teams may lose their last facilitator; if not, nothing is written.
    """
    district = lock_district(district)
    plan = plan_people(district, text)
    if plan.problem or plan.fingerprint != shown or (plan.without_facilitator and not without_facilitator):
        return plan, False
    try:
        with transaction.atomic():
            listed = record_change("people_listed", district=district, by=by, counts=counts_of(plan))
            write_people(district, [line.does for line in plan.lines if line.change in WRITES], by, base_url, listed)
    except AccountsChanged:
        return plan_people(district, text), False
    return plan, True


def write_people(
    district: District, lines: Sequence[dict[str, Any]], by: User, base_url: str, part_of: DistrictChange
) -> None:
    teams: dict[int, Team] = {}
    lines = [{**does, "given": in_a_team(district, does["given"], teams, by)} for does in lines]
    how = {"by": by, "base_url": base_url, "part_of": part_of}
    create_accounts(district=district, newcomers=[does for does in lines if does["is_new"]], **how)
    known = [does for does in lines if not does["is_new"]]
    write_known(district=district, lines=known, **how)
    put_under(part_of)


def in_a_team(district: District, given: dict[str, Any], teams: dict[int, Team], by: User) -> dict[str, Any]:
    given = dict(given)
    school = given.pop("team_of", None)
    if school:
        if school.pk not in teams:
            teams[school.pk] = add_team(district=district, name=school.name, school=school, by=by)
        given["team"] = teams[school.pk]
    return given
