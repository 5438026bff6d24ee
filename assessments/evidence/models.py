"""A team's evidence: a note, a link or a file, linked to practices."""

import os
import pathlib
import secrets
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _

from assessments.cycles.models import Assessment
from districts.structure.models import Team
from frameworks.models.edition import Practice
from people.ordering import saying
from people.users import User

from .files.previews import FORMATS
from .links import LONGEST_LINK


@deconstructible
class EvidenceStorage(FileSystemStorage):
    """Stores evidence files outside of what the web server serves."""

    def __init__(self):
        super().__init__(location=settings.EVIDENCE_ROOT, base_url=None)

    def keep(self, address, content):
        """Write a file atomically: no reader ever finds half of it."""
        place = Path(self.path(address))
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
        try:
            with unfinished.open("xb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(place)
        finally:
            unfinished.unlink(missing_ok=True)

    def holds(self, address, size):
        return self.exists(address) and self.size(address) == size


def content_address(evidence, filename):
    """The path by district and content hash; the uploaded name plays no part in it."""
    digest = evidence.file_sha256
    return str(pathlib.PurePosixPath(str(evidence.team.district_id), digest[:2], digest))


FILE_HOLDERS = []


def holds_files(model):
    """Register a model whose rows name files: a file is deleted once no row of any such model names it."""
    FILE_HOLDERS.append(model)
    return model


class EvidenceQuerySet(models.QuerySet):
    def available(self):
        return self.filter(withdrawn_at__isnull=True, removed_at__isnull=True)

    def only_in_records(self):
        """Pieces removed from the library that are still in a record and can be withdrawn."""
        return self.filter(withdrawn_at__isnull=True, removed_at__isnull=False)

    def without_preview(self, tried=False):
        """Pictures whose small picture is not drawn yet; ``tried``: with those that failed."""
        pictures = self.filter(withdrawn_at__isnull=True, has_preview=False, file_type__in=FORMATS).exclude(file="")
        return pictures if tried else pictures.filter(preview_failed=False)

    def sizes_of(self, team):
        """The sizes in bytes of the files in a team's library, each distinct file once."""
        files = self.available().filter(team=team, carrier=Evidence.Carrier.FILE).order_by()
        return files.values("file").annotate(size=Max("file_size")).values_list("size")

    def saying(self, words):
        return self.filter(saying(words, "title", "note", "source", "url", "file_name"))


@holds_files
class Evidence(models.Model):
    """Something a team can point to: ``kind`` says where it comes from, ``rung`` what it shows."""

    class Carrier(models.TextChoices):
        NOTE = "note", _("Note")
        LINK = "link", _("Link")
        FILE = "file", _("File")

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("Document or product")
        DATA = "data", _("Data or results")
        OBSERVATION = "observation", _("Observation")
        VOICES = "voices", _("What people tell us")

    class Rung(models.TextChoices):
        DOING = "doing", _("doing it")
        IMPROVING = "improving", _("improving it")
        CHANGING = "changing", _("changing outcomes")

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="evidence")
    title = models.CharField(_("what it is"), max_length=200)
    carrier = models.CharField(_("form"), max_length=4, choices=Carrier.choices)
    kind = models.CharField(_("kind of evidence"), max_length=12, choices=Kind.choices)
    rung = models.CharField(_("what it shows"), max_length=10, choices=Rung.choices, default=Rung.DOING)
    note = models.TextField(_("what it says"), blank=True)
    url = models.URLField(_("link"), max_length=LONGEST_LINK, blank=True)
    file = models.FileField(_("file"), storage=EvidenceStorage(), upload_to=content_address, max_length=200, blank=True)
    file_name = models.CharField(max_length=200, blank=True, editable=False)
    file_type = models.CharField(max_length=100, blank=True, editable=False)
    file_size = models.PositiveIntegerField(default=0, editable=False)
    file_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    # Whether it was rid of who made it, when, where and with what; None: it was kept before files were.
    file_cleaned = models.BooleanField(null=True, editable=False)
    # What stays in it that its readers should know of.
    commenters = models.PositiveIntegerField(default=0, editable=False)
    has_changes = models.BooleanField(default=False, editable=False)
    has_preview = models.BooleanField(default=False, editable=False)
    # Nothing tries for ever to draw what cannot be drawn.
    preview_failed = models.BooleanField(default=False, editable=False)
    source = models.CharField(_("where it comes from"), max_length=200, blank=True)
    dated_on = models.DateField(_("date"), null=True, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # Grows with every change of what the team says of it; a change names the one that its author saw.
    revision = models.PositiveIntegerField(default=0, editable=False)
    changed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Names the sending of the form that it came with; the same form sent twice is one piece.
    sent_as = models.CharField(max_length=64, blank=True, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="evidence_carries_what_it_says",
                condition=Q(withdrawn_at__isnull=False)
                | (Q(carrier="note") & ~Q(note="") & Q(url="") & Q(file=""))
                | (Q(carrier="link") & ~Q(url="") & Q(file=""))
                | (Q(carrier="file") & ~Q(file="") & Q(url="")),
            ),
            models.UniqueConstraint(name="evidence_sent_once", fields=["team", "sent_as"], condition=~Q(sent_as="")),
        ]

    def __str__(self):
        return self.title

    @property
    def preview_name(self):
        return f"{self.file.name}.preview"


class Content(NamedTuple):
    """A field of a piece of evidence that a record freezes.

    By default a withdrawal empties it, in records too, and it is part of its author's personal data.
    """

    name: str
    outlives: bool = False
    told: bool = True

    @property
    def emptied(self):
        return Evidence._meta.get_field(self.name).get_default()


CONTENT = (
    Content("title"),
    Content("carrier", outlives=True),
    Content("kind", outlives=True),
    Content("rung", outlives=True),
    Content("note"),
    Content("url"),
    Content("file", told=False),  # itself, beside the table
    Content("file_name"),
    Content("file_type", outlives=True, told=False),
    Content("file_size", outlives=True, told=False),
    Content("source"),
    Content("dated_on", outlives=True),
)


class EvidenceLinkQuerySet(models.QuerySet):
    def current(self):
        """Links to pieces that were not withdrawn, each with its piece."""
        return self.filter(evidence__withdrawn_at__isnull=True).select_related("evidence")


class EvidenceLink(models.Model):
    """A link of a piece of evidence to a practice in one assessment."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="evidence_links")
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="links")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")

    objects = EvidenceLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("linked evidence")
        verbose_name_plural = _("linked evidence")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "practice", "evidence"], name="evidence_linked_once"),
        ]

    def __str__(self):
        return f"{self.evidence} → {self.practice}"
