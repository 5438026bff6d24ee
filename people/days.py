"""A day in a form, drawn so that the browser's own calendar takes it in every language."""

from django import forms


class DayInput(forms.DateInput):
    """The browser's own calendar. It shows nothing, and sends nothing, for a value in any other form than ISO's."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day; what is typed where there is no calendar may be written as the language writes it, too."""

    widget = DayInput
