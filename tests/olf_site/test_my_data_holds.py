"""What is in the file with everything stored about a person: all of theirs, and nothing of others."""

import datetime
import io
import json
import zipfile

import pytest
from django.apps import apps
from django.utils import timezone

from districts.history import record_change
from people.access.sealing import holds_private
from people.mail.models import Mail
from people.personal_data.archive import write_archive
from people.personal_data.collecting import collect
from people.personal_data.registry import ACTS, TABLES
from people.users import User
from tests.factories import (
    join,
    make_evidence,
    make_mail,
    make_person,
    make_personal_data_file,
    make_reflection,
    make_sealed,
    make_team,
    share_reflections,
)
from tests.people.test_personal_data_covers import SECRET
from tests.sealed import EXAMPLE, NOTE, SealedWorld

from .everything import MINE, THEIRS, Everything, secret_values

pytestmark = pytest.mark.django_db


def archive_of(person):
    """What a person's file says to programs, and its page."""
    file = io.BytesIO()
    write_archive(collect(User.objects.get(pk=person.pk)), file)
    archive = zipfile.ZipFile(file)
    return json.loads(archive.read("data.json")), archive.read("index.html").decode()


@pytest.fixture
def world():
    return Everything()


def test_every_table_and_every_act_has_something_of_who_did_everything(world):
    for one in ACTS:
        one.model._default_manager.update(**{one.by: world.person})

    data, page = archive_of(world.person)

    assert [one.key for one in TABLES if not data[one.key]] == []
    assert {row["what"] for row in data["acts"]} == {one.key for one in ACTS}
    assert [one.title for one in TABLES if str(one.title) not in page] == []


def test_own_words_are_in_it_and_those_of_others_are_not(world):
    data, page = archive_of(world.person)

    assert [row["note"] for row in data["ratings"]] == [MINE]
    assert [row["example"] for row in data["reflections"]] == [MINE]
    assert [row["title"] for row in data["evidence"]] == [MINE]
    assert [row["text"] for row in data["criteria"]] == [MINE]
    assert [row["text"] for row in data["feedback"]] == [MINE]
    assert [row["answer"] for row in data["feedback_answers"]] == [MINE]
    assert THEIRS not in json.dumps(data) + page


def test_of_others_only_those_are_named_who_did_something_to_the_person(world):
    stranger = join(world.team, make_person("Uma Stranger", "uma@example.org")).person
    record_change("link_made", district=world.district, by=world.person, person=str(stranger))
    data, page = archive_of(world.person)

    assert "Uma" not in json.dumps(data) + page
    assert "ida@example.org" not in json.dumps(data) + page
    assert [row["made_by"] for row in data["invitations"]] == ["Ida Colleague"]


def test_no_secret_is_in_it_not_even_as_it_is_stored(world):
    secrets = world.secrets.union(*(secret_values(model, SECRET) for model in apps.get_models()))
    secrets = {secret for secret in secrets if len(secret) > 12}  # keys of frameworks and scales are none
    data, page = archive_of(world.person)

    assert len(secrets) > 20
    assert [secret for secret in secrets if secret in json.dumps(data) + page] == []


def test_a_level_has_its_number_for_programs_and_its_words_for_people(world):
    data, page = archive_of(world.person)

    assert data["ratings"][0]["level"] == 2
    assert "<td>2 Emerging</td>" in page


def test_ratings_that_have_ended_are_not_in_it_though_nobody_has_removed_them(world, time_machine):
    end = world.district.start_of(world.cycle.ratings_kept_until + datetime.timedelta(days=1))
    time_machine.move_to(end - datetime.timedelta(seconds=1), tick=False)
    assert [len(archive_of(world.person)[0][key]) for key in ("seats", "ratings")] == [1, 1]

    time_machine.move_to(end, tick=False)

    assert [len(archive_of(world.person)[0][key]) for key in ("seats", "ratings")] == [0, 0]


def test_mails_are_told_also_where_only_the_address_was_typed(world):
    for one in (world.person, world.colleague):
        mail = make_mail(one, kind="password_reset", sent=True)
        Mail.objects.filter(pk=mail.pk).update(person=None)

    mails = archive_of(world.person)[0]["mails"]

    assert [(row["kind"], row["address"], row["state"]) for row in mails if row["kind"] == "password_reset"] == [
        ("password_reset", "bo@example.org", "sent")
    ]


# -- The history -----------------------------------------------------------------------------------------


def test_the_history_is_told_where_it_names_the_person(world):
    data, page = archive_of(world.person)

    assert [row["what"] for row in data["history_about_you"]] == ["link_made"]
    assert "Ida Colleague made a link with which Bo Li sets a password." in page
    assert [row["what"] for row in data["history_by_you"]] == ["link_made", "report_shared"]


def test_what_the_history_says_of_one_of_two_people_of_a_name_is_told_to_neither(world):
    make_person("Bo Li")

    data, page = archive_of(world.person)

    assert data["history_about_you"] == []
    assert "somebody else here has the same name" in page


def test_the_history_of_a_district_that_the_person_is_nothing_in_is_not_told(world):
    other = make_team(type(world.district).objects.create(name="Far", slug="far"))
    record_change("link_made", district=other.district, by=world.colleague, person=str(world.person))

    data, _page = archive_of(world.person)

    assert len(data["history_about_you"]) == 1


# -- Words that a colleague has changed ------------------------------------------------------------------


def test_evidence_that_a_colleague_has_worded_since_is_not_told_as_the_persons_words(world):
    kept = {"created_by": world.person, "changed_at": timezone.now()}
    make_evidence(world.team, title="Changed by me", changed_by=world.person, **kept)
    make_evidence(world.team, title="Changed by another", changed_by=world.colleague, **kept)
    make_evidence(world.team, title="Changed by who is gone", changed_by=None, **kept)

    data, _page = archive_of(world.person)

    assert {row["title"] for row in data["evidence"]} == {MINE, "Changed by me"}


# -- While the account is sealed -------------------------------------------------------------------------


def test_nothing_sealed_is_in_it_and_the_page_says_why():
    world = SealedWorld().write()
    make_sealed(world.member, by=world.administrator)

    data, page = archive_of(world.member)

    assert (data["ratings"], data["reflections"], data["reflections_shown"]) == ([], [], [])
    assert NOTE not in page
    assert EXAMPLE not in page
    assert "it is sealed" in page


def test_what_was_written_after_the_sealing_is_in_it(time_machine):
    world = SealedWorld().write()
    change = make_sealed(world.member, by=world.administrator)
    time_machine.move_to(change.made_at + datetime.timedelta(minutes=1), tick=False)
    own = make_reflection(world.member, world.resource, example="Afterwards")
    share_reflections(world.colleague, own)

    data, _page = archive_of(world.member)

    assert [row["example"] for row in data["reflections"]] == ["Afterwards"]
    assert [row["reader"] for row in data["reflections_shared"]] == [str(world.colleague)]


def test_while_sealed_nothing_of_teams_that_the_person_has_left_is_in_it():
    world = SealedWorld().write()
    make_evidence(world.team, created_by=world.member, title="Of this team")
    left = make_team(world.district)
    make_evidence(left, created_by=world.member, title="Of a team that was left")
    assert [row["title"] for row in archive_of(world.member)[0]["evidence"]] == [
        "Of a team that was left",
        "Of this team",
    ]

    make_sealed(world.member, by=world.administrator)

    assert [row["title"] for row in archive_of(world.member)[0]["evidence"]] == ["Of this team"]


def test_a_file_seals_the_account_though_what_it_holds_is_deleted():
    person = make_person()
    assert not holds_private(person)

    make_personal_data_file(person)

    assert holds_private(person)
