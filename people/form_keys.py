"""A key in a form, so that the same form sent twice at one moment makes one thing.

Whoever goes back and sends something else with the same page means a second thing: what was said counts, too.
"""

import hashlib
import json
import uuid

from django import forms


class KeyField(forms.UUIDField):
    """A key that a page gives its form; nothing, and no error, where something else was sent."""

    widget = forms.HiddenInput

    def __init__(self, **options):
        super().__init__(**{"required": False, "initial": uuid.uuid4, "label": "", **options})

    def clean(self, value):
        """The key, or None."""
        try:
            return super().clean(value)
        except forms.ValidationError:
            return None


def digest_of_sending(key, said):
    """What names this sending of a form: its key and all that was said in it (of plain values); empty without a key."""
    if key is None:
        return ""
    written = json.dumps(said, sort_keys=True, default=str)
    return hashlib.sha256(f"{key}\n{written}".encode()).hexdigest()
