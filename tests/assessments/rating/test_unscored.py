"""Answers without a level: a new one is a row in ``rating/models.py``; what has to know of it is walked here."""

import re

import pytest

from assessments.rating import actions as rating_actions
from assessments.rating.forms import RatingForm
from assessments.rating.models import UNSCORED, Answer
from assessments.rating.queries import answers_of_teams
from tests.factories import make_meeting, members_of, practices_of, team_says

CHOICE = re.compile(r'<input[^>]* name="answer"[^>]*>')
VALUE = re.compile(r' value="([^"]*)"')


@pytest.fixture
def assessment(db):
    return make_meeting(members=len(UNSCORED), started=False)


def test_every_answer_without_a_level_says_something_or_is_taken_back():
    assert set(Answer) == {Answer.LEVEL, *UNSCORED, Answer.WITHDRAWN}, (
        "an answer that says something without a level has its place in UNSCORED, assessments/rating/models.py"
    )


@pytest.mark.parametrize("answer", UNSCORED)
def test_the_form_takes_it(answer):
    said = {"answer": answer, "note": "Why", "revision": 0, "client_id": "6f1f4ac1-9fd7-4b5b-a1fd-8a7f7d1f6e3c"}

    assert RatingForm(said, levels=()).is_valid()


@pytest.mark.parametrize("page", ["1", "table"])
def test_both_rate_screens_offer_them_after_the_levels(assessment, client, page):
    person = members_of(assessment)[0]
    rating_actions.take_seat(assessment=assessment, by=person)
    client.force_login(person)

    html = client.get(f"/assessments/{assessment.pk}/rate/{page}/").content.decode()
    offered = list(dict.fromkeys(VALUE.search(choice)[1] for choice in CHOICE.findall(html)))

    assert offered == ["1", "2", "3", "4", *UNSCORED, "withdrawn"], (
        "the cards or the table of the rate screen do not offer every answer of UNSCORED, or in another order"
    )


def test_each_is_counted_in_a_place_of_its_own_after_the_levels(assessment):
    practice = practices_of(assessment)[0]
    team_says(assessment, practice, *UNSCORED)

    assert answers_of_teams([assessment])[assessment.pk, practice.pk] == (0, 0, 0, 0, *(1 for _one in UNSCORED))
