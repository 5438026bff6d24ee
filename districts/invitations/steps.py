"""Steps that actions share to make a link and to apply what it grants."""

import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from districts.appointments.actions import appoint
from districts.history import record_change
from districts.roles.models import Invitation, Membership, Role
from districts.structure.models import District, School, Team
from districts.teams.actions import join_team
from people.mail.models import Mail
from people.mail.queue import draft_mail, post
from people.users import User

from .errors import LinkNotGood


def record_invitation_change(kind: str, district: District | None, **known: Any) -> None:
    """Keep what happens to a link in its district's history; links of the installation have none."""
    if district is not None:
        record_change(kind, district=district, **known)


def make(*, base_url: str, **fields: Any) -> Invitation:
    invitation = draft(base_url=base_url, **fields)
    post(invitation.mail)
    invitation.save()
    return invitation


def draft(*, by: User | None, base_url: str, **fields: Any) -> Invitation:
    expires_at = timezone.now() + datetime.timedelta(days=settings.INVITATION_DAYS)
    mail = draft_mail(Mail.Kind.LINK, person=fields["person"], base_url=base_url) if base_url else None
    return Invitation(expires_at=expires_at, created_by=by, mail=mail, **fields)


def apply_grants(*, person: User, district: District, gives: dict[str, Any], by: User | None) -> None:
    """Begin what an invitation offers, except what has begun already."""
    if gives.get("team"):
        team = Team.objects.get(pk=gives["team"], district=district)
        if not Membership.objects.filter(team=team, person=person, ends_at__isnull=True).exists():
            join_team(person=person, team=team, facilitates=gives["facilitates"], rates=gives["rates"], by=by)
    if gives.get("role"):
        school = School.objects.filter(pk=gives.get("school"), district=district).first()  # type: ignore[misc]  # None finds none
        offered = gives.get("families", [])
        families = district.families.filter(pk__in=offered)
        if len(families) != len(offered):  # fewer would be another role than the one that was offered
            raise LinkNotGood
        held = person.appointments.current().filter(role=Role(gives["role"]), district=district, school=school)
        if not held.exists():
            appoint(person=person, role=gives["role"], district=district, school=school, families=families, by=by)


def use(invitation: Invitation) -> None:
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at", "used_mail"])
