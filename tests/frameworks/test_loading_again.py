"""Loading twice changes nothing, a published text is never overwritten, and neither are edited words."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from frameworks.actions import freeze_scale
from frameworks.models.edition import Edition, Practice
from frameworks.models.scale import Scale
from frameworks.models.words import LookFor
from tests.frameworks.loading import load, rewrite


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """What is shipped, loaded once for this module, since it takes seconds; taken back when the module is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


pytestmark = pytest.mark.usefixtures("loaded", "db")
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def test_loading_twice_writes_nothing():
    with CaptureQueriesContext(
        connection,
    ) as queries:
        said, _ = load()

    assert [q["sql"] for q in queries if q["sql"].lstrip().upper().startswith(WRITES)] == []
    assert "nothing to do" in said


def test_other_words_in_a_published_edition_are_refused_with_the_difference(folder):
    rewrite(folder / "frameworks" / "olf-placemat.yaml", "Consult extensively", "Consult a little")

    said, code = load(folder=folder)

    assert code == 1
    assert "-    statement: Consult extensively about district directions as part of the process" in said
    assert "+    statement: Consult a little about district directions as part of the process" in said
    assert "add a new edition" in said
    assert Practice.objects.filter(statement__startswith="Consult a little").count() == 0


def test_practice_missing_in_the_file_or_new_there_is_a_difference_too(folder):
    path = folder / "frameworks" / "innovateed.yaml"
    records = path.read_text().split("- model: ")
    path.write_text("- model: ".join(records[:-1]))

    said, code = load(folder=folder)
    path.write_text(
        "- model: ".join([*records, records[-1].replace("uuid: ", "uuid: a").replace("number: 2", "number: 3")])
    )

    assert code == 1
    assert "-question 2" in said


def test_refused_file_keeps_everything_else_out(folder):
    LookFor.objects.filter(position=1).delete()
    before = LookFor.objects.count()
    rewrite(folder / "frameworks" / "ohio-dlt.yaml", "Monitoring performance", "Watching performance")

    _, code = load(folder=folder)

    assert (code, LookFor.objects.count()) == (1, before)


def test_used_scale_is_not_overwritten_either(folder):
    freeze_scale(scale=Scale.objects.get(key="evidence4"))
    rewrite(folder / "scales.yaml", "label: Not yet evident", "label: Nowhere")

    said, code = load(folder=folder)

    assert code == 1
    assert "+    label: Nowhere" in said


def test_edited_words_are_kept_and_counted_until_they_are_reset(folder):
    look_for = LookFor.objects.first()
    shipped = look_for.text
    LookFor.objects.filter(pk=look_for.pk).update(text="Our own words")

    said, _ = load()
    look_for.refresh_from_db()

    assert "Kept 1 edited words" in said
    assert look_for.text == "Our own words"

    load(reset_words=True)
    look_for.refresh_from_db()
    assert look_for.text == shipped


def test_reset_puts_a_short_name_of_a_published_characteristic_back():
    characteristic = Edition.objects.get(version="olf-placemat").characteristics.first()
    shipped = characteristic.short_name
    type(characteristic).objects.filter(pk=characteristic.pk).update(short_name="Other")

    load(reset_words=True)

    characteristic.refresh_from_db()
    assert characteristic.short_name == shipped


def test_an_editors_own_row_in_the_same_place_is_kept():
    look_for = LookFor.objects.first()
    place = {"practice": look_for.practice, "kind": look_for.kind, "position": look_for.position}
    look_for.delete()
    own = LookFor.objects.create(text="Our own words", **place)

    said, code = load()

    assert code == 0
    assert "Kept" in said
    assert LookFor.objects.get(**place) == own


def test_missing_words_are_made_again():
    count = LookFor.objects.count()
    LookFor.objects.first().delete()

    load()

    assert LookFor.objects.count() == count


def test_retired_edition_stays_retired():
    Edition.objects.get(version="ohio-dlt").retire()

    load()

    assert Edition.objects.get(version="ohio-dlt").status == "retired"
