"""Dates as an iCalendar file: all-day events without a time zone, with stable UIDs so that programs update them."""

import datetime
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Strong Districts//My dates//EN"
ASK_AGAIN_AFTER = datetime.timedelta(hours=12)


def calendar_file(days, base_url):
    from icalendar import Calendar  # a tenth of a second and 8 MB, which only who asks for a calendar pays

    host = urlsplit(base_url).hostname
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("method", "PUBLISH")
    calendar.calendar_name = _("Strong Districts")
    calendar.refresh_interval = ASK_AGAIN_AFTER
    for day in days:
        calendar.add_component(event_of(day, host, base_url))
    return calendar.to_ical()


def event_of(day, host, base_url):
    """An all-day event that leaves the person free."""
    from icalendar import Event

    event = Event()
    event.add("uid", f"{day.key}@{host}")
    event.add("dtstamp", timezone.now().replace(microsecond=0))
    event.add("sequence", day.changes)
    event.add("dtstart", day.day)
    event.add("summary", f"{day.title} ({day.place})", parameters={"LANGUAGE": get_language()})
    event.add("url", base_url.rstrip("/") + day.url)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event
