"""Forms for pairs of teams, feedback and answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.cycles.models import Assessment
from people.fields import DayField
from people.ordering import Alphabetical
from people.revisions import RevisionField
from people.text import LONGEST_TEXT, PlainTextArea

from .models import Feedback, Pairing


class UntilForm(forms.Form):
    until = DayField(
        label=_("Last day of reading"),
        required=False,
        help_text=_("Without a day the team reads until you end the pairing."),
    )

    def __init__(self, *args, cycle, **kwargs):
        super().__init__(*args, **kwargs)
        self.cycle = cycle

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until and until < self.cycle.district.today():
            raise forms.ValidationError(_("This day has passed already."))
        return until


class PairingForm(UntilForm):
    reader = forms.ModelChoiceField(label=_("Team that reads"), queryset=None, empty_label=_("choose a team"))
    rated = forms.ModelChoiceField(label=_("Team whose record it reads"), queryset=None, empty_label=_("choose a team"))
    field_order = ("reader", "rated", "until")

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reader"].queryset = teams
        read = Assessment.objects.filter(cycle=self.cycle, record__isnull=False).select_related("team")
        self.fields["rated"].queryset = read.order_by(Alphabetical("team__name"), "team__name")
        self.fields["rated"].label_from_instance = lambda assessment: assessment.team.name

    def clean(self):
        cleaned = super().clean()
        reader, rated = cleaned.get("reader"), cleaned.get("rated")
        if reader and rated and reader.pk == rated.team_id:
            self.add_error("rated", _("A team does not read itself: choose two different teams."))
        elif reader and rated:
            known = Pairing.objects.with_context().filter(reader=reader, rated=rated).first()
            if known and known.is_open:
                self.add_error("rated", _("This team reads that record already."))
        return cleaned


class FeedbackForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=Feedback.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is: a strength, a question or a suggestion.")},
    )
    text = PlainTextArea(
        label=_("What do you want to say?"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 5})
    )


class FeedbackChangeForm(FeedbackForm):
    revision = RevisionField()


class AnswerForm(forms.Form):
    answer = PlainTextArea(
        label=_("Your answer"), required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 5})
    )
    taken_up = forms.BooleanField(
        label=_("We take this up"), required=False, help_text=_("Your team means to do something about it.")
    )
    revision = RevisionField()

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("answer") and not cleaned.get("taken_up") and "answer" not in self.errors:
            self.add_error("answer", _("Write an answer, or say that you take it up."))
        return cleaned
