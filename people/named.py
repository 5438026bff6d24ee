"""Models with unique names: the normalized key beside the name, and look-ups by it."""

from django.db import models

from .names import LONGEST_KEY, name_key


class NameKeyField(models.CharField):
    """The name's key, set at every save; use ``rename`` where only the name changes."""

    def __init__(self, *args, **options):
        super().__init__(*args, **{"max_length": LONGEST_KEY, "editable": False, **options})

    def pre_save(self, instance, add):
        key = name_key(instance.name)
        setattr(instance, self.attname, key)
        return key


# What is saved wherever a name is.
KEY_FIELDS = ("name_key", "namesake", "kept_apart")


class NamedQuerySet(models.QuerySet):
    def called(self, name):
        return self.filter(name_key=name_key(name))


def is_taken(name, others, own=None):
    """Whether one of the others has this name; ``own`` may always keep the name that it has."""
    if own is not None and own.name_key == name_key(name):
        return False
    return others.called(name).exists()


def rename(own, name):
    if own.name_key != name_key(name):
        own.namesake, own.kept_apart = 0, False
    own.name = name
    own.save(update_fields=["name", *KEY_FIELDS])


class UniqueName(models.Model):
    """Something whose name is unique in its scope; its constraint uses ``ONCE``.

    Look-alikes from before there were keys have a ``namesake`` number each; ``kept_apart`` says that somebody has
    looked at them and wants both.
    """

    ONCE = ("name_key", "namesake")

    name_key = NameKeyField(default="")
    namesake = models.PositiveSmallIntegerField(default=0, editable=False)
    kept_apart = models.BooleanField(default=False, editable=False)

    objects = NamedQuerySet.as_manager()

    class Meta:
        abstract = True


def fill_name_keys(rows, *scope, apart=False):
    """For a migration: give rows their keys; look-alikes are numbered by age, and nobody is renamed.

    ``scope``: the fields within which a name is unique; ``apart``: whether look-alikes are meant to be two.
    """
    found = {}
    for pk, name, *place in rows.order_by("pk").values_list("pk", "name", *scope):
        found.setdefault((name_key(name), *place), []).append(pk)
    for (key, *_place), same in found.items():
        for number, pk in enumerate(same):
            rows.filter(pk=pk).update(name_key=key, namesake=number, kept_apart=apart and len(same) > 1)
