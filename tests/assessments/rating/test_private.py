"""What is sealed is shown on no page and in no answer, counts as it did, and is replaced unseen."""

import re

import pytest

from assessments.meeting import band_queries
from assessments.rating import progress
from assessments.rating.models import Answer, Rating
from assessments.rating.private import as_its_author_reads_it
from assessments.reflection import actions, queries
from assessments.reflection.models import Reflection, ReflectionShare
from tests.factories import make_meeting, make_rating, make_reflection, members_of, practices_of, reveal
from tests.sealed import EXAMPLE, NOTE, SHOWN, SealedWorld

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return SealedWorld().write()


def test_the_member_reads_it_and_whoever_came_in_by_a_link_does_not(world):
    mine = world.read(world.browser(world.member))
    intruder = world.come_in_by_link()
    theirs = world.read(intruder)

    secrets = (NOTE, EXAMPLE, SHOWN)
    assert [secret in mine for secret in secrets] == [True] * 3
    assert [secret in theirs for secret in secrets] == [False] * 3
    assert [re.findall(r'value="3"[^>]* checked', page) != [] for page in (mine, theirs)] == [True, False]
    assert "is sealed" in theirs
    assert "is sealed" not in mine


def test_addresses_of_what_is_sealed_are_not_there(world):
    intruder = world.come_in_by_link()

    asked = [f"/reflection/entries/{world.reflection.pk}/delete/", f"/reflection/shared/{world.share.pk}/"]
    assert [intruder.get(page).status_code for page in asked] == [404, 404]
    assert intruder.get(f"/reflection/{world.resource.uuid}/share/").status_code == 404


def test_sealed_answers_count_as_they_did(world):
    intruder = world.come_in_by_link()

    page = intruder.get(world.rate_page).content.decode()
    people = progress.readiness(world.assessment)

    assert "1 of 3 answered" in page
    assert {one.person: one.answered for one in people}[world.member] == 1
    assert band_queries.answers_of(world.assessment)[world.practices[0].pk] == ((0, 0, 1, 0), 1)


def test_a_stale_save_and_one_sent_twice_say_nothing_of_what_is_sealed(world):
    intruder = world.come_in_by_link()

    stale = world.save(intruder, revision="1")
    again = world.save(intruder, revision="1", client_id=str(world.rating.client_id))
    page = intruder.post(
        f"/assessments/{world.assessment.pk}/practices/{world.practices[0].uuid}/rate/",
        {"answer": "2", "note": "", "revision": "1", "client_id": "4b2a2dc5-6d80-4a68-9d0a-3d9a1c5f0c11"},
    )

    assert (stale.status_code, again.status_code, page.status_code) == (409, 200, 409)
    for answer in (stale, again, page):
        assert NOTE not in answer.content.decode()
        assert "<b>an answer that is sealed</b>" in answer.content.decode() or answer is again
    assert "Established" not in stale.content.decode() + again.content.decode()
    assert Rating.objects.get().level.value == 3


@pytest.mark.parametrize(("said", "read"), [(3, ""), ("?", ""), ("n/a", ""), ("-", Answer.WITHDRAWN)])
def test_a_sealed_answer_says_no_more_than_that_it_stands(said, read):
    assessment = make_meeting(members=1)
    world = SealedWorld(assessment.cycle.district)
    world.member = members_of(assessment)[0]
    make_rating(assessment, world.member, practices_of(assessment)[0], said, note=NOTE)
    world.come_in_by_link()

    sealed = as_its_author_reads_it(Rating.objects.get(), world.stored())

    assert (sealed.is_sealed, sealed.answer, sealed.level, sealed.note) == (True, read, None, "")


def test_a_new_answer_replaces_the_sealed_one_and_is_shown(world):
    intruder = world.come_in_by_link()

    saved = world.save(intruder, answer="1", note="Mine")
    page = intruder.get(world.rate_page).content.decode()

    rating = Rating.objects.get()
    assert (saved.status_code, rating.level.value, rating.note, rating.revision) == (200, 1, "Mine", 5)
    assert "Mine</textarea>" in page
    assert re.findall(r'value="1"[^>]* checked', page) != []


def test_what_is_written_while_sealed_is_read_and_deleted_and_the_rest_stays(world):
    intruder = world.come_in_by_link()
    own = make_reflection(world.stored(), world.other_resource, example="Written now")

    page = intruder.get(f"/reflection/{world.other_resource.uuid}/").content.decode()
    asks = intruder.get("/reflection/delete/").content.decode()
    intruder.post("/reflection/delete/")

    assert "Written now" in page
    assert "1 entry is deleted" in asks
    assert not Reflection.objects.filter(pk=own.pk).exists()
    assert Reflection.objects.filter(pk=world.reflection.pk).exists()


def test_nothing_is_shared_and_no_share_ends_while_something_is_sealed(world):
    given = actions.share_reflection(
        resource=resource_of(world), email=world.colleague.email, with_history=False, by=world.member
    )
    intruder = world.come_in_by_link()
    make_reflection(world.stored(), world.resource, example="Written now")

    page = intruder.get(f"/reflection/{world.resource.uuid}/").content.decode()
    shares = intruder.post(f"/reflection/{world.resource.uuid}/share/", {"email": world.colleague.email})
    takes_back = intruder.post(f"/reflection/{world.resource.uuid}/take-back/")
    intruder.post("/reflection/delete/")

    assert world.colleague.name not in page
    assert (shares.status_code, takes_back.status_code) == (409, 404)
    assert ReflectionShare.objects.filter(pk=given.pk).exists()


def resource_of(world):
    return queries.resources()[world.resource.uuid]


def test_own_answer_in_the_room_is_sealed_before_and_after_its_reveal():
    assessment = make_meeting(members=3)
    world = SealedWorld(assessment.cycle.district)
    world.member, practice = members_of(assessment)[0], practices_of(assessment)[0]
    make_rating(assessment, world.member, practice, 3, note=NOTE)
    room = f"/assessments/{assessment.pk}/meeting/room/"
    mine = world.browser(world.member).get(room).content.decode()
    intruder = world.come_in_by_link()
    before = intruder.get(room).content.decode()
    reveal(assessment, practice)
    after = intruder.get(room).content.decode()

    assert NOTE in mine
    assert NOTE not in before
    assert re.findall(r'value="3"[^>]* checked', before) == []
    assert "only you see: <b>an answer that is sealed</b>" in re.sub(r"\s+", " ", after)


def test_a_browser_keeps_what_is_sealed_under_another_key(world):
    mine = world.browser(world.member).get(world.rate_page)
    intruder = world.come_in_by_link()
    theirs = intruder.get(world.rate_page)

    key = str(world.member.pk)
    assert mine["X-Rates-For"] == key
    assert f'data-user="{key}"' in mine.content.decode()
    other = theirs["X-Rates-For"]
    assert other.startswith(f"{key}.")
    for place in (f'data-user="{other}"', f'data-sign-out="{other}"'):
        assert place in theirs.content.decode()


def test_a_page_from_before_still_sends_its_answers(world):
    intruder = world.come_in_by_link()

    sent = {"answer": "2", "note": "", "revision": "4", "client_id": "4b2a2dc5-6d80-4a68-9d0a-3d9a1c5f0c11"}
    url = f"/assessments/{world.assessment.pk}/practices/{world.practices[0].uuid}/rate/"
    answers = [
        intruder.post(url, sent, HTTP_HX_REQUEST="true", HTTP_X_RATES_FOR=key).status_code
        for key in (str(world.member.pk), str(world.colleague.pk), f"{world.colleague.pk}.17")
    ]

    assert answers == [200, 403, 403]
