"""Who may do what with districts, schools, teams and people; and what the Django admin opens to."""

import rules

from .models import Role
from .standing import standing_of


def holds(role):
    """A predicate: the person holds this role, in the object's district where there is an object."""

    @rules.predicate(name=f"holds {role}")
    def predicate(user, obj=None):
        return standing_of(user).has(role, district_id_of(obj))

    return predicate


def district_id_of(obj):
    """The district that an object belongs to, or None for the whole installation."""
    if obj is None:
        return None
    return getattr(obj, "district_id", None) or obj.pk


is_installation_administrator = rules.predicate(
    lambda user: standing_of(user).has(Role.INSTALLATION_ADMINISTRATOR), name="administers the installation"
)
is_framework_editor = rules.predicate(
    lambda user: standing_of(user).has(Role.FRAMEWORK_EDITOR), name="edits frameworks"
)

rules.add_perm("districts.open_admin", is_framework_editor | is_installation_administrator)
rules.add_perm("districts.found_district", is_installation_administrator)
rules.add_perm("districts.administer", holds(Role.DISTRICT_ADMINISTRATOR))
rules.add_perm("frameworks.edit", is_framework_editor)
