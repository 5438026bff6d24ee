"""Base classes of the admin pages for administrators of the installation."""

from django.db import models

from .ordering import saying
from .text import PlainTextField

# A search looks for each word in each of its fields; nobody types more.
LONGEST_SEARCH, MOST_WORDS = 200, 20


class BoundedSearch:
    """Limit searches: a bounded number of words, and no regular expressions, which may never finish."""

    def get_search_results(self, request, queryset, search_term):
        words = search_term[:LONGEST_SEARCH].replace("\x00", "").split()[:MOST_WORDS]
        fields = self.get_search_fields(request)
        return queryset.filter(saying(" ".join(words), *fields)), any("__" in field for field in fields)

    def lookup_allowed(self, lookup, value, request):
        return not lookup.endswith("regex") and super().lookup_allowed(lookup, value, request)


class PlainTexts:
    def formfield_for_dbfield(self, db_field, request, **options):
        if type(db_field) in (models.CharField, models.TextField):
            options.setdefault("form_class", PlainTextField)
        return super().formfield_for_dbfield(db_field, request, **options)


class ForInstallation(PlainTexts, BoundedSearch):
    def has_module_permission(self, request):
        return request.user.has_perm("districts.create_district")

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    has_change_permission = has_view_permission

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        """Nobody: people, districts and roles end, and are not deleted."""
        return False
