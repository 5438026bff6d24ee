"""Cycles published before there were blocks get theirs by a migration: what publication would write, while ratings stand."""

import datetime
import random
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from assessments.cycles.models import Cycle
from assessments.publishing import actions
from assessments.publishing.models import Block, MirrorPractice
from assessments.record.models import Record
from tests.assessments.publishing.test_publishing import add_closed
from tests.factories import make_cycle, make_district, make_edition, make_family
from tests.reports.second.telling import tell

pytestmark = pytest.mark.django_db
migration = import_module("assessments.migrations.0013_blocks_of_published_cycles")


def as_before_the_migration():
    """There are no blocks yet."""
    Block.objects.all().delete()
    MirrorPractice.objects.all().delete()


def migrate():
    migration.write_blocks(apps, None)


def stored():
    """All that is stored of blocks and mirrors, but the families' names: a migration knows those of today."""
    blocks = [
        (
            *(
                block.cycle_id,
                block.position,
                block.family_id,
                block.has_others,
                block.is_all,
                block.people,
                block.step,
            ),
            sorted(block.assessments.values_list("pk", flat=True)),
            sorted(block.practices.values_list("practice", "shares", "cycle")),
        )
        for block in Block.objects.order_by("cycle", "position")
    ]
    return blocks, list(
        MirrorPractice.objects.order_by("cycle", "practice").values_list("cycle", "practice", "quarters", "people")
    )


@pytest.fixture
def cycle():
    """A published cycle with a block and a district team in the mirror."""
    cycle = make_cycle(make_district(), edition=make_edition(1, 2))
    north = make_family(cycle.district, name="North")
    for said in ([1, 1, 2, 4, 4], [4, 4, 3, 3, "?"], [2, 2, 2, 2, "n/a"], [3, 3, 3, 3, 3]):
        add_closed(cycle, said, north)
    add_closed(cycle, [4, 4, 3, 3, 2, "?", "n/a"], school=False)
    return actions.publish_cycle(cycle=cycle, by=None)


@pytest.mark.once
@pytest.mark.parametrize("seed", range(4))
def test_the_migration_writes_what_publication_would(seed):
    _district, families = tell(random.Random(seed), crowded=True)
    for cycle, then in families.items():
        for record in Record.objects.filter(cycle=cycle, school__isnull=False):
            record.family_id = then.get(record.school_id, (None,))[0]
            record.save()
    before = stored()
    as_before_the_migration()

    migrate()

    assert before[0]
    assert stored() == before


def test_a_small_cycle_by_hand_is_the_same_too(cycle):
    before = stored()
    as_before_the_migration()

    migrate()

    assert [len(one) for one in before] == [1, 1]
    assert stored() == before
    assert str(Block.objects.get()) == "North"


def test_a_block_is_of_the_family_that_the_record_names(cycle):
    as_before_the_migration()
    cycle.district.schools.update(family=make_family(cycle.district, name="South"))

    migrate()

    assert str(Block.objects.get()) == "North"


def test_ratings_past_their_time_make_no_block_whether_or_not_they_were_removed(cycle, time_machine):
    as_before_the_migration()
    until = migration.kept_until(cycle)

    time_machine.move_to(until, tick=False)
    migrate()
    assert stored() == ([], [])

    time_machine.move_to(until - datetime.timedelta(seconds=1), tick=False)
    migrate()
    assert all(stored())


@pytest.mark.parametrize("field", ["purged_at", "published_at"])
def test_a_purged_or_an_unpublished_cycle_gets_none(cycle, field):
    as_before_the_migration()
    value = timezone.now() if field == "purged_at" else None
    Cycle.objects.update(**{field: value})

    migrate()

    assert stored() == ([], [])
