"""A person's own rating of a practice, read by its author and by the few modules that count.

These are ``spreads`` for the team, ``publishing.queries`` for publication and ``rating.progress`` for counts; all of
them start from ``readable_in``.
"""

import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.cycles.models import Assessment, Cycle
from districts.roles.models import Membership
from districts.structure.models import District
from frameworks.models.edition import Practice
from frameworks.models.scale import Level
from people.users import User


def memberships_of(person):
    return Membership.objects.filter(team=OuterRef("assessment__team"), person=person)


def was_there(person):
    return Exists(memberships_of(person).current(OuterRef("revealed_at")))


class RevealQuerySet(models.QuerySet):
    def for_reader(self, person):
        return self.annotate(was_there=was_there(person))

    def witnessed_by(self, person):
        """Reveals at which the person was in the team, whether they still are or not."""
        return self.filter(was_there(person))

    def seen_by(self, person, now=None):
        """Reveals whose spread is shown to the person, who was in the team then and is now."""
        return self.witnessed_by(person).filter(Exists(memberships_of(person).current(now)), shows_spread=True)


class Reveal(models.Model):
    """The moment a practice was revealed, after which no rating of it changes.

    ``shows_spread`` is decided then, and nobody who joins, leaves or takes an answer back changes it.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="reveals")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    revealed_at = models.DateTimeField(default=timezone.now, editable=False)
    revealed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    shows_spread = models.BooleanField(_("shows the spread"), default=False, editable=False)

    objects = RevealQuerySet.as_manager()

    class Meta:
        verbose_name = _("reveal")
        verbose_name_plural = _("reveals")
        constraints = [models.UniqueConstraint(fields=["assessment", "practice"], name="revealed_once")]

    def __str__(self):
        return f"reveal {self.pk}"


class Answer(models.TextChoices):
    LEVEL = "level", _("a level")
    NOT_ENOUGH_INFORMATION = "not_enough_information", _("Not enough information")
    DOES_NOT_APPLY = "does_not_apply", _("Does not apply")
    WITHDRAWN = "withdrawn", _("Taken back")


# Those that say something, but no level: in the order in which they are offered, counted, published and written.
# Published shares keep their place (``BlockPractice.shares``): a new one is put last, and a migration adds its share.
UNSCORED = (Answer.NOT_ENOUGH_INFORMATION, Answer.DOES_NOT_APPLY)


class SeatQuerySet(models.QuerySet):
    def readable_in(self, cycles):
        """Seats in these cycles, to count answers; none in a cycle whose ratings have ended."""
        return self.filter(cycle__in=[cycle.pk for cycle in cycles if not cycle.ratings_have_ended])


class Seat(models.Model):
    """One person's place to rate in one team, one a cycle; in another team's meeting they only take part."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="+")
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="seats")
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="seats")
    # Who has rated is not deleted: one answer less in a later version would say what that answer was. The name goes
    # with the answers, when their time is over.
    person = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("rating seat")
        verbose_name_plural = _("rating seats")
        constraints = [models.UniqueConstraint(fields=["cycle", "person"], name="one_seat_per_cycle")]

    def __str__(self):
        return f"seat {self.pk}"


class RatingQuerySet(models.QuerySet):
    def readable_in(self, cycle):
        """Ratings of a cycle; none once its ratings have ended, whether a command has removed them or not."""
        return self.none() if cycle.ratings_have_ended else self.filter(seat__cycle=cycle)

    def answered(self):
        return self.exclude(answer=Answer.WITHDRAWN)

    def by(self, seat):
        return self.filter(seat=seat)


class Rating(models.Model):
    """A person's private answer for a practice, with the revision that saves are checked against."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="ratings")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(_("answer"), max_length=24, choices=Answer.choices)
    level = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(_("note"), blank=True)
    revision = models.PositiveIntegerField(default=1)
    client_id = models.UUIDField(default=uuid.uuid4)
    saved_at = models.DateTimeField(default=timezone.now)

    objects = RatingQuerySet.as_manager()
    # Said of a rating that was read: its answer and note are left out of it, see ``assessments.rating.private``.
    is_sealed = False

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.UniqueConstraint(fields=["seat", "practice"], name="one_rating_per_seat_and_practice"),
            models.CheckConstraint(
                name="rating_has_a_level_exactly_when_it_says_one",
                condition=Q(answer="level", level__isnull=False) | (~Q(answer="level") & Q(level__isnull=True)),
            ),
        ]

    def __str__(self):
        # Never the answer: this string may end up in a log or an error report.
        return f"rating {self.pk}"
