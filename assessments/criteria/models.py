"""What a level looks like here: a team's own words for a practice, in versions.

They belong to the team and the practice, not to a cycle. A version never changes, except that its words can be
withdrawn. The criterion says which version is current, and which one the district's team offers to other teams.
"""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from districts.structure.models import Team
from frameworks.models.edition import Practice
from frameworks.models.scale import Level
from people.users import User


class SuccessCriterion(models.Model):
    """A team's criterion for one level of one practice; ``revision`` is the current version's number."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="criteria")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=0)
    offered_revision = models.PositiveIntegerField(null=True, blank=True)
    # The district's wording that the team has adopted, or last laid beside its own.
    based_on = models.ForeignKey("CriterionVersion", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("success criterion")
        verbose_name_plural = _("success criteria")
        constraints = [
            models.UniqueConstraint(fields=["team", "practice", "level"], name="one_criterion_per_level"),
            models.CheckConstraint(
                name="an_offered_version_is_there",
                condition=Q(offered_revision__isnull=True)
                | Q(offered_revision__gte=1, offered_revision__lte=F("revision")),
            ),
        ]

    def __str__(self):
        return f"criterion {self.pk}"


class CriterionVersionQuerySet(models.QuerySet):
    def current(self):
        return self.filter(number=F("criterion__revision")).exclude(text="")

    def of_edition(self, edition_id):
        return self.filter(criterion__practice__characteristic__edition=edition_id)

    def saying_the_same_as(self, version):
        """The team's versions with the same words; once offered, those of all teams of the district."""
        team, same = version.criterion.team, self.filter(text=version.text)
        own = same.filter(criterion__team=team)
        return same.filter(criterion__team__district=team.district_id) if own.exclude(offered_at=None).exists() else own

    def ever_offered_in(self, district_id):
        return self.filter(
            offered_at__isnull=False, criterion__team__district=district_id, criterion__team__school__isnull=True
        )

    def offered_in(self, district_id):
        return self.ever_offered_in(district_id).filter(number=F("criterion__offered_revision"))


class CriterionVersion(models.Model):
    """One wording of a criterion, its author and its origin; once withdrawn, without its words."""

    class Lens(models.TextChoices):
        INSTRUCTIONAL = "instructional", _("Instructional")
        MANAGERIAL = "managerial", _("Managerial")
        BOTH = "both", _("Instructional and managerial")

    class Origin(models.TextChoices):
        WRITTEN = "written", _("written by the team")
        ADOPTED = "adopted", _("adopted from the district’s")
        RESTORED = "restored", _("an earlier version again")
        TAKEN_OVER = "taken_over", _("taken over from another edition")

    criterion = models.ForeignKey(SuccessCriterion, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(_("what it looks like here"), blank=True)
    lens = models.CharField(_("lens"), max_length=13, choices=Lens.choices, blank=True)
    origin = models.CharField(_("where it came from"), max_length=10, choices=Origin.choices, default=Origin.WRITTEN)
    written_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    offered_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    offered_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Its words are gone for good: they held something about a person.
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)

    objects = CriterionVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a success criterion")
        verbose_name_plural = _("versions of success criteria")
        ordering = ["criterion", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["criterion", "number"], name="criterion_version_once"),
            models.CheckConstraint(name="a_lens_looks_at_words", condition=Q(lens="") | ~Q(text="")),
            models.CheckConstraint(
                name="what_is_offered_has_words",
                condition=Q(offered_at__isnull=True) | ~Q(text="") | Q(withdrawn_at__isnull=False),
            ),
            models.CheckConstraint(
                name="what_is_withdrawn_has_no_words",
                condition=Q(withdrawn_at__isnull=True) | Q(text="", lens=""),
            ),
        ]

    def __str__(self):
        return f"criterion {self.criterion_id}, version {self.number}"

    @property
    def words(self):
        return self.text, self.lens
