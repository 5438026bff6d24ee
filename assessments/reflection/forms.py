"""Forms for a reflection on a leadership resource, and for sharing it."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from people.email_addresses import EmailAddressField
from people.text import LONGEST_TEXT, PlainTextArea

from .models import Reflection


class ReflectionForm(forms.Form):
    strength = forms.ChoiceField(
        label=_("How strong is it for you?"), choices=Reflection.Strength.choices, widget=forms.RadioSelect
    )
    example = PlainTextArea(
        label=_("An example"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A moment when you drew on it, or missed it."),
    )
    next_step = PlainTextArea(
        label=_("What next?"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One thing that you will try."),
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, error_messages={"invalid": _("Load the page anew.")})

    @classmethod
    def empty(cls):
        return cls(initial={"client_id": uuid.uuid4()})


class ShareReflectionForm(forms.Form):
    email = EmailAddressField(
        label=_("Email address of the person"),
        help_text=_("Somebody of your district, by the address they sign in with."),
    )
    with_history = forms.BooleanField(label=_("The earlier entries too"), required=False)

    def __init__(self, *args, earlier, **kwargs):
        super().__init__(*args, **kwargs)
        if not earlier:
            del self.fields["with_history"]

    def clean(self):
        return {"with_history": False} | super().clean()

    def refuse_address(self):
        """Give the same error for every reason, so that nobody learns who has an account elsewhere."""
        self.add_error(
            "email",
            _(
                "Nobody whom you can share with has this address. It must be a colleague of your district who can sign in."
            ),
        )
