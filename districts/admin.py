"""Districts and roles in the Django admin: for administrators of the installation."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext as _

from people.admin import ForInstallation
from people.names import NameField

from .forms.district import free_name
from .models import INSTALLATION_ROLES, Appointment, District, Role


class DistrictAdminForm(forms.ModelForm):
    """A district's name is given once, here as on its own pages."""

    name = NameField(label=District._meta.get_field("name").verbose_name, max_length=200)

    def clean_name(self):
        """One that no other district has."""
        return free_name(self.cleaned_data["name"], own=self.instance)


@admin.register(District)
class DistrictAdmin(ForInstallation, admin.ModelAdmin):
    """Districts; they are founded on the installation's own pages."""

    form = DistrictAdminForm
    list_display = ["name", "slug", "time_zone"]
    search_fields = ["name", "slug"]
    fields = ["name", "slug", "time_zone", "threshold", "retention_months"]
    readonly_fields = ["threshold", "retention_months"]


@admin.register(Appointment)
class AppointmentAdmin(ForInstallation, admin.ModelAdmin):
    """Roles. Here those of the installation are given; those of a district are its administrators' to give."""

    list_display = ["person", "person__email", "role", "district", "school", "starts_at", "ends_at"]
    list_filter = ["role"]
    list_select_related = ["person", "district", "school"]
    search_fields = ["person__name", "person__email"]
    autocomplete_fields = ["person"]
    fields = ["person", "role", "starts_at", "ends_at"]

    def has_add_permission(self, request):
        """Roles of the installation are given here."""
        return self.has_module_permission(request)

    def get_readonly_fields(self, request, obj=None):
        """A role that is given only ends; a person or role that is wrong is ended and given anew."""
        return ["person", "role", "starts_at"] if obj else []

    def save_model(self, request, appointment, form, change):
        """Whoever gives a role to themselves is remembered for it, as on every other page."""
        if not change:
            appointment.note_giver(request.user)
        super().save_model(request, appointment, form, change)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A day and a time stand in two boxes, which one label does not name."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, forms.SplitDateTimeField):
            day, time = field.widget.widgets
            day.attrs["aria-label"] = _("%(field)s: date") % {"field": field.label}
            time.attrs["aria-label"] = _("%(field)s: time") % {"field": field.label}
        return field

    def formfield_for_choice_field(self, db_field, request, **options):
        """Only roles of the installation can be given without a district."""
        if db_field.name == "role":
            options["choices"] = [(str(role), Role(role).label) for role in INSTALLATION_ROLES]
        return super().formfield_for_choice_field(db_field, request, **options)
