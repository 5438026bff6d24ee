"""How a person signs in, asks for a new password, and what they say about a token of theirs."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm, ResetPasswordForm, UserTokenForm
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .access.models import AccessToken
from .accounts import may_sign_in
from .email_addresses import EmailAddressField
from .mail.password_reset import ask_for_password_link
from .text import PlainTextField, refuse_line_breaks

DAYS = [(30, _("30 days")), (90, _("90 days")), (365, _("One year"))]


def as_accounts_have_it(field):
    """A field of the library's for an address, which finds the account of what was pasted."""
    return EmailAddressField(label=field.label, widget=field.widget)


class SignInForm(LoginForm):
    """The address and the password."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["login"] = as_accounts_have_it(self.fields["login"])


class ForgottenPasswordForm(ResetPasswordForm):
    """The address to which a link for a new password goes: to those alone whose account is open."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["email"] = as_accounts_have_it(self.fields["email"])

    def clean_email(self):
        """The address. Whether there is an account behind it, and which, is not even asked: the worker finds out."""
        return get_adapter().clean_email(self.cleaned_data["email"])

    def save(self, request, **options):
        """Have the link mailed, if there is anybody to mail it to."""
        email = self.cleaned_data["email"]
        ask_for_password_link(email, base_url=request.build_absolute_uri("/"), language=get_language() or "")
        return email


class PasswordLinkForm(UserTokenForm):
    """The link that was mailed for a new password."""

    def clean(self):
        """An account that has been closed since is not opened by it."""
        values = super().clean()
        if not may_sign_in(self.reset_user):
            raise get_adapter().validation_error("invalid_password_reset")
        return values


class TokenForm(forms.Form):
    """What a token is for, what it may read, and until when."""

    name = PlainTextField(
        label=_("What it is for"),
        max_length=100,
        validators=[refuse_line_breaks],
        help_text=_("So that you know later which one to end, such as “Spreadsheet for the spring report”."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may read"),
        choices=AccessToken.Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Never more than you may read yourself at that moment."),
    )
    days = forms.TypedChoiceField(label=_("Good for"), choices=DAYS, coerce=int, widget=forms.RadioSelect, initial=90)
