"""The last facilitator of a team: lost only where somebody has said that the team may be without one."""

from django.utils.translation import ngettext

from people.text import alphabetical

from .errors import LastFacilitator
from .models import Membership

# So many teams are named in a sentence.
MOST_NAMED = 20


def teams_left_without(memberships):
    """The teams that have a facilitator now, and would have none without these memberships, by name."""
    leaving = memberships.current().filter(facilitates=True).select_related("team")
    names = {membership.team_id: membership.team.name for membership in leaving}
    others = Membership.objects.current().filter(team__in=names, facilitates=True).exclude(pk__in=memberships)
    for team in others.values_list("team", flat=True):
        names.pop(team, None)
    return tuple(sorted(names.values(), key=alphabetical))


def refuse_last_facilitator(memberships, allowed):
    """Raise where teams would be without a facilitator, and nobody has said that they may."""
    if not allowed and teams_left_without(memberships):
        raise LastFacilitator


def would_have_none(names):
    """The sentence that asks."""
    named = ", ".join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")
    words = ngettext(
        "This team would have no facilitator: %(teams)s.",
        "%(number)d teams would have no facilitator: %(teams)s.",
        len(names),
    )
    return words % {"teams": named, "number": len(names)}
