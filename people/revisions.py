"""Which revision the fields of a form were drawn with, said in a way that a browser puts back together with them.

After Back, a browser fills the page that the server has just drawn with what the fields held before: a text that was
typed, and every box, button and select. It never does so with a hidden input. The revision in one would be the newest,
beside an old text, and the text would be saved over what nobody here has seen. So a select, hidden from sight, stands
beside it: what the fields hold and what the select says come back together, with scripts and without. Where the two
revisions differ, the older one counts, and the server answers 409 with both values. ``static/js/restored-forms.js`` spares
people that where the browser put back nothing else.
"""

from django import forms

TYPED_ON = "typed_on"
# How many revisions back a page is known; nobody goes back to one from before a hundred changes of the same text.
FURTHEST = 100


class RevisionPair(forms.HiddenInput):
    """The revision that the server knows, and the one on which the fields were typed."""

    template_name = "_components/revision.html"

    def get_context(self, name, value, attrs):
        """What was posted may be anything; no more revisions are drawn than there may be."""
        seen = int(value) if str(value).isdecimal() and len(str(value)) < 11 else 0
        context = super().get_context(name, value, attrs)
        return context | {"typed_on": TYPED_ON, "seen": seen, "earlier": range(max(0, seen - FURTHEST), seen)}

    def value_from_datadict(self, data, files, name):
        """The revision on which the fields were typed; the other one where only that was sent."""
        return data.get(TYPED_ON) or data.get(name)


class RevisionField(forms.IntegerField):
    """The revision that a person saw of what they change; 0 where there was nothing yet."""

    widget = RevisionPair

    def __init__(self):
        super().__init__(min_value=0, max_value=2**31 - 1)


class SeenForm(forms.Form):
    """Which revision a person saw when they pressed a button."""

    revision = RevisionField()
