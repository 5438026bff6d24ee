"""Who may do what with districts, schools, teams and people; and what the Django admin opens to."""

import rules
from django.db.models import Model

from districts.roles.models import Role
from districts.roles.roles_held import roles_held_by
from districts.structure.models import District
from people.users import AnyUser


def holds(role: str) -> rules.Predicate:
    """A predicate: the person holds this role in the object's district, and in none if the object has no district."""

    @rules.predicate(name=f"holds {role}")
    def predicate(user: AnyUser, obj: Model | None = None) -> bool:
        district_id = district_id_of(obj)
        return district_id is not None and roles_held_by(user).has(role, district_id)

    return predicate


def district_id_of(obj: Model | None) -> int | None:
    """The key of the district that an object is or belongs to, from its own column; None if it has none."""
    return obj.pk if isinstance(obj, District) else getattr(obj, "district_id", None)


def holds_for_installation(role: str) -> rules.Predicate:
    return rules.predicate(lambda user: roles_held_by(user).has(role), name=f"holds {role}")


is_installation_administrator = holds_for_installation(Role.INSTALLATION_ADMINISTRATOR)
is_framework_editor = holds_for_installation(Role.FRAMEWORK_EDITOR)

rules.add_perm("districts.open_admin", is_framework_editor | is_installation_administrator)
rules.add_perm("districts.create_district", is_installation_administrator)
rules.add_perm("districts.administer", holds(Role.DISTRICT_ADMINISTRATOR))
rules.add_perm("frameworks.edit", is_framework_editor)
