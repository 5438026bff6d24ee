"""The filters of a team's evidence library."""

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from people.text import PlainTextField

from ..models import Evidence


class LinkFilter(TextChoices):
    ALL = "", _("All evidence")
    LINKED = "linked", _("Linked in this cycle")
    UNLINKED = "unlinked", _("Not linked in this cycle")
    BEFORE = "before", _("From the last cycle, not linked yet")


class LibraryForm(forms.Form):
    """A search and three filters; invalid values in the address are ignored."""

    q = PlainTextField(max_length=200, required=False)
    rung = forms.ChoiceField(choices=[("", _("Whatever it shows")), *Evidence.Rung.choices], required=False)
    kind = forms.ChoiceField(choices=[("", _("Every kind")), *Evidence.Kind.choices], required=False)
    shown = forms.ChoiceField(choices=LinkFilter.choices, required=False)

    @property
    def said(self):
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}

    def of(self, pieces):
        said = self.said
        for field in ("rung", "kind"):
            if said[field]:
                pieces = pieces.filter(**{field: said[field]})
        if said["q"]:
            pieces = pieces.saying(said["q"])
        return {
            LinkFilter.LINKED: pieces.filter(linked_here__gt=0),
            LinkFilter.UNLINKED: pieces.filter(linked_here=0),
            LinkFilter.BEFORE: pieces.filter(linked_here=0, linked_before=True),
        }.get(said["shown"], pieces)
