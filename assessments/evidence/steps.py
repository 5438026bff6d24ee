"""Steps shared by evidence actions; the caller has locked the assessment, and bumps the revision for its screens."""

from collections.abc import Iterable
from typing import Any

from assessments.cycles.errors import AlreadyClosed
from assessments.cycles.models import Assessment, State
from frameworks.models.edition import Practice
from people.locks import lock_name
from people.users import User

from .errors import EvidenceNotYours, LibraryFull
from .files.uploads import Checked
from .models import Evidence, EvidenceLink, content_address
from .queries import room_of


def needs_open(assessment: Assessment) -> None:
    """Raise once the assessment is closed or ended, as its record has frozen the evidence."""
    if assessment.state in (State.CLOSED, State.ENDED):
        raise AlreadyClosed


def store_piece(assessment: Assessment, by: User | None, upload: Checked | None = None, **described: Any) -> Evidence:
    evidence = Evidence(team=assessment.team, created_by=by, **described)
    if upload:
        evidence.file_name, evidence.file_type = upload.name, upload.type
        evidence.file_size, evidence.file_sha256 = upload.size, upload.sha256
        evidence.file_cleaned = upload.cleaned
        evidence.commenters, evidence.has_changes = upload.commenters, upload.has_changes
        _store_file(evidence, upload)
    evidence.save()
    return evidence


def _store_file(evidence: Evidence, upload: Checked) -> None:
    """Store the file under its content's address, once for the same content.

    The file is written before the row, and its address stays locked until then: nobody deletes it in between.
    """
    storage = evidence.file.storage
    address = content_address(evidence, upload.name)
    lock_name(address)
    is_new = not Evidence.objects.available().filter(team=evidence.team_id, file=address).exists()
    room = room_of(evidence.team)
    if is_new and not room.takes(upload.size):
        raise LibraryFull(room.refusal)
    if not storage.holds(address, upload.size):
        storage.keep(address, upload.file)
    evidence.file.name = address
    evidence.has_preview = storage.exists(evidence.preview_name)


def link_pieces(assessment: Assessment, practice: Practice, pieces: Iterable[Evidence]) -> None:
    EvidenceLink.objects.bulk_create(
        [EvidenceLink(assessment=assessment, practice=practice, evidence=piece) for piece in pieces],
        ignore_conflicts=True,  # linked once (``evidence_linked_once``)
    )


def lock_pieces(assessment: Assessment, pieces: Iterable[Evidence]) -> list[Evidence]:
    """The pieces, locked until the transaction ends; raise unless all of them are the team's to link."""
    wanted = {piece.pk for piece in pieces}
    own = Evidence.objects.available().filter(team=assessment.team_id, pk__in=wanted).order_by("pk")
    locked = list(own.select_for_update())
    if len(locked) != len(wanted):
        raise EvidenceNotYours
    return locked
