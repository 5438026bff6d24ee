"""Times on a page are the district's."""

from django.utils import timezone

from .standing import standing_of


def use_clock_of(district):
    """Show times in the district's time zone for the rest of this request (a middleware ends it)."""
    timezone.activate(district.zone)


def use_own_clock(user):
    """Show times in the time zone of the district this person works in, where they work in one."""
    standing = standing_of(user)
    here = [m.team.district for m in standing.memberships] + [a.district for a in standing.appointments if a.district]
    if here:
        use_clock_of(here[0])
