"""Loading brings everything that is shipped into an empty database, names what it cannot read, and leaves others' alone."""

import pytest

from frameworks.models.crosswalk import Crosswalk
from frameworks.models.edition import Edition, Practice, Question
from frameworks.models.resources import LeadershipResource
from frameworks.models.scale import Level, Scale
from frameworks.models.words import CharacteristicTranslation
from tests.factories import make_edition
from tests.frameworks.loading import load

pytestmark = pytest.mark.django_db


def test_loading_brings_everything_and_publishes_it():
    said, _ = load()

    assert {e.version: e.status for e in Edition.objects.all()} == dict.fromkeys(
        ("olf-placemat", "strong-districts-2013", "ohio-dlt", "system-leadership-in-action"), "published"
    )
    assert (Practice.objects.count(), Question.objects.count(), LeadershipResource.objects.count()) == (123, 10, 10)
    assert (Crosswalk.objects.count(), Scale.objects.count(), Level.objects.count()) == (58, 3, 12)
    assert "Published: 9 Practices of Strong District Leaders" in said


@pytest.mark.parametrize(
    "text", ["- model: frameworks.nothing\n  fields: {uuid: a}", "a: [", "just words", "- model: frameworks.scale"]
)
def test_file_that_cannot_be_read_is_named(folder, text):
    (folder / "words" / "broken.yaml").write_text(text)

    said, code = load(folder=folder)

    assert code == 1
    assert "broken.yaml" in said
    assert Edition.objects.count() == 0


def test_other_editions_of_the_installation_are_left_alone():
    own = make_edition()

    load()

    own.refresh_from_db()
    assert CharacteristicTranslation.objects.filter(characteristic__edition=own).count() == 0
