"""Forms for a district as a whole, for its notice, and for founding one."""

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from districts.structure.models import District, known_time_zone
from people.email_addresses import EmailAddressField, NewEmailAddressField
from people.languages import language_choices
from people.named import is_taken
from people.names import NameField
from people.text import PlainTextArea, PlainTextField, refuse_line_breaks

ZONES = (
    "America/St_Johns",
    "America/Halifax",
    "America/Toronto",
    "America/Winnipeg",
    "America/Regina",
    "America/Edmonton",
    "America/Vancouver",
    "America/Whitehorse",
)


class TimeZoneField(PlainTextField):
    def __init__(self):
        super().__init__(
            label=_("Time zone"),
            max_length=60,
            validators=[known_time_zone],
            help_text=_("Days begin and end in it. Write it as America/Toronto or America/Halifax."),
            widget=forms.TextInput(attrs={"list": "time-zones", "autocomplete": "off"}),
        )


def free_name(name, own=None):
    if is_taken(name, District.objects.all(), own):
        raise forms.ValidationError(_("There is a district with this name already. Choose another name."))
    return name


class DistrictForm(forms.Form):
    name = NameField(label=_("Name of the district"), max_length=200)
    time_zone = TimeZoneField()
    threshold = forms.IntegerField(
        label=_("Protection threshold"),
        help_text=_(
            "Shares of people’s answers are shown for blocks of schools in which at least twice this many people remain "
            "beside the two largest teams. Cycles that are open keep the threshold they began with."
        ),
    )
    retention_months = forms.IntegerField(
        label=_("Keep ratings for (months)"),
        help_text=_(
            "People’s own ratings are kept this long after a cycle’s last day; what the teams agreed stays. "
            "Cycles that are open keep the months they began with."
        ),
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )
    contact = PlainTextField(
        label=_("Whom people ask about their answers"),
        required=False,
        max_length=300,
        validators=[refuse_line_breaks],
        help_text=_(
            "Stands in the notice that people accept before they rate: a name with an address or a number. "
            "Left empty, your district’s administrators are named."
        ),
    )

    def __init__(self, *args, district, **options):
        super().__init__(*args, **options)
        self.district = district
        least = settings.LOWEST_THRESHOLD
        self.fields["threshold"].validators += [
            MinValueValidator(least, _("At least %(limit_value)s: fewer people could be recognized.")),
            MaxValueValidator(50, _("At most %(limit_value)s.")),
        ]
        self.fields["threshold"].widget.attrs |= {"min": least, "max": 50}

    def clean_name(self):
        return free_name(self.cleaned_data["name"], own=self.district)


class NoticeForm(forms.Form):
    title = PlainTextField(label=_("Title"), max_length=200, validators=[refuse_line_breaks])
    text = PlainTextArea(
        label=_("Text"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_(
            "What is asked, why, who can read it, how long it is kept. An empty line begins a paragraph. "
            "In a small team colleagues may guess, and the server’s operator and the law can reach the database: say so."
        ),
    )
    language = forms.ChoiceField(label=_("Language of the notice"), choices=language_choices())


class AdministratorForm(forms.Form):
    administrator_email = NewEmailAddressField(label=_("The administrator’s email address"))
    administrator_name = NameField(label=_("The administrator’s name"), max_length=150)


class NewDistrictForm(AdministratorForm):
    name = NameField(label=_("Name of the district"), max_length=200)
    slug = forms.SlugField(
        label=_("Address"), max_length=50, help_text=_("Small letters, digits and hyphens; part of the web address.")
    )
    time_zone = TimeZoneField()
    field_order = ["name", "slug", "time_zone", "administrator_email", "administrator_name"]

    def clean_name(self):
        return free_name(self.cleaned_data["name"])

    def clean_slug(self):
        slug = self.cleaned_data["slug"].lower()
        if District.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("A district has this address already. Choose another."))
        return slug


class FindPersonForm(forms.Form):
    email = EmailAddressField(label=_("Email address of the account"))


class MailAgainForm(forms.Form):
    mail = forms.UUIDField(required=False)
