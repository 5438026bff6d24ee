"""What pages of the Django admin have in common that are for administrators of the installation."""

from django.db import models

from .ordering import saying
from .text import PlainTextField

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


class PlainTexts:
    """Texts are read as on every other page: what nobody can write is refused, with its place."""

    def formfield_for_dbfield(self, db_field, request, **options):
        """A model's text fields, but for those that are addresses, as the product reads text."""
        if type(db_field) in (models.CharField, models.TextField):
            options.setdefault("form_class", PlainTextField)
        return super().formfield_for_dbfield(db_field, request, **options)


class ForInstallation(PlainTexts, BoundedSearch):
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
