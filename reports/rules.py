"""Who may read which report. Levels leave the teams only when a cycle is published; these say to whom."""

import rules

from districts.roles.models import Role
from districts.roles.roles_held import roles_held_by
from districts.rules import district_id_of, holds, holds_for_installation
from districts.structure.models import School


@rules.predicate(name="is principal of a school here")
def is_principal_here(user, district=None):
    """Principal of any school of the district."""
    district_id = district_id_of(district)
    return district_id is not None and bool(roles_held_by(user).principal_of(district_id))


@rules.predicate(name="is principal of the school")
def is_principal_of(user, school=None):
    """Principal of this school."""
    return isinstance(school, School) and school.pk in roles_held_by(user).principal_of(school.district_id)


@rules.predicate(name="oversees the school")
def oversees(user, school=None):
    """Superintendent of the whole district, or of the family to which the school belongs now."""
    if not isinstance(school, School):
        return False
    families = roles_held_by(user).families_overseen(school.district_id)
    return families is None or school.family_id in families


@rules.predicate(name="oversees the whole district")
def oversees_all(user, district=None):
    """Superintendent of the whole district, not only of some of its families."""
    district_id = district_id_of(district)
    return district_id is not None and roles_held_by(user).families_overseen(district_id) is None


@rules.predicate(name="is in a team here")
def is_in_a_team_here(user, district=None):
    """Belongs to a team of the district: of any of its schools, or its own."""
    district_id = district_id_of(district)
    return any(m.team.district_id == district_id for m in roles_held_by(user).memberships)


is_superintendent = holds(Role.SUPERINTENDENT)

rules.add_perm("reports.read_results", is_superintendent)
rules.add_perm("reports.read_mirror", oversees_all)
rules.add_perm("reports.read_records", is_superintendent | is_principal_here)
rules.add_perm("reports.read_school", oversees | is_principal_of)
rules.add_perm("reports.read_board", holds(Role.TRUSTEE) | is_superintendent)
rules.add_perm("reports.write_board", oversees_all)
# Which cycles there are to read: for everybody who reads anything that is published of a district.
rules.add_perm("reports.read_published", holds(Role.TRUSTEE) | is_superintendent | is_principal_here)
rules.add_perm("reports.read_progress", is_superintendent | holds(Role.DISTRICT_ADMINISTRATOR) | is_principal_here)
rules.add_perm("reports.read_history", is_superintendent | holds(Role.DISTRICT_ADMINISTRATOR))
rules.add_perm("reports.read_willing", is_superintendent | is_principal_here | is_in_a_team_here)
rules.add_perm("reports.read_province", holds_for_installation(Role.PROVINCE_VIEWER))
