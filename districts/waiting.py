"""What waits for a district's administrator among its people: links that nobody has opened for a while."""

import datetime

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.waiting import Task, near

from .models import Invitation, Role

# A link that was not opened for so many days may not have reached its person.
DAYS_UNOPENED = 7


def invitation_tasks(user, standing):
    """One task for each district with links that were made a week ago or earlier and are still unused."""
    districts = {a.district_id: a.district for a in standing.appointments if a.role == Role.DISTRICT_ADMINISTRATOR}
    if not districts:
        return []
    long_ago = timezone.now() - datetime.timedelta(days=DAYS_UNOPENED)
    unopened = Invitation.objects.open().filter(district__in=districts, created_at__lte=long_ago).order_by()
    counted = unopened.values_list("district").annotate(Count("pk"), Min("expires_at"))
    return [invitation_task(districts[pk], count, expires) for pk, count, expires in counted]


def invitation_task(district, count, expires):
    """So many links of a district still wait; the first of them ends on this day."""
    day = expires.astimezone(district.zone).date()
    words = ngettext(
        "%(count)d link has waited for a week or longer to be used. It may not have arrived.",
        "%(count)d links have waited for a week or longer to be used. They may not have arrived.",
        count,
    )
    first_ends = _("the first ends %(near)s, on %(day)s")
    return Task(
        "invitations",
        _("Links waiting to be used"),
        str(district),
        words % {"count": count},
        _("See the links"),
        reverse("districts:invitation_list", args=[district.slug]),
        due=day,
        when=first_ends % {"near": near(day, district.today()), "day": date_format(day, "DATE_FORMAT")},
    )
