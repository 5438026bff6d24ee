"""Frameworks, their editions, and the parts of an edition."""

from django.contrib import admin, messages
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from people.errors import RuleBroken

from .. import actions as frameworks_actions
from ..forms import DraftForm
from ..models.edition import Characteristic, Edition, Framework, Practice, Question, StakeholderGroup
from ..models.resources import LeadershipResource, ResourceCategory
from ..models.words import (
    CharacteristicTranslation,
    LookFor,
    PracticeTranslation,
    QuestionTranslation,
    ResourceTranslation,
)
from .base import SourceAdmin, SourceInline, WordsAdmin, WordsInline


@admin.register(Framework)
class FrameworkAdmin(WordsAdmin):
    list_display = ["title", "key"]
    search_fields = ["title", "key", "description"]
    prepopulated_fields = {"key": ["title"]}


class CharacteristicsInEdition(SourceInline):
    model = Characteristic


class QuestionsInEdition(SourceInline):
    model = Question


class CategoriesInEdition(SourceInline):
    model = ResourceCategory


@admin.register(Edition)
class EditionAdmin(SourceAdmin):
    list_display = ["title", "framework", "version", "year", "language", "status"]
    list_filter = ["status", "framework", "language"]
    list_select_related = ["framework"]
    search_fields = ["title", "version", "source", "source_note"]
    readonly_fields = ["status", "published_at", "retired_at"]
    inlines = [CharacteristicsInEdition, QuestionsInEdition, CategoriesInEdition]
    actions = ["publish", "retire", "draft_from"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "extends":
            kwargs["queryset"] = Edition.objects.readable()
        return super(SourceAdmin, self).formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.action(description=_("Publish"), permissions=["change"])
    def publish(self, request, queryset):
        return self.confirmed(
            request,
            queryset,
            action="publish",
            title=_("Publish"),
            text=_("From now on the text of these editions does not change, and cycles can use them:"),
            done=_("Published: %(titles)s."),
            write=frameworks_actions.publish_edition,
        )

    @admin.action(description=_("Retire"), permissions=["change"])
    def retire(self, request, queryset):
        return self.confirmed(
            request,
            queryset,
            action="retire",
            title=_("Retire"),
            text=_("New cycles can no longer use these editions. Records that rest on them stay readable:"),
            done=_("Retired: %(titles)s."),
            write=frameworks_actions.retire_edition,
        )

    def confirmed(self, request, queryset, *, action, title, text, done, write):
        if "confirmed" not in request.POST:
            return self.ask(request, queryset, action=action, title=title, text=text)
        try:
            with frameworks_actions.transaction.atomic():
                written = [write(edition=edition, by=request.user) for edition in queryset]
        except RuleBroken as broken:
            self.message_user(request, f"{broken.title}. {broken.message}", messages.ERROR)
            return None
        self.message_user(request, done % {"titles": ", ".join(map(str, written))}, messages.SUCCESS)
        return None

    @admin.action(description=_("Make a new draft from this edition"), permissions=["add"])
    def draft_from(self, request, queryset):
        if queryset.count() != 1:
            self.message_user(request, _("Choose one edition to make a new draft from."), messages.ERROR)
            return None
        edition = queryset.get()
        form = DraftForm(
            request.POST if "confirmed" in request.POST else None, edition=edition, initial={"title": edition.title}
        )
        if not form.is_valid():
            title = _("Make a new draft from this edition")
            text = _("The draft gets the same texts and words, and a crosswalk that joins each practice to its copy:")
            return self.ask(request, queryset, action="draft_from", title=title, text=text, form=form)
        draft = frameworks_actions.draft_from_edition(edition=edition, by=request.user, **form.cleaned_data)
        self.message_user(request, _("A new draft: %(title)s.") % {"title": draft.title}, messages.SUCCESS)
        return None

    def ask(self, request, queryset, **context):
        chosen = list(queryset)
        context = {**self.admin_site.each_context(request), "opts": self.opts, "editions": chosen, **context}
        status = 422 if context.get("form") and context["form"].is_bound else 200
        return render(request, "frameworks/admin/edition_confirm.html", context, status=status)


class CharacteristicTranslations(WordsInline):
    model = CharacteristicTranslation


class GroupsInCharacteristic(SourceInline):
    model = StakeholderGroup


class PracticesInCharacteristic(SourceInline):
    model = Practice

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "stakeholder_group":
            pk = request.resolver_match.kwargs.get("object_id") or 0
            kwargs["queryset"] = StakeholderGroup.objects.filter(characteristic=pk)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Characteristic)
class CharacteristicAdmin(SourceAdmin):
    list_display = ["number", "short_name", "title", "edition"]
    list_display_links = ["short_name"]
    list_filter = ["edition"]
    list_select_related = ["edition"]
    search_fields = ["title", "short_name", "translations__title", "translations__short_name"]
    inlines = [CharacteristicTranslations, GroupsInCharacteristic, PracticesInCharacteristic]


class LookForsInPractice(WordsInline):
    model = LookFor
    ordering = ["-kind", "position"]  # what to look for, then evidence of it
    show_change_link = True


class PracticeTranslations(WordsInline):
    model = PracticeTranslation


@admin.register(Practice)
class PracticeAdmin(SourceAdmin):
    list_display = ["code", "statement", "characteristic", "edition"]
    list_display_links = ["code", "statement"]
    list_filter = ["characteristic__edition", "characteristic__number"]
    list_select_related = ["characteristic__edition"]
    search_fields = ["code", "statement", "translations__statement", "look_fors__text"]
    inlines = [LookForsInPractice, PracticeTranslations]

    @admin.display(description=_("edition"), ordering="characteristic__edition")
    def edition(self, practice):
        return practice.characteristic.edition


class QuestionTranslations(WordsInline):
    model = QuestionTranslation


@admin.register(Question)
class QuestionAdmin(SourceAdmin):
    list_display = ["text", "kind", "number", "edition"]
    list_filter = ["kind", "edition"]
    list_select_related = ["edition"]
    search_fields = ["text", "pole_from", "pole_to", "translations__text"]
    inlines = [QuestionTranslations]


class ResourcesInCategory(SourceInline):
    model = LeadershipResource


@admin.register(ResourceCategory)
class ResourceCategoryAdmin(SourceAdmin):
    list_display = ["title", "position", "edition"]
    list_filter = ["edition"]
    list_select_related = ["edition"]
    search_fields = ["title"]
    inlines = [ResourcesInCategory]


class ResourceTranslations(WordsInline):
    model = ResourceTranslation


@admin.register(LeadershipResource)
class LeadershipResourceAdmin(SourceAdmin):
    list_display = ["name", "category", "especially_important", "definition"]
    list_filter = ["category__edition", "especially_important"]
    list_select_related = ["category"]
    search_fields = ["name", "definition", "translations__definition"]
    inlines = [ResourceTranslations]
