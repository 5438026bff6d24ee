"""Publishing, retiring, freezing and copying: what each refuses, and what it leaves."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from frameworks import actions
from frameworks.models.edition import Question
from tests.at_once import PATIENCE, at_once, needs_two_writers, wait_until_they_wait
from tests.factories import make_edition, make_scale

pytestmark = pytest.mark.django_db


def test_draft_is_published_once():
    edition = actions.publish_edition(edition=make_edition(publish=False))

    assert (edition.status, edition.published_at is None) == ("published", False)
    with pytest.raises(actions.NotADraft):
        actions.publish_edition(edition=edition)


def test_edition_of_questions_alone_is_published():
    edition = make_edition(characteristics=0, publish=False)
    with pytest.raises(actions.NothingToPublish):
        actions.publish_edition(edition=edition)
    Question.objects.create(edition=edition, kind="question", number=1, text="Why?")

    assert actions.publish_edition(edition=edition).status == "published"


@pytest.mark.parametrize("publish", [False, True])
def test_only_a_published_edition_is_retired_and_only_once(publish):
    edition = make_edition(publish=publish)
    if publish:
        edition = actions.retire_edition(edition=edition)
        assert edition.retired_at

    with pytest.raises(actions.NotPublished):
        actions.retire_edition(edition=edition)


def test_scale_is_frozen_once_and_then_nothing_is_written():
    scale = actions.freeze_scale(scale=make_scale())

    with CaptureQueriesContext(connection) as queries:
        again = actions.freeze_scale(scale=scale)

    assert again.frozen_at == scale.frozen_at
    assert [q for q in queries if q["sql"].startswith("UPDATE")] == []


@pytest.mark.parametrize("levels", [0, 1])
def test_scale_without_two_levels_to_choose_from_is_not_frozen(levels):
    scale = make_scale()
    scale.levels.filter(value__gt=levels).delete()

    with pytest.raises(actions.NoLevels):
        actions.freeze_scale(scale=scale)


def test_draft_from_an_edition_needs_a_version_of_its_own():
    edition = make_edition()

    with pytest.raises(actions.VersionTaken):
        actions.draft_from_edition(edition=edition, version=edition.version, title="Again")


@needs_two_writers
@pytest.mark.django_db(transaction=True)
def test_of_two_who_start_one_draft_the_second_is_told():
    edition = make_edition()
    start = lambda: actions.draft_from_edition(edition=edition, version="next", title="Next")  # noqa: E731
    with transaction.atomic():
        start()
        thread, came = at_once(start)
        wait_until_they_wait(1)
    thread.join(PATIENCE)

    assert isinstance(came[0], actions.VersionTaken)
