"""Add evidence, link it to practices, change, reuse, delete or withdraw it."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.core.files.storage import Storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.cycles.models import Assessment
from assessments.cycles.steps import bump_revision, locked
from districts.history import record_change
from frameworks.models.edition import Practice
from people.errors import StaleRevision
from people.locks import lock_name
from people.users import User

from ..errors import EvidenceGone, NothingToReuse
from ..files.uploads import Checked
from ..models import CONTENT, FILE_HOLDERS, Evidence, EvidenceLink, content_address
from ..queries import spoke_for
from ..steps import link_pieces, lock_pieces, needs_open, store_piece
from .previews import ask_for_preview


def show_linked(assessment: Assessment) -> None:
    """Bump the revision of a meeting under way, so that its screens show what is linked now."""
    if assessment.meeting_started_at:
        bump_revision(assessment)


@transaction.atomic
def add_evidence(
    *, assessment: Assessment, practice: Practice | None, by: User, upload: Checked | None = None, **described: Any
) -> Evidence:
    """Add a note, a link or a file to the team's evidence and link it to a practice, if one is given.

    ``upload`` is a checked file (``assessments.evidence.files.uploads.Checked``); ``described`` are the other fields.
    """
    assessment = locked(assessment)
    needs_open(assessment)
    evidence = _add(assessment, practice, by, upload=upload, **described)
    if practice:
        show_linked(assessment)
    return evidence


def _add(assessment: Assessment, practice: Practice | None, by: User, **described: Any) -> Evidence:
    evidence = store_piece(assessment, by, **described)
    ask_for_preview(evidence)
    if practice:
        link_pieces(assessment, practice, [evidence])
    return evidence


@transaction.atomic
def add_pieces(
    *, assessment: Assessment, practice: Practice | None, pieces: Sequence[dict[str, Any]], by: User
) -> list[Evidence]:
    """Add several pieces, all or none; each is what ``add_evidence`` takes.

    A form that is sent twice gets the pieces made the first time (``sent_as``).
    """
    assessment = locked(assessment)
    needs_open(assessment)
    # In one order, so that two forms with the same files never wait for each other.
    for digest in sorted({piece["upload"].sha256 for piece in pieces if piece.get("upload")}):
        lock_name(content_address(Evidence(team=assessment.team, file_sha256=digest), digest))
    added = [
        _known(assessment, practice, sent_as=piece.get("sent_as", "")) or _add(assessment, practice, by, **piece)
        for piece in pieces
    ]
    if practice and added:
        show_linked(assessment)
    return added


@transaction.atomic
def add_once(
    *, assessment: Assessment, practice: Practice | None, by: User, upload: Checked | None = None, **described: Any
) -> Evidence:
    """Link the team's piece with this very file or link if there is one, else add it."""
    assessment = locked(assessment)
    needs_open(assessment)
    same = {"file_sha256": upload.sha256} if upload else {"url": described["url"]}
    known = _known(assessment, practice, carrier=described["carrier"], **same)
    evidence = known or _add(assessment, practice, by, upload=upload, **described)
    if practice:
        show_linked(assessment)
    return evidence


def _known(assessment: Assessment, practice: Practice | None, **same: Any) -> Evidence | None:
    if not all(same.values()):
        return None
    known = Evidence.objects.available().filter(team=assessment.team, **same).order_by("pk").first()
    if known and practice:
        link_pieces(assessment, practice, [known])
    return known


@transaction.atomic
def link_evidence(
    *, assessment: Assessment, practice: Practice, pieces: Iterable[Evidence], seen: set[int], by: User
) -> None:
    """Link these pieces of the team to a practice, and unlink others that the person saw ticked.

    ``seen`` holds their keys. What a colleague ticked or unticked in the meantime stays.
    """
    assessment = locked(assessment)
    needs_open(assessment)
    own = lock_pieces(assessment, pieces)
    links = EvidenceLink.objects.filter(assessment=assessment, practice=practice)
    links.filter(evidence__in=seen - {piece.pk for piece in own}).delete()
    link_pieces(assessment, practice, [piece for piece in own if piece.pk not in seen])
    show_linked(assessment)


@transaction.atomic
def link_practices(
    *, assessment: Assessment, evidence: Evidence, practices: Iterable[Practice], seen: set[int], by: User
) -> None:
    """Link a piece to these practices in this assessment, and unlink others that the person saw ticked.

    ``seen`` holds their keys. What a colleague ticked or unticked in the meantime stays.
    """
    assessment = locked(assessment)
    needs_open(assessment)
    [evidence] = lock_pieces(assessment, [evidence])
    links = EvidenceLink.objects.filter(assessment=assessment, evidence=evidence)
    ticked = {practice.pk for practice in practices}
    links.filter(practice__in=seen - ticked).delete()
    _link_all(assessment, evidence, ticked - seen)
    show_linked(assessment)


@transaction.atomic
def reuse_evidence(*, assessment: Assessment, evidence: Evidence, by: User) -> int:
    """Link a piece to its practices of the team's last cycle, through the crosswalk for another edition.

    Returns to how many practices it is now linked; existing links stay.
    """
    assessment = locked(assessment)
    needs_open(assessment)
    [evidence] = lock_pieces(assessment, [evidence])
    practices = spoke_for(evidence, assessment)
    if not practices:
        raise NothingToReuse
    _link_all(assessment, evidence, practices)
    show_linked(assessment)
    return EvidenceLink.objects.filter(assessment=assessment, evidence=evidence).count()


def _link_all(assessment: Assessment, evidence: Evidence, practice_ids: Collection[int]) -> None:
    linked = EvidenceLink.objects.filter(assessment=assessment, evidence=evidence).values_list("practice", flat=True)
    EvidenceLink.objects.bulk_create(
        EvidenceLink(assessment=assessment, practice_id=practice, evidence=evidence)
        for practice in sorted(set(practice_ids) - set(linked))
    )


@transaction.atomic
def change_evidence(*, evidence: Evidence, revision: int, by: User, **described: Any) -> Evidence:
    """Change these fields of a piece; what a record froze stays as it was.

    ``revision`` is the one the person saw; raises ``StaleRevision`` with the piece as somebody else saved it.
    Equal values change nothing.
    """
    evidence = _locked(evidence)
    if all(getattr(evidence, field) == value for field, value in described.items()):
        return evidence
    if evidence.revision != revision:
        raise StaleRevision(evidence)
    for field, value in described.items():
        setattr(evidence, field, value)
    evidence.revision += 1
    evidence.changed_by, evidence.changed_at = by, timezone.now()
    evidence.save(update_fields=[*described, "revision", "changed_by", "changed_at"])
    _show_changed(evidence)
    return evidence


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: User) -> None:
    """Delete a piece from the team's library and from every practice; what a record froze stays.

    A piece that is in a record is only hidden, so that it can still be withdrawn for good.
    """
    evidence = _locked(evidence)
    _show_changed(evidence)
    evidence.links.all().delete()
    if evidence.frozen.exists():
        evidence.removed_at, evidence.sent_as = timezone.now(), ""
        evidence.save(update_fields=["removed_at", "sent_as"])
    else:
        evidence.delete()
        _delete_unused(evidence.file.storage, evidence.file.name, evidence.preview_name)


@transaction.atomic
def withdraw_evidence(*, evidence: Evidence, by: User | None) -> None:
    """Remove a piece for good; in records a line says that it was withdrawn.

    Meant for personal data that should never have been there. The file is deleted once nothing else uses it.
    """
    now = timezone.now()
    emptied = {part.name: part.emptied for part in CONTENT if not part.outlives}
    emptied |= {"title": str(_("Withdrawn")), "withdrawn_at": now}
    nothing_left = {"file_sha256": "", "file_size": 0, "has_preview": False, "sent_as": ""}
    nothing_left |= {"commenters": 0, "has_changes": False}
    evidence = _locked(evidence)
    address, preview = evidence.file.name, evidence.preview_name
    _show_changed(evidence)
    evidence.frozen.update(**emptied)
    Evidence.objects.filter(pk=evidence.pk).update(**emptied, **nothing_left)
    evidence.links.all().delete()
    team = evidence.team
    record_change("evidence_withdrawn", district=team.district, by=by, school=team.school, team=team.name)
    _delete_unused(evidence.file.storage, address, preview)


def _locked(evidence: Evidence) -> Evidence:
    """The piece as it stands now; neither it nor a close that would freeze it changes before the transaction ends."""
    linked_in = Assessment.objects.filter(pk__in=evidence.links.values("assessment")).order_by("pk")
    list(linked_in.select_for_update().values_list("pk"))
    locked_piece = Evidence.objects.filter(pk=evidence.pk, withdrawn_at__isnull=True).select_for_update().first()
    if locked_piece is None:
        raise EvidenceGone
    return locked_piece


def _show_changed(evidence: Evidence) -> None:
    """Bump the revision of the piece's meetings; the caller has locked its assessments."""
    for assessment in Assessment.objects.filter(evidence_links__evidence=evidence).distinct():
        show_linked(assessment)


def _delete_unused(storage: Storage, address: str, preview: str) -> None:
    """On commit delete a file and its small picture, unless another piece or a record uses them."""

    def delete() -> None:
        with transaction.atomic():
            lock_name(address)  # whoever adds the same file just now is waited for
            still_used = any(model.objects.filter(file=address).exists() for model in FILE_HOLDERS)
            if not still_used:
                storage.delete(address)
                storage.delete(preview)

    if address:
        transaction.on_commit(delete)
