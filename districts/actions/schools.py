"""Schools and families of schools: they begin, change, end and are succeeded; nothing is deleted."""

from django.db import transaction

from districts.errors import NameTaken, WrongDates, WrongSuccessor
from districts.models import Family, School

from ._lock import lock_district


@transaction.atomic
def add_family(*, district, name, by):
    """A family of schools."""
    lock_district(district)
    if district.families.filter(name__iexact=name).exists():
        raise NameTaken
    return Family.objects.create(district=district, name=name)


@transaction.atomic
def rename_family(*, family, name, by):
    """A family goes by another name; published cycles keep the old one."""
    lock_district(family.district)
    if family.district.families.filter(name__iexact=name).exclude(pk=family.pk).exists():
        raise NameTaken
    family.name = name
    family.save(update_fields=["name"])
    return family


@transaction.atomic
def add_school(*, district, by, **fields):
    """A school of the district."""
    lock_district(district)
    return save_school(School(district=district), fields)


@transaction.atomic
def change_school(*, school, by, **fields):
    """What is known about a school changes; closed records keep what was true on their day."""
    lock_district(school.district)
    return save_school(school, fields)


def save_school(school, fields):
    """Set fields and save, unless a rule of the district stands in the way."""
    for name, value in fields.items():
        setattr(school, name, value)
    others = school.district.schools.exclude(pk=school.pk)
    if others.filter(name__iexact=school.name).exists():
        raise NameTaken
    if school.sourced_id and others.filter(sourced_id=school.sourced_id).exists():
        raise NameTaken
    if school.opened_on and school.closed_on and school.closed_on < school.opened_on:
        raise WrongDates
    school.save()
    return school


@transaction.atomic
def close_school(*, school, last_day, successor=None, by):
    """A school has a last day and, perhaps, a school that takes its place; its records stay."""
    lock_district(school.district)
    refuse_successor(school, successor)
    return save_school(school, {"closed_on": last_day, "successor": successor})


def refuse_successor(school, successor):
    """No school comes after itself, however long the way round; nor from another district."""
    step = successor
    while step is not None:
        if step.pk == school.pk or step.district_id != school.district_id:
            raise WrongSuccessor
        step = step.successor


@transaction.atomic
def reopen_school(*, school, by):
    """A school's last day is taken back."""
    lock_district(school.district)
    return save_school(school, {"closed_on": None, "successor": None})
