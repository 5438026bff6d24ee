"""How close together a team's people stood: for the team alone, of nothing that its meeting did not show."""

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.test import Client
from django.utils import timezone

from assessments.cycles.models import Assessment
from assessments.meeting.rater_agreement import rater_agreement_of, written
from assessments.record import actions as record_actions
from assessments.retention import actions as retention_actions
from tests.factories import make_meeting, members_of, practices_of, reveal, team_says

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed():
    """Five people rated four practices of two characteristics; the last was not revealed, the third has two levels."""
    assessment = make_meeting(members=5, practices=2, characteristics=2)
    first, second, third, fourth = practices_of(assessment)
    team_says(assessment, first, 1, 1, 2, 4, 4)
    team_says(assessment, second, 3, 3, 3, 4, "?")
    team_says(assessment, third, 1, 4, "?", "n/a", None)
    team_says(assessment, fourth, 1, 4, 1, 4, 1)
    reveal(assessment, first, second, third)
    record_actions.close_assessment(assessment=assessment, by=None)
    return Assessment.objects.with_context().get(pk=assessment.pk)


def page(assessment, person=None):
    client = Client()
    client.force_login(person or members_of(assessment)[0])
    return client.get(f"/assessments/{assessment.pk}/rater-agreement/")


def test_its_former_address_leads_on_for_good(closed, client):
    client.force_login(members_of(closed)[0])

    answer = client.get(f"/assessments/{closed.pk}/agreement/?cycle=1")

    assert (answer.status_code, answer["Location"]) == (301, f"/assessments/{closed.pk}/rater-agreement/?cycle=1")


def test_the_agreement_of_a_team_worked_by_hand(closed):
    agreement = rater_agreement_of(closed, members_of(closed)[0])

    # 1 1 2 4 4: three of five within one level of 2. 3 3 3 4: all four. The mean of 60 % and 100 %.
    assert [one.within_one for one in agreement.practices] == [Fraction(3, 5), 1]
    assert (agreement.within_one, agreement.without) == ("80 %", 2)
    assert [one.practice.code for one in agreement.furthest] == ["1.1"]
    words = ["spread", "nearly everybody, one a level higher"]
    assert [(one.share, one.in_words) for one in agreement.practices] == [("60 %", words[0]), ("100 %", words[1])]
    [(characteristic, share, found)] = agreement.by_characteristic
    assert (characteristic.number, share, [one.practice.code for one in found]) == (1, "80 %", ["1.1", "1.2"])
    # Levels 2, 1, 3, 3 times. Apart: 1–2 9/4, 1–3 (6 − 5/2)² = 49/4, 1–4 (9 − 5/2)² = 169/4, 2–3 (4 − 2)² = 4,
    # 2–4 (7 − 2)² = 25, 3–4 (6 − 3)² = 9. Expected 2·9/4 + 6·49/4 + 6·169/4 + 3·4 + 3·25 + 9·9 = 999/2.
    # Observed (2·9/4 + 4·169/4 + 2·25)/4 + 3·9/3 = 519/8. 1 − 8 · 519/8 ÷ 999/2 = −39/999.
    assert agreement.alpha == Fraction(-39, 999)
    assert agreement.alpha_shown == Decimal("-0.04")


def test_up_to_five_practices_stand_furthest_apart_the_furthest_first_of_equals_in_their_order():
    assessment = make_meeting(members=5, practices=7)
    practices = practices_of(assessment)
    for practice in practices[:6]:
        team_says(assessment, practice, 2, 2, 2, 2, 4)
    team_says(assessment, practices[6], 1, 1, 2, 4, 4)
    reveal(assessment, *practices)

    furthest = rater_agreement_of(assessment, members_of(assessment)[0]).furthest

    assert [one.practice.pk for one in furthest] == [practices[place].pk for place in (6, 0, 1, 2, 3)]


@pytest.mark.parametrize(
    ("share", "words"),
    [(Fraction(0), "0 %"), (Fraction(1, 200), "1 %"), (Fraction(2, 3), "67 %"), (Fraction(1), "100 %")],
)
def test_a_share_is_written_in_whole_per_cent_rounded_half_up(share, words):
    assert written(share) == words


def test_practices_whose_spread_nobody_saw_are_in_no_figure(closed):
    """The third and the fourth practice could not lie further apart; no figure knows."""
    before = rater_agreement_of(closed, members_of(closed)[0])
    _first, _second, third, fourth = practices_of(closed)
    closed.seats.first().ratings.filter(practice__in=[third, fourth]).delete()

    assert rater_agreement_of(closed, members_of(closed)[0]) == before


def test_the_page_is_the_teams_own_and_opens_when_it_has_closed(closed):
    outsider = members_of(make_meeting(members=1))[0]
    open_meeting = make_meeting(members=1)

    assert page(closed, outsider).status_code == 404
    assert page(open_meeting).status_code == 302
    shown = page(closed).content.decode()
    assert "On average 80 % of us were within one level" in shown
    assert "-0.04" in shown


def test_without_ratings_the_page_says_why(closed, time_machine):
    room = make_meeting(members=3)
    Assessment.objects.filter(pk=room.pk).update(in_the_room=True)
    record_actions.close_assessment(assessment=room, by=None)
    alone = make_meeting(members=2)
    team_says(alone, practices_of(alone)[0], 1, 2)
    reveal(alone, practices_of(alone)[0])
    record_actions.close_assessment(assessment=alone, by=None)

    assert "agreed together in the room" in page(room).content.decode()
    assert "No practice that was revealed had enough answers" in page(alone).content.decode()
    time_machine.move_to(timezone.now() + datetime.timedelta(days=800))
    assert "Ratings of this cycle were kept until" in page(closed).content.decode()
    retention_actions.purge_ratings(cycle=closed.cycle)
    assert "The ratings of this cycle were removed on" in page(closed).content.decode()
