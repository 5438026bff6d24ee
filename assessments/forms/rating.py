"""One person's answer for one practice."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.text import PlainTextArea

from ..models import Answer

LONGEST_TEXT = 10_000
UNSCORED = (Answer.NOT_ENOUGH_INFORMATION, Answer.DOES_NOT_APPLY)


class RatingForm(forms.Form):
    """An answer, a note only its author reads, and what the save protocol needs."""

    answer = forms.ChoiceField(
        error_messages={
            "required": _("Choose a level, or one of the two answers below."),
            "invalid_choice": _("This answer is not one of the scale’s."),
        }
    )
    note = PlainTextArea(required=False, max_length=LONGEST_TEXT)
    revision = forms.IntegerField(min_value=0)
    client_id = forms.UUIDField()
    after = forms.UUIDField(required=False)

    def __init__(self, *args, levels, **kwargs):
        super().__init__(*args, **kwargs)
        self.levels = {str(level.value): level for level in levels}
        unscored = [*UNSCORED, Answer.WITHDRAWN]
        self.fields["answer"].choices = [(value, value) for value in (*self.levels, *unscored)]

    def clean(self):
        """An answer that leaves every denominator says why."""
        cleaned = super().clean()
        answer = cleaned.get("answer")
        if answer == Answer.DOES_NOT_APPLY and not cleaned.get("note", "").strip() and "note" not in self.errors:
            self.add_error("note", _("Say in the note why it does not apply here."))
        level = self.levels.get(answer)
        cleaned["level"] = level
        if level:
            cleaned["answer"] = Answer.LEVEL
        return cleaned
