"""Peer feedback: pair teams of a published cycle, leave feedback, answer it. No rating, record or figure changes."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.cycles.errors import CycleNotReady
from assessments.cycles.models import Assessment, Cycle
from assessments.history import record_pairing_change
from assessments.record.models import Record
from districts.structure.models import Team
from frameworks.models.edition import Characteristic
from people.errors import StaleRevision
from people.users import User

from .errors import FeedbackAnswered, PairingNotPossible, PairingOver
from .models import Feedback, Pairing


@transaction.atomic
def pair_teams(
    *, cycle: Cycle, pairs: Sequence[tuple[Team, Assessment]], by: User | None, until: datetime.date | None = None
) -> list[Pairing]:
    """Let each reading team read one record: ``pairs`` of (team, assessment); a former pair is opened again.

    Raises ``CycleNotReady`` before the publication and ``PairingNotPossible`` for a pair that is not allowed.
    """
    cycle = Cycle.objects.select_for_update(of=("self",)).select_related("district").get(pk=cycle.pk)
    if not cycle.is_published:
        raise CycleNotReady(_("Publish the cycle first: teams read each other’s published records only."))
    if until is not None and until < cycle.district.today():
        raise PairingNotPossible(_("The last day of reading has passed already."))
    for reader, rated in pairs:
        refuse_pair(cycle, reader, rated)
    return [pair(cycle, reader, rated, until, by) for reader, rated in pairs]


def refuse_pair(cycle: Cycle, reader: Team, rated: Assessment) -> None:
    if rated.cycle_id != cycle.pk or reader.district_id != cycle.district_id:
        raise PairingNotPossible(_("Both teams are of the cycle’s own district."))
    if reader.pk == rated.team_id:
        raise PairingNotPossible(_("A team does not read itself: choose two different teams."))
    if not Record.objects.published().filter(assessment=rated).exists():
        raise PairingNotPossible(_("The team has no published record in this cycle, so there is nothing to read."))


def pair(cycle: Cycle, reader: Team, rated: Assessment, until: datetime.date | None, by: User | None) -> Pairing:
    """Create a pair, or open it again; an open one stays as it is."""
    found = Pairing.objects.select_for_update(of=("self",)).filter(reader=reader, rated=rated).first()
    if found is None:
        made = Pairing.objects.create(cycle=cycle, reader=reader, rated=rated, until=until, made_by=by)
        record_pairing_change(made, "teams_paired", by)
        return made
    found.cycle = cycle
    if not found.is_open:
        found.until, found.ended_at = until, None
        found.save(update_fields=["until", "ended_at"])
        record_pairing_change(found, "teams_paired", by)
    return found


@transaction.atomic
def end_pairing(*, pairing: Pairing, by: User | None) -> None:
    """Delete a pair without feedback, else end it, so that the rated team keeps what it was given."""
    pairing = locked_pairing(pairing)
    if pairing.ended_at is None:
        record_pairing_change(pairing, "pairing_ended", by)
    if not pairing.feedback.exists():
        pairing.delete()
    elif pairing.ended_at is None:
        pairing.ended_at = timezone.now()
        pairing.save(update_fields=["ended_at"])


def locked_pairing(pairing: Pairing) -> Pairing:
    pairings = Pairing.objects.select_for_update(of=("self",)).select_related("cycle__district", "rated")
    found = pairings.filter(pk=pairing.pk).first()
    if found is None:
        raise PairingOver
    return found


def needs_open(pairing: Pairing) -> Pairing:
    """The pair, locked; raises once its team may no longer read."""
    pairing = locked_pairing(pairing)
    if not pairing.is_open:
        raise PairingOver
    return pairing


@transaction.atomic
def leave_feedback(*, pairing: Pairing, characteristic: Characteristic, kind: str, text: str, by: User) -> Feedback:
    pairing = needs_open(pairing)
    record = Record.objects.published().get(assessment=pairing.rated)
    return Feedback.objects.create(
        pairing=pairing, characteristic=characteristic, record=record, kind=kind, text=text, written_by=by
    )


@transaction.atomic
def change_feedback(*, feedback: Feedback, kind: str, text: str, revision: int, by: User) -> Feedback:
    """Change the team's own unanswered feedback; raises ``StaleRevision`` with what is stored."""
    feedback = unanswered(feedback)
    expect(feedback, revision)
    feedback.kind, feedback.text, feedback.written_by = kind, text, by
    feedback.revision += 1
    feedback.save(update_fields=["kind", "text", "written_by", "revision"])
    return feedback


@transaction.atomic
def delete_feedback(*, feedback: Feedback, by: User) -> None:
    unanswered(feedback).delete()


def unanswered(feedback: Feedback) -> Feedback:
    """The feedback, locked; raises once it is answered or its team no longer reads."""
    needs_open(feedback.pairing)
    found = locked_feedback(feedback)
    if found.is_answered:
        raise FeedbackAnswered
    return found


def locked_feedback(feedback: Feedback) -> Feedback:
    found = Feedback.objects.select_for_update(of=("self",)).filter(pk=feedback.pk).first()
    if found is None:
        raise FeedbackAnswered(
            _("This feedback was taken back by the team that had left it."), title=_("No longer there")
        )
    return found


def expect(feedback: Feedback, revision: int) -> None:
    if feedback.revision != revision:
        raise StaleRevision(feedback)


@transaction.atomic
def answer_feedback(*, feedback: Feedback, answer: str, taken_up: bool, revision: int, by: User) -> Feedback:
    """Answer feedback, mark it as taken up, or both; an answer can be changed, also after the pair has ended."""
    feedback = locked_feedback(feedback)
    expect(feedback, revision)
    feedback.answer, feedback.taken_up = answer, taken_up
    feedback.answered_by, feedback.answered_at = by, timezone.now()
    feedback.revision += 1
    feedback.save(update_fields=["answer", "taken_up", "answered_by", "answered_at", "revision"])
    return feedback
