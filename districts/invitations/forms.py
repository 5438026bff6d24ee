"""The form for the password that somebody chooses at the end of a link."""

from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _

from people.names import NameField


class ChoosePasswordForm(SetPasswordForm):
    name = NameField(
        label=_("Your name"),
        max_length=150,
        help_text=_("As your colleagues will read it."),
    )
    field_order = ["name", "new_password1", "new_password2"]

    def __init__(self, *args, ask_name, **options):
        super().__init__(*args, **options)
        if ask_name:
            self.fields["name"].initial = self.user.name
        else:
            del self.fields["name"]
