"""What comes back when something is sent, and what a page is answered in part, say nothing of other people's answers.

And who has left a team is answered as somebody who never was in it, whatever they still have open.
"""

import datetime

import pytest
from django.db import transaction
from django.urls import reverse

from assessments.rating.models import Answer, Rating
from districts.roles.models import Membership
from tests.factories import practices_of
from tests.permissions.addresses import posted_to
from tests.permissions.matrix import MATRIX
from tests.privacy.otherwise import NOTE, answer_otherwise, ratings_of
from tests.privacy.walker import answer_with, differing, filled, holding, walk
from tests.privacy.world import SIZES, undone

pytestmark = pytest.mark.django_db

POSTED_TO = {row.partition("@")[0] for method, row in MATRIX if method == "POST"}
EDIT = "7b0e5b26-5f10-4b25-9f62-70a5c1a0f9a1"
SENDERS = ("facilitator of one", "member of two", "facilitator of two", "administrator")
# Beside what is posted everywhere, which is a stale revision of one's own answer: what is taken.
TAKEN = {
    "assessments:rate_practice": {"answer": "not_enough_information", "revision": "1", "client_id": EDIT},
    "assessments:meeting_practice": {"outcome": "no_agreement", "revision": "1"},
    "assessments:criterion_practice": {"level": "3", "text": "It shows", "revision": "1"},
    "assessments:own_rating_take_back": {"everything": "1", "confirmed": "1"},
}
IN_PART = {f"assessments:meeting_{page}" for page in ("room", "screen", "now", "detail", "practice", "summary")}


def bodies_for(name, given):
    """What is sent to an address: what the permission tests send, and what is taken."""
    bodies = [posted_to(name)]
    if name in TAKEN:
        bodies.append(TAKEN[name])
    if name == "assessments:meeting_move":
        return [*bodies, {"practice": given["practice"]}]
    return bodies


def answers_to_what_is_sent(world, roles):
    """What these people are answered wherever something can be sent, by (role, name, what); nothing of it stays."""
    answers = {}
    practice = world.practices[1]
    for role in roles:
        # What others send to a team is 404, as the permission tests say.
        own = tuple(f"/assessments/{world.assessment(team).pk}/" for team in SIZES if role.endswith(f" of {team}"))
        for name, url, given in filled(world, "site"):
            is_anothers = url.startswith("/assessments/") and not url.startswith(own)
            if not name.startswith("assessments:") or is_anothers or not world.concerns(role, name, given):
                continue
            if name in POSTED_TO:
                for number, sent in enumerate(bodies_for(name, {"practice": practice})):
                    answers[role, name, f"{url} {number}"] = sent_by(world.clients[role], url, sent)
            if name in IN_PART:
                answers[role, name, url] = answer_with(world.clients[role].get, url, headers={"HX-Request": "true"})
    return answers


def sent_by(client, url, data):
    """As a script sends it, and undone."""
    point, cookies = transaction.savepoint(), client.cookies.copy()
    try:
        return answer_with(client.post, url, data, headers={"HX-Request": "true"})
    finally:
        transaction.savepoint_rollback(point)
        client.cookies = cookies


def unrevealed_otherwise(world):
    """Others answered otherwise what no team has revealed: other levels, other notes, and some too little to say."""
    practices = list(Rating.objects.order_by("practice").values_list("practice", flat=True).distinct())
    answer_otherwise(world, ratings_of(world, "one"))
    hidden = ratings_of(world, "two", practices=practices[2:])
    answer_otherwise(world, hidden)
    hidden.filter(practice=practices[2]).update(answer=Answer.NOT_ENOUGH_INFORMATION, level=None)
    ratings_of(world, "two").update(note=NOTE)


def test_whatever_is_sent_the_answer_is_the_same_to_the_byte_whatever_others_answered(world):
    before = answers_to_what_is_sent(world, SENDERS)
    with undone(world):
        unrevealed_otherwise(world)
        after = answers_to_what_is_sent(world, SENDERS)

    assert differing(before, after) == set()
    assert holding(after, NOTE) == set()
    told = {(name, status) for (_role, name, _what), (status, *_) in before.items()}
    assert {("assessments:rate_practice", status) for status in (200, 409)} <= told
    assert {("assessments:meeting_practice", status) for status in (302, 403, 409, 422)} <= told
    assert {(name, 302) for name in ("assessments:meeting_start", "assessments:meeting_move")} <= told
    assert {(name, 200) for name in IN_PART} <= told


# -- After leaving ---------------------------------------------------------------------------------------


def of_a_team(name):
    """Whether an address is about one team's work, its evidence or a record that it reads."""
    alone = ("reflection_", "own_rating_", "cycle_", "offer_", "pairing_", "assessment_list", "rate_offline")
    administered = ("assessment_extend", "assessment_end", "assessment_reopen")
    moved = ("agreement_detail",)  # leads on to where the page is now, whoever asks
    page = name.removeprefix("assessments:")
    return name.startswith("assessments:") and not page.startswith((*alone, *administered, *moved))


def test_who_left_a_team_is_answered_as_if_they_had_never_been_in_it(world):
    """On every page, in every poll that was open, for whatever they send from an open page; their calendar too."""
    roles = ("member of one", "facilitator of two")
    polls = {}
    for role in roles:
        now = reverse("assessments:meeting_now", args=[world.assessment(role.rpartition(" ")[2]).pk])
        polls[role, now] = world.clients[role].get(now)["ETag"]
    calendar = reverse("calendar_file", args=world.calendar_tokens)
    assert "BEGIN:VEVENT" in world.clients["nobody"].get(calendar).content.decode()
    left = [world.member["one"][0], world.member["two"][1], world.member["two"][2]]
    Membership.objects.filter(person__in=left).update(ends_at=datetime.datetime.now(datetime.UTC))

    asked = walk(world, roles, about="assessments:") | answers_to_what_is_sent(world, roles)

    opened = {(role, name, url, status) for (role, name, url), (status, *_) in asked.items() if of_a_team(name)}
    # What takes no GET says so before it looks who asks.
    assert {status for _role, name, _url, status in opened if status != 405 or name not in POSTED_TO} == {404}
    assert len(opened) > 100
    names = [str(world.team[name]).encode() for name in ("one", "two", "three")]
    # What they answered themselves they still read, and can take back; it says in which team they answered it.
    naming = {where[1] for where, (_s, _h, body) in asked.items() if any(name in body for name in names)}
    assert naming == {"assessments:own_rating_list", "assessments:own_rating_take_back"}
    for (role, now), tag in polls.items():
        assert world.clients[role].get(now, headers={"If-None-Match": tag}).status_code == 404
    assert "BEGIN:VEVENT" not in world.clients["nobody"].get(calendar).content.decode()
    assert practices_of(world.assessment("one"))  # what they left goes on without them
