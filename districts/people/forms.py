"""Forms for people and their roles."""

from django import forms
from django.utils.translation import gettext_lazy as _

from districts.roles.models import DISTRICT_ROLES, SCHOOL_ROLES, Role
from districts.roles.team_parts import IN_TEAM, in_team
from districts.structure.models import Family, School, Team
from people.email_addresses import NewEmailAddressField
from people.fields import KnownChoices
from people.names import NameField

ROLES = [(str(role), role.label) for role in (*SCHOOL_ROLES, *DISTRICT_ROLES)]


class PersonNameForm(forms.Form):
    name = NameField(label=_("Name"), max_length=150)


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=ROLES, widget=forms.RadioSelect)
    school = forms.ModelChoiceField(
        School.objects.none(),
        label=_("School"),
        required=False,
        help_text=_("For a principal."),
        empty_label=_("none"),
    )
    whole_district = forms.BooleanField(
        label=_("All of the district"), required=False, label_suffix="", help_text=_("For a superintendent.")
    )
    families = KnownChoices(
        Family.objects.none(),
        label=_("Families of schools"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For a superintendent of some families only."),
    )

    def __init__(self, *args, district, **options):
        super().__init__(*args, **options)
        self.fields["school"].queryset = district.schools.open_on(district.today())
        self.fields["families"].queryset = district.families.all()
        if not district.families.exists():
            del self.fields["families"], self.fields["whole_district"]

    def clean(self):
        values = super().clean()
        whole = values.pop("whole_district", True)
        if values.get("role") == Role.SUPERINTENDENT and "families" in values and whole == bool(values["families"]):
            self.add_error("families", _("Choose families of schools, or all of the district; one of the two."))
        if values.get("role") in SCHOOL_ROLES and not values.get("school") and "school" not in self.errors:
            self.add_error("school", _("Choose the school this person is principal of."))
        return values


class PersonForm(RoleForm):
    email = NewEmailAddressField(
        label=_("Email address"),
        help_text=_("The person signs in with it. If it has an account already, that is used."),
    )
    name = NameField(
        label=_("Name"),
        max_length=150,
        help_text=_("As the person writes it. Somebody who has an account already keeps the name they chose."),
    )
    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"), required=False, empty_label=_("none"))
    part = forms.ChoiceField(label=_("In the team"), choices=IN_TEAM, initial="member", required=False)
    field_order = ["email", "name", "team", "part", "role", "school", "whole_district", "families"]

    def __init__(self, *args, district, **options):
        super().__init__(*args, district=district, **options)
        self.fields["team"].queryset = district.teams.all()
        self.fields["role"] = forms.ChoiceField(label=_("Role"), choices=[("", _("none")), *ROLES], required=False)
        self.order_fields(self.field_order)

    def clean(self):
        values = super().clean()
        if not values.get("team") and not values.get("role") and not {"team", "role"} & set(self.errors):
            self.add_error("team", _("Choose a team, a role, or both."))
        return values

    def given(self):
        values = self.cleaned_data
        return {
            "team": values["team"],
            **in_team(values["part"] or "member"),
            "role": values["role"],
            "school": values.get("school"),
            "families": values.get("families") or (),
        }
