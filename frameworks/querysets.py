"""Querysets of practices and characteristics."""

from django.db import models
from django.db.models import Count, Prefetch, Q
from django.utils.translation import get_language

from people.ordering import Alphabetical, saying


class CharacteristicQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(edition__in=self.model._meta.get_field("edition").related_model.objects.visible_to(user))

    def with_counts(self):
        """Annotate ``practice_count``, and order explicitly, since grouping drops the model's order."""
        return self.annotate(practice_count=Count("practices")).order_by(*self.model._meta.ordering)


class PracticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        characteristics = self.model._meta.get_field("characteristic").related_model.objects
        return self.filter(characteristic__in=characteristics.visible_to(user))

    def with_words(self):
        """Fetch characteristic, edition, group, look-fors and translations, so that a row needs no query."""
        return self.select_related("characteristic__edition", "stakeholder_group").prefetch_related(
            "translations", "look_fors__translations", "characteristic__translations"
        )

    def with_counterparts(self, user):
        crosswalk = self.model._meta.get_field("continued_by").related_model.objects
        editions = self.model._meta.get_field("characteristic").related_model._meta.get_field("edition").related_model
        readable = editions.objects.visible_to(user)
        after = crosswalk.filter(to_edition__in=readable).select_related(
            "to_edition", "to_practice__characteristic__edition"
        )
        before = crosswalk.filter(from_edition__in=readable).select_related(
            "from_edition", "from_practice__characteristic__edition"
        )
        return self.prefetch_related(
            Prefetch("continued_by", after.prefetch_related("to_practice__translations")),
            Prefetch("continues", before.prefetch_related("from_practice__translations")),
        )

    def saying(self, words):
        """Practices whose statement has all of these words, in the source's or in the reader's language."""
        language = (get_language() or "")[:2]
        translated = self.model._meta.get_field("translations").related_model.objects.filter(language=language)

        def elsewhere(word):
            return Q(code=word) | Q(pk__in=translated.filter(saying(word, "statement")).values("practice"))

        return self.filter(saying(words, "statement", or_else=elsewhere)).order_by(
            Alphabetical("characteristic__edition__title"), "characteristic__number", "position"
        )
