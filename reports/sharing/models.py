"""A frozen copy of the board report that opens to anybody with its link."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.cycles.models import Cycle
from people.users import User


class SharedReportQuerySet(models.QuerySet):
    def active(self):
        return self.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())


class SharedReport(models.Model):
    """A frozen copy of the board report behind a link; only a digest of the link's token is stored."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="shared_reports")
    digest = models.CharField(max_length=64, unique=True)
    frozen = models.JSONField()
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    expires_at = models.DateTimeField(_("ends"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    revoked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    reads = models.PositiveIntegerField(_("times looked at"), default=0)
    last_read_at = models.DateTimeField(_("last looked at"), null=True)

    figures_removed_at = models.DateTimeField(_("figures of single teams removed"), null=True, editable=False)

    objects = SharedReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("shared report")
        verbose_name_plural = _("shared reports")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="a_link_ends_after_it_is_made", condition=Q(expires_at__gt=F("made_at"))),
        ]

    def __str__(self):
        return f"shared report {self.pk}"

    @property
    def opens(self):
        return self.revoked_at is None and self.expires_at > timezone.now()
