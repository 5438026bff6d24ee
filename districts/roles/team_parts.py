"""What a person does in a team, as one choice of four: whether they facilitate, and whether they rate."""

from django.utils.translation import gettext_lazy as _

IN_TEAM = [
    ("member", _("member, rates")),
    ("facilitator", _("facilitator, rates")),
    ("facilitator_only", _("facilitator, does not rate")),
    ("attends", _("attends, does not rate")),
]


def in_team(part):
    """What a choice of IN_TEAM means for a membership."""
    return {"facilitates": part.startswith("facilitator"), "rates": part in ("member", "facilitator")}


def part_of(facilitates, rates):
    """The choice of IN_TEAM that this is."""
    if facilitates:
        return "facilitator" if rates else "facilitator_only"
    return "member" if rates else "attends"


def part_in_words(facilitates, rates):
    """The same, as people read it."""
    return str(dict(IN_TEAM)[part_of(facilitates, rates)])
