"""What a person says about a token of theirs; and asking for a new password."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import ResetPasswordForm, UserTokenForm
from django import forms
from django.utils.translation import gettext_lazy as _

from .accounts import may_sign_in
from .models import AccessToken
from .text import PlainTextField, refuse_line_breaks

DAYS = [(30, _("30 days")), (90, _("90 days")), (365, _("One year"))]


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


class AskForPasswordForm(ResetPasswordForm):
    """Asking for a new password; a link is mailed to those alone whose account is open."""

    def clean_email(self):
        """The address; whether there is an account behind it, and which, nobody is told."""
        email = super().clean_email()
        self.users = [user for user in self.users if may_sign_in(user)]
        return email


class PasswordLinkForm(UserTokenForm):
    """The link that was mailed for a new password."""

    def clean(self):
        """An account that has been closed since is not opened by it."""
        values = super().clean()
        if not may_sign_in(self.reset_user):
            raise get_adapter().validation_error("invalid_password_reset")
        return values
