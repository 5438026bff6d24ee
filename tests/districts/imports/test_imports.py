"""Pasted lists: what is previewed, what is refused and why, and that saving does exactly that."""

import datetime
from pathlib import Path

import pytest
from auditlog.context import set_actor
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from districts.imports import actions as imports_actions
from districts.imports import newcomers
from districts.imports.people import plan_people
from districts.imports.schools import plan_schools
from districts.people import actions as people_actions
from districts.roles.models import Invitation, Membership, Role
from districts.structure.models import School
from people.users import User
from tests.factories import appoint, join, make_district, make_family, make_person, make_school, make_team
from tests.worker import work

pytestmark = pytest.mark.django_db

CASES = Path(__file__).parents[1] / "cases"
PARTS = [(False, True), (True, True), (True, False), (False, False)]  # facilitates, rates


@pytest.fixture
def district():
    return make_district()


@pytest.fixture
def administrator(district):
    return appoint(Role.DISTRICT_ADMINISTRATOR, district=district)


def changes(plan):
    return [(line.line, str(line.change)) for line in plan.lines]


def save_people(district, text, by):
    plan, saved = imports_actions.import_people(
        district=district, text=text, shown=plan_people(district, text).fingerprint, by=by
    )
    assert saved
    return plan


def test_schools_are_created_changed_unchanged_or_refused_with_line_and_reason(district):
    make_school(district, name="L’Envol", family=make_family(district, name="East"))
    make_school(district, name="Old name", sourced_id="77")
    text = (
        "name,family,level,language,id,first day,last day\n"
        "New,North,secondaire,fr,,2026-09-01,\n"
        "l’envol,East,,,,,\n"
        "New name,,,,77,,\n"
        ",East,,,,,\n"
        "Bad,,college,,,,\n"
        "Worse,,,,,01/09/2026,\n"
        "new,,,,,,\n"
        "Back,,,,,2026-09-01,2026-08-31\n"
    )

    plan = plan_schools(district, text)

    assert changes(plan) == [
        (2, "created"),
        (3, "changed"),  # its name is written with a small letter now
        (4, "changed"),
        *[(line, "refused") for line in (5, 6, 7, 8, 9)],
    ]
    assert "North" in plan.lines[0].words
    assert "Old name → New name" in plan.lines[2].words
    assert "line 2" in plan.lines[6].words
    assert all(line.words for line in plan.lines if line.change == "refused")


def test_schools_are_saved_as_shown_and_a_second_time_nothing_changes(district, administrator):
    text = "École L’Été;Nord;secondaire;fr;12;2026-09-01\n=1+1;nord;;;;"

    plan, saved = imports_actions.import_schools(
        district=district, text=text, shown=plan_schools(district, text).fingerprint, by=administrator
    )

    assert saved
    assert [(school.name, school.family.name, school.level) for school in district.schools.all()] == [
        ("=1+1", "Nord", "elementary"),
        ("École L’Été", "Nord", "secondary"),
    ]
    assert changes(plan_schools(district, text)) == [(1, "unchanged"), (2, "unchanged")]


def test_nothing_is_saved_when_the_district_has_changed_since_the_preview(district, administrator):
    text = "Alpha\nBeta"
    shown = plan_schools(district, text).fingerprint
    make_school(district, name="Alpha")

    plan, saved = imports_actions.import_schools(district=district, text=text, shown=shown, by=administrator)

    assert not saved
    assert changes(plan) == [(1, "unchanged"), (2, "created")]
    assert district.schools.count() == 1


def test_saving_is_one_transaction(district, administrator, monkeypatch):
    text = "a@example.org,A,T\nb@example.org,B,T"
    make_team(district, name="T")

    def fail(*_made, **_said):
        raise RuntimeError("the power went out")

    monkeypatch.setattr(newcomers, "write_history", fail)
    with pytest.raises(RuntimeError):
        save_people(district, text, administrator)

    assert not User.objects.filter(email__in=["a@example.org", "b@example.org"]).exists()


def queries_of_saving(district, names, by):
    """How many queries it takes to let in people of these names."""
    text = "\n".join(f"{name}@example.org,{name},T" for name in names)
    with CaptureQueriesContext(connection) as queries:
        save_people(district, text, by)
    return len(queries)


def test_many_new_people_take_hardly_more_queries_than_few(district, administrator):
    make_team(district, name="T")
    few = queries_of_saving(district, ["a", "b", "c"], administrator)

    many = queries_of_saving(district, [f"p{n}" for n in range(60)], administrator)

    assert User.objects.filter(memberships__team__district=district).count() == 63
    assert many - few <= 5  # a database takes only so many rows at once


def history_of(person):
    """What the history says of an account, its places and links; less what differs from person to person."""
    made = [person, *person.memberships.all(), *person.appointments.all(), *person.invitations.all()]
    entries = [entry for one in made for entry in LogEntry.objects.get_for_object(one)]
    return [
        (
            e.content_type.model,
            e.action,
            sorted(e.changes),
            e.actor,
            e.actor_email,
            e.object_repr.replace(person.name, ""),
        )
        for e in entries
    ]


def test_a_list_leaves_the_history_that_people_added_alone_leave(district, administrator):
    team, school = make_team(district, name="T"), make_school(district, name="S")
    with set_actor(administrator):
        alone = people_actions.add_person(
            district=district,
            email="alone@example.org",
            name="Alone",
            by=administrator,
            team=team,
            role=Role.PRINCIPAL,
            school=school,
        )
        save_people(district, "many@example.org,Many,T\nmany@example.org,,S,principal", administrator)
    listed = User.objects.get(email="many@example.org")

    assert history_of(listed) == history_of(alone.person)
    assert {(actor, email) for *_, actor, email, _repr in history_of(listed)} == {(administrator, administrator.email)}
    assert len(history_of(listed)) == 4


def test_new_people_of_a_list_get_their_mail(district, administrator, settings, mailoutbox):
    settings.EMAIL_URL = "smtp://localhost"
    make_team(district, name="T")
    text = "a@example.org,A,T\nb@example.org,B,T\na@example.org,A,,trustee"

    shown = plan_people(district, text).fingerprint
    imports_actions.import_people(
        district=district, text=text, shown=shown, by=administrator, base_url="https://x.example"
    )
    work()

    assert sorted(mail.to for mail in mailoutbox) == [["a@example.org"], ["b@example.org"]]


def test_nothing_is_saved_when_another_district_makes_an_account_at_the_same_moment(district, administrator):
    make_school(district, name="S")
    text = "a@example.org,A,S\nb@example.org,B,S"
    User.objects.create(email="B@example.org", name="Made without the plan's seeing it")

    plan, saved = imports_actions.import_people(
        district=district, text=text, shown=plan_people(district, text).fingerprint, by=administrator
    )

    assert not saved
    assert plan.does_anything
    assert not User.objects.filter(email="a@example.org").exists()
    assert not district.teams.exists()


def test_people_are_created_changed_asked_unchanged_or_refused(district, administrator):
    team = make_team(district, name="Équipe d’Or")
    known = join(team, make_person(name="Known", email="known@example.org")).person
    elsewhere = join(make_team(make_district()), make_person(name="Secret", email="else@example.org")).person
    make_school(district, name="Alone")
    text = (
        "email,name,team,role,rates\n"
        "NEW@Example.org,New,équipe d’or,,\n"
        "new@example.org,New,Alone,facilitator,no\n"
        "known@example.org,Changed,Équipe d’Or,,\n"
        "known@example.org,,Équipe d’Or,facilitator,\n"
        "else@example.org,My name,Alone,principal,\n"
        "nobody,N,Alone,,\n"
        "x@example.org,X,Nowhere,,\n"
        "y@example.org,,Alone,,\n"
        "z@example.org,Z,,,\n"
        "w@example.org,W,Alone,emperor,\n"
        "new@example.org,New,Équipe d’Or,,\n"
    )

    plan = plan_people(district, text)

    assert [change for _line, change in changes(plan)] == [
        *("created", "changed", "unchanged", "refused", "asked"),
        *["refused"] * 6,
    ]
    assert not any("Secret" in line.title + line.words for line in plan.lines)
    save_people(district, text, administrator)
    new = User.objects.get(email="new@example.org")
    assert {(m.team.name, m.facilitates, m.rates) for m in new.memberships.all()} == {
        ("Équipe d’Or", False, True),
        ("Alone", True, False),
    }
    assert Invitation.objects.open().get(person=new).purpose == Invitation.Purpose.WELCOME
    assert Invitation.objects.open().get(person=elsewhere).purpose == Invitation.Purpose.JOIN
    known.refresh_from_db()
    assert (known.name, elsewhere.appointments.count()) == ("Known", 0)


def test_people_a_second_time_nothing_changes(district, administrator):
    make_school(district, name="Alone")
    join(make_team(make_district()), make_person(email="else@example.org"))
    text = "a@example.org,A,Alone,facilitator\nb@example.org,B,,trustee\nelse@example.org,E,,trustee"

    save_people(district, text, administrator)

    assert [change for _line, change in changes(plan_people(district, text))] == ["unchanged"] * 3


def test_part_in_a_team_is_changed_by_a_list(district, administrator):
    membership = join(make_team(district, name="T"), make_person(email="a@example.org"))

    save_people(district, "a@example.org,,T,facilitator,no", administrator)

    membership.refresh_from_db()
    assert (membership.facilitates, membership.rates) == (True, False)


def test_a_list_without_a_column_for_roles_changes_nobody(district, administrator):
    team = make_team(district, name="O’Connor Public School")
    known = [("facilitator@demo.example", "Théo Beaulieu"), ("member@demo.example", "Chidi Guèvremont")]
    facilitator, member = [
        join(team, make_person(email=email, name=name), facilitates=not n, rates=bool(n))
        for n, (email, name) in enumerate(known)
    ]
    text = CASES.joinpath("01-roster-without-role-column.tsv").read_text()

    plan = save_people(district, text, administrator)

    assert changes(plan) == [(2, "unchanged"), (3, "unchanged"), (4, "created")]
    assert plan.lines[2].words == "O’Connor Public School: member, rates"
    for before in (facilitator, member):
        after = Membership.objects.get(pk=before.pk)
        assert (after.facilitates, after.rates, after.ends_at) == (before.facilitates, before.rates, None)


@pytest.mark.parametrize("before", PARTS)
@pytest.mark.parametrize(
    ("role", "rates", "facilitates_after", "rates_after"),
    [
        ("", "", None, None),
        ("facilitator", "", True, None),
        ("member", "", False, None),
        ("", "yes", None, True),
        ("", "no", None, False),
        ("trustee", "", None, None),  # another role says nothing of the team
    ],
)
def test_an_empty_cell_changes_nothing_for_who_is_there(
    district, administrator, before, role, rates, facilitates_after, rates_after
):
    team = make_team(district, name="T")
    join(team, facilitates=True)
    membership = join(team, make_person(email="a@example.org"), facilitates=before[0], rates=before[1])

    save_people(district, f"email,team,role,rates\na@example.org,T,{role},{rates}", administrator)

    membership.refresh_from_db()
    wanted = (facilitates_after, rates_after)
    assert (membership.facilitates, membership.rates) == tuple(
        was if says is None else says for was, says in zip(before, wanted, strict=True)
    )


@pytest.mark.parametrize(
    ("role", "rates", "words"),
    [
        ("", "", "member, rates"),
        ("facilitator", "", "facilitator, rates"),
        ("", "no", "attends, does not rate"),
        ("facilitator", "no", "facilitator, does not rate"),
    ],
)
def test_the_preview_says_what_somebody_new_in_a_team_will_do(district, role, rates, words):
    known = join(make_team(district, name="Elsewhere"), make_person(email="known@example.org"))
    make_team(district, name="T")
    lines = [f"new@example.org,New,T,{role},{rates}", f"{known.person.email},,T,{role},{rates}"]
    plan = plan_people(district, "\n".join(lines))

    assert [line.words for line in plan.lines] == [f"T: {words}", f"joins T: {words}"]


def test_a_change_says_what_was_before(district):
    join(make_team(district, name="T"), make_person(email="a@example.org"), rates=False)

    assert plan_people(district, "a@example.org,,T,facilitator,").lines[0].words == (
        "attends, does not rate → facilitator, does not rate"
    )


def test_a_list_of_schools_changes_only_what_its_cells_say(district, administrator):
    school = make_school(
        district,
        name="Alpha",
        family=make_family(district, name="East"),
        level="secondary",
        language="fr",
        sourced_id="0012",
        opened_on=datetime.date(1961, 9, 1),
        closed_on=datetime.date(2031, 6, 30),
    )
    for text in ("name\nAlpha", "name,family,level,language,id,first day,last day\nAlpha,,,,,,"):
        assert changes(plan_schools(district, text)) == [(2, "unchanged")]

    text = "name,level\nAlpha,combined"
    imports_actions.import_schools(
        district=district, text=text, shown=plan_schools(district, text).fingerprint, by=administrator
    )

    kept = School.objects.get(pk=school.pk)
    assert kept.level == "combined"
    fields = ("family_id", "language", "sourced_id", "opened_on", "closed_on")
    assert [getattr(kept, field) for field in fields] == [getattr(school, field) for field in fields]


@pytest.mark.parametrize("heading", ["School number", "School No.", "Numéro de l’école", "identifier", "No"])
def test_the_school_number_is_known_by_what_boards_call_it(district, heading):
    make_school(district, name="Alpha", sourced_id="044907")

    plan = plan_schools(district, f"name,{heading}\nBeta,044907")

    assert changes(plan) == [(2, "changed")]


def test_the_preview_says_what_a_new_school_is_where_no_cell_does(district):
    plan = plan_schools(district, "name,level,language,family\nAlpha,,,North\nBeta,secondary,fr,\nGamma,,fr,")

    assert [line.words for line in plan.lines] == [
        "kind of school: elementary; language of instruction: en; new family of schools “North”",
        "",
        "kind of school: elementary",
    ]


def test_planning_takes_the_same_queries_for_one_line_and_for_many(district, django_assert_num_queries):
    make_school(district, name="S")
    lines = [f"p{n}@example.org,P,S" for n in range(30)]
    with django_assert_num_queries(8):
        plan_people(district, lines[0])
    with django_assert_num_queries(8):
        plan_people(district, "\n".join(lines))


def test_a_few_places_of_very_many_are_named_in_a_sentence(district):
    plan = plan_schools(district, "name,family\n" + "Alpha,,\n,East\n" * 30)

    assert plan.places_refused.startswith("3–61")  # the first school; all others are the same
    odd = plan_schools(district, "name,family\n" + "".join(f"S{n}\n,East\n" for n in range(30)))
    assert odd.places_refused == ", ".join(str(line) for line in range(3, 43, 2)) + " …"
