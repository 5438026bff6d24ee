"""A new role is a row in ``roles/models.py``: the lists, forms and pasted lists that are made from it are walked here."""

import pytest

from districts.imports.people import ROLES
from districts.imports.schools import one_of
from districts.people.forms import PersonForm, RoleForm
from districts.roles.models import DISTRICT_ROLES, INSTALLATION_ROLES, SCHOOL_ROLES, Role
from tests.factories import make_district

OF_A_DISTRICT = (*DISTRICT_ROLES, *SCHOOL_ROLES)


@pytest.mark.parametrize("role", Role)
def test_every_role_is_given_for_one_kind_of_place(role):
    lists = [role in roles for roles in (INSTALLATION_ROLES, DISTRICT_ROLES, SCHOOL_ROLES)]

    assert sum(lists) == 1, (
        f"{role} stands in one of INSTALLATION_ROLES, DISTRICT_ROLES and SCHOOL_ROLES, districts/roles/models.py"
    )


@pytest.mark.django_db
def test_a_district_gives_each_of_its_roles_and_no_other():
    district = make_district()

    for form in (RoleForm(district=district), PersonForm(district=district)):
        assert {key for key, _label in form.fields["role"].choices if key} == set(OF_A_DISTRICT)


@pytest.mark.parametrize("role", OF_A_DISTRICT)
def test_a_pasted_list_names_each_by_its_key_at_least(role):
    assert one_of(ROLES, str(role).replace("_", " "), "") == role
