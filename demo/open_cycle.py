"""The open cycle, with teams in every state that a running cycle knows."""

from datetime import timedelta

from assessments.cycles.models import Assessment, MeetingPlace
from assessments.meeting.actions import move_meeting, park_practice, reveal_practice, start_meeting
from assessments.meeting.models import Outcome, Parked
from assessments.meeting.queries import order_of
from assessments.rating.models import Reveal
from assessments.record.actions import extend_assessment

from .assessment_texts import assessment_texts
from .cycles import DemoCycle
from .invitations import create_unopened_invitation
from .levels import seeded_random
from .places import Place
from .published_cycle import end_without_result

DONE = ("closed", "meeting", "ready", "almost")
HALF_WAY = 27


def create_open_cycle(cycle: DemoCycle, places: tuple[Place, ...]):
    today = cycle.demo.district.today()
    for index, place in enumerate(places):
        if place.now != "nothing":
            met = today - timedelta(days=2 + index % 3 if place.now == "closed" else 1)
            cycle.write_script(place, share=shares(cycle, place), met=met, few=place.now not in DONE)
    cycle.rate(in_order=True)
    for place in places:
        assessment = cycle.assessments[place]
        if place.now == "closed":
            cycle.meet(assessment)
            cycle.close(assessment)
        elif place.now == "meeting":
            meet_half_way(cycle, assessment)
        elif place.now == "extended":
            until = cycle.dates.closes + timedelta(days=14)
            extend_assessment(assessment=assessment, until=until, by=cycle.demo.administrator)
        elif place.now == "ended":
            ended = cycle.moment(today - timedelta(days=5), 13)
            end_without_result(cycle, place, assessment_texts().ended, ended)
    first = next(place for place in places if place.now == "nothing")
    create_unopened_invitation(cycle.demo, first, cycle.number)


def shares(cycle, place):
    raters = cycle.demo.raters_of(place, cycle.number)
    if place.now == "almost":
        # The second person is the member whose account visitors use.
        return [0.5 if index == 1 else 1 for index in range(len(raters))]
    if place.now in DONE:
        return [1] * len(raters)
    chance = seeded_random("share", place.name)
    return [min(max(chance.gauss(place.answered, 0.25), 0), 1) for _ in raters]


def meet_half_way(cycle, assessment):
    """Begin the meeting yesterday: reveal half of the practices, and agree all but the last two of them.

    One of the two is parked; the other is the meeting's current practice.
    """
    script = cycle.scripts[assessment]
    facilitator = cycle.demo.facilitators[script.place]
    order = order_of(start_meeting(assessment=assessment, by=facilitator))
    for practice in order[:HALF_WAY]:
        reveal_practice(assessment=assessment, practice=practice, by=facilitator)
    agreed = {practice.pk: (practice, outcome) for practice, outcome in script.agreed}
    settled = [agreed[practice.pk] for practice in order[: HALF_WAY - 2]]
    Outcome.objects.bulk_create(cycle.outcome_rows(assessment, settled, facilitator))
    parked, here = order[HALF_WAY - 2 : HALF_WAY]
    park_practice(assessment=assessment, practice=parked, by=facilitator, reason=assessment_texts().parked)
    move_meeting(assessment=assessment, practice=here, by=facilitator)
    Parked.objects.filter(assessment=assessment).update(parked_at=script.met + timedelta(minutes=70))
    MeetingPlace.objects.filter(assessment=assessment).update(moved_at=script.met + timedelta(minutes=72))
    Assessment.objects.filter(pk=assessment.pk).update(meeting_started_at=script.met)
    Reveal.objects.filter(assessment=assessment).update(revealed_at=script.met + timedelta(minutes=12))
