"""How long individual ratings are kept, in calendar months from a cycle's last day."""

import calendar
import datetime


def months_after(day, months):
    """The same day of a later month, or that month's last day where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    _weekday, last = calendar.monthrange(year, month)
    return datetime.date(year, month, min(day.day, last))
