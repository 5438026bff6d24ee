"""Going through the meeting: take everybody to a practice, park one for later, record an outcome and go on."""

from django.db import transaction

from frameworks.models import Practice

from ..models import MeetingPlace, Parked
from ..reading import next_to_discuss
from .evidence import add_evidence, link_evidence
from .meeting import locked, needs_a_meeting, record_outcome
from .room import stand_at, stir


@transaction.atomic
def move_meeting(*, assessment, practice, by, seen=None):
    """Take everybody to a practice; of two facilitators who move at once, the last one wins and is told.

    ``seen``: the practice at which ``by`` took the meeting to stand. Returns the other one's move that this
    one goes over, or None.
    """
    assessment = locked(assessment)
    needs_a_meeting(assessment)
    place = MeetingPlace.objects.filter(assessment=assessment).select_related("practice", "moved_by").first()
    stand_at(assessment, practice.pk, by)
    if seen is None or place is None or place.practice_id in (None, seen.pk, practice.pk):
        return None
    return place


@transaction.atomic
def park_practice(*, assessment, practice, by, reason="", dissent=""):
    """Leave a practice for later with what was already written down, and go on; returns the next practice, or None."""
    assessment = locked(assessment)
    needs_a_meeting(assessment)
    written = {"reason": reason, "dissent": dissent}
    Parked.objects.update_or_create(
        assessment=assessment, practice=practice, defaults=written, create_defaults={"parked_by": by, **written}
    )
    return go_on(assessment, practice, by)


@transaction.atomic
def unpark_practice(*, assessment, practice, by):
    """Take a practice from the list of those to come back to; what was written down for it goes too."""
    assessment = locked(assessment)
    needs_a_meeting(assessment)
    Parked.objects.filter(assessment=assessment, practice=practice).delete()
    stir(assessment)


@transaction.atomic
def record_and_go_on(*, assessment, practice, by, pieces=(), described=None, **agreed):
    """Record an outcome, take the evidence that was named with it, and go on: all of it or nothing.

    ``pieces`` of the team's evidence are linked beside those that are; ``described`` are the fields of a new one.
    ``agreed`` is what ``record_outcome`` takes. Returns the practice the meeting goes on with, or None.
    """
    assessment = locked(assessment)
    if pieces:
        link_evidence(assessment=assessment, practice=practice, pieces=pieces, seen=set(), by=by)
    if described:
        add_evidence(assessment=assessment, practice=practice, by=by, **described)
    record_outcome(assessment=assessment, practice=practice, by=by, **agreed)
    return go_on(assessment, practice, by)


def go_on(assessment, practice, by):
    """From the practice at which the meeting stands to the next one; a practice looked at aside moves nobody."""
    place = MeetingPlace.objects.filter(assessment=assessment).first()
    aside = place and place.practice_id not in (None, practice.pk)
    next_pk = place.practice_id if aside else next_to_discuss(assessment, practice.pk)
    if next_pk is None or aside:
        stir(assessment)
    else:
        stand_at(assessment, next_pk, by)
    return Practice.objects.filter(pk=next_pk).first()
