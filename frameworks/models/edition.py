"""A framework, its editions, and an edition's characteristics, practices and questions.

The source text of a published edition is guarded by database triggers (see the migration
``guard_published_text``); definitions, look-fors and translations are rows of their own
that stay editable.
"""

from django.apps import apps
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.ordering import Alphabetical

from ..querysets import CharacteristicQuerySet, PracticeQuerySet
from .base import Identified, NaturalKeyManager, Worded


class Framework(Identified):
    """A body of work on leadership that may appear in several editions."""

    key = models.SlugField(_("key"), unique=True)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("what it is"), blank=True)

    class Meta:
        verbose_name = _("framework")
        verbose_name_plural = _("frameworks")
        ordering = [Alphabetical("title")]

    def __str__(self):
        return self.title


class EditionQuerySet(models.QuerySet):
    def readable(self):
        """Published and retired editions, which everyone who has signed in may read."""
        return self.exclude(status=Edition.Status.DRAFT)

    def visible_to(self, user):
        """Editions that this person may read: drafts only for those who edit frameworks."""
        return self.all() if user.has_perm("frameworks.edit") else self.readable()

    def with_counts(self):
        return self.annotate(
            characteristic_count=count_of(Characteristic, "edition"),
            practice_count=count_of(Practice, "characteristic__edition"),
            resource_count=count_of(apps.get_model("frameworks", "ResourceCategory"), "edition", "resources"),
            question_count=count_of(Question, "edition"),
        )

    def rateable(self):
        return self.filter(status=Edition.Status.PUBLISHED, characteristics__practices__isnull=False).distinct()


def count_of(model, path, counted="pk"):
    """A count as a subquery, which joins for other counts do not multiply."""
    rows = model.objects.filter(**{path: models.OuterRef("pk")}).order_by().values(path)
    counts = rows.annotate(n=models.Count(counted)).values("n")
    return Coalesce(models.Subquery(counts, output_field=models.IntegerField()), 0)


class CharacteristicManager(NaturalKeyManager.from_queryset(CharacteristicQuerySet)):
    pass


class PracticeManager(NaturalKeyManager.from_queryset(PracticeQuerySet)):
    pass


class EditionManager(NaturalKeyManager.from_queryset(EditionQuerySet)):
    pass


class Edition(Identified):
    """One edition of a framework, word for word from its source."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        RETIRED = "retired", _("retired")

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="editions")
    version = models.SlugField(_("version"), max_length=60)
    title = models.CharField(_("title"), max_length=200)
    source = models.TextField(_("source"))
    source_note = models.TextField(
        _("note on the source"),
        blank=True,
        help_text=_("What a reader should know about the copy: what is cut off, what was read how."),
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    rights_note = models.TextField(_("rights"))
    language = models.CharField(_("language"), max_length=10, default="en")
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True, editable=False)
    extends = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="overlays", verbose_name=_("extends")
    )

    objects = EditionManager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = [Alphabetical("framework__title"), "version"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "version"], name="edition_version_once"),
            models.CheckConstraint(
                name="edition_published_has_a_date",
                condition=models.Q(status="draft", published_at__isnull=True)
                | models.Q(status__in=["published", "retired"], published_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_draft(self):
        return self.status == self.Status.DRAFT

    def says_something(self):
        return Practice.objects.filter(characteristic__edition=self).exists() or self.questions.exists()

    def publish(self):
        self.status = self.Status.PUBLISHED
        self.published_at = timezone.now()
        self.save(update_fields=["status", "published_at"])

    def retire(self):
        """Take the edition out of use for new cycles; records that use it stay readable."""
        self.status = self.Status.RETIRED
        self.retired_at = timezone.now()
        self.save(update_fields=["status", "retired_at"])


class Characteristic(Worded, Identified):
    """One of an edition's characteristics of strong districts."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="characteristics")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.TextField(_("title"))
    short_name = models.CharField(
        _("short name"), max_length=60, help_text=_("The project’s own words, for table heads.")
    )

    objects = CharacteristicManager()

    class Meta:
        verbose_name = _("characteristic")
        verbose_name_plural = _("characteristics")
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="characteristic_number_once"),
        ]

    def __str__(self):
        return f"{self.number} {self.short_name}"

    @property
    def words_title(self):
        return self._words("title")

    @property
    def words_short_name(self):
        return self._words("short_name")


class StakeholderGroup(Identified):
    """A group of people a characteristic's practices are about, such as parents."""

    characteristic = models.ForeignKey(Characteristic, on_delete=models.CASCADE, related_name="stakeholder_groups")
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=200)

    class Meta:
        verbose_name = _("stakeholder group")
        verbose_name_plural = _("stakeholder groups")
        ordering = ["characteristic", "position"]
        constraints = [
            models.UniqueConstraint(fields=["characteristic", "position"], name="group_position_once"),
        ]

    def __str__(self):
        return self.title


class Practice(Worded, Identified):
    """What leaders of strong districts do, in the source's words; the unit that is rated."""

    characteristic = models.ForeignKey(Characteristic, on_delete=models.CASCADE, related_name="practices")
    stakeholder_group = models.ForeignKey(
        StakeholderGroup, on_delete=models.RESTRICT, null=True, blank=True, related_name="practices"
    )
    position = models.PositiveSmallIntegerField(_("position"), help_text=_("Its place in the characteristic, from 1."))
    code = models.CharField(_("code"), max_length=20)
    statement = models.TextField(_("statement"))

    objects = PracticeManager()

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
        ordering = ["characteristic__number", "position"]
        constraints = [
            models.UniqueConstraint(fields=["characteristic", "position"], name="practice_position_once"),
            models.UniqueConstraint(fields=["characteristic", "code"], name="practice_code_once"),
        ]

    def __str__(self):
        return f"{self.code} {self.statement}"

    @property
    def words_statement(self):
        return self._words("statement")


class Question(Worded, Identified):
    """A guiding question, a shift between two poles, or a question asked at each check-in."""

    class Kind(models.TextChoices):
        GUIDING = "question", _("guiding question")
        SHIFT = "shift", _("shift")
        CHECK_IN = "check_in", _("check-in question")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="questions")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("text"))
    pole_from = models.TextField(_("from"), blank=True)
    pole_to = models.TextField(_("to"), blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["edition", "kind", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind", "number"], name="question_number_once"),
            models.CheckConstraint(
                name="a_shift_has_two_poles",
                condition=~models.Q(kind="shift") | (~models.Q(pole_from="") & ~models.Q(pole_to="")),
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def words_text(self):
        return self._words("text")
