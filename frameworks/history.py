"""Changes to editions in the history that every district reads."""

from django.utils.translation import gettext_lazy as _

from people.changes import ChangeGroup, about, kinds_of

from .models.history import FrameworkChange

kinds_of(
    ChangeGroup.FRAMEWORKS,
    {
        "edition_published": _("The edition %(edition)s was published."),
        "edition_retired": _("The edition %(edition)s was taken out of use for new cycles."),
    },
)


def record_edition_change(edition, kind):
    """Record a change of an edition for all districts, without its author, who may belong to another district."""
    return FrameworkChange.objects.create(**about(kind, None, {"edition": str(edition)}))
