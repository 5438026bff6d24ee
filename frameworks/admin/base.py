"""Base classes: who may edit, which fields are read-only, and what an editor reads when the database refuses."""

from django import forms
from django.contrib import admin, messages
from django.db import IntegrityError, models
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from people.admin import BoundedSearch, PlainTexts

from ..models.edition import Edition
from ..models.scale import Level, Scale
from ..source_text import PATH_TO_EDITION, REFUSALS, SCALE_FIELDS, SOMETHING_ELSE, SOURCE_FIELDS, is_guarded, refusal

# Statements and anchors are a sentence or two: Django's ten lines would make long pages of short texts.
SHORT_TEXTS = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 70})}}
TEXTS_IN_A_TABLE = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 34})}}

# No part of a framework has more; Django would build two thousand rows for whoever says that there are so many.
MOST_ROWS = 100
# What a list shows at most, saves at once, and lets an action be done to.
MOST_ROWS_OF_A_LIST = 200


class ForEditors(PlainTexts):
    """Every admin permission follows from ``frameworks.edit``."""

    def has_module_permission(self, request):
        return request.user.has_perm("frameworks.edit")

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_change_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_add_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_delete_permission(self, request, obj=None):
        return self.has_module_permission(request)


class KeepsSourceText(ForEditors):
    """Make source fields read-only, with a sentence why, once the text is published or the scale in use."""

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and is_guarded(obj))

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return (*fields, *source_fields(self.model)) if obj and is_guarded(obj) else fields

    def get_fieldsets(self, request, obj=None):
        (name, options), *rest = super().get_fieldsets(request, obj)
        if obj and is_guarded(obj):
            options = {**options, "description": sentence_for(self.model)}
        return [(name, options), *rest]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Offer drafts only to a new row, since the database refuses any other parent."""
        if db_field.name in source_fields(self.model) and self.model in PATH_TO_EDITION:
            kwargs["queryset"] = in_drafts(db_field.related_model)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class ConflictAdminMixin:
    """Explain on the page why the database refused a save, because somebody else was faster."""

    def changeform_view(self, request, *args, **kwargs):
        return self.or_the_sentence(request, super().changeform_view, *args, **kwargs)

    def delete_view(self, request, *args, **kwargs):
        return self.or_the_sentence(request, super().delete_view, *args, **kwargs)

    def changelist_view(self, request, *args, **kwargs):
        """Redirect to the list when a request holds values that no page of the site sends."""
        if is_garbled(request):
            self.message_user(request, SOMETHING_ELSE, messages.ERROR)
            return HttpResponseRedirect(request.path)
        return self.or_the_sentence(request, super().changelist_view, *args, **kwargs)

    def response_action(self, request, queryset):
        across = request.POST.get("select_across", "0") != "0"
        chosen = queryset.count() if across else len(request.POST.getlist("_selected_action"))
        if chosen > MOST_ROWS_OF_A_LIST:
            words = _("Choose at most %(number)d rows at once. Nothing was changed.")
            self.message_user(request, words % {"number": MOST_ROWS_OF_A_LIST}, messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
        return super().response_action(request, queryset)

    def or_the_sentence(self, request, view, *args, **kwargs):
        """Call the view; if the database refuses, show why on the same page."""
        try:
            return view(request, *args, **kwargs)
        except IntegrityError as error:
            self.message_user(request, refusal(error), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())


class NamesCells:
    """A formset in a table whose fields carry an ``aria-label``, since no visible label stands beside a cell."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for field in form.fields.values():
            if field.label:
                widget = getattr(field.widget, "widget", field.widget)  # inside the links to add and change
                widget.attrs.setdefault("aria-label", field.label)


class NamedCells(NamesCells, forms.BaseModelFormSet):
    pass


class NamedInlineCells(NamesCells, forms.BaseInlineFormSet):
    pass


class SourceAdmin(ConflictAdminMixin, KeepsSourceText, BoundedSearch, admin.ModelAdmin):
    formfield_overrides = SHORT_TEXTS
    list_max_show_all = MOST_ROWS_OF_A_LIST


class WordsAdmin(ConflictAdminMixin, ForEditors, BoundedSearch, admin.ModelAdmin):
    formfield_overrides = SHORT_TEXTS
    list_max_show_all = MOST_ROWS_OF_A_LIST

    def get_changelist_formset(self, request, **kwargs):
        bounded = {"max_num": MOST_ROWS_OF_A_LIST, "absolute_max": MOST_ROWS_OF_A_LIST}
        return super().get_changelist_formset(request, formset=NamedCells, **bounded, **kwargs)


class BoundedRows:
    """An inline that takes a bounded number of rows, whatever total the form claims."""

    max_num = MOST_ROWS

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, absolute_max=MOST_ROWS, **kwargs)


class KeepsParent:
    extra = 0
    show_change_link = True
    formfield_overrides = TEXTS_IN_A_TABLE

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and not (obj and is_guarded(obj))

    def has_delete_permission(self, request, obj=None):
        return ForEditors.has_delete_permission(self, request, obj) and not (obj and is_guarded(obj))

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return (*fields, *source_fields(self.model)) if obj and is_guarded(obj) else fields


class SourceInline(KeepsParent, ForEditors, BoundedRows, admin.TabularInline):
    formset = NamedInlineCells


class WordsInline(ForEditors, BoundedRows, admin.StackedInline):
    extra = 0
    formfield_overrides = SHORT_TEXTS


def column(path, title):
    """A list column for a related text that, unlike a foreign key's own column, can break lines."""

    @admin.display(description=title, ordering=f"{path}_id")
    def text(self, row):
        return getattr(row, path) or "–"

    return text


def is_garbled(request):
    """Whether the request holds values that the admin would pass on and the database could not read."""
    chosen = request.POST.getlist("_selected_action")
    return any("\0" in value for value in request.GET.values()) or not all(pk.isdecimal() for pk in chosen)


def source_fields(model):
    return SOURCE_FIELDS.get(model) or SCALE_FIELDS[model]


def sentence_for(model):
    if model in (Scale, Level):
        return REFUSALS[2]
    return _(
        "The text of a published edition does not change. Make a new edition and a crosswalk to it: in the list of "
        "editions, choose this one and “Make a new draft from this edition”. Short names, definitions, look-fors "
        "and translations stay editable."
    )


def in_drafts(model):
    if model is Edition:
        return Edition.objects.filter(status=Edition.Status.DRAFT)
    if model not in PATH_TO_EDITION:
        return model.objects.all()
    return model.objects.filter(**{f"{PATH_TO_EDITION[model]}__status": Edition.Status.DRAFT})
