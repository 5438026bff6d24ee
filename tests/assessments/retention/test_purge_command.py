"""The command that removes ratings whose time is over: which, in which words, and no other ones."""

import io

import pytest
from django.core.management import CommandError, call_command

from assessments.cycles.errors import CycleNotReady
from assessments.cycles.models import Assessment
from assessments.publishing import actions as publishing_actions
from assessments.publishing.models import BlockPractice
from assessments.rating.models import Rating, Seat
from assessments.record import actions as record_actions
from assessments.record.models import RecordCharacteristic, RecordPractice
from assessments.retention import actions as retention_actions
from tests.assessments.publishing.test_publishing import add_closed
from tests.assessments.retention.test_retention import after_the_end, at_noon
from tests.factories import make_cycle, make_district, make_edition, make_meeting, practices_of, team_says

pytestmark = pytest.mark.django_db

NOTHING = "Nothing to remove: no ratings are past their time.\n"


@pytest.fixture
def published():
    cycle = make_cycle(make_district(), edition=make_edition(1, 2))
    add_closed(cycle, [2, 2, 2, 3, 4])
    return publishing_actions.publish_cycle(cycle=cycle, by=None)


def purge(**options):
    out = io.StringIO()
    call_command("purge_ratings", stdout=out, **options)
    return out.getvalue()


def line_of(cycle, what):
    until = cycle.ratings_kept_until
    return f"{cycle.district}\n  {cycle} (cycle {cycle.pk}), kept until {until:%Y-%m-%d}: {what}\n"


def test_nothing_is_removed_on_the_last_day(published, time_machine):
    time_machine.move_to(at_noon(published.district, published.ratings_kept_until))
    with pytest.raises(CycleNotReady):
        retention_actions.purge_ratings(cycle=published)
    assert purge() == NOTHING
    with pytest.raises(CommandError, match=f"are kept until {published.ratings_kept_until:%Y-%m-%d}"):
        purge(cycle=published.pk)
    assert Rating.objects.count() == 5


def test_it_says_what_it_would_remove_and_removes_it_when_told(published, time_machine):
    records = (list(RecordPractice.objects.values()), list(RecordCharacteristic.objects.values()))
    blocks = list(BlockPractice.objects.values())
    time_machine.move_to(after_the_end(published), tick=False)

    line = line_of(published, "5 ratings")
    assert purge(dry_run=True) == line + "Would remove 5 ratings of 1 cycle; records stand.\n"
    assert Rating.objects.count() == 5
    assert purge() == line + "Removed 5 ratings of 1 cycle; records stand.\n"

    assert not Rating.objects.exists()
    assert (list(RecordPractice.objects.values()), list(RecordCharacteristic.objects.values())) == records
    assert list(BlockPractice.objects.values()) == blocks
    published.refresh_from_db()
    assert published.purged_at == after_the_end(published)
    assert purge() == NOTHING


@pytest.mark.parametrize("ended", [False, True])
def test_cycles_that_were_never_published_are_no_exception(time_machine, ended):
    assessment = make_meeting(members=2)
    team_says(assessment, practices_of(assessment)[0], 1, 2)
    if ended:
        record_actions.end_assessment_without_result(assessment=assessment, reason="So", by=None)
    time_machine.move_to(after_the_end(assessment.cycle))

    assert purge() == line_of(assessment.cycle, "2 ratings") + "Removed 2 ratings of 1 cycle; records stand.\n"
    assert not Rating.objects.exists()


@pytest.mark.parametrize("left", ["name", "order"])
def test_a_removal_that_was_left_half_done_is_gone_on_with(published, time_machine, left):
    """As an earlier version left them: the ratings are gone, and the names and the order stand."""
    Rating.objects.all().delete()
    if left == "order":
        Seat.objects.update(person=None)
        Assessment.objects.update(talk_first=[1])
    time_machine.move_to(after_the_end(published))

    assert "Removed 0 ratings of 1 cycle" in purge()
    assert purge() == NOTHING


def test_it_removes_the_ratings_of_no_other_cycle(published, time_machine):
    other = make_meeting(members=1)
    team_says(other, practices_of(other)[0], 2)
    time_machine.move_to(after_the_end(published))

    assert "Removed 5 ratings of 1 cycle" in purge(cycle=published.pk)
    assert Rating.objects.get().seat.assessment == other
    assert Seat.objects.get(person__isnull=False).assessment == other


def test_a_cycle_that_does_not_exist_is_named():
    with pytest.raises(CommandError, match="There is no cycle 4711"):
        purge(cycle=4711)
