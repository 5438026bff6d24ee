"""How many schools and teams each district has, on the list of all districts."""

import pytest

from districts.structure.models import District
from tests.factories import make_district, make_school, make_team

pytestmark = pytest.mark.django_db


def test_schools_and_teams_are_counted_each_by_themselves():
    full, empty = make_district(), make_district()
    for school in [make_school(full), make_school(full)]:
        make_team(full, school=school, members=2)
    make_team(full, members=1)

    counted = {district.pk: district for district in District.objects.with_counts()}

    assert (counted[full.pk].school_count, counted[full.pk].team_count) == (2, 3)
    assert (counted[empty.pk].school_count, counted[empty.pk].team_count) == (0, 0)


def test_the_tables_of_schools_and_teams_are_not_joined():
    sql = str(District.objects.with_counts().query)

    assert "JOIN" not in sql
