"""Forms to rate a practice, and to take answers back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.text import LONGEST_TEXT, PlainTextArea

from .models import UNSCORED, Answer


class RatingForm(forms.Form):
    # Text, looked up in the scale: a choice field would write out its choices for every answer that is saved.
    answer = forms.CharField(error_messages={"required": _("Choose a level, or one of the two answers below.")})
    note = PlainTextArea(required=False, max_length=LONGEST_TEXT)
    revision = forms.IntegerField(min_value=0)
    client_id = forms.UUIDField()
    after = forms.UUIDField(required=False)

    def __init__(self, *args, levels, **kwargs):
        super().__init__(*args, **kwargs)
        self.levels = {str(level.value): level for level in levels}

    def clean_answer(self):
        answer = self.cleaned_data["answer"]
        if answer not in self.levels and answer not in (*UNSCORED, Answer.WITHDRAWN):
            raise forms.ValidationError(_("This answer is not one of the scale’s."))
        return answer

    def clean(self):
        """Require a note for "does not apply", and split the answer into kind and level."""
        cleaned = super().clean()
        answer = cleaned.get("answer")
        if answer == Answer.DOES_NOT_APPLY and not cleaned.get("note", "").strip() and "note" not in self.errors:
            self.add_error("note", _("Say in the note why it does not apply here."))
        level = self.levels.get(answer)
        cleaned["level"] = level
        if level:
            cleaned["answer"] = Answer.LEVEL
        return cleaned

    @property
    def answer_in_words(self):
        answer, level = self.cleaned_data["answer"], self.cleaned_data["level"]
        if level:
            return level.words_label
        return "" if answer == Answer.WITHDRAWN else str(Answer(answer).label)


class TakeBackForm(forms.Form):
    everything = forms.BooleanField(required=False)
    confirmed = forms.BooleanField(required=False)

    def __init__(self, *args, own, **kwargs):
        super().__init__(*args, **kwargs)
        self.own = own
        self.named = set(self.data.getlist("practices"))

    def clean(self):
        cleaned = super().clean()
        among = self.own.ratings
        cleaned["chosen"] = among if cleaned["everything"] else [r for r in among if str(r.practice.uuid) in self.named]
        if not cleaned["chosen"]:
            raise forms.ValidationError(_("Choose at least one answer to take back."))
        return cleaned
