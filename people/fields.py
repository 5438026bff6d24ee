"""Form fields for several rows by their keys, and for a date in every browser."""

from django import forms


class KnownChoices(forms.ModelMultipleChoiceField):
    """Several rows; refuses keys too large for the database, which would fail on them."""

    def clean(self, value):
        for pk in value or ():
            if not (str(pk).isdecimal() and len(str(pk)) < 19):
                raise forms.ValidationError(
                    self.error_messages["invalid_pk_value"], code="invalid_pk_value", params={"pk": pk}
                )
        return super().clean(value)


class ShownKeys(forms.MultipleChoiceField):
    """The keys of the rows that a page showed as ticked; ignores non-numbers and rows that are gone."""

    def __init__(self, **kwargs):
        super().__init__(required=False, widget=forms.MultipleHiddenInput, **kwargs)

    def clean(self, value):
        return {int(pk) for pk in value or () if str(pk).isdecimal() and len(str(pk)) < 19}


class PresentChoices(KnownChoices):
    """Several rows, of which some may be gone since the page was drawn; ``gone`` counts those.

    Keys of ``others``, which were never among the choices, are refused like impossible keys.
    """

    def __init__(self, queryset, *, others=None, **options):
        super().__init__(queryset, **options)
        self.others, self.gone = others, 0

    def clean(self, value):
        given = {str(pk) for pk in value or ()}
        if not all(pk.isdecimal() and 0 < len(pk) < 19 and int(pk) > 0 for pk in given):
            return super().clean(value)
        present = self.queryset.filter(pk__in=given)
        missing = given.difference(str(row.pk) for row in present)
        if missing and self.others is not None and self.others.filter(pk__in=missing).exists():
            return super().clean(value)
        self.gone = len(missing)
        return present if present else super().clean([])


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A date in ISO format or, typed where the browser has no calendar, as the language writes it."""

    widget = DayInput
