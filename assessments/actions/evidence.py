"""Evidence: add it, link it to a practice, change it, withdraw it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..errors import AlreadyClosed, EvidenceNotYours
from ..models import Evidence, EvidenceLink, RecordEvidence, State
from .meeting import locked


def needs_open(assessment):
    """Raise once the assessment is closed or ended: its evidence is frozen with the record."""
    if assessment.state in (State.CLOSED, State.ENDED):
        raise AlreadyClosed


@transaction.atomic
def add_evidence(*, assessment, practice, by, upload=None, **described):
    """Add a note, a link or a file to the team's evidence and link it to a practice.

    ``upload`` is a checked file (``assessments.uploads.Checked``); ``described`` are the other fields.
    """
    assessment = locked(assessment)
    needs_open(assessment)
    evidence = Evidence(team=assessment.team, created_by=by, **described)
    if upload:
        evidence.file_name, evidence.file_type = upload.name, upload.type
        evidence.file_size, evidence.file_sha256 = upload.size, upload.sha256
        _store(evidence, upload)
    evidence.save()
    EvidenceLink.objects.create(assessment=assessment, evidence=evidence, practice=practice)
    return evidence


def _store(evidence, upload):
    """Keep the file under its content's address; the same content is kept once."""
    field = evidence.file.field
    address = field.upload_to(evidence, upload.name)
    if not field.storage.exists(address):
        address = field.storage.save(address, upload.file)
    evidence.file.name = address


@transaction.atomic
def link_evidence(*, assessment, practice, pieces, by):
    """Let these pieces, and no others, speak for a practice; all of them are the team's own."""
    assessment = locked(assessment)
    needs_open(assessment)
    if any(piece.team_id != assessment.team_id or piece.withdrawn_at for piece in pieces):
        raise EvidenceNotYours
    links = EvidenceLink.objects.filter(assessment=assessment, practice=practice)
    links.exclude(evidence__in=pieces).delete()
    linked = set(links.values_list("evidence", flat=True))
    EvidenceLink.objects.bulk_create(
        EvidenceLink(assessment=assessment, practice=practice, evidence=piece)
        for piece in pieces
        if piece.pk not in linked
    )


@transaction.atomic
def change_evidence(*, evidence, by, **described):
    """Change what a team says of a piece; what a record froze stays as it was."""
    for field, value in described.items():
        setattr(evidence, field, value)
    evidence.save()
    return evidence


@transaction.atomic
def withdraw_evidence(*, evidence, by):
    """Take a piece away for good, in records too, where it leaves a line that says so.

    Meant for personal data that should never have been there. Its file is deleted when nothing else rests on it.
    """
    now = timezone.now()
    emptied = {"title": str(_("Withdrawn")), "note": "", "url": "", "file": "", "file_name": "", "withdrawn_at": now}
    address = evidence.file.name
    RecordEvidence.objects.filter(evidence=evidence).update(**emptied)
    Evidence.objects.filter(pk=evidence.pk).update(**emptied, file_sha256="", file_size=0)
    evidence.links.all().delete()
    still_used = Evidence.objects.filter(file=address).exists() or RecordEvidence.objects.filter(file=address).exists()
    if address and not still_used:
        storage = evidence.file.storage
        transaction.on_commit(lambda: storage.delete(address))
