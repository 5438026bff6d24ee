"""What a team agreed for one practice."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.text import PlainTextArea

from ..models import Outcome
from .rating import LONGEST_TEXT

WITHOUT_LEVEL = (Outcome.NO_AGREEMENT, Outcome.NOT_ENOUGH_INFORMATION, Outcome.DOES_NOT_APPLY)


class AgreementForm(forms.Form):
    """An outcome (a level, or one of the answers without one), why, and who sees it differently."""

    outcome = forms.ChoiceField(
        label=_("What do we agree?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the team agreed, or that it did not.")},
    )
    reason = PlainTextArea(label=_("Why this outcome"), required=False, max_length=LONGEST_TEXT)
    dissent = PlainTextArea(label=_("Dissent, if any"), required=False, max_length=LONGEST_TEXT)
    unsupported_reason = PlainTextArea(
        label=_("Why agree without the evidence this level asks for"), required=False, max_length=LONGEST_TEXT
    )
    locally_different = forms.BooleanField(required=False)
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args, levels, kinds, **kwargs):
        """``levels`` of the scale; ``kinds``: how many kinds of evidence are linked to the practice."""
        super().__init__(*args, **kwargs)
        self.kinds = kinds
        self.levels = {str(level.value): level for level in levels}
        self.fields["outcome"].choices = [(value, value) for value in (*self.levels, *WITHOUT_LEVEL)]

    def clean(self):
        """An outcome that leaves every denominator, or lacks its evidence, says why."""
        cleaned = super().clean()
        outcome = cleaned.get("outcome")
        level = self.levels.get(outcome)
        if outcome == Outcome.DOES_NOT_APPLY and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Say why it does not apply here: the practice then leaves every count."))
        if level and level.kinds_of_evidence > self.kinds and not cleaned.get("unsupported_reason", "").strip():
            self.add_error(
                "unsupported_reason",
                _(
                    "“%(level)s” asks for %(asked)d kinds of evidence; %(linked)d linked. "
                    "Link more, or say why you agree on it without."
                )
                % {"level": level.words_label, "asked": level.kinds_of_evidence, "linked": self.kinds},
            )
        if not level or level.kinds_of_evidence <= self.kinds:
            cleaned["unsupported_reason"] = ""
        cleaned["level"] = level
        if level:
            cleaned["outcome"] = Outcome.LEVEL
        return cleaned
