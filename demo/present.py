"""The open cycle: teams in every state that a running cycle knows."""

from datetime import timedelta

from assessments.cycles.models import Assessment, MeetingPlace
from assessments.meeting.actions import move_meeting, park_practice, reveal_practice, start_meeting
from assessments.meeting.models import Agreement, Parked
from assessments.meeting.queries import order_of
from assessments.rating.models import Reveal
from assessments.record.actions import end_assessment_without_result, extend_assessment

from .levels import stream
from .links import leave_a_link_unopened
from .reasons_more import ENDED, PARKED

DONE = ("closed", "meeting", "ready", "almost")
HALF_WAY = 27


def tell_the_open_cycle(cycle, places):
    """Teams that rate, are ready, meet, have closed; one extended, one ended; two have not begun."""
    today = cycle.town.district.today()
    for index, place in enumerate(places):
        if place.now != "nothing":
            met = today - timedelta(days=2 + index % 3 if place.now == "closed" else 1)
            cycle.plan(place, share=shares(cycle, place), met=met, few=place.now not in DONE)
    cycle.rate(in_order=True)
    for place in places:
        assessment = cycle.assessments[place]
        if place.now == "closed":
            cycle.meet(assessment)
            cycle.close(assessment)
        elif place.now == "meeting":
            meet_half_way(cycle, assessment)
        elif place.now == "extended":
            until = cycle.days.closes + timedelta(days=14)
            extend_assessment(assessment=assessment, until=until, by=cycle.town.administrator)
        elif place.now == "ended":
            end(cycle, assessment, today)
    first = next(place for place in places if place.now == "nothing")
    leave_a_link_unopened(cycle.town, first, cycle.number)


def shares(cycle, place):
    """How much each person of a team has answered."""
    raters = cycle.town.raters_of(place, cycle.number)
    if place.now == "almost":
        # The second person is the member whose account visitors use.
        return [0.5 if index == 1 else 1 for index in range(len(raters))]
    if place.now in DONE:
        return [1] * len(raters)
    chance = stream("share", place.name)
    return [min(max(chance.gauss(place.answered, 0.25), 0), 1) for _ in raters]


def meet_half_way(cycle, assessment):
    """The meeting began yesterday: half of the practices are revealed, all but the last two of them agreed.

    One of the two is parked; the meeting stands at the other.
    """
    plan = cycle.plans[assessment]
    guide = cycle.town.guides[plan.place]
    order = order_of(start_meeting(assessment=assessment, by=guide))
    for practice in order[:HALF_WAY]:
        reveal_practice(assessment=assessment, practice=practice, by=guide)
    agreed = {practice.pk: (practice, outcome) for practice, outcome in plan.agreed}
    settled = [agreed[practice.pk] for practice in order[: HALF_WAY - 2]]
    Agreement.objects.bulk_create(cycle.agreements(assessment, plan, settled, guide))
    parked, here = order[HALF_WAY - 2 : HALF_WAY]
    park_practice(assessment=assessment, practice=parked, by=guide, reason=PARKED)
    move_meeting(assessment=assessment, practice=here, by=guide)
    Parked.objects.filter(assessment=assessment).update(parked_at=plan.met + timedelta(minutes=70))
    MeetingPlace.objects.filter(assessment=assessment).update(moved_at=plan.met + timedelta(minutes=72))
    Assessment.objects.filter(pk=assessment.pk).update(meeting_started_at=plan.met)
    Reveal.objects.filter(assessment=assessment).update(revealed_at=plan.met + timedelta(minutes=12))


def end(cycle, assessment, today):
    """A team that cannot go on: its assessment ends with a reason."""
    end_assessment_without_result(assessment=assessment, reason=ENDED, by=cycle.town.administrator)
    Assessment.objects.filter(pk=assessment.pk).update(ended_at=cycle.moment(today - timedelta(days=5), 13))
