"""Models whose names are given once: the key beside the name, and how rows are found by it."""

from django.db import models

from .names import LONGEST_KEY, name_key


class NameKeyField(models.CharField):
    """The key of a row's name, set whenever the row is saved; ``rename`` saves it where only a name changes."""

    def __init__(self, *args, **options):
        super().__init__(*args, **{"max_length": LONGEST_KEY, "editable": False, **options})

    def pre_save(self, instance, add):
        """The key of the name as it is now."""
        key = name_key(instance.name)
        setattr(instance, self.attname, key)
        return key


# What is saved wherever a name is.
KEY_FIELDS = ("name_key", "namesake", "kept_apart")


class NamedQuerySet(models.QuerySet):
    """Rows that are found by their name."""

    def called(self, name):
        """Those with this name, however it is written."""
        return self.filter(name_key=name_key(name))


def is_taken(name, others, own=None):
    """Whether one of the others has this name; ``own`` may keep a name that it had before, look-alikes or not."""
    if own is not None and own.name_key == name_key(name):
        return False
    return others.called(name).exists()


def rename(own, name):
    """A row goes by another name, which is not taken; what it looked like before no longer matters."""
    if own.name_key != name_key(name):
        own.namesake, own.kept_apart = 0, False
    own.name = name
    own.save(update_fields=["name", *KEY_FIELDS])


class UniquelyNamed(models.Model):
    """Something whose name is given once where it belongs; its constraint names ``ONCE``.

    Those that looked alike before there were keys have a ``namesake`` number each; ``kept_apart`` says that
    somebody has looked at them and wants both.
    """

    ONCE = ("name_key", "namesake")

    name_key = NameKeyField(default="")
    namesake = models.PositiveSmallIntegerField(default=0, editable=False)
    kept_apart = models.BooleanField(default=False, editable=False)

    objects = NamedQuerySet.as_manager()

    class Meta:
        abstract = True


def fill_name_keys(rows, *scope, apart=False):
    """For a migration: give rows their keys; those that look alike stay, numbered by age, and nobody is renamed.

    ``scope``: the fields within which a name is given once; ``apart``: whether those that look alike are meant to.
    """
    found = {}
    for pk, name, *place in rows.order_by("pk").values_list("pk", "name", *scope):
        found.setdefault((name_key(name), *place), []).append(pk)
    for (key, *_place), same in found.items():
        for number, pk in enumerate(same):
            rows.filter(pk=pk).update(name_key=key, namesake=number, kept_apart=apart and len(same) > 1)
