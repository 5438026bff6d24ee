"""A team's spread in words: the first that fits, the same on the meeting's screens, in the record and in the outcome."""

import pytest
from django.test import Client

from assessments.figures.closeness import Closeness
from assessments.figures.sentences import CLOSENESS, closeness_in_words, sentence_of, spread_in_words
from assessments.figures.spread import Spread
from assessments.record import actions
from tests.factories import make_meeting, make_scale, members_of, practices_of, reveal, team_says

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((0, 4, 0, 0), "Everybody who gave a level said “Emerging”."),
        ((0, 3, 1, 0), "Nearly everybody said “Emerging”, one a level higher. What may that answer rest on?"),
        ((1, 3, 0, 0), "Nearly everybody said “Emerging”, one a level lower. What may that answer rest on?"),
        ((0, 2, 2, 1), "Close together: from “Emerging” to “Embedded”, all within one level of the middle."),
        (
            (0, 4, 1, 1),
            "Mostly close together: from “Emerging” to “Embedded”, most within one level of the middle. "
            "What have the others seen?",
        ),
        (
            (2, 0, 0, 3),
            "Two camps: 2 at “Not yet evident”, 3 at “Embedded”, nobody between. "
            "What have some seen that others have not?",
        ),
        ((2, 1, 0, 2), "Spread out, from “Not yet evident” to “Embedded”. What do the answers rest on?"),
    ],
)
def test_the_sentence_below_the_dots(counts, sentence):
    assert spread_in_words(Spread(counts, 0), list(make_scale().levels.all())) == sentence


def test_who_had_not_enough_information_is_counted_behind_it():
    levels = list(make_scale().levels.all())

    assert spread_in_words(Spread((0, 4, 0, 0), not_enough=2), levels) == (
        "Everybody who gave a level said “Emerging”. 2 people had not enough information."
    )


def test_every_word_has_a_sentence_of_its_own_and_a_short_form():
    assert set(CLOSENESS) == set(Closeness)
    assert len({sentence_of(closeness) for closeness in Closeness}) == len(Closeness)
    assert [closeness_in_words(closeness) for closeness in Closeness] == [
        "everybody",
        "nearly everybody, one a level higher",
        "nearly everybody, one a level lower",
        "close together",
        "mostly close",
        "two camps",
        "spread",
    ]


def test_the_pages_of_a_team_use_the_same_words():
    assessment = make_meeting(members=5)
    first = practices_of(assessment)[0]
    team_says(assessment, first, 1, 1, 4, 4, 4)
    reveal(assessment, first)
    client = Client()
    client.force_login(members_of(assessment)[0])

    def text_of(place):
        return client.get(f"/assessments/{assessment.pk}/{place}").content.decode()

    assert "Two camps: 2 at “Not yet evident”, 3 at “Embedded”" in text_of(f"practices/{first.uuid}/meeting/")
    actions.close_assessment(assessment=assessment, by=None)
    assert "two camps" in text_of("record/")
    assert "two camps" in text_of("rater-agreement/")
