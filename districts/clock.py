"""Times on a page are the district's."""

from django.utils import timezone


def use_clock_of(district):
    """Show times in the district's time zone for the rest of this request (a middleware ends it)."""
    timezone.activate(district.zone)
