"""A cycle of a district, and each team's assessment in it.

An assessment's state is not stored. It is computed from what has happened and from today's date in the
district's time zone; no scheduled job changes it.
"""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from districts.structure.models import District, School, Team
from frameworks.models.edition import Edition, Practice
from frameworks.models.scale import Scale
from people.named import NamedQuerySet, UniqueName
from people.ordering import Alphabetical
from people.users import Notice, User

from .months import months_after


class State(models.TextChoices):
    NOT_OPEN = "not_open", _("Not open yet")
    RATING = "rating", _("Rating")
    MEETING = "meeting", _("In its meeting")
    OVERDUE = "overdue", _("Overdue")
    CLOSED = "closed", pgettext_lazy("assessment", "Closed")
    ENDED = "ended", _("Ended without result")


class CycleQuerySet(NamedQuerySet):
    def published(self):
        return self.filter(published_at__isnull=False).order_by("-opens_on", "-pk")

    def unpublished(self):
        return self.filter(published_at__isnull=True)


class Cycle(UniqueName):
    """One round of self-assessment in a district; edition and scale are frozen when it opens."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="cycles")
    name = models.CharField(_("name"), max_length=100)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="cycles", verbose_name=_("framework"))
    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, related_name="cycles", verbose_name=_("scale"))
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="cycles", verbose_name=_("notice"))
    opens_on = models.DateField(_("first day"))
    closes_on = models.DateField(_("last day"))
    threshold = models.PositiveSmallIntegerField(
        _("protection threshold"), default=5, validators=[MinValueValidator(3)]
    )
    retention_months = models.PositiveSmallIntegerField(_("keep ratings for (months)"), default=24)
    # The last day as it stood when somebody first answered: a day moved later moves the end of the ratings no more.
    ratings_counted_from = models.DateField(_("ratings kept from"), null=True, blank=True, editable=False)
    opened_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    purged_at = models.DateTimeField(_("ratings removed"), null=True, blank=True, editable=False)

    objects = CycleQuerySet.as_manager()

    class Meta:
        verbose_name = _("cycle")
        verbose_name_plural = _("cycles")
        ordering = ["-opens_on", "-pk"]
        indexes = [models.Index(fields=["district", "published_at", "opens_on"], name="cycle_by_district")]
        constraints = [
            models.UniqueConstraint(fields=["district", *UniqueName.ONCE], name="one_cycle_of_a_name"),
            models.CheckConstraint(name="cycle_closes_after_it_opens", condition=Q(closes_on__gte=F("opens_on"))),
            models.CheckConstraint(name="cycle_threshold_protects", condition=Q(threshold__gte=3)),
        ]

    def __str__(self):
        return self.name

    @property
    def is_published(self):
        return self.published_at is not None

    @property
    def published_on(self):
        return self.published_at and self.published_at.astimezone(self.district.zone).date()

    @property
    def ratings_kept_until(self):
        """The last day on which ratings are read; it can still move until somebody has answered."""
        return months_after(self.ratings_counted_from or self.closes_on, self.retention_months)

    @property
    def ratings_have_ended(self):
        """Whether ratings may no longer be read, removed or not, in the district's time zone."""
        return self.district.today() > self.ratings_kept_until


class AssessmentQuerySet(models.QuerySet):
    def with_context(self):
        return self.select_related(
            "cycle__district", "cycle__edition__framework", "cycle__scale", "team__school", "record"
        )

    def of_teams(self, team_ids):
        return self.filter(team_id__in=team_ids)


# Whichever of these is set, rating is over: after a first close nobody rates any more, reopened or not.
RATING_NOT_ENDED = Q(record_id__isnull=True, ended_at__isnull=True, reopened_at__isnull=True, in_the_room=False)
ENDS_RATING = [lookup.removesuffix("__isnull") for lookup, _value in RATING_NOT_ENDED.children]


class Assessment(models.Model):
    """A team's self-assessment in a cycle: private ratings, a meeting, and at its end a record."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="assessments")
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="assessments")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="assessments")
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, blank=True, related_name="assessments")
    extended_to = models.DateField(_("extended to"), null=True, blank=True)
    meeting_started_at = models.DateTimeField(_("meeting started"), null=True, blank=True, editable=False)
    talk_first = models.JSONField(
        _("practices to talk about first"),
        default=list,
        editable=False,
        help_text=_("Practice keys in the edition’s order; set once, when the meeting first starts."),
    )
    in_the_room = models.BooleanField(_("rated together in the room"), default=False, editable=False)
    record = models.OneToOneField(
        "Record", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    reopened_at = models.DateTimeField(_("reopened"), null=True, blank=True, editable=False)
    reopened_reason = models.TextField(_("why it was reopened"), blank=True, editable=False)
    ended_at = models.DateTimeField(_("ended without result"), null=True, blank=True, editable=False)
    ended_reason = models.TextField(_("why it ended without result"), blank=True, editable=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = [Alphabetical("team__name"), "team__name"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "team"], name="team_assesses_once"),
            models.UniqueConstraint(
                fields=["cycle", "school"], condition=Q(school__isnull=False), name="one_record_bearing_team_per_school"
            ),
            models.CheckConstraint(
                name="ended_without_result_has_a_reason", condition=Q(ended_at__isnull=True) | ~Q(ended_reason="")
            ),
            models.CheckConstraint(
                name="reopened_has_a_reason", condition=Q(reopened_at__isnull=True) | ~Q(reopened_reason="")
            ),
        ]

    def __str__(self):
        return f"{self.team} – {self.cycle}"

    @property
    def due(self):
        return self.extended_to or self.cycle.closes_on

    @property
    def state(self):
        return self.state_on(self.cycle.district.today())

    def state_on(self, today):
        """The state on a day: what has happened takes precedence over the dates."""
        if self.reopened_at:
            return State.MEETING
        if self.record_id:
            return State.CLOSED
        if self.ended_at:
            return State.ENDED
        if today > self.due:
            return State.OVERDUE
        if self.meeting_started_at:
            return State.MEETING
        if today < self.cycle.opens_on:
            return State.NOT_OPEN
        return State.RATING

    @property
    def rating_is_on(self):
        """Whether people may still rate unrevealed practices: within the dates, never after a first close.

        Not while the team rates together in the room, nor once the cycle's ratings have ended, when nobody would ever
        read the answer.
        """
        if any(getattr(self, name) for name in ENDS_RATING) or self.cycle.ratings_have_ended:
            return False
        return self.state in (State.RATING, State.MEETING)

    @property
    def is_rated_in_the_room(self):
        return self.in_the_room and not self.is_finished

    @property
    def is_revealing(self):
        """Whether practices can still be revealed: never after a first close, even once reopened."""
        return self.in_meeting and not self.record_id

    @property
    def in_meeting(self):
        """Whether the team is agreeing outcomes now; an overdue team may still."""
        return bool(self.meeting_started_at) and self.state in (State.MEETING, State.OVERDUE)

    @property
    def practices(self):
        return Practice.objects.filter(characteristic__edition=self.cycle.edition_id).select_related("characteristic")

    @property
    def is_finished(self):
        return self.state in (State.CLOSED, State.ENDED)


class MeetingPlace(models.Model):
    """The practice a team is talking about, on every screen; ``revision`` counts changes to show there.

    It counts what facilitators and the team do together, never what somebody rates alone.
    """

    assessment = models.OneToOneField(Assessment, on_delete=models.CASCADE, primary_key=True, related_name="place")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, null=True, related_name="+")
    moved_at = models.DateTimeField(default=timezone.now)
    moved_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("place of the meeting")
        verbose_name_plural = _("places of the meetings")

    def __str__(self):
        return f"place {self.pk}"
