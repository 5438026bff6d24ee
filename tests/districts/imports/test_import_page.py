"""The page of a pasted list: shows first, saves what was shown, and keeps what was typed."""

import pytest
from django.urls import reverse

from districts.roles.models import Role
from tests.factories import appoint, make_district

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make_district()


@pytest.fixture
def administrator(district):
    return appoint(Role.DISTRICT_ADMINISTRATOR, district=district)


@pytest.fixture
def page(client, district, administrator):
    client.force_login(administrator)
    return reverse("districts:school_import", args=[district.slug])


def test_page_shows_first_and_saves_then(client, page, district):
    shown = client.post(page, {"text": "Alpha\nBeta"})
    fingerprint = shown.context["plan"].fingerprint
    before = district.schools.count()

    saved = client.post(page, {"text": "Alpha\nBeta", "shown": fingerprint, "save": "1"})

    assert (shown.status_code, before, saved.status_code) == (200, 0, 302)
    assert district.schools.count() == 2


def test_page_looks_again_when_the_text_is_another_one(client, page, district):
    fingerprint = client.post(page, {"text": "Alpha"}).context["plan"].fingerprint

    response = client.post(page, {"text": "Alpha\nBeta", "shown": fingerprint, "save": "1"})

    assert (response.status_code, district.schools.count()) == (200, 0)
    assert "Something has changed" in response.content.decode()


def test_page_saves_nothing_with_a_refused_line_where_the_person_chose_so(client, page, district):
    typed = {"text": "name,level\nAlpha,\nBeta,nonsense", "all_or_nothing": "on"}
    shown = client.post(page, typed)

    response = client.post(page, typed | {"shown": shown.context["plan"].fingerprint, "save": "1"})

    assert not shown.context["may_save"]
    assert (response.status_code, district.schools.count()) == (200, 0)


def test_page_keeps_what_was_typed(client, page):
    response = client.post(page, {"text": 'name\n"Al<b>pha"\n\x00'})

    assert response.status_code == 200
    assert "Al&lt;b&gt;pha" in response.content.decode()


def test_page_refuses_an_empty_paste_and_a_large_file(client, page):
    from django.core.files.uploadedfile import SimpleUploadedFile

    assert client.post(page, {"text": " "}).status_code == 422
    file = SimpleUploadedFile("a.csv", b"x" * 1_000_001)
    assert client.post(page, {"file": file}).status_code == 422
    assert client.post(page, {"text": "x\n" * 3_000}).status_code == 422


def test_page_reads_a_file_and_shows_its_text_to_correct(client, page):
    from django.core.files.uploadedfile import SimpleUploadedFile

    response = client.post(page, {"file": SimpleUploadedFile("a.csv", "nom;famille\nÉté;Sud".encode("cp1252"))})

    assert "Été;Sud" in response.content.decode()
    assert response.context["plan"].counts[0][2] == 1


def test_page_names_the_lines_that_are_not_read_before_and_after_saving(client, page, district):
    typed = {"text": 'name,family\nAlpha,East\n"Beta,West\nGamma,East\n"Del\nta",East\n,North\nEta,South'}
    shown = client.post(page, typed)
    saved = client.post(page, typed | {"shown": shown.context["plan"].fingerprint, "save": "1"}, follow=True)

    assert "4 lines cannot be read as they are: lines 3, 5–7." in shown.content.decode()
    assert "5–6</td>" in shown.content.decode()
    assert {str(c): n for c, _label, n in shown.context["plan"].counts} == {"created": 3, "refused": 4}
    assert "4 lines were not read and are not saved: lines 3, 5–7." in saved.content.decode()
    assert [school.name for school in district.schools.all()] == ["Alpha", "Eta", "Gamma"]
