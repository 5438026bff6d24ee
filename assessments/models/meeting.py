"""What happens in the meeting: where it stands, what it comes back to; a practice is revealed, an outcome agreed."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from districts.models import Membership
from frameworks.models import Level, Practice
from people.models import User

from .cycle import Assessment


class Outcome(models.TextChoices):
    """What a team can say of a practice together."""

    LEVEL = "level", _("Level agreed")
    NO_AGREEMENT = "no_agreement", _("No agreement")
    NOT_ENOUGH_INFORMATION = "not_enough_information", _("Not enough information")
    DOES_NOT_APPLY = "does_not_apply", _("Does not apply")
    NOT_DISCUSSED = "not_discussed", _("Not discussed")


class MeetingPlace(models.Model):
    """The practice that the team talks about, on every screen; ``revision`` counts what has changed for them.

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


class Parked(models.Model):
    """The team comes back to this practice later; what was already written down waits with it."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="parked")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("why"), blank=True)
    dissent = models.TextField(_("how it is seen differently"), blank=True)
    parked_at = models.DateTimeField(default=timezone.now)
    parked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("parked practice")
        verbose_name_plural = _("parked practices")
        constraints = [models.UniqueConstraint(fields=["assessment", "practice"], name="parked_once")]

    def __str__(self):
        return f"parked {self.pk}"


def held_membership(person, **when):
    """Whether the person has a membership of the revealed assessment's team that fits."""
    return Membership.objects.filter(team=OuterRef("assessment__team"), person=person, **when)


def was_there(person):
    """Whether the person was in the team at the moment of a reveal."""
    begun = held_membership(person, starts_at__lte=OuterRef("revealed_at"))
    return Exists(begun.exclude(ends_at__lte=OuterRef("revealed_at")))


class RevealQuerySet(models.QuerySet):
    """Reveals by who saw what they showed."""

    def for_reader(self, person):
        """Each with ``was_there``: whether the person was in the team at its moment."""
        return self.annotate(was_there=was_there(person))

    def witnessed_by(self, person):
        """Those at whose moment the person was in the team, whether they still are or not."""
        return self.filter(was_there(person))

    def seen_by(self, person, now=None):
        """Those whose spread the person reads: it is shown, and they were in the team at the reveal and are in it now."""
        return self.witnessed_by(person).filter(Exists(held_membership(person).current(now)), shows_spread=True)


class Reveal(models.Model):
    """From this moment nobody's rating of a practice changes, and the team sees the spread where enough had answered.

    ``shows_spread`` is decided at that moment: who comes, leaves or takes something back later turns nothing on or off.
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


class Agreement(models.Model):
    """What the team agreed for a practice, why, and how it is seen differently."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="agreements")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(_("outcome"), max_length=24, choices=Outcome.choices)
    level = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(_("why"), blank=True)
    dissent = models.TextField(_("how it is seen differently"), blank=True)
    locally_different = models.BooleanField(_("locally different on purpose"), default=False)
    unsupported_reason = models.TextField(_("why without the evidence the level asks for"), blank=True)
    willing_to_share = models.BooleanField(_("willing to share"), default=False)
    revision = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "practice"], name="agreed_once"),
            models.CheckConstraint(
                name="agreement_has_a_level_exactly_when_its_outcome_is_one",
                condition=Q(outcome="level", level__isnull=False) | (~Q(outcome="level") & Q(level__isnull=True)),
            ),
            models.CheckConstraint(
                name="does_not_apply_has_a_reason", condition=~Q(outcome="does_not_apply") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="only_an_agreed_level_is_shared", condition=Q(willing_to_share=False) | Q(outcome="level")
            ),
        ]

    def __str__(self):
        return f"agreement {self.pk}"
