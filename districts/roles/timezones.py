"""Time zones: times on a page are the district's."""

from django.utils import timezone

from .roles_held import roles_held_by


def activate_timezone_of(district):
    """Show times in the district's time zone for the rest of this request; a middleware resets it."""
    timezone.activate(district.zone)


def own_zone(roles_held):
    """The time zone of the district in which somebody works, or None."""
    here = [m.team.district for m in roles_held.memberships] + [
        a.district for a in roles_held.appointments if a.district
    ]
    return here[0].zone if here else None


def activate_own_timezone(user):
    zone = own_zone(roles_held_by(user))
    if zone:
        timezone.activate(zone)
