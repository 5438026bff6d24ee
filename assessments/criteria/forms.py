"""The form for a success criterion."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.revisions import RevisionForm
from people.text import LONGEST_TEXT, PlainTextArea

from .models import CriterionVersion


class CriterionForm(RevisionForm):
    level = forms.ChoiceField(widget=forms.HiddenInput)
    text = PlainTextArea(
        label=_("What it looks like here"),
        max_length=LONGEST_TEXT,
        error_messages={"required": _("Write what it looks like here.")},
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("What would somebody see, hear or read here? Plain sentences, each of which can be checked."),
    )
    lens = forms.ChoiceField(
        label=_("Lens"),
        required=False,
        choices=[("", _("No lens")), *CriterionVersion.Lens.choices],
        help_text=_("Instructional: teaching and learning. Managerial: how the organization runs."),
    )

    def __init__(self, data=None, *, levels, **kwargs):
        """``levels`` of the scale. The ids begin with the level, since a page has one form for each level."""
        by_value = {str(level.value): level for level in levels}
        given = data or kwargs.get("initial", {})
        chosen = given.get("level", "")
        super().__init__(data, auto_id=f"level-{chosen if chosen in by_value else 'none'}-%s", **kwargs)
        self.levels = by_value
        if given.get("revision") not in (None, "", "0", 0) and (data or given.get("text")):
            # What has been said can be taken back; what has not, or what was taken back or withdrawn, cannot.
            self.fields["text"].required = False
            self.fields["text"].help_text = _("Leave it empty to take the words back; the history keeps them.")
        self.fields["level"].choices = [(value, value) for value in by_value]

    def clean_level(self):
        return self.levels[self.cleaned_data["level"]]
