"""The history of changes: who reads which, in whose words, for how long; and what is never in it."""

import csv
import datetime
import re
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from districts.appointments import actions as appointments_actions
from districts.change_history.models import DistrictChange
from districts.history import record_change
from districts.imports import actions as imports_actions
from districts.imports.people import plan_people
from districts.invitations import actions as invitations_actions
from districts.people import actions as people_actions
from districts.roles.models import Role
from districts.schools import actions as schools_actions
from districts.settings import actions as settings_actions
from districts.teams import actions as teams_actions
from frameworks.actions import publish_edition
from frameworks.models.history import FrameworkChange
from people.changes import KINDS, ChangeGroup, say
from tests.factories import appoint, join, make_district, make_edition, make_family, make_person, make_school, make_team

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 3, 2, 17, tzinfo=datetime.UTC)


@pytest.fixture
def here(client, time_machine):
    time_machine.move_to(NOON, tick=False)
    district = make_district(name="Nord", time_zone="America/Toronto")
    by = appoint(Role.DISTRICT_ADMINISTRATOR, make_person("Anne Roy"), district)
    client.force_login(by)
    DistrictChange.objects.all().delete()
    return SimpleNamespace(district=district, by=by)


def read(client, here, **wanted):
    response = client.get(reverse("reports:history", args=[here.district.slug]), wanted)
    assert response.status_code == 200
    return response


def lines_of(response):
    """The sentences of a page, newest first."""
    items = re.findall(r"<li><span class=\"muted num\">[^<]*</span> (.*?)</li>", response.content.decode())
    return [re.sub(r"\s*<a .*", "", item) for item in items]


def test_history_says_who_did_what_to_whom(client, here):
    team = make_team(here.district, make_school(here.district, name="École X"))
    marc = make_person("Marc Côté")
    membership = teams_actions.join_team(person=marc, team=team, by=here.by)
    teams_actions.change_membership(membership=membership, facilitates=True, rates=False, by=here.by)
    appointments_actions.appoint(
        person=marc, role=Role.PRINCIPAL, district=here.district, school=team.school, by=here.by
    )

    assert lines_of(read(client, here)) == [
        "Anne Roy gave Marc Côté the role Principal (École X).",
        "Anne Roy changed what Marc Côté does in the team École X: facilitator, does not rate.",
        "Anne Roy put Marc Côté in the team École X: member, rates.",
    ]


def test_saving_what_is_so_already_is_no_change(client, here):
    team = make_team(here.district)
    membership = join(team)
    teams_actions.change_membership(membership=membership, facilitates=False, rates=True, by=here.by)
    teams_actions.rename_team(team=team, name=team.name, by=here.by)
    settings_actions.change_district(district=here.district, by=here.by, name="Nord", threshold=5)
    settings_actions.change_notice(
        district=here.district,
        title=here.district.notice.title,
        text=here.district.notice.text,
        language=here.district.notice.language,
        by=here.by,
    )

    assert [line for line in lines_of(read(client, here)) if "notice" not in line] == []


def test_settings_say_from_what_to_what(client, here):
    settings_actions.change_district(district=here.district, by=here.by, name="Nord", threshold=8, retention_months=24)

    assert lines_of(read(client, here)) == ["Anne Roy changed the settings: protection threshold: 5 → 8."]


def test_superintendents_find_it_on_my_work_and_administrators_in_the_administration(client, here):
    address = reverse("reports:history", args=[here.district.slug])
    administration = client.get(reverse("districts:administration", args=[here.district.slug])).content.decode()
    client.force_login(appoint(Role.SUPERINTENDENT, district=here.district))
    work = client.get(reverse("home")).content.decode()

    assert (f'href="{address}"' in administration, f'href="{address}"' in work) == (True, True)


def test_days_are_the_district_s(client, here, time_machine):
    time_machine.move_to(datetime.datetime(2026, 3, 3, 4, 30, tzinfo=datetime.UTC), tick=False)
    schools_actions.add_family(district=here.district, name="East", by=here.by)

    page = read(client, here).content.decode()

    assert "March 2, 2026" in page
    assert "23:30" in page


def test_names_stay_as_they_stood(client, here):
    marc, by = make_person("Marc Côté"), appoint(Role.DISTRICT_ADMINISTRATOR, make_person("Old Name"), here.district)
    school = make_school(here.district, name="École X")
    appointments_actions.appoint(person=marc, role=Role.PRINCIPAL, district=here.district, school=school, by=by)
    school.name, by.name = "New school", "New name"
    school.save()
    by.save()
    marc.delete()
    by.delete()

    assert lines_of(read(client, here)) == ["Old Name gave Marc Côté the role Principal (École X)."]


def test_the_history_of_a_district_shows_no_other(client, here):
    other = make_district()
    admin = appoint(Role.DISTRICT_ADMINISTRATOR, make_person("Zed Other"), other)
    schools_actions.add_family(district=other, name="Secret", by=admin)
    listed = record_change("people_listed", district=other, by=admin, counts=[["created", 1]])
    DistrictChange.objects.exclude(pk=listed.pk).update(part_of=listed)

    pages = [read(client, here, **wanted).content.decode() for wanted in ({}, {"q": "Secret"}, {"list": listed.pk})]

    assert not any("Zed Other" in page for page in pages)
    assert [lines_of(read(client, here, list=listed.pk))] == [[]]


def test_whose_name_the_district_does_not_know_yet_stands_by_address(client, here):
    elsewhere = join(make_team(make_district()), make_person("Hidden Name", "else@example.org")).person
    added = people_actions.add_person(district=here.district, email=elsewhere.email, role=Role.TRUSTEE, by=here.by)
    invitations_actions.withdraw_invitation(invitation=added.invitation, by=here.by)

    assert "Hidden" not in read(client, here).content.decode()
    assert lines_of(read(client, here)) == [
        "Anne Roy withdrew a link made for else@example.org.",
        "Anne Roy asked else@example.org, who has an account elsewhere, to join the district.",
    ]


def test_editions_are_in_every_history_without_a_name(client, here):
    edition = make_edition(1, 1, publish=False)
    publish_edition(edition=edition, by=make_person("Ed Itor"))

    assert lines_of(read(client, here)) == [f"The edition {edition} was published."]
    assert "Ed Itor" not in read(client, here).content.decode()


def family_world(here):
    near, far = make_family(here.district, name="Near"), make_family(here.district, name="Far")
    for family in (near, far):
        school = make_school(here.district, name=f"School {family.name}", family=family)
        teams_actions.add_team(district=here.district, name=f"Team {family.name}", school=school, by=here.by)
    settings_actions.change_district(district=here.district, by=here.by, threshold=8)
    return near


def test_a_superintendent_of_some_families_reads_of_their_schools(client, here):
    near = family_world(here)
    client.force_login(appoint(Role.SUPERINTENDENT, district=here.district, families=[near]))

    assert lines_of(read(client, here)) == ["Anne Roy added the leadership team Team Near."]
    rows = client.get(reverse("reports:history_csv", args=[here.district.slug]))
    assert "Far" not in b"".join(rows).decode()


def test_superintendents_of_all_and_administrators_read_everything(client, here):
    near = family_world(here)
    both = appoint(Role.SUPERINTENDENT, district=here.district, families=[near])
    appoint(Role.DISTRICT_ADMINISTRATOR, both, here.district)
    counts = []
    for reader in (here.by, both, appoint(Role.SUPERINTENDENT, district=here.district)):
        client.force_login(reader)
        counts.append(len(lines_of(read(client, here))))

    assert counts == [3, 3, 3]


def test_filters_find_by_whom_about_what_and_a_name(client, here):
    sue = appoint(Role.DISTRICT_ADMINISTRATOR, make_person("Sue Perry"), here.district)
    schools_actions.add_family(district=here.district, name="École de l’Été", by=here.by)
    teams_actions.add_team(district=here.district, name="Board", by=sue)

    assert lines_of(read(client, here, by="Sue Perry")) == ["Sue Perry added the leadership team Board."]
    assert lines_of(read(client, here, about="schools")) == [
        "Anne Roy added the family of schools École de l’Été.",
    ]
    assert len(lines_of(read(client, here, q="ecole ete"))) == 1
    assert lines_of(read(client, here, q="nobody")) == []
    assert len(lines_of(read(client, here, about="nonsense", list="x"))) == 2


def test_a_pasted_list_is_one_line_and_each_of_its_changes_can_be_seen_and_found(client, here):
    make_school(here.district, name="S")
    known = join(make_team(here.district, name="T"), make_person("Known", "known@example.org"))
    text = "a@example.org,Ana,S\nb@example.org,Bob,,trustee\nknown@example.org,,T,facilitator"
    shown = plan_people(here.district, text).fingerprint
    imports_actions.import_people(district=here.district, text=text, shown=shown, by=here.by)
    listed = DistrictChange.objects.get(kind="people_listed")

    assert lines_of(read(client, here)) == ["Anne Roy saved a list of people: 2 new, 1 changed."]
    assert sorted(lines_of(read(client, here, list=listed.pk))) == [
        "Anne Roy added the leadership team S.",
        "Anne Roy changed what Known does in the team T: facilitator, rates.",
        "Anne Roy gave Bob the role Trustee.",
        "Anne Roy put Ana in the team S: member, rates.",
    ]
    assert lines_of(read(client, here, q="bob")) == ["Anne Roy gave Bob the role Trustee."]
    assert known.person.name == "Known"


def test_fifty_a_page_and_the_filter_stays(client, here):
    for number in range(51):
        schools_actions.add_family(district=here.district, name=f"F{number}", by=here.by)

    first, second = read(client, here, about="schools"), read(client, here, about="schools", page=2)

    assert (len(lines_of(first)), len(lines_of(second))) == (50, 1)
    assert "?about=schools&amp;page=2" in first.content.decode()


def test_download_says_the_same_and_runs_no_formula(client, here):
    schools_actions.add_family(district=here.district, name="=1+1", by=here.by)
    teams_actions.add_team(district=here.district, name="T", by=here.by)

    response = client.get(reverse("reports:history_csv", args=[here.district.slug]), {"about": "schools"})
    rows = list(csv.reader(StringIO(b"".join(response).decode("utf-8-sig"))))

    assert rows == [
        ["Day", "Time", "Who", "About", "Change"],
        ["2026-03-02", "12:00", "Anne Roy", "Schools and families", "Anne Roy added the family of schools =1+1."],
    ]


def test_what_is_older_than_the_setting_is_neither_shown_nor_kept(client, here, settings, time_machine):
    settings.HISTORY_MONTHS = 2
    schools_actions.add_family(district=here.district, name="Old", by=here.by)
    publish_edition(edition=make_edition(1, 1, publish=False))
    time_machine.move_to(NOON + datetime.timedelta(days=40), tick=False)
    schools_actions.add_family(district=here.district, name="New", by=here.by)
    time_machine.move_to(NOON + datetime.timedelta(days=70), tick=False)
    client.force_login(here.by)

    shown, kept = lines_of(read(client, here)), DistrictChange.objects.count()
    said = StringIO()
    call_command("purge_history", stdout=said)

    assert shown == ["Anne Roy added the family of schools New."]
    assert (kept, DistrictChange.objects.count(), FrameworkChange.objects.count()) == (2, 1, 0)
    assert said.getvalue() == "2 changes of the history are deleted.\n"


def test_where_nothing_has_changed_the_page_says_what_will_be_there(client, here):
    assert "From now on this page says" in read(client, here).content.decode()
    assert "Nothing of that kind" in read(client, here, q="x").content.decode()


def test_as_many_queries_for_one_change_as_for_three(client, here):
    found = []
    for number in range(3):
        schools_actions.add_family(district=here.district, name=f"F{number}", by=here.by)
        with CaptureQueriesContext(connection) as queries:
            read(client, here)
        found.append(len(queries))

    assert found[0] == found[2]


FACTS = {
    "role": "trustee",
    "part": [True, False],
    "values": [["threshold", "5", "8"]],
    "counts": [["created", 3]],
    "day": "2026-03-02",
}


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_kind_has_a_group_and_a_sentence_that_takes_its_facts(kind, language):
    with override(language):
        named = set(re.findall(r"%\((\w+)\)s", str(KINDS[kind].sentence)))
        said = say(kind, "Anne", {name: FACTS.get(name, f"<{name}>") for name in named - {"by"}})

    assert KINDS[kind].group in ChangeGroup.values
    assert said.endswith(".")
    assert "%(" not in said
