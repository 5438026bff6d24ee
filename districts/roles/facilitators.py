"""A team's last facilitator goes only if somebody has said that the team may be without one."""

from django.utils.translation import ngettext

from people.text import alphabetical

from .errors import LastFacilitator
from .models import Membership

# So many teams are named in a sentence.
MOST_NAMED = 20


def teams_left_without(memberships):
    leaving = memberships.current().filter(facilitates=True).select_related("team")
    names = {membership.team_id: membership.team.name for membership in leaving}
    others = Membership.objects.current().filter(team__in=names, facilitates=True).exclude(pk__in=memberships)
    for team in others.values_list("team", flat=True):
        names.pop(team, None)
    return tuple(sorted(names.values(), key=alphabetical))


def refuse_last_facilitator(memberships, allowed):
    """Raise if a team would have no facilitator, unless ``allowed``."""
    if not allowed and teams_left_without(memberships):
        raise LastFacilitator


def would_have_none(names):
    named = ", ".join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")
    words = ngettext(
        "This team would have no facilitator: %(teams)s.",
        "%(number)d teams would have no facilitator: %(teams)s.",
        len(names),
    )
    return words % {"teams": named, "number": len(names)}
