"""Everybody who has signed in reads what is published; drafts are for editors; pages ask as often for 3 rows as for 1."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from frameworks.models.crosswalk import Crosswalk
from frameworks.models.edition import Characteristic, Edition, Practice
from frameworks.models.scale import Scale
from frameworks.models.words import LookFor
from tests.factories import make_edition, make_scale

pytestmark = pytest.mark.django_db


def url(name, *rows):
    return reverse(f"frameworks:{name}", args=[row.uuid for row in rows])


def pages_of(edition, other=None):
    """Every page that shows something of an edition."""
    characteristic = edition.characteristics.first()
    return [
        url("edition_detail", edition),
        url("characteristic_detail", characteristic),
        url("practice_detail", characteristic.practices.first()),
        url("edition_compare", edition, other or edition),
    ]


def statuses(client, addresses):
    return [client.get(address).status_code for address in addresses]


def queries_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_who_has_not_signed_in_is_asked_to(client):
    edition = make_edition()

    assert statuses(client, [*pages_of(edition), url("framework_list"), url("practice_search")]) == [302] * 6


@pytest.mark.parametrize("retired", [False, True])
def test_everybody_reads_published_and_retired_editions(client, reader, retired):
    edition = make_edition()
    if retired:
        edition.retire()

    assert statuses(client, pages_of(edition)) == [200] * 4
    assert edition.title in client.get(url("framework_list")).text


def test_drafts_are_not_there_for_readers(client, reader):
    draft, published = make_edition(publish=False), make_edition()

    assert statuses(client, pages_of(draft)) == [404] * 4
    assert client.get(url("edition_compare", published, draft)).status_code == 404
    assert draft.title not in client.get(url("framework_list")).text
    assert client.get(url("practice_search"), {"q": "Do"}).context["page"].paginator.count == 6


def test_drafts_are_there_for_editors(client, editor):
    draft = make_edition(publish=False)

    assert statuses(client, pages_of(draft)) == [200] * 4
    assert draft.title in client.get(url("framework_list")).text


def test_counterparts_in_a_draft_are_for_editors_only(client, reader):
    published, draft = make_edition(), make_edition(publish=False)
    ours, theirs = (Practice.objects.filter(characteristic__edition=e).first() for e in (published, draft))
    Practice.objects.filter(pk=theirs.pk).update(statement="Still being written")
    cross(published, draft, ours, theirs, "reworded")
    cross(draft, published, theirs, ours, "reworded")

    for address in (url("practice_detail", ours), url("characteristic_detail", ours.characteristic)):
        assert draft.title not in client.get(address).text
        assert "being written" not in client.get(address).text


def cross(from_edition, to_edition, from_practice, to_practice, relation):
    return Crosswalk.objects.create(
        from_edition=from_edition,
        to_edition=to_edition,
        from_practice=from_practice,
        to_practice=to_practice,
        relation=relation,
    )


def test_shipped_editions_side_by_side_count_46_11_1_both_ways(client, reader, shipped):
    one, other = (Edition.objects.get(version=v) for v in ("olf-placemat", "strong-districts-2013"))

    for left, right in ((one, other), (other, one)):
        page = client.get(url("edition_compare", left, right))
        assert page.context["comparison"].counts == {"same": 46, "reworded": 11, "moved": 1}
        shown = sum(len(pairs) for _, pairs in page.context["comparison"].sections)
        assert shown == 58

    reworded = client.get(url("edition_compare", one, other), {"relation": "reworded"})
    assert sum(len(pairs) for _, pairs in reworded.context["comparison"].sections) == 11
    assert "taken out:" in reworded.text
    assert "<del>" in reworded.text
    assert "<ins>" in reworded.text


def test_unknown_filter_shows_everything(client, reader):
    edition = make_edition()

    assert client.get(url("edition_compare", edition, edition), {"relation": "\x00'"}).status_code == 200


def test_shipped_pages_say_what_the_source_says(client, reader, shipped):
    placemat = Edition.objects.get(version="olf-placemat")
    edition = client.get(url("edition_detail", placemat)).text
    ninth = client.get(url("characteristic_detail", placemat.characteristics.get(number=9))).text

    assert "9 characteristics" in edition
    assert "58 practices" in edition
    assert edition.count('href="#especially-important"') == 2
    assert placemat.rights_note[:40] in edition
    assert ninth.count("<h2>") == 4
    assert "What to look for" in ninth
    assert "own words" in ninth


def test_source_text_is_marked_with_its_language_and_our_words_are_translated(client, reader):
    practice = Practice.objects.filter(characteristic__edition=make_edition()).first()
    look_for = LookFor.objects.create(practice=practice, position=1, text="See it")
    look_for.translations.create(language="fr", text="Le voir")
    client.cookies["django_language"] = "fr"

    page = client.get(url("practice_detail", practice)).text

    assert f'<span lang="en">{practice.statement}</span>' in page
    assert "<li>Le voir</li>" in page
    assert "See it" not in page


def test_search_finds_all_words_in_any_order(client, reader):
    first = Practice.objects.filter(characteristic__edition=make_edition(publish=False))
    Practice.objects.filter(pk=first[0].pk).update(statement="Consult parents about the vision")
    Edition.objects.get().publish()

    def found(words):
        return client.get(url("practice_search"), {"q": words}).context["page"].paginator.count

    assert (found("vision CONSULT"), found("vision nowhere"), found("1.2"), found("")) == (1, 0, 1, 0)


@pytest.mark.parametrize("words", ["'\"<script>", "%_\\", "é中ع", "x" * 200])
def test_search_takes_any_words(client, reader, words):
    assert client.get(url("practice_search"), {"q": words}).status_code == 200


@pytest.mark.parametrize("words", ["x" * 201, "a\x00b"])
def test_search_that_cannot_be_answers_in_words(client, reader, words):
    page = client.get(url("practice_search"), {"q": words})

    assert page.status_code == 422
    assert "field-error" in page.text


@pytest.mark.parametrize("number", ["x", "-1", "999999"])
def test_search_page_that_is_not_there_is_the_nearest(client, reader, number):
    assert client.get(url("practice_search"), {"q": "Do", "page": number}).status_code == 200


def test_scale_shows_both_anchors_of_each_level(client, reader):
    page = client.get(url("scale_detail", make_scale())).text

    assert page.count("District E") + page.count("District N") == 4
    assert page.count("School E") + page.count("School N") == 4


def full_edition(rows):
    """So many characteristics of so many practices, all with words and a counterpart in another edition."""
    edition, other = (make_edition(characteristics=rows, practices=rows) for _ in range(2))
    theirs = {p.code: p for p in Practice.objects.filter(characteristic__edition=other)}
    for characteristic in Characteristic.objects.filter(edition=edition):
        characteristic.translations.create(language="fr", title="T", short_name="S")
    for practice in Practice.objects.filter(characteristic__edition=edition):
        for position in range(rows):
            LookFor.objects.create(practice=practice, position=position, text="See").translations.create(
                language="fr", text="Voir"
            )
        cross(edition, other, practice, theirs[practice.code], "reworded")
    return edition, other


@pytest.mark.parametrize("page", range(4))
def test_pages_ask_as_often_for_three_rows_as_for_one(client, reader, page):
    one, three = pages_of(*full_edition(1)), pages_of(*full_edition(3))
    client.get(one[page])

    assert queries_of(client, one[page]) == queries_of(client, three[page])


def test_lists_ask_as_often_for_three_rows_as_for_one(client, reader):
    addresses = [url("framework_list"), url("practice_search") + "?q=Do"]
    full_edition(1)
    make_scale()
    before = [queries_of(client, address) for address in addresses]

    full_edition(3)
    make_scale()
    make_scale()

    assert [queries_of(client, address) for address in addresses] == before


def test_scale_page_asks_as_often_for_many_levels(client, reader):
    scale = make_scale()
    before = queries_of(client, url("scale_detail", scale))
    Scale.objects.get().levels.create(value=9, label="More", anchor_district="D", anchor_school="S")

    assert queries_of(client, url("scale_detail", scale)) == before
