"""A key in a form, so that the same form sent twice creates one thing.

A person who goes back and sends other content with the same page means a second thing, so the content counts, too.
"""

import hashlib
import json
import uuid

from django import forms


class KeyField(forms.UUIDField):
    widget = forms.HiddenInput

    def __init__(self, **options):
        super().__init__(**{"required": False, "initial": uuid.uuid4, "label": "", **options})

    def clean(self, value):
        try:
            return super().clean(value)
        except forms.ValidationError:
            return None


def digest_of_sending(key, said):
    """A digest of the form's key and all its plain values; "" without a key."""
    if key is None:
        return ""
    written = json.dumps(said, sort_keys=True, default=str)
    return hashlib.sha256(f"{key}\n{written}".encode()).hexdigest()
