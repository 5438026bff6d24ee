"""The rate screen as its templates draw it: what people typed is escaped, and each reader has their own language."""

import pytest
from django.utils import timezone

from assessments.rating import actions as rating_actions
from assessments.rating.models import Rating
from assessments.rating.rendering.cards import shortened
from frameworks.caching import clear_caches
from frameworks.models.words import LookFor
from tests.factories import (
    make_criterion,
    make_evidence,
    make_meeting,
    make_rating,
    make_sealed,
    members_of,
    practices_of,
)

pytestmark = pytest.mark.django_db

TYPED = "<b>\"typed\" & 'quoted'</b>"
ESCAPED = "&lt;b&gt;&#34;typed&#34; &amp; &#39;quoted&#39;&lt;/b&gt;"


@pytest.fixture
def assessment():
    return make_meeting(members=2, started=False)


@pytest.fixture
def person(assessment, client):
    """A member with a seat, signed in."""
    person = members_of(assessment)[0]
    rating_actions.take_seat(assessment=assessment, by=person)
    client.force_login(person)
    return person


def page_of(client, assessment, place="1", language="en"):
    return client.get(
        f"/assessments/{assessment.pk}/rate/{place}/", headers={"Accept-Language": language}
    ).content.decode()


def test_what_people_typed_is_escaped_wherever_a_card_shows_it(assessment, person, client):
    practice = practices_of(assessment)[0]
    make_rating(assessment, person, practice, 2, note=TYPED)
    make_evidence(assessment.team, practice, assessment, title=TYPED)
    make_criterion(assessment.team, practice, assessment.cycle.scale, 2, TYPED)
    LookFor.objects.create(practice=practice, kind="sign", position=1, text=TYPED)
    LookFor.objects.create(practice=practice, kind="evidence", position=1, text=TYPED)
    clear_caches()

    cards, table = page_of(client, assessment), page_of(client, assessment, "table")

    assert (cards.count(ESCAPED), cards.count('<b>"typed')) == (5, 0)
    assert (table.count(ESCAPED), table.count('<b>"typed')) == (1, 0)


@pytest.mark.parametrize("place", ["1", "table"])
def test_each_reader_has_their_own_language_whoever_came_first(place, assessment, person, client):
    make_rating(assessment, person, practices_of(assessment)[0], 2)

    english, french = (page_of(client, assessment, place, language) for language in ("en", "fr"))

    words = {"Saved ": "Enregistré", "Save rating": "Enregistrer", "Take my answer back": "Retirer ma réponse"}
    assert [text in english for text in words] == [True] * len(words)
    assert [text in french for text in words] == [False] * len(words)
    assert [text in french for text in words.values()] == [True] * len(words)


def test_a_sealed_answer_is_neither_said_nor_chosen(assessment, person, client):
    practice = practices_of(assessment)[0]
    make_rating(assessment, person, practice, 2, note="My note")
    make_sealed(person)
    Rating.objects.update(saved_at=timezone.now() - timezone.timedelta(days=1))
    client.force_login(person)

    for place in ("1", "table"):
        page = page_of(client, assessment, place)
        assert ("your answer is sealed" in page, " checked><span" in page, "My note" in page) == (True, False, False)


def test_taking_an_answer_back_is_offered_where_there_is_one(assessment, person, client):
    answered, *others = practices_of(assessment)
    make_rating(assessment, person, answered, 2)

    for place in ("1", "table"):
        page = page_of(client, assessment, place)
        assert page.count('value="withdrawn"') == 1 + len(others)
        assert page.count(" hidden><input") == len(others)


def test_a_long_title_of_evidence_is_cut():
    assert (shortened("é" * 60), shortened("é" * 61)) == ("é" * 60, "é" * 59 + "…")
