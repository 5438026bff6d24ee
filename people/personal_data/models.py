"""The file with everything stored about a person: requested, made by the task worker, kept for some days."""

import datetime
import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..made_files import MadeFile

KEPT = datetime.timedelta(days=3)


def folder():
    return Path(settings.EVIDENCE_ROOT) / "personal-data"


class PersonalDataFileQuerySet(models.QuerySet):
    def kept(self):
        return self.filter(asked_at__gt=timezone.now() - KEPT)

    def of(self, person):
        """This person's file; none from before the moment until which all is sealed."""
        own = self.filter(person=person)
        return own.filter(asked_at__gt=person.sealed_at) if person.sealed_at else own


class PersonalDataFile(MadeFile):
    """One person's file, at most one at a time; nobody else gets it, whatever they administer."""

    class Problem(models.TextChoices):
        FAILED = "failed", _("something went wrong")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=10)
    time_zone = models.CharField(max_length=50)
    problem = models.CharField(max_length=8, choices=Problem.choices, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    # What it holds that may end before it does, by the name of its ground.
    rests_on = models.JSONField(default=dict)

    objects = PersonalDataFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of personal data")
        verbose_name_plural = _("files of personal data")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="personal_data_are_there_or_say_why",
                condition=Q(finished_at__isnull=True, size=0, problem="")
                | Q(finished_at__isnull=False, size__gt=0, problem="")
                | Q(finished_at__isnull=False, size=0) & ~Q(problem=""),
            ),
        ]

    def __str__(self):
        return f"personal data {self.pk}"

    @property
    def path(self):
        return folder() / f"{self.pk}.zip"

    @property
    def ends_at(self):
        return self.asked_at + KEPT
