"""Tasks of a district's administrator: links unused for a while, or not mailed."""

import datetime

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts.roles.models import Invitation, Role
from people.tasks import Task, relative_day

# A link that was not opened for so many days may not have reached its person.
DAYS_UNOPENED = 7


def invitation_tasks(user, roles_held):
    districts = {a.district_id: a.district for a in roles_held.appointments if a.role == Role.DISTRICT_ADMINISTRATOR}
    if not districts:
        return []
    unopened = Q(created_at__lte=timezone.now() - datetime.timedelta(days=DAYS_UNOPENED))
    counted = (
        Invitation.objects.open()
        .filter(district__in=districts)
        .order_by()
        .values_list("district")
        .annotate(
            count=Count("pk", filter=unopened),
            expires=Min("expires_at", filter=unopened),
            not_mailed=Count("pk", filter=Q(mail__failed_at__isnull=False)),
        )
    )
    tasks = []
    for pk, count, expires, not_mailed in counted:
        tasks += [invitation_task(districts[pk], count, expires)] if count else []
        tasks += [mail_task(districts[pk], not_mailed)] if not_mailed else []
    return tasks


def mail_task(district, count):
    words = ngettext(
        "%(count)d link could not be mailed. You see why, and can hand it over or have it mailed again.",
        "%(count)d links could not be mailed. You see why, and can hand them over or have them mailed again.",
        count,
    )
    return Task(
        "mails",
        _("Links that could not be mailed"),
        str(district),
        words % {"count": count},
        _("See the links"),
        f"{reverse('districts:invitation_list', args=[district.slug])}?mail=failed",
    )


def invitation_task(district, count, expires):
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
        when=first_ends % {"near": relative_day(day, district.today()), "day": date_format(day, "DATE_FORMAT")},
    )
