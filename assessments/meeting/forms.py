"""Forms of the meeting: its start, an outcome with its evidence, and moves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.evidence.forms.pieces import deleted_pieces_text
from assessments.evidence.links import LONGEST_TITLE, link_in_note
from assessments.evidence.models import Evidence
from people.fields import PresentChoices
from people.revisions import RevisionField
from people.text import LONGEST_TEXT, PlainTextArea, PlainTextField

from .models import OutcomeKind


class StartMeetingForm(forms.Form):
    in_the_room = forms.BooleanField(
        label=_("We rate together in the room: open all practices at once"),
        required=False,
        help_text=_("Choose this when nobody rates alone first. Answers that somebody gives alone are not taken then."),
    )

    def __init__(self, *args, alone=False, **kwargs):
        super().__init__(*args, **kwargs)
        if alone:
            del self.fields["in_the_room"]


WITHOUT_LEVEL = (OutcomeKind.NO_AGREEMENT, OutcomeKind.NOT_ENOUGH_INFORMATION, OutcomeKind.DOES_NOT_APPLY)


class OutcomeForm(forms.Form):
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
    willing_to_share = forms.BooleanField(required=False)
    revision = RevisionField()
    pieces = PresentChoices(queryset=Evidence.objects.none(), required=False)
    new_title = PlainTextField(required=False, max_length=200)
    new_kind = forms.ChoiceField(required=False, choices=Evidence.Kind.choices)
    new_text = PlainTextArea(required=False, max_length=LONGEST_TEXT)

    def __init__(self, *args, levels, linked, library, others, of_a_school, **kwargs):
        """``levels`` of the scale; ``linked``: the practice's evidence; ``library``: the team's; ``others``: not its own."""
        super().__init__(*args, **kwargs)
        self.of_a_school = of_a_school
        self.linked = {piece.kind for piece in linked}
        self.levels = {str(level.value): level for level in levels}
        self.fields["outcome"].choices = [(value, value) for value in (*self.levels, *WITHOUT_LEVEL)]
        self.fields["pieces"].queryset, self.fields["pieces"].others = library, others

    @property
    def kinds(self):
        named = {piece.kind for piece in self.cleaned_data.get("pieces") or ()}
        described = self.cleaned_data.get("described")
        return len(self.linked | named | ({described["kind"]} if described else set()))

    def clean_pieces(self):
        """Refuse a piece that a colleague has deleted, since the outcome may depend on it."""
        if self.fields["pieces"].gone:
            self.add_error("pieces", deleted_pieces_text(self.fields["pieces"].gone))
        return self.cleaned_data.get("pieces")

    def described(self):
        title, kind, text = (self.cleaned_data.get(f"new_{part}", "").strip() for part in ("title", "kind", "text"))
        if not (title or text):
            return None
        try:
            link = link_in_note(text)
        except forms.ValidationError as wrong:
            self.add_error("new_text", wrong)
            return None
        note = text if link is None or title and link.words else ""
        title = title or (link.words[:LONGEST_TITLE] if link else "")
        for field, value in (("new_title", title), ("new_text", text)):
            if not value and field not in self.errors:
                self.add_error(field, _("A new piece needs both: what it is, and a link or what it says."))
        carries = {"carrier": Evidence.Carrier.NOTE, "note": note}
        if link:
            carries = {"carrier": Evidence.Carrier.LINK, "url": link.url, "note": note}
        return {"title": title, "kind": kind or Evidence.Kind.DOCUMENT, **carries}

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.pop("outcome", None)
        level = self.levels.get(kind)
        cleaned["described"] = self.described()
        for field in ("new_title", "new_kind", "new_text"):
            cleaned.pop(field, None)
        if kind == OutcomeKind.DOES_NOT_APPLY and not cleaned.get("reason", "").strip():
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
        # A tick is kept while another level is tried: only the highest takes it along.
        highest = [*self.levels.values()][-1]
        cleaned["willing_to_share"] = self.of_a_school and level == highest and cleaned["willing_to_share"]
        cleaned["level"] = level
        cleaned["kind"] = OutcomeKind.LEVEL if level else kind
        return cleaned


class ParkForm(forms.Form):
    reason = PlainTextArea(required=False, max_length=LONGEST_TEXT)
    dissent = PlainTextArea(required=False, max_length=LONGEST_TEXT)


class MoveForm(forms.Form):
    practice = forms.UUIDField(error_messages={"required": _("Choose the practice to go to.")})
    seen = forms.UUIDField(required=False)
