"""Cached texts of the editions and scales that people rate by."""

from django.db.models import BigIntegerField

from people.prepared import Parameter, Prepared

from .caching import ttl_cached
from .models.edition import Characteristic
from .models.scale import Level
from .models.words import LevelTranslation

SCALE = Parameter("scale", BigIntegerField())
LEVELS = Prepared(lambda: Level.objects.filter(scale=SCALE).order_by("value"))
WORDS_OF_LEVELS = Prepared(lambda: LevelTranslation.objects.filter(level__scale=SCALE).order_by("pk"))


@ttl_cached
def levels_of(scale_id):
    levels, words = LEVELS(scale=scale_id), WORDS_OF_LEVELS(scale=scale_id)
    for level in levels:
        level.take_words([row for row in words if row.level_id == level.pk])
    return levels


@ttl_cached
def characteristics_of(edition_id):
    """A published edition's characteristics in their order, each with its practices as ``practices_kept``."""
    characteristics = list(
        Characteristic.objects.filter(edition=edition_id)
        .order_by("number")
        .prefetch_related("translations", "practices__translations", "practices__stakeholder_group")
    )
    for characteristic in characteristics:
        characteristic.practices_kept = sorted(characteristic.practices.all(), key=lambda practice: practice.position)
        for practice in characteristic.practices_kept:
            practice.characteristic = characteristic
    return characteristics


@ttl_cached
def practices_of(edition_id):
    """A published edition's practices in its order, by UUID."""
    return {
        practice.uuid: practice
        for characteristic in characteristics_of(edition_id)
        for practice in characteristic.practices_kept
    }
