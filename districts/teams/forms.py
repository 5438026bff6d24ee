"""Forms for teams and for who is in them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from districts.roles.facilitators import would_have_none
from districts.roles.team_parts import IN_TEAM, in_team
from districts.schools.forms import NameForm
from districts.structure.models import School
from people.namesakes import PersonField


class TeamForm(NameForm):
    school = forms.ModelChoiceField(
        School.objects.none(), label=_("School"), required=False, empty_label=_("the district as a whole")
    )
    field_order = ["school", "name"]

    def __init__(self, *args, schools, **options):
        super().__init__(*args, **options)
        self.fields["school"].queryset = schools


class WithoutFacilitatorForm(forms.Form):
    def __init__(self, *args, teams, **options):
        super().__init__(*args, **options)
        if teams:
            self.question = would_have_none(teams)
            self.fields["without_facilitator"] = without_facilitator()


def without_facilitator():
    needed = _("Tick this box, or make somebody else a facilitator first.")
    return forms.BooleanField(
        label=_("Yes, go on without a facilitator"), error_messages={"required": needed}, label_suffix=""
    )


class PartForm(forms.Form):
    part = forms.ChoiceField(label=_("In the team"), choices=IN_TEAM, widget=forms.RadioSelect)


class ChangePartForm(PartForm):
    def __init__(self, *args, teams, **options):
        super().__init__(*args, **options)
        if teams and self.is_bound and not in_team(self.data.get("part", ""))["facilitates"]:
            self.fields["without_facilitator"] = without_facilitator()
            self.fields["without_facilitator"].help_text = would_have_none(teams)


class JoinTeamForm(PartForm):
    person = PersonField(None, label=_("Person"), empty_label=_("choose a person"))
    field_order = ["person", "part"]

    def __init__(self, *args, people, **options):
        super().__init__(*args, **options)
        self.fields["person"].queryset = people
        self.fields["part"].initial = "member"
