"""Forms for schools and families of schools."""

from django import forms
from django.utils.translation import gettext_lazy as _

from districts.structure.models import Family, School
from people.fields import DayField
from people.languages import language_choices
from people.named import is_taken
from people.names import NameField
from people.text import PlainTextField, refuse_line_breaks


class NameForm(forms.Form):
    name = NameField(label=_("Name"), max_length=200)

    def __init__(self, *args, others, own=None, **options):
        super().__init__(*args, **options)
        self.others, self.own = others, own

    def clean_name(self):
        name = self.cleaned_data["name"]
        if is_taken(name, self.others, self.own):
            raise forms.ValidationError(_("There is one with this name already. Choose another name."))
        return name


class SchoolForm(NameForm):
    family = forms.ModelChoiceField(
        Family.objects.none(), label=_("Family of schools"), required=False, empty_label=_("none")
    )
    level = forms.ChoiceField(label=_("Kind of school"), choices=School.Level.choices)
    language = forms.ChoiceField(
        label=_("Language of instruction"),
        choices=[*language_choices(), (School.SEVERAL_LANGUAGES, _("more than one"))],
    )
    sourced_id = PlainTextField(
        label=_("School number"),
        max_length=100,
        required=False,
        validators=[refuse_line_breaks],
        help_text=_(
            "As your board’s other systems have it, such as 044907. Downloads hold it, and later lists find the school by "
            "it even after its name has changed."
        ),
    )
    opened_on = DayField(label=_("First day"), required=False, help_text=_("Where it has one that matters."))

    def __init__(self, *args, families, **options):
        super().__init__(*args, **options)
        self.fields["family"].queryset = families

    def clean_sourced_id(self):
        sourced_id = self.cleaned_data["sourced_id"]
        if sourced_id and self.others.filter(sourced_id=sourced_id).exists():
            raise forms.ValidationError(_("Another school has this number. Check both."))
        return sourced_id


class SchoolCloseForm(forms.Form):
    last_day = DayField(label=_("Last day"), help_text=_("The last day on which the school exists."))
    successor = forms.ModelChoiceField(
        School.objects.none(), label=_("Succeeded by"), required=False, empty_label=_("no school")
    )

    def __init__(self, *args, school, **options):
        super().__init__(*args, **options)
        self.school = school
        self.fields["successor"].queryset = school.district.schools.exclude(pk=school.pk)

    def clean_last_day(self):
        last_day = self.cleaned_data["last_day"]
        if self.school.opened_on and last_day < self.school.opened_on:
            raise forms.ValidationError(_("The last day comes before the school’s first day."))
        return last_day
