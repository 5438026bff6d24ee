"""The revision on which a form's fields are based, in an input that a browser restores together with them.

After Back, a browser fills the page that the server has just rendered with what the fields held before: a typed text,
and every box, button and select, but never a hidden input. The revision in one would be the newest, beside an old
text, and the text would be saved over what nobody here has seen. So a visually hidden select stands beside it: the
browser restores it with the fields, with scripts and without. Where the two revisions differ, the older one counts,
and the server answers 409 with both values. ``static/js/restored-forms.js`` spares people that where the browser
restored nothing else.
"""

from django import forms

TYPED_ON = "typed_on"
# How many revisions back a page is known; nobody goes back to one from before a hundred changes of the same text.
FURTHEST = 100


class RevisionPair(forms.HiddenInput):
    template_name = "_components/revision.html"

    def get_context(self, name, value, attrs):
        seen = int(value) if str(value).isdecimal() and len(str(value)) < 11 else 0
        context = super().get_context(name, value, attrs)
        return context | {"typed_on": TYPED_ON, "seen": seen, "earlier": range(max(0, seen - FURTHEST), seen)}

    def value_from_datadict(self, data, files, name):
        return data.get(TYPED_ON) or data.get(name)


class RevisionField(forms.IntegerField):
    """The revision that a person saw of what they change; 0 where there was nothing yet."""

    widget = RevisionPair

    def __init__(self):
        super().__init__(min_value=0, max_value=2**31 - 1)


class RevisionForm(forms.Form):
    revision = RevisionField()
