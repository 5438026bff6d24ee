"""How SQLite finds a team's ratings of one practice: by the team's seats, however many ratings there are elsewhere."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.meeting.spreads import spread_for
from assessments.rating.queries import answers_of_teams
from tests.factories import make_meeting, members_of, practices_of, reveal, team_says

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]


def plans_of(ask):
    """The plans of the queries that ask for ratings, as one text."""
    with CaptureQueriesContext(connection) as caught:
        ask()
    asked = [query["sql"] for query in caught if 'FROM "assessments_rating"' in query["sql"]]
    assert asked
    with connection.cursor() as cursor:
        plans = []
        for sql in asked:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            plans += [row[-1] for row in cursor.fetchall()]
    return "\n".join(plans)


@pytest.mark.parametrize("ask", [lambda a, p, m: spread_for(a, p, m), lambda a, p, m: answers_of_teams([a], p)])
def test_the_ratings_of_a_practice_are_found_by_the_teams_seats(ask):
    assessment = make_meeting(members=4)
    practice = practices_of(assessment)[0]
    team_says(assessment, practice, 1, 2, 2, 3)
    reveal(assessment, practice)

    plan = plans_of(lambda: ask(assessment, practice, members_of(assessment)[0]))

    ratings = [line for line in plan.splitlines() if "assessments_rating" in line]
    assert ratings
    assert all("seat_id=?" in line for line in ratings), plan
