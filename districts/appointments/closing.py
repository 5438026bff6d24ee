"""Withdrawing links."""

from copy import copy

from django.utils import timezone

from districts.audit import write_history
from districts.roles.models import Appointment, Invitation, Role


def close(invitation):
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    return invitation


def close_links_of_former_administrator(*, person, district, by):
    """Withdraw the links that a former administrator made for others, since they could open accounts."""
    roles = Appointment.objects.current().filter(role=Role.DISTRICT_ADMINISTRATOR, district=district, person=person)
    if roles.exists():
        return
    links = Invitation.objects.open().made_for_others(person, district)
    now, changes = timezone.now(), []
    for before in links.select_related("person"):
        after = copy(before)
        after.withdrawn_at = now
        changes.append((before, after))
    links.update(withdrawn_at=now)
    write_history(changes, by=by, fields=["withdrawn_at"])
