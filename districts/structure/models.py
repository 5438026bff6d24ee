"""A district and its parts: families of schools, schools, leadership teams."""

import datetime
import zoneinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.named import NamedQuerySet, UniqueName
from people.ordering import Alphabetical
from people.users import Notice


def known_time_zone(name):
    if name not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone we know. Write it as America/Toronto."), params={"name": name}
        )


def held_at(moment=None, path=""):
    """The condition that a membership or appointment has begun and not ended at a moment, by default now.

    All queries for who is in a team or role use it. ``moment`` may be an expression; ``path`` leads from the queried
    rows to the membership or appointment.
    """
    moment = timezone.now() if moment is None else moment
    start, end = (f"{path}__{name}" if path else name for name in ("starts_at", "ends_at"))
    return Q(**{f"{start}__lte": moment}) & (Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": moment}))


def spans(start, end, moment):
    """The same for two datetimes; ``end`` is None while nobody has ended it."""
    return start <= moment and (end is None or moment < end)


# How many people a protection threshold asks for. Whom they are counted among: ``assessments/publishing/blocks.py``.


def fewest_in_a_block(threshold: int) -> int:
    return 2 * threshold


def fewest_of_a_practice(threshold: int) -> int:
    return threshold


def fewest_in_the_mirror(threshold: int) -> int:
    return threshold + 2


def count_in(model):
    """An expression for how many rows of a model a district has; a subquery, since joins would multiply the counts."""
    rows = model.objects.filter(district=OuterRef("pk")).order_by().values("district")
    return Coalesce(Subquery(rows.annotate(number=models.Count("pk")).values("number")), 0)


class DistrictQuerySet(NamedQuerySet):
    def with_counts(self):
        return self.annotate(school_count=count_in(School), team_count=count_in(Team)).order_by(
            Alphabetical("name"), "name", "pk"
        )

    def visible_to(self, user):
        """Districts in which this person holds anything now: the outer check of every scope."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(pk__in=user.appointments.current().filter(district__isnull=False).values("district"))
            | Q(pk__in=user.memberships.current().values("team__district"))
        )


class District(UniqueName):
    """A school district (school board), which scopes everything below it."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("address"), unique=True, help_text=_("The district’s part of the web address."))
    time_zone = models.CharField(_("time zone"), max_length=60, default="America/Toronto", validators=[known_time_zone])
    threshold = models.PositiveSmallIntegerField(
        _("protection threshold"),
        default=5,
        validators=[MinValueValidator(3), MaxValueValidator(50)],
        help_text=_(
            "Shares of people’s answers are shown for blocks of schools in which at least twice this many people remain "
            "beside the two largest teams."
        ),
    )
    retention_months = models.PositiveSmallIntegerField(
        _("keep ratings for (months)"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_("Individual ratings are kept this long after a cycle’s last day; the records stay."),
    )
    contact = models.CharField(
        _("whom people ask"),
        max_length=300,
        blank=True,
        help_text=_("Stands in the notice that people accept before they rate. Empty: the district’s administrators."),
    )
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, null=True, blank=True, related_name="districts")

    objects = DistrictQuerySet.as_manager()

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        ordering = [Alphabetical("name"), "name"]
        constraints = [models.UniqueConstraint(fields=UniqueName.ONCE, name="one_district_of_a_name")]

    def __str__(self):
        return self.name

    @property
    def zone(self):
        return zoneinfo.ZoneInfo(self.time_zone)

    def today(self):
        return timezone.now().astimezone(self.zone).date()

    def start_of(self, day):
        return datetime.datetime.combine(day, datetime.time.min, tzinfo=self.zone)


class Family(UniqueName):
    """A family of schools: the fixed group by which a district reports."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="families")
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        verbose_name = _("family of schools")
        verbose_name_plural = _("families of schools")
        ordering = [Alphabetical("name"), "name"]
        constraints = [models.UniqueConstraint(fields=["district", *UniqueName.ONCE], name="one_family_of_a_name")]

    def __str__(self):
        return self.name


class SchoolQuerySet(NamedQuerySet):
    def open_on(self, day):
        return self.filter(Q(opened_on__isnull=True) | Q(opened_on__lte=day)).filter(
            Q(closed_on__isnull=True) | Q(closed_on__gte=day)
        )


class School(UniqueName):
    """A school, with its first and last day and the school that succeeded it."""

    class Level(models.TextChoices):
        ELEMENTARY = "elementary", _("elementary")
        SECONDARY = "secondary", _("secondary")
        COMBINED = "combined", _("elementary and secondary")
        OTHER = "other", _("other")

    SEVERAL_LANGUAGES = "mul"  # as ISO 639-2 has it

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="schools")
    family = models.ForeignKey(Family, on_delete=models.SET_NULL, null=True, blank=True, related_name="schools")
    name = models.CharField(_("name"), max_length=200)
    level = models.CharField(_("kind of school"), max_length=12, choices=Level.choices, default=Level.ELEMENTARY)
    language = models.CharField(_("language of instruction"), max_length=10, default=settings.LANGUAGE_CODE)
    sourced_id = models.CharField(_("school number"), max_length=100, blank=True)
    opened_on = models.DateField(_("first day"), null=True, blank=True)
    closed_on = models.DateField(_("last day"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("succeeded by"),
    )

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")
        ordering = [Alphabetical("name"), "name"]
        constraints = [
            models.UniqueConstraint(fields=["district", *UniqueName.ONCE], name="one_school_of_a_name"),
            models.UniqueConstraint(
                fields=["district", "sourced_id"], condition=~Q(sourced_id=""), name="school_sourced_id_once"
            ),
            models.CheckConstraint(
                name="school_closes_after_it_opens",
                condition=Q(opened_on__isnull=True)
                | Q(closed_on__isnull=True)
                | Q(closed_on__gte=models.F("opened_on")),
            ),
        ]

    def __str__(self):
        return self.name


class TeamQuerySet(NamedQuerySet):
    def with_sizes(self):
        now = held_at(path="memberships")
        return self.annotate(
            size=models.Count("memberships", filter=now),
            facilitators=models.Count("memberships", filter=now & Q(memberships__facilitates=True)),
        ).order_by(Alphabetical("name"), "name", "pk")

    def joined_by(self, user):
        return self.filter(held_at(path="memberships"), memberships__person=user).distinct()

    def in_use(self, district):
        """A district's teams that can take part in a new cycle: those of closed schools cannot."""
        today = district.today()
        return self.filter(district=district).filter(
            Q(school__isnull=True) | Q(school__in=School.objects.filter(district=district).open_on(today))
        )


class Team(UniqueName):
    """A leadership team: one for the district, and one or more for a school."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="teams")
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, blank=True, related_name="teams")
    name = models.CharField(_("name"), max_length=200)

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("leadership team")
        verbose_name_plural = _("leadership teams")
        ordering = [Alphabetical("name"), "name"]
        constraints = [models.UniqueConstraint(fields=["district", *UniqueName.ONCE], name="one_team_of_a_name")]

    def __str__(self):
        return self.name

    @property
    def is_district_team(self):
        return self.school_id is None
