"""Who may read which report. Levels leave the teams only when a cycle is published; these rules say for whom."""

import rules
from django.db.models import Model

from districts.roles.models import Role
from districts.roles.roles_held import roles_held_by
from districts.rules import district_id_of, holds, holds_for_installation
from districts.structure.models import School
from people.users import AnyUser

from .record_readers import reads_records_in, records_read_by


@rules.predicate(name="reads records here")
def reads_records(user: AnyUser, district: Model | None = None) -> bool:
    district_id = district_id_of(district)
    return district_id is not None and reads_records_in(user, district_id)


@rules.predicate(name="reads the school's record")
def reads_school(user: AnyUser, school: Model | None = None) -> bool:
    if not isinstance(school, School):
        return False
    return records_read_by(user, school.district_id).of_school(school.pk, school.family_id)


@rules.predicate(name="oversees the whole district")
def oversees_all(user: AnyUser, district: Model | None = None) -> bool:
    district_id = district_id_of(district)
    return district_id is not None and roles_held_by(user).overseen_in(district_id).everything


@rules.predicate(name="is in a team here")
def is_in_a_team_here(user: AnyUser, district: Model | None = None) -> bool:
    district_id = district_id_of(district)
    return any(m.team.district_id == district_id for m in roles_held_by(user).memberships)


is_superintendent = holds(Role.SUPERINTENDENT)

rules.add_perm("reports.read_results", is_superintendent)
rules.add_perm("reports.read_mirror", oversees_all)
rules.add_perm("reports.read_records", reads_records)
rules.add_perm("reports.read_school", reads_school)
rules.add_perm("reports.read_board", holds(Role.TRUSTEE) | is_superintendent)
rules.add_perm("reports.write_board", oversees_all)
# Which cycles there are to read: for everybody who reads anything that is published of a district.
rules.add_perm("reports.read_published", holds(Role.TRUSTEE) | reads_records)
rules.add_perm("reports.read_progress", reads_records | holds(Role.DISTRICT_ADMINISTRATOR))
rules.add_perm("reports.read_history", is_superintendent | holds(Role.DISTRICT_ADMINISTRATOR))
rules.add_perm("reports.read_peer_offers", reads_records | is_in_a_team_here)
rules.add_perm("reports.read_province", holds_for_installation(Role.PROVINCE_VIEWER))
