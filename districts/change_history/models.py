"""Changes in a district, as those who answer for it read them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from districts.structure.models import District, School
from people.changes import HistoryEntry


class DistrictChange(HistoryEntry):
    """One change in a district, and the school it is about, if any."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="changes")
    school = models.ForeignKey(School, on_delete=models.SET_NULL, null=True, related_name="+")
    # The list that it was pasted with, which stands for all its lines.
    part_of = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="parts")

    class Meta:
        verbose_name = _("change in a district")
        verbose_name_plural = _("changes in districts")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["district", "-at", "-id"], name="changes_of_a_district")]
