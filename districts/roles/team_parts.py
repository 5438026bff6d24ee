"""A person's part in a team as one choice of four: whether they facilitate, and whether they rate."""

from django.utils.translation import gettext_lazy as _

IN_TEAM = [
    ("member", _("member, rates")),
    ("facilitator", _("facilitator, rates")),
    ("facilitator_only", _("facilitator, does not rate")),
    ("attends", _("attends, does not rate")),
]


def in_team(part):
    return {"facilitates": part.startswith("facilitator"), "rates": part in ("member", "facilitator")}


def part_of(facilitates, rates):
    if facilitates:
        return "facilitator" if rates else "facilitator_only"
    return "member" if rates else "attends"


def part_in_words(facilitates, rates):
    return str(dict(IN_TEAM)[part_of(facilitates, rates)])
