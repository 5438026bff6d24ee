"""A district that is not there opens nothing: empty never means all."""

import pytest

from districts.roles.models import Role
from districts.roles.roles_held import RolesHeld
from reports.board.frozen import freeze
from tests.factories import appoint, make_district, make_school

pytestmark = pytest.mark.django_db


def test_a_role_in_no_district_is_held_by_nobody_who_holds_it_in_one():
    held = RolesHeld(appoint(Role.DISTRICT_ADMINISTRATOR, district=make_district()))

    assert held.has(Role.DISTRICT_ADMINISTRATOR)
    assert not held.has(Role.DISTRICT_ADMINISTRATOR, None)


def test_a_principal_is_none_in_no_district():
    district = make_district()
    held = RolesHeld(appoint(Role.PRINCIPAL, district=district, school=make_school(district)))

    assert held.principal_of(district.pk)
    assert held.principal_of(None) == set()


def test_a_copy_in_no_language_holds_nothing():
    assert freeze(dict, languages=[]) == {}
