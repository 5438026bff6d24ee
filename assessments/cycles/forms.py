"""Forms for a cycle's administrators."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from districts.structure.models import Team
from frameworks.models.edition import Edition
from frameworks.models.scale import Scale
from people.fields import DayField, KnownChoices
from people.named import is_taken
from people.names import NameField


class CycleForm(forms.Form):
    name = NameField(label=_("Name"), max_length=100, help_text=_("For example: 2026–27."))
    edition = forms.ModelChoiceField(
        label=_("Framework"), queryset=Edition.objects.none(), help_text=_("Frozen once the cycle is open.")
    )
    scale = forms.ModelChoiceField(
        label=_("Scale"), queryset=Scale.objects.none(), help_text=_("Frozen once the cycle is open.")
    )
    opens_on = DayField(label=_("First day"))
    closes_on = DayField(label=_("Last day"), help_text=_("People rate up to and on this day."))
    threshold = forms.IntegerField(
        label=_("Protection threshold"),
        max_value=50,
        help_text=_(
            "Shares of people’s answers are shown for blocks of schools in which at least twice this many people remain "
            "beside the two largest teams."
        ),
    )
    teams = KnownChoices(label=_("Teams"), queryset=Team.objects.none(), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, district, **kwargs):
        super().__init__(*args, **kwargs)
        self.district = district
        self.fields["edition"].queryset = Edition.objects.rateable().select_related("framework")
        self.fields["scale"].queryset = Scale.objects.filter(kind=Scale.Kind.ORDINAL)
        self.start_from_the_cycle_before()
        teams = Team.objects.in_use(district).select_related("school")
        self.fields["teams"].queryset = teams
        self.fields["teams"].initial = [team.pk for team in teams]
        lowest = max(settings.LOWEST_THRESHOLD, district.threshold)
        self.fields["threshold"].min_value = lowest
        self.fields["threshold"].validators.append(at_least(lowest))
        self.fields["threshold"].initial = lowest
        self.fields["threshold"].widget.attrs["min"] = lowest

    def start_from_the_cycle_before(self):
        before = self.district.cycles.first()
        if before:
            self.fields["edition"].initial, self.fields["scale"].initial = before.edition_id, before.scale_id
        self.fields["opens_on"].initial = self.district.today()

    def clean_name(self):
        name = self.cleaned_data["name"]
        if is_taken(name, self.district.cycles):
            raise forms.ValidationError(_("Another cycle has this name already."))
        return name

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("opens_on"), cleaned.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", _("The last day comes before the first."))
        if last and last < self.district.today():
            self.add_error("closes_on", _("The last day has passed already."))
        schools = [team.school_id for team in cleaned.get("teams", ())]
        if len(schools) != len(set(schools)):
            self.add_error("teams", _("Choose one team for each school, and one for the district."))
        return cleaned


def at_least(lowest):
    def validate(value):
        if value < lowest:
            raise forms.ValidationError(_("At least %(lowest)d: it can be raised, not lowered.") % {"lowest": lowest})

    return validate
