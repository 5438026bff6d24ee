"""Schools and families of schools: add, change, close and succeed them; nothing is deleted."""

import datetime
from copy import copy
from typing import Any

from django.db import transaction

from districts.history import changed_values, record_change
from districts.roles.locks import lock_district, lock_district_of
from districts.structure.errors import NameTaken, WrongDates, WrongSuccessor
from districts.structure.models import District, Family, School
from people.named import is_taken, rename
from people.users import User


@transaction.atomic
def add_family(*, district: District, name: str, by: User | None) -> Family:
    lock_district(district)
    if is_taken(name, district.families):
        raise NameTaken
    record_change("family_added", district=district, by=by, family=name)
    return Family.objects.create(district=district, name=name)


@transaction.atomic
def rename_family(*, family: Family, name: str, by: User) -> Family:
    """Rename a family of schools; published cycles keep the old name."""
    family = lock_district_of(family)
    if is_taken(name, family.district.families, own=family):
        raise NameTaken
    if family.name != name:
        record_change("family_renamed", district=family.district, by=by, before=family.name, after=name)
    rename(family, name)
    return family


@transaction.atomic
def add_school(*, district: District, by: User | None, **fields: Any) -> School:
    district = lock_district(district)
    school = School(district=district, **fields)
    if is_taken(school.name, district.schools):
        raise NameTaken
    refuse_school(school)
    school.save()
    record_change("school_added", district=district, by=by, school=school, name=school.name)
    return school


@transaction.atomic
def change_school(*, school: School, by: User, **fields: Any) -> School:
    """Change what is known about a school; closed records keep what was true on their day."""
    school = lock_district_of(school)
    before = copy(school)
    school = change(school, fields)
    if values := changed_values(before, school, fields):
        record_change("school_changed", district=school.district, by=by, school=school, name=before.name, values=values)
    return school


def change(school: School, fields: dict[str, Any]) -> School:
    """Set these fields of a locked school, and no other; raise where a rule of the district stands in the way."""
    fields = dict(fields)
    name = fields.pop("name", school.name)
    if is_taken(name, school.district.schools, own=school):
        raise NameTaken
    for field, value in fields.items():
        setattr(school, field, value)
    refuse_school(school)
    school.save(update_fields=list(fields))
    if name != school.name:
        rename(school, name)
    return school


def refuse_school(school: School) -> None:
    """Refuse the identifier of another school of the district, and a last day before the first."""
    others = school.district.schools.exclude(pk=school.pk)
    if school.sourced_id and others.filter(sourced_id=school.sourced_id).exists():
        raise NameTaken
    if school.opened_on and school.closed_on and school.closed_on < school.opened_on:
        raise WrongDates


@transaction.atomic
def close_school(*, school: School, last_day: datetime.date, successor: School | None = None, by: User) -> School:
    """Give a school a last day and, perhaps, a school that takes its place; its records stay."""
    school = lock_district_of(school)
    refuse_successor(school, successor)
    known = {"district": school.district, "by": by, "school": school, "name": school.name, "day": str(last_day)}
    if successor:
        record_change("school_succeeded", **known, successor=successor.name)
    else:
        record_change("school_closed", **known)
    return change(school, {"closed_on": last_day, "successor": successor})


def refuse_successor(school: School, successor: School | None) -> None:
    """Raise if a school would succeed itself, directly or through others, or comes from another district."""
    step = successor and School.objects.get(pk=successor.pk)  # as it stands now: it may have got a successor of its own
    while step is not None:
        if step.pk == school.pk or step.district_id != school.district_id:
            raise WrongSuccessor
        step = step.successor


@transaction.atomic
def reopen_school(*, school: School, by: User) -> School:
    """Take back a school's last day."""
    school = lock_district_of(school)
    record_change("school_reopened", district=school.district, by=by, school=school, name=school.name)
    return change(school, {"closed_on": None, "successor": None})
