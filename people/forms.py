"""Forms for signing in, for a new password, and for a person's own tokens."""

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
    return EmailAddressField(label=field.label, widget=field.widget)


class SignInForm(LoginForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["login"] = as_accounts_have_it(self.fields["login"])


class ForgottenPasswordForm(ResetPasswordForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["email"] = as_accounts_have_it(self.fields["email"])

    def clean_email(self):
        """Do not look up the account, so that the answer's time tells nothing; the task worker does."""
        return get_adapter().clean_email(self.cleaned_data["email"])

    def save(self, request, **options):
        email = self.cleaned_data["email"]
        ask_for_password_link(email, base_url=request.build_absolute_uri("/"), language=get_language() or "")
        return email


class PasswordLinkForm(UserTokenForm):
    def clean(self):
        values = super().clean()
        if not may_sign_in(self.reset_user):
            raise get_adapter().validation_error("invalid_password_reset")
        return values


class TokenForm(forms.Form):
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
