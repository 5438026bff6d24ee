"""The form for how many months a cycle's ratings are kept."""

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

NO_LONGER = _("At most %(limit_value)s: ratings are kept no longer than people were told when they answered.")


class RetentionForm(forms.Form):
    months = forms.IntegerField(
        label=_("Keep ratings for (months)"),
        min_value=1,
        help_text=_("Counted from the cycle’s last day as it stood when the first person answered."),
    )

    def __init__(self, *args, cycle, most, **kwargs):
        super().__init__(*args, initial={"months": cycle.retention_months}, **kwargs)
        self.fields["months"].validators.append(MaxValueValidator(most, NO_LONGER))
        self.fields["months"].widget.attrs["max"] = most
