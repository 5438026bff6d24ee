"""People, districts and roles in the Django admin, for administrators of the installation.

Every change goes through an action, so that the rules are the same as on the other pages.
"""

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.appointments import actions as appointments_actions
from districts.people import accounts
from districts.people.accounts import refuse_to_block
from districts.roles.errors import AlreadyHeld, LastAdministrator
from districts.roles.models import INSTALLATION_ROLES, Appointment, Role
from districts.roles.roles_held import RolesHeld
from districts.settings import actions as settings_actions
from districts.settings.forms import free_name
from districts.structure.models import District
from people.admin import ForInstallation
from people.email_addresses import NewEmailAddressField
from people.errors import RuleBroken
from people.names import NameField
from people.text import PlainTextField
from people.users import User


class UserForm(forms.ModelForm):
    email = NewEmailAddressField(
        label=User._meta.get_field("email").verbose_name,
        help_text=gettext_lazy(
            "If you change it for somebody else, what they wrote for themselves is sealed until they have opened it."
        ),
    )

    class Meta:
        model = User
        fields = ["email", "name", "language", "is_active"]
        field_classes = {"name": PlainTextField, "language": PlainTextField}

    def clean_email(self):
        email = self.cleaned_data["email"]
        if User.objects.filter(email=email).exclude(pk=self.instance.pk).exists():
            self.add_error("email", User._meta.get_field("email").error_messages["unique"])
        return email

    def clean_is_active(self):
        """Refuse to block the only administrator of a district or of the installation."""
        is_active = self.cleaned_data["is_active"]
        if not is_active:
            try:
                with transaction.atomic():
                    refuse_to_block(self.instance)
            except LastAdministrator as refused:
                self.add_error("is_active", refused.message)
        return is_active


@admin.register(User)
class UserAdmin(ForInstallation, admin.ModelAdmin):
    form = UserForm
    list_display = ["name", "email", "is_active", "last_login"]
    list_filter = ["is_active"]
    search_fields = ["name", "email"]
    readonly_fields = ["last_login", "date_joined"]

    def save_model(self, request, person, form, change):
        """Save through the action: an address that somebody else changes seals what was private."""
        accounts.change_account(person=person, by=request.user, **form.cleaned_data)


class DistrictAdminForm(forms.ModelForm):
    name = NameField(label=District._meta.get_field("name").verbose_name, max_length=200)

    def clean_name(self):
        return free_name(self.cleaned_data["name"], own=self.instance)


@admin.register(District)
class DistrictAdmin(ForInstallation, admin.ModelAdmin):
    form = DistrictAdminForm
    list_display = ["name", "slug", "time_zone"]
    search_fields = ["name", "slug"]
    fields = ["name", "slug", "time_zone", "threshold", "retention_months", "contact"]
    readonly_fields = ["threshold", "retention_months", "contact"]

    def save_model(self, request, district, form, change):
        settings_actions.change_district(district=district, by=request.user, **form.cleaned_data)


class AppointmentForm(forms.ModelForm):
    class Meta:
        model = Appointment
        fields = ["person", "role"]

    def clean(self):
        values = super().clean()
        person, role = values.get("person"), values.get("role")
        if person and role and person.appointments.unended().filter(role=role).exists():
            self.add_error("person", AlreadyHeld.message)
        return values


@admin.register(Appointment)
class AppointmentAdmin(ForInstallation, admin.ModelAdmin):
    """Give roles of the installation; roles of a district are given by its own administrators.

    A given role is never edited, only ended from the list.
    """

    form = AppointmentForm
    list_display = ["person", "person__email", "role", "district", "school", "starts_at", "ends_at"]
    list_filter = ["role"]
    list_select_related = ["person", "district", "school"]
    search_fields = ["person__name", "person__email"]
    autocomplete_fields = ["person"]
    actions = ["end_roles"]

    def has_add_permission(self, request):
        return self.has_module_permission(request)

    def get_fields(self, request, obj=None):
        return ["person", "role", "district", "school", "starts_at", "ends_at"] if obj else ["person", "role"]

    def get_readonly_fields(self, request, obj=None):
        return self.get_fields(request, obj) if obj else []

    def save_model(self, request, appointment, form, change):
        if not change:
            given = appointments_actions.appoint_for_installation(
                person=appointment.person, role=appointment.role, by=request.user
            )
            appointment.pk, appointment.starts_at = given.pk, given.starts_at

    @admin.action(description=gettext_lazy("End the chosen roles now"), permissions=["change"])
    def end_roles(self, request, appointments):
        for appointment in appointments.select_related("person", "district"):
            try:
                appointments_actions.end_appointment(appointment=appointment, by=request.user)
            except RuleBroken as refused:
                self.message_user(request, f"{appointment}: {refused.message}", messages.ERROR)
            else:
                self.message_user(request, _("%(role)s: ended.") % {"role": appointment}, messages.SUCCESS)
        if not RolesHeld(request.user).has(Role.INSTALLATION_ADMINISTRATOR) and not request.user.is_superuser:
            return redirect("home")  # they have just ended their own
        return None

    def formfield_for_choice_field(self, db_field, request, **options):
        if db_field.name == "role":
            options["choices"] = [(str(role), Role(role).label) for role in INSTALLATION_ROLES]
        return super().formfield_for_choice_field(db_field, request, **options)
