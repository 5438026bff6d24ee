"""Actions on names that look alike: merge them, or keep them apart. No row is renamed."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any, cast

from django.db import transaction
from django.db.models import ManyToOneRel, Model
from django.utils import timezone

from districts.audit import write_one_change
from districts.history import record_change
from districts.look_alikes import KINDS, LookAlikes, look_alikes_with
from districts.roles.models import Appointment, Invitation, Membership, Tenure
from districts.structure.models import District, Family, School, Team
from people.users import User

from .errors import CannotBeMerged, NothingLooksAlike
from .queries import obstacles, strangers_at_reveals


def locked_group(district: District, kind: str, pk: int) -> LookAlikes:
    """The group of look-alikes as it is now, with its rows locked."""
    district = District.objects.select_for_update(no_key=True).get(pk=district.pk)
    rows = getattr(district, KINDS[kind])
    group = look_alikes_with(district, kind, pk)
    if group is None:
        raise NothingLooksAlike
    list(rows.order_by("pk").select_for_update().filter(pk__in=[thing.pk for thing in group.things]).values_list("pk"))
    return group


@transaction.atomic
def keep_apart(*, district: District, kind: str, pk: int, by: User) -> LookAlikes:
    group = decide(locked_group(district, kind, pk), True, by)
    record_change("names_kept_apart", district=district, by=by, name=str(group.things[0]))
    return group


@transaction.atomic
def compare_again(*, district: District, kind: str, pk: int, by: User) -> LookAlikes:
    group = decide(locked_group(district, kind, pk), False, by)
    record_change("names_compared_again", district=district, by=by, name=str(group.things[0]))
    return group


def decide(group: LookAlikes, apart: bool, by: User) -> LookAlikes:
    changed = [thing for thing in group.things if thing.kept_apart != apart]
    for thing in changed:
        thing.kept_apart = apart
        thing.save(update_fields=["kept_apart"])
    write_one_change(changed, {"kept_apart": [str(not apart), str(apart)]}, by=by)
    return group


@transaction.atomic
def merge(*, district: District, kind: str, pk: int, by: User) -> Family | School | Team:
    """Merge look-alikes into the row with this key, which stays unchanged and gets the others' references.

    Raises ``CannotBeMerged`` where something prevents it.
    """
    group = locked_group(district, kind, pk)
    reasons = obstacles(group)
    if reasons:
        raise CannotBeMerged(" ".join(reasons))
    stays = next(thing for thing in group.things if thing.pk == pk)
    PREPARE[kind](group, stays)
    for goes in (thing for thing in group.things if thing != stays):
        change_offers(district, kind, goes, stays)
        move_references(goes, stays)
        write_one_change([stays], {"merged": [f"{goes} ({goes.pk})", f"{stays} ({stays.pk})"]}, by=by)
        goes.delete()
    if kind == "school":
        complete_school(stays, group)
    stays.namesake, stays.kept_apart = 0, False
    stays.save(update_fields=["namesake", "kept_apart"])
    record_change("names_merged", district=district, by=by, name=str(stays))
    return stays


def references_to(model: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """Every foreign key to this model, with those of many-to-many tables and those without a reverse name."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel):  # one to one is a kind of it
            yield cast(type[Model], relation.related_model), relation.field.name


def move_references(goes: Model, stays: Model) -> None:
    """Point all references from one row to the other; those that would occur twice were resolved before."""
    for model, field in references_to(type(goes)):
        model._base_manager.filter(**{field: goes}).update(**{field: stays})


def change_offers(district: District, kind: str, goes: Model, stays: Model) -> None:
    """Point the roles and teams that open invitations grant to the row that stays."""
    for link in Invitation.objects.open().filter(district=district):
        before = dict(link.gives)
        if link.gives.get(kind) == goes.pk:
            link.gives[kind] = stays.pk
        if kind == "family" and goes.pk in link.gives.get("families", []):
            link.gives["families"] = sorted({stays.pk if pk == goes.pk else pk for pk in link.gives["families"]})
        if link.gives != before:
            link.save(update_fields=["gives"])


def prepare_families(group: LookAlikes, stays: Family) -> None:
    limits = Appointment.families.through.objects.filter(family__in=group.things).order_by("appointment", "pk")
    limited = set(limits.filter(family=stays).values_list("appointment", flat=True))
    for limit in limits.exclude(family=stays):
        if limit.appointment_id in limited:
            limit.delete()
        limited.add(limit.appointment_id)


def prepare_schools(group: LookAlikes, stays: School) -> None:
    appointments = Appointment.objects.current().filter(school__in=group.things).order_by("pk")
    once = set(appointments.filter(school=stays).values_list("person", "role"))
    for appointment in appointments.exclude(school=stays):
        end_where(appointment, (appointment.person_id, appointment.role) in once)
        once.add((appointment.person_id, appointment.role))


def complete_school(stays: School, group: LookAlikes) -> None:
    """Copy a family and sourced id that the school lacks from its look-alikes; clear a successor that is itself."""
    others = [thing for thing in group.things if thing.pk != stays.pk]
    stays.refresh_from_db()
    stays.family_id = stays.family_id or next((o.family_id for o in others if o.family_id), None)
    stays.sourced_id = stays.sourced_id or next((o.sourced_id for o in others if o.sourced_id), "")
    stays.save(update_fields=["family", "sourced_id"])
    School.objects.filter(pk=stays.pk, successor=stays.pk).update(successor=None)


def prepare_teams(group: LookAlikes, stays: Team) -> None:
    """Move each person to the team that stays, once; former members may see no more reveals than before."""
    leave_before_reveals(group)
    open_rows = Membership.objects.filter(team__in=group.things, ends_at__isnull=True).order_by("pk")
    once = {membership.person_id: membership for membership in open_rows.filter(team=stays)}
    for membership in open_rows.exclude(team=stays):
        kept = once.setdefault(membership.person_id, membership)
        if kept is not membership:
            kept.facilitates, kept.rates = kept.facilitates or membership.facilitates, kept.rates or membership.rates
            kept.save(update_fields=["facilitates", "rates"])
            end_where(membership, True)


# What belongs together is brought under the one that stays, before the others go.
PREPARE: dict[str, Callable[[LookAlikes, Any], None]] = {
    "family": prepare_families,
    "school": prepare_schools,
    "team": prepare_teams,
}


def leave_before_reveals(group: LookAlikes) -> None:
    """End former memberships before reveals of the other teams, which these people must not see."""
    for person, moment in strangers_at_reveals(group):
        held = Membership.objects.current(moment).filter(team__in=group.things, person=person)
        for membership in held.exclude(ends_at=None):
            membership.ends_at = max(membership.starts_at, moment - datetime.timedelta(microseconds=1))
            membership.save(update_fields=["ends_at"])


def end_where(held: Tenure, doubled: bool) -> None:
    """End a role held twice; one that has not begun ends at its beginning."""
    if doubled:
        held.ends_at = max(timezone.now(), held.starts_at)
        held.save(update_fields=["ends_at"])
