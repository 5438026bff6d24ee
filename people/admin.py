"""People in the Django admin: for administrators of the installation; no password is shown, none is set here."""

from django import forms
from django.contrib import admin

from .email_addresses import NewEmailAddressField
from .models import User
from .ordering import saying

# A search looks for each word in each of its fields; nobody types more.
LONGEST_SEARCH, MOST_WORDS = 200, 20


class BoundedSearch:
    """What can be asked of a list is bounded: words in number, and no patterns, which may take for ever to match."""

    def get_search_results(self, request, queryset, search_term):
        """Look for the first words, whatever their accents and capitals."""
        words = search_term[:LONGEST_SEARCH].replace("\x00", "").split()[:MOST_WORDS]
        fields = self.get_search_fields(request)
        return queryset.filter(saying(" ".join(words), *fields)), any("__" in field for field in fields)

    def lookup_allowed(self, lookup, value, request):
        """Whatever Django allows, less regular expressions."""
        return not lookup.endswith("regex") and super().lookup_allowed(lookup, value, request)


class ForInstallation(BoundedSearch):
    """Opens a model to administrators of the installation, and deletes nothing."""

    def has_module_permission(self, request):
        """Only theirs."""
        return request.user.has_perm("districts.found_district")

    def has_view_permission(self, request, obj=None):
        """Only theirs."""
        return self.has_module_permission(request)

    has_change_permission = has_view_permission

    def has_add_permission(self, request):
        """New ones come in through the pages, which keep the rules."""
        return False

    def has_delete_permission(self, request, obj=None):
        """People, districts and roles end; they are not deleted."""
        return False


class UserForm(forms.ModelForm):
    """An address is kept as it is cleaned, so that it names one person."""

    email = NewEmailAddressField(label=User._meta.get_field("email").verbose_name)

    class Meta:
        model = User
        fields = ["email", "name", "language", "is_active"]

    def clean_email(self):
        """One account an address, however it is written."""
        email = self.cleaned_data["email"]
        if User.objects.filter(email=email).exclude(pk=self.instance.pk).exists():
            self.add_error("email", User._meta.get_field("email").error_messages["unique"])
        return email


@admin.register(User)
class UserAdmin(ForInstallation, admin.ModelAdmin):
    """Who has an account, and whether they may sign in."""

    form = UserForm
    list_display = ["name", "email", "is_active", "last_login"]
    list_filter = ["is_active"]
    search_fields = ["name", "email"]
    readonly_fields = ["last_login", "date_joined"]
