"""Private reflections: written, read and deleted by their author alone; they keep through editions."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from assessments.reflection.models import Reflection, ReflectionShare
from frameworks.copying import copy_edition
from tests.assessments.reflection.reflecting import (
    LIST,
    SHARED,
    author,
    browser_of,
    filled,
    page_of,
    reader,
    room,
    share_by_form,
    shared_page,
)
from tests.factories import (
    join,
    make_person,
    make_reflection,
    resources_of,
    share_reflections,
)

__all__ = ["author", "reader", "room"]
pytestmark = pytest.mark.django_db


# -- Writing --------------------------------------------------------------------------------------------------


def test_every_resource_of_the_edition_is_there_and_invites(room, author):
    page = author.get(LIST).content.decode()

    assert page.count("Nothing written yet.") == 3
    assert [page_of(resource) in page for resource in resources_of(room.edition)] == [True] * 3


def test_somebody_without_any_role_reflects_too(room):
    client = browser_of(make_person())

    assert client.post(page_of(room.resource), filled()).status_code == 302
    assert "Then" in client.get(page_of(room.resource)).content.decode()


def test_saving_adds_an_entry_and_leaves_the_earlier_ones(room, author):
    author.post(page_of(room.resource), filled(example="First"))
    author.post(page_of(room.resource), filled(example="Second", strength="strength"))

    entries = Reflection.objects.by(room.author)
    assert [(entry.example, entry.strength) for entry in entries] == [("Second", "strength"), ("First", "growing")]
    page = author.get(page_of(room.resource)).content.decode()
    assert page.index("Second") < page.index("First")
    assert "A strength" in author.get(LIST).content.decode()


def test_only_how_strong_it_is_has_to_be_said(room, author):
    answer = author.post(page_of(room.resource), filled(example="", next_step=""))

    assert answer.status_code == 302
    assert Reflection.objects.get().strength == "growing"


def test_an_invalid_entry_keeps_what_was_typed_and_saves_nothing(room, author):
    answer = author.post(page_of(room.resource), filled(strength="", example="Typed <b>long</b>", next_step="And this"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Typed &lt;b&gt;long&lt;/b&gt;" in page
    assert "And this" in page
    assert not Reflection.objects.exists()


@pytest.mark.parametrize("text", ["مرحبا \u200f(1)", "ᐊᓂᔑᓈᐯᒧᐎᓐ", "é" * 10_000], ids=["arabic", "syllabics", "longest"])
def test_any_script_and_length_is_kept(room, author, text):
    author.post(page_of(room.resource), filled(example=text))

    assert Reflection.objects.get().example == text


@pytest.mark.parametrize("text", ["a\x00b", "x" * 10_001], ids=["control", "too long"])
def test_what_cannot_be_stored_is_refused_in_words(room, author, text):
    assert author.post(page_of(room.resource), filled(example=text)).status_code == 422
    assert not Reflection.objects.exists()


def test_a_second_click_is_one_entry_and_other_words_are_another(room, author):
    sent = filled()

    for said in (sent, sent, sent | {"example": "Otherwise"}):
        assert author.post(page_of(room.resource), said).status_code == 302

    assert sorted(entry.example for entry in Reflection.objects.all()) == ["Otherwise", "Then"]


def test_the_client_id_of_somebody_else_touches_nothing_of_theirs(room, reader):
    theirs = room.write()

    reader.post(page_of(room.resource), filled(client_id=str(theirs.client_id)))

    assert Reflection.objects.get(pk=theirs.pk).example == "Why."
    assert Reflection.objects.by(room.reader).get().example == "Then"


# -- Editions -------------------------------------------------------------------------------------------------


def next_edition(room, **renamed):
    """The edition copied, a resource renamed, and published."""
    draft = copy_edition(room.edition, version="next", title="Next")
    for old, new in renamed.items():
        resource = resources_of(draft)[int(old[1:]) - 1]
        resource.name = new
        resource.save()
    draft.publish()
    return draft


def test_a_resource_keeps_its_history_in_the_next_edition(room, author):
    room.write("Of the old edition")
    new = resources_of(next_edition(room))[0]
    assert new.uuid != room.resource.uuid

    author.post(page_of(new), filled(example="Of the new one"))

    for page in (author.get(page_of(new)), author.get(page_of(room.resource))):
        assert "Of the old edition" in page.content.decode()
        assert "Of the new one" in page.content.decode()
    assert author.get(LIST).content.decode().count("Nothing written yet.") == 2


def test_a_resource_that_is_named_anew_begins_anew_and_loses_nothing(room, author):
    room.write("Of the old name")
    new = resources_of(next_edition(room, r1="Another name"))[0]

    page = author.get(LIST).content.decode()

    assert "From earlier editions" in page
    assert page_of(room.resource) in page
    assert "Of the old name" not in author.get(page_of(new)).content.decode()
    assert "Of the old name" in author.get(page_of(room.resource)).content.decode()


def test_what_was_written_outlives_a_retired_edition(room, author):
    room.write("Of a retired edition")
    room.edition.retire()

    assert page_of(room.resource) in author.get(LIST).content.decode()
    assert "Of a retired edition" in author.get(page_of(room.resource)).content.decode()


def test_a_resource_of_a_draft_is_nobodys(room, author):
    draft = resources_of(copy_edition(room.edition, version="draft", title="Draft"))[0]

    assert author.get(page_of(draft)).status_code == 404
    assert author.post(page_of(draft), filled()).status_code == 404


def test_an_editor_deletes_a_draft_without_hearing_of_reflections():
    fields = [field for model in (Reflection, ReflectionShare) for field in model._meta.get_fields()]

    led_to = {field.related_model._meta.label for field in fields if field.is_relation}
    assert led_to == {"people.User", "assessments.Reflection", "assessments.ReflectionShare"}


# -- Only the author ------------------------------------------------------------------------------------------


def test_nobody_else_finds_an_entry_however_they_ask(room, reader):
    entry = room.write("Mine")
    share = share_reflections(join(room.team).person, entry)
    page = page_of(room.resource)
    delete = reverse("assessments:reflection_delete", args=[entry.pk])

    assert "Mine" not in reader.get(page).content.decode()
    answers = [reader.get(delete), reader.post(delete), reader.head(delete), reader.get(shared_page(share))]
    answers += [reader.get(page + "share/"), share_by_form(reader, room.resource, room.author.email)]
    answers += [reader.post(page + "take-back/"), reader.head(shared_page(share))]

    assert [answer.status_code for answer in answers] == [404] * len(answers)
    assert Reflection.objects.get().share == share


def test_head_is_answered_as_get_without_a_word_and_pages_are_in_no_cache(room, author, reader):
    share = share_reflections(room.reader, room.write("Mine"))
    pages = [(author, LIST), (author, page_of(room.resource)), (author, page_of(room.resource) + "share/")]
    pages += [(reader, SHARED), (reader, shared_page(share)), (author, "/reflection/delete/")]

    for client, address in pages:
        got, asked = client.get(address), client.head(address)
        assert (got.status_code, asked.status_code, asked.content) == (200, 200, b""), address
        assert got["Cache-Control"] == asked["Cache-Control"] == "private, no-store"
        client.logout()
        assert client.get(address)["Location"].startswith("/accounts/login/")
        client.force_login(room.author if client is author else room.reader)


def test_there_is_no_permission_that_could_open_them():
    assert not Permission.objects.filter(content_type__model__in=["reflection", "reflectionshare"]).exists()


# -- Deleting -------------------------------------------------------------------------------------------------


def test_an_entry_is_deleted_for_its_reader_too_and_the_last_one_ends_the_share(room, author, reader):
    first, last = room.write("Delete me"), room.write("Keep me")
    share = share_reflections(room.reader, first, last)
    delete = reverse("assessments:reflection_delete", args=[first.pk])
    assert "Delete me" in author.get(delete).content.decode()
    assert Reflection.objects.count() == 2

    author.post(delete)
    page = reader.get(shared_page(share)).content.decode()
    author.post(reverse("assessments:reflection_delete", args=[last.pk]))

    assert "Delete me" not in page
    assert "Keep me" in page
    assert not ReflectionShare.objects.exists()
    assert reader.get(shared_page(share)).status_code == 404


def test_deleting_all_deletes_all_that_is_mine_and_nothing_else(room, author):
    share_reflections(room.reader, room.write(), room.write())
    room.write(resource=room.second)
    theirs = make_reflection(room.reader, room.resource)
    to_me = share_reflections(room.author, theirs)
    share_reflections(room.reader, Reflection.objects.get(person=room.author, resource=room.second.uuid))
    asked = author.get("/reflection/delete/").content.decode()
    assert "3 entries are deleted" in asked
    assert "What you share with 1 person is gone" in asked
    assert Reflection.objects.count() == 4

    assert author.post("/reflection/delete/").status_code == 302

    assert Reflection.objects.get() == theirs
    assert ReflectionShare.objects.get() == to_me


def test_a_person_who_is_deleted_takes_it_along(room):
    share_reflections(room.reader, room.write())

    room.author.delete()

    assert not Reflection.objects.exists()
    assert not ReflectionShare.objects.exists()
