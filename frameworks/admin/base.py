"""Who edits, what stays as it is, and what a person reads when the database refuses."""

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
    """One permission opens all of it: ``frameworks.edit``."""

    def has_module_permission(self, request):
        """Shown on the admin's first page to editors only."""
        return request.user.has_perm("frameworks.edit")

    def has_view_permission(self, request, obj=None):
        """Editors see everything."""
        return self.has_module_permission(request)

    def has_change_permission(self, request, obj=None):
        """Editors change everything; source text that stays is read-only, field by field."""
        return self.has_module_permission(request)

    def has_add_permission(self, request, obj=None):
        """Editors add; to a published text nothing is added."""
        return self.has_module_permission(request)

    def has_delete_permission(self, request, obj=None):
        """Editors delete; what stays as it is stays."""
        return self.has_module_permission(request)


class KeepsSourceText(ForEditors):
    """Source fields of a published text, and of a scale in use, are read-only, with a sentence why."""

    def has_delete_permission(self, request, obj=None):
        """A published text is not deleted."""
        return super().has_delete_permission(request, obj) and not (obj and is_guarded(obj))

    def get_readonly_fields(self, request, obj=None):
        """The source fields, once they stay as they are."""
        fields = super().get_readonly_fields(request, obj)
        return (*fields, *source_fields(self.model)) if obj and is_guarded(obj) else fields

    def get_fieldsets(self, request, obj=None):
        """The sentence stands above the fields it is about."""
        (name, options), *rest = super().get_fieldsets(request, obj)
        if obj and is_guarded(obj):
            options = {**options, "description": sentence_for(self.model)}
        return [(name, options), *rest]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """A new row is offered drafts only: nothing else would take it."""
        if db_field.name in source_fields(self.model) and self.model in PATH_TO_EDITION:
            kwargs["queryset"] = in_drafts(db_field.related_model)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class SaysWhatToDo:
    """A save that the database refuses, because somebody was faster, answers with the sentence."""

    def changeform_view(self, request, *args, **kwargs):
        """Add and change."""
        return self.or_the_sentence(request, super().changeform_view, *args, **kwargs)

    def delete_view(self, request, *args, **kwargs):
        """Delete one."""
        return self.or_the_sentence(request, super().delete_view, *args, **kwargs)

    def changelist_view(self, request, *args, **kwargs):
        """Lists, and actions on many; an address or a choice that no page of ours makes leads back to the list."""
        if is_garbled(request):
            self.message_user(request, SOMETHING_ELSE, messages.ERROR)
            return HttpResponseRedirect(request.path)
        return self.or_the_sentence(request, super().changelist_view, *args, **kwargs)

    def response_action(self, request, queryset):
        """An action on many rows, but not on more than a list can show."""
        across = request.POST.get("select_across", "0") != "0"
        chosen = queryset.count() if across else len(request.POST.getlist("_selected_action"))
        if chosen > MOST_ROWS_OF_A_LIST:
            words = _("Choose at most %(number)d rows at once. Nothing was changed.")
            self.message_user(request, words % {"number": MOST_ROWS_OF_A_LIST}, messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
        return super().response_action(request, queryset)

    def or_the_sentence(self, request, view, *args, **kwargs):
        """Draw the view; when the database refuses, say why on the same page."""
        try:
            return view(request, *args, **kwargs)
        except IntegrityError as error:
            self.message_user(request, refusal(error), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())


class NamesCells:
    """A formset drawn as a table: each field says its name itself, for the label that stands beside no cell."""

    def add_fields(self, form, index):
        """The fields of a row, "Delete" among them."""
        super().add_fields(form, index)
        for field in form.fields.values():
            if field.label:
                widget = getattr(field.widget, "widget", field.widget)  # inside the links to add and change
                widget.attrs.setdefault("aria-label", field.label)


class NamedCells(NamesCells, forms.BaseModelFormSet):
    """The fields that can be edited in a list."""


class NamedInlineCells(NamesCells, forms.BaseInlineFormSet):
    """The fields of an inline that is a table."""


class SourceAdmin(SaysWhatToDo, KeepsSourceText, BoundedSearch, admin.ModelAdmin):
    """A page for rows that hold source text."""

    formfield_overrides = SHORT_TEXTS
    list_max_show_all = MOST_ROWS_OF_A_LIST


class WordsAdmin(SaysWhatToDo, ForEditors, BoundedSearch, admin.ModelAdmin):
    """A page for rows that hold the project's own words, which may change at any time."""

    formfield_overrides = SHORT_TEXTS
    list_max_show_all = MOST_ROWS_OF_A_LIST

    def get_changelist_formset(self, request, **kwargs):
        """What a list lets be edited has its names."""
        bounded = {"max_num": MOST_ROWS_OF_A_LIST, "absolute_max": MOST_ROWS_OF_A_LIST}
        return super().get_changelist_formset(request, formset=NamedCells, **bounded, **kwargs)


class BoundedRows:
    """An inline that takes a bounded number of rows, and builds no more when it is told that there are."""

    max_num = MOST_ROWS

    def get_formset(self, request, obj=None, **kwargs):
        """With the bound that Django keeps to."""
        return super().get_formset(request, obj, absolute_max=MOST_ROWS, **kwargs)


class KeepsParent:
    """An inline of source text: on a published parent its source fields are read-only, no row comes or goes."""

    extra = 0
    show_change_link = True
    formfield_overrides = TEXTS_IN_A_TABLE

    def has_add_permission(self, request, obj=None):
        """Not to what stays as it is."""
        return super().has_add_permission(request, obj) and not (obj and is_guarded(obj))

    def has_delete_permission(self, request, obj=None):
        """Not from what stays as it is."""
        return ForEditors.has_delete_permission(self, request, obj) and not (obj and is_guarded(obj))

    def get_readonly_fields(self, request, obj=None):
        """The source fields, once they stay as they are."""
        fields = super().get_readonly_fields(request, obj)
        return (*fields, *source_fields(self.model)) if obj and is_guarded(obj) else fields


class SourceInline(KeepsParent, ForEditors, BoundedRows, admin.TabularInline):
    """Source text in a table on its parent's page."""

    formset = NamedInlineCells


class WordsInline(ForEditors, BoundedRows, admin.StackedInline):
    """The project's own words on the page of what they are about."""

    extra = 0
    formfield_overrides = SHORT_TEXTS


def column(path, title):
    """A list's column for a related text; a foreign key's own column would not break its lines."""

    @admin.display(description=title, ordering=f"{path}_id")
    def text(self, row):
        return getattr(row, path) or "–"

    return text


def is_garbled(request):
    """Whether a request holds what the admin would hand to the database and the database could not read."""
    chosen = request.POST.getlist("_selected_action")
    return any("\0" in value for value in request.GET.values()) or not all(pk.isdecimal() for pk in chosen)


def source_fields(model):
    return SOURCE_FIELDS.get(model) or SCALE_FIELDS[model]


def sentence_for(model):
    """Why the fields below are read-only, and what to do instead."""
    if model in (Scale, Level):
        return REFUSALS[2]
    return _(
        "The text of a published edition does not change. Make a new edition and a crosswalk to it: in the list of "
        "editions, choose this one and “Make a new draft from this edition”. Short names, definitions, look-fors "
        "and translations stay editable."
    )


def in_drafts(model):
    """Rows that still take parts: those of editions that are drafts."""
    if model is Edition:
        return Edition.objects.filter(status=Edition.Status.DRAFT)
    if model not in PATH_TO_EDITION:
        return model.objects.all()
    return model.objects.filter(**{f"{PATH_TO_EDITION[model]}__status": Edition.Status.DRAFT})
