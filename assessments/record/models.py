"""The closed record: all that anybody outside the team can ever read of an assessment.

Closing writes a record once, and it never changes; a reopened assessment closes into a new version. Nothing in it is
made from ratings.

Who outside the team reads a published one is said in ``reports.record_readers``.
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.cycles.models import Assessment, Cycle
from assessments.evidence.links import LONGEST_LINK
from assessments.evidence.models import Evidence, EvidenceStorage, holds_files
from assessments.meeting.models import OutcomeKind
from districts.structure.models import District, Family, School
from frameworks.models.edition import Characteristic, Practice
from people.ordering import Alphabetical
from people.users import User


class RecordQuerySet(models.QuerySet):
    def current(self):
        """The newest version of each assessment's record."""
        return self.filter(superseded_at__isnull=True)

    def published(self):
        """Current records of published cycles, the only ones read outside the teams."""
        return self.current().filter(cycle__published_at__isnull=False)


class Record(models.Model):
    """One version of what a team agreed, with names as they were on the day it closed."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="records")
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="records")
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="records")
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, blank=True, related_name="records")
    family = models.ForeignKey(Family, on_delete=models.SET_NULL, null=True, blank=True, related_name="records")
    team_name = models.CharField(_("team"), max_length=200)
    school_name = models.CharField(_("school"), max_length=200, blank=True)
    family_name = models.CharField(_("family of schools"), max_length=200, blank=True)
    reopened_reason = models.TextField(_("why the version before was reopened"), blank=True)
    closed_at = models.DateTimeField(_("closed"), default=timezone.now)
    closed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    superseded_at = models.DateTimeField(_("replaced"), null=True, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        ordering = [Alphabetical("school_name"), Alphabetical("team_name"), "team_name"]
        indexes = [models.Index(fields=["cycle", "superseded_at"], name="record_by_cycle")]
        constraints = [models.UniqueConstraint(fields=["assessment", "version"], name="record_version_once")]

    def __str__(self):
        return f"{self.school_name or self.team_name} – {self.closed_at:%Y-%m-%d}"


class RecordPractice(models.Model):
    """The outcome for one practice in a record."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="practices")
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="+")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(_("outcome"), max_length=24, choices=OutcomeKind.choices)
    value = models.SmallIntegerField(_("agreed level"), null=True, blank=True)
    reason = models.TextField(_("why"), blank=True)
    dissent = models.TextField(_("how it is seen differently"), blank=True)
    locally_different = models.BooleanField(_("locally different on purpose"), default=False)
    pieces = models.PositiveSmallIntegerField(_("pieces of evidence"), default=0)
    kinds = models.PositiveSmallIntegerField(_("kinds of evidence"), default=0)
    doing = models.PositiveSmallIntegerField(_("pieces that show: doing it"), default=0)
    improving = models.PositiveSmallIntegerField(_("pieces that show: improving it"), default=0)
    changing = models.PositiveSmallIntegerField(_("pieces that show: changing outcomes"), default=0)
    unsupported = models.BooleanField(_("without the evidence its level asks for"), default=False)
    unsupported_reason = models.TextField(_("why without it"), blank=True)
    willing_to_share = models.BooleanField(_("willing to share"), default=False)

    class Meta:
        verbose_name = _("practice in a record")
        verbose_name_plural = _("practices in records")
        indexes = [models.Index(fields=["cycle", "practice"], name="record_practice_by_cycle")]
        constraints = [models.UniqueConstraint(fields=["record", "practice"], name="practice_recorded_once")]

    def __str__(self):
        return f"{self.practice_id}: {self.outcome}"


class RecordCharacteristic(models.Model):
    """One characteristic in a record, as whole numbers from which every mean and share is computed."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="characteristics")
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="+")
    characteristic = models.ForeignKey(Characteristic, on_delete=models.PROTECT, related_name="+")
    practices = models.PositiveSmallIntegerField(_("practices"))
    applicable = models.PositiveSmallIntegerField(_("applicable practices"))
    agreed = models.PositiveSmallIntegerField(_("practices with an agreed level"))
    level_total = models.IntegerField(_("sum of the agreed levels"))
    at_target = models.PositiveSmallIntegerField(_("at or above target"))
    with_evidence = models.PositiveSmallIntegerField(_("applicable practices with evidence"))
    with_changing = models.PositiveSmallIntegerField(_("applicable practices with evidence of changed outcomes"))
    locally_different = models.PositiveSmallIntegerField(_("locally different on purpose"), default=0)
    unsupported = models.PositiveSmallIntegerField(_("without the evidence the level asks for"), default=0)

    class Meta:
        verbose_name = _("characteristic in a record")
        verbose_name_plural = _("characteristics in records")
        indexes = [models.Index(fields=["cycle", "record"], name="record_characteristic_by_cycle")]
        constraints = [
            models.UniqueConstraint(fields=["record", "characteristic"], name="characteristic_recorded_once"),
        ]

    def __str__(self):
        return f"{self.characteristic_id}: {self.agreed}/{self.applicable}"


@holds_files
class RecordEvidence(models.Model):
    """A piece of evidence as it was when the record was written; after a withdrawal only a placeholder."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="evidence")
    evidence = models.ForeignKey(Evidence, on_delete=models.SET_NULL, null=True, related_name="frozen")
    practices = models.ManyToManyField(Practice, related_name="+")
    title = models.CharField(max_length=200)
    carrier = models.CharField(max_length=4, choices=Evidence.Carrier.choices)
    kind = models.CharField(max_length=12, choices=Evidence.Kind.choices)
    rung = models.CharField(max_length=10, choices=Evidence.Rung.choices)
    note = models.TextField(blank=True)
    url = models.URLField(max_length=LONGEST_LINK, blank=True)
    file = models.FileField(storage=EvidenceStorage(), max_length=200, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    file_type = models.CharField(max_length=100, blank=True)
    file_size = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=200, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("evidence in a record")
        verbose_name_plural = _("evidence in records")
        ordering = ["pk"]

    def __str__(self):
        return self.title

    # Django's own work out every choice anew each time, and a record's page asks for eighty.

    def get_kind_display(self):
        return Evidence.Kind(self.kind).label

    def get_rung_display(self):
        return Evidence.Rung(self.rung).label
