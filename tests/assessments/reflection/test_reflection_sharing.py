"""A reflection shared with one named person: given, read, taken back, ended; and what the pages cost."""

import datetime
import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.reflection import actions
from assessments.reflection.errors import AlreadyShared
from assessments.reflection.models import Reflection, ReflectionShare
from assessments.reflection.queries import resources
from districts.roles.models import Membership
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
from tests.at_once import PATIENCE, at_once, needs_two_writers
from tests.factories import (
    join,
    make_district,
    make_person,
    make_reflection,
    make_team,
    share_reflections,
)

__all__ = ["author", "reader", "room"]
pytestmark = pytest.mark.django_db


# -- Sharing --------------------------------------------------------------------------------------------------


def test_what_is_shared_is_the_latest_entry_and_nothing_later(room, author, reader):
    earlier = timezone.now() - datetime.timedelta(days=9)
    room.write("The earlier one", written_at=earlier)
    room.write("The latest one")

    assert share_by_form(author, room.resource, room.reader.email.upper()).status_code == 302
    author.post(page_of(room.resource), filled(example="A later one"))

    share = ReflectionShare.objects.get()
    assert shared_page(share) in reader.get(SHARED).content.decode()
    page = reader.get(shared_page(share)).content.decode()
    assert "The latest one" in page
    assert "The earlier one" not in page
    assert "A later one" not in page
    assert str(room.reader) in author.get(page_of(room.resource)).content.decode()


def test_the_history_is_shared_where_it_was_ticked(room, author, reader):
    room.write("The earlier one", written_at=timezone.now() - datetime.timedelta(days=9))
    room.write("The latest one")
    room.write("Of something else", resource=room.second)

    share_by_form(author, room.resource, room.reader.email, with_history="on")

    page = reader.get(shared_page(ReflectionShare.objects.get())).content.decode()
    assert "The latest one" in page
    assert "The earlier one" in page
    assert "Of something else" not in page


@needs_two_writers
@pytest.mark.django_db(transaction=True)
def test_two_who_share_with_each_other_at_the_same_moment_do_not_wait_for_one_another(room):
    def share(by, reader):
        make_reflection(by, room.resource)
        return actions.share_reflection(
            resource=resources()[room.resource.uuid], email=reader.email, with_history=False, by=by
        )

    with transaction.atomic():
        given = share(room.author, room.reader)
        thread, came = at_once(lambda: share(room.reader, room.author))
        thread.join(PATIENCE)

    assert [(share.author, share.reader) for share in (given, *came)] == [
        (room.author, room.reader),
        (room.reader, room.author),
    ]


def people_who_are_no_colleagues(room):
    """An address for each reason why somebody cannot be shared with, of one length."""
    elsewhere, blocked, left = make_person(), join(room.team).person, join(room.team)
    join(make_team(make_district()), elsewhere)
    blocked.is_active = False
    blocked.save()
    left.ends_at = timezone.now()
    left.save()
    people = {"elsewhere": elsewhere, "blocked": blocked, "left": left.person, "oneself": room.author}
    for number, person in enumerate(people.values()):
        person.email = f"somebody{number}@example.org"
        person.save()
    return {"unknown": "somebody9@example.org"} | {name: person.email for name, person in people.items()}


def test_the_answer_does_not_say_who_exists(room, author):
    room.write()
    answers = {}
    for name, email in people_who_are_no_colleagues(room).items():
        answer = share_by_form(author, room.resource, email)
        body = re.sub(r'(csrf-?\w*token" (?:value|content)=)"\w+"', r"\1", answer.content.decode().replace(email, "x"))
        answers[name] = answer.status_code, answer["Content-Length"], body

    assert answers["unknown"][0] == 422
    assert "Nobody whom you can share with has this address." in answers["unknown"][2]
    assert {name for name, answer in answers.items() if answer != answers["unknown"]} == set()
    assert not ReflectionShare.objects.exists()


def test_a_resource_is_shared_with_one_person_at_a_time(room, author):
    room.write()
    share_by_form(author, room.resource, room.reader.email)
    third = join(room.team).person

    assert share_by_form(author, room.resource, third.email).status_code == 409
    with pytest.raises(AlreadyShared):
        actions.share_reflection(
            resource=resources()[room.resource.uuid], email=third.email, with_history=False, by=room.author
        )
    author.post(page_of(room.resource) + "take-back/")
    assert share_by_form(author, room.resource, third.email).status_code == 302
    assert ReflectionShare.objects.get().reader == third


def test_two_resources_are_shared_with_two_people_who_do_not_see_each_others(room, author, reader):
    other = join(room.team).person
    room.write("For one")
    room.write("For the other", resource=room.second)
    share_by_form(author, room.resource, room.reader.email)
    share_by_form(author, room.second, other.email)
    first, second = (ReflectionShare.objects.get(reader=person) for person in (room.reader, other))

    assert reader.get(shared_page(first)).status_code == 200
    assert reader.get(shared_page(second)).status_code == 404
    assert browser_of(other).get(shared_page(first)).status_code == 404
    assert author.get(shared_page(first)).status_code == 404


def test_taken_back_it_is_gone_at_once(room, author, reader):
    share = share_reflections(room.reader, room.write("Mine"))
    assert reader.get(shared_page(share)).status_code == 200

    assert author.post(page_of(room.resource) + "take-back/").status_code == 302

    assert reader.get(shared_page(share)).status_code == 404
    assert "Nothing is shared with you" in reader.get(SHARED).content.decode()
    assert Reflection.objects.get().share is None
    assert author.post(page_of(room.resource) + "take-back/").status_code == 404


def leave(room, person):
    Membership.objects.filter(person=person, ends_at=None).update(ends_at=timezone.now())


def block(room, person):
    person.is_active = False
    person.save()


@pytest.mark.parametrize("who", ["reader", "author"])
@pytest.mark.parametrize("end", [leave, block])
def test_a_share_ends_when_one_of_the_two_leaves_or_is_blocked(room, author, reader, end, who):
    share = share_reflections(room.reader, room.write("Mine"))

    end(room, getattr(room, who))

    answers = reader.get(shared_page(share)), reader.get(SHARED)
    assert "Mine" not in "".join(answer.content.decode() for answer in answers)
    assert answers[0].status_code in (302, 404)  # who is blocked is asked to sign in
    if end is leave:
        assert "can no longer read this" in author.get(page_of(room.resource)).content.decode()


def test_who_comes_back_reads_nothing_before_it_is_shared_anew(room, author, reader, time_machine):
    share = share_reflections(room.reader, room.write("Mine"))
    leave(room, room.reader)
    time_machine.move_to(timezone.now() + datetime.timedelta(days=1), tick=False)
    join(room.team, room.reader, starts_at=timezone.now())

    assert reader.get(shared_page(share)).status_code == 404
    assert share_by_form(author, room.resource, room.reader.email).status_code == 302
    assert reader.get(shared_page(ReflectionShare.objects.get())).status_code == 200


def test_a_share_stands_when_its_reader_goes_on_to_another_team_of_the_district(room, reader):
    share = share_reflections(room.reader, room.write("Mine"))
    join(make_team(room.team.district), room.reader)
    Membership.objects.filter(team=room.team, person=room.reader).update(ends_at=timezone.now())

    assert reader.get(shared_page(share)).status_code == 200


# -- Cost -----------------------------------------------------------------------------------------------------


def counted(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_pages_ask_as_much_for_three_entries_and_shares_as_for_one(room, author, reader):
    def ask():
        share = ReflectionShare.objects.first()
        pages = [(author, LIST), (author, page_of(room.resource)), (author, page_of(room.resource) + "share/")]
        pages += [(reader, SHARED), (reader, shared_page(share)), (reader, LIST)]
        return [counted(client, address) for client, address in pages]

    share_reflections(room.reader, room.write())
    one = ask()
    for resource in (room.resource, room.second, room.third):
        other = join(room.team).person
        share_reflections(room.reader, make_reflection(other, resource))
        entry = room.write(resource=resource)
        if resource != room.resource:
            share_reflections(room.reader, entry)
        else:
            Reflection.objects.filter(pk=entry.pk).update(share=ReflectionShare.objects.get(author=room.author))
        room.write(resource=resource)

    assert ask() == one
