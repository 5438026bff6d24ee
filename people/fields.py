"""Form fields: several rows by their numbers, and a day that every browser's calendar takes."""

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


class PresentChoices(KnownChoices):
    """Several rows of which some may have gone since the page was drawn: those that are there, and how many are not.

    ``others`` are rows that were never among the choices; they are refused, as a number is that no row can have.
    """

    def __init__(self, queryset, *, others=None, **options):
        super().__init__(queryset, **options)
        self.others, self.gone = others, 0

    def clean(self, value):
        """The rows that are there; each form has a field of its own, which then knows what was missing."""
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
    """The browser's own calendar. It shows nothing, and sends nothing, for a value in any other form than ISO's."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day; what is typed where there is no calendar may be written as the language writes it, too."""

    widget = DayInput
