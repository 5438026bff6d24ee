"""Choosing several rows by their numbers."""

from django import forms


class KnownChoices(forms.ModelMultipleChoiceField):
    """Several rows; a number that no row can have is refused as any other that is not there."""

    def clean(self, value):
        """Look at the numbers before a database does: it fails on those that it cannot hold."""
        for pk in value or ():
            if not (str(pk).isdecimal() and len(str(pk)) < 19):
                raise forms.ValidationError(
                    self.error_messages["invalid_pk_value"], code="invalid_pk_value", params={"pk": pk}
                )
        return super().clean(value)


class SeenKeys(forms.MultipleChoiceField):
    """The numbers of the rows that a page showed as ticked; what is no number is left out, what has gone does no harm."""

    def __init__(self, **kwargs):
        super().__init__(required=False, widget=forms.MultipleHiddenInput, **kwargs)

    def clean(self, value):
        """As a set."""
        return {int(pk) for pk in value or () if str(pk).isdecimal() and len(str(pk)) < 19}
