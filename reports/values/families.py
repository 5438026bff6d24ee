"""Schools under the families of their records' day: families and schools in alphabetical order, never by a figure."""

from itertools import groupby

from django.utils.translation import gettext as _

from people.text import alphabetical


def by_family(found):
    """Whatever has a ``family_name`` and stands in alphabetical order, under its family; what has none comes last."""
    ordered = sorted(found, key=lambda one: (not one.family_name, alphabetical(one.family_name)))
    others = _("Other schools") if any(one.family_name for one in ordered) else ""
    return tuple(
        (name or others, tuple(together)) for name, together in groupby(ordered, key=lambda one: one.family_name)
    )
