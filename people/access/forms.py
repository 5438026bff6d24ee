"""Forms about one's own access: password, new address, recovery code."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.email_addresses import NewEmailAddressField
from people.text import PlainTextField
from people.throttling import SignInAttempt


class OwnPasswordForm(forms.Form):
    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, request, **options):
        super().__init__(*args, **options)
        self.request = request

    def clean_password(self):
        """Check the password under the sign-in page's limits; may raise ``TooManyWrongPasswords``."""
        password, attempt = self.cleaned_data["password"], SignInAttempt(self.request, self.request.user.email)
        attempt.refuse_too_many()
        if not self.request.user.check_password(password):
            attempt.count_failure()
            raise forms.ValidationError(_("This is not your password."))
        return password


class NewAddressForm(OwnPasswordForm):
    address = NewEmailAddressField(label=_("New email address"), max_length=254)
    field_order = ["address", "password"]

    def clean_address(self):
        address = self.cleaned_data["address"]
        if address == self.request.user.email:
            raise forms.ValidationError(_("You sign in with this address already."))
        return address


class RecoveryCodeForm(forms.Form):
    code = PlainTextField(
        label=_("Recovery code"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class OpenSealedForm(forms.Form):
    understood = forms.BooleanField(
        label=_("I have spoken with this person, and they themselves sign in to this account now"), label_suffix=""
    )
