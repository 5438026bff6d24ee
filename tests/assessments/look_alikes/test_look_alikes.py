"""Two that have one name in two spellings: shown side by side, made one without losing anything, or kept apart."""

import datetime

import pytest
from auditlog.models import LogEntry
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.cycles.models import Assessment
from assessments.evidence.models import Evidence
from assessments.feedback.models import Pairing
from assessments.look_alikes import actions
from assessments.look_alikes.actions import references_to
from assessments.look_alikes.errors import CannotBeMerged, NothingLooksAlike
from assessments.look_alikes.queries import describe_spelling
from assessments.record.models import Record
from districts.change_history.models import DistrictChange
from districts.look_alikes import LookAlikeCounts, counts_of, look_alikes_of
from districts.roles.models import Invitation, Membership, Role
from districts.structure.models import Family, School, Team
from tests.factories import (
    appoint,
    join,
    make_assessment,
    make_criterion,
    make_cycle,
    make_district,
    make_evidence,
    make_family,
    make_person,
    make_school,
    make_team,
    practices_of,
    reveal,
)

pytestmark = pytest.mark.django_db

STRAIGHT, CURLY = "O'Connor", "O’Connor"


@pytest.fixture
def district():
    return make_district()


@pytest.fixture
def administrator(district):
    return appoint(Role.DISTRICT_ADMINISTRATOR, district=district)


def alike(make, district, *args, **fields):
    """Two that look alike, as a migration leaves them."""
    return [make(district, *args, name=name, namesake=n, **fields) for n, name in enumerate((STRAIGHT, CURLY))]


def merge(district, kind, stays, by):
    return actions.merge(district=district, kind=kind, pk=stays.pk, by=by)


def test_only_those_of_one_key_look_alike(district):
    two = alike(make_school, district)
    make_school(district, name="O Connor")
    make_school(make_district(), name=STRAIGHT)

    assert [(group.kind, list(group.things)) for group in look_alikes_of(district)] == [("school", two)]
    assert counts_of(district) == LookAlikeCounts(undecided=1, kept_apart=0)


def test_keeping_apart_lets_both_stand_and_can_be_taken_back(district, administrator):
    one, other = alike(make_family, district)
    known = {"district": district, "kind": "family", "pk": other.pk, "by": administrator}

    actions.keep_apart(**known)

    assert [group.are_kept_apart for group in look_alikes_of(district)] == [True]
    assert counts_of(district) == LookAlikeCounts(undecided=0, kept_apart=1)
    assert LogEntry.objects.get_for_object(one).first().changes == {"kept_apart": ["False", "True"]}
    actions.compare_again(**known)
    assert [group.are_kept_apart for group in look_alikes_of(district)] == [False]
    assert [family.name for family in (one, other)] == [STRAIGHT, CURLY]
    told = DistrictChange.objects.order_by("pk").values_list("kind", "facts__name")
    assert list(told) == [("names_kept_apart", STRAIGHT), ("names_compared_again", STRAIGHT)]


def test_a_decision_comes_too_late_where_nothing_looks_alike(district, administrator):
    one, _other = alike(make_family, district)
    merge(district, "family", one, administrator)

    with pytest.raises(NothingLooksAlike):
        merge(district, "family", one, administrator)


def test_a_family_that_stays_has_the_schools_superintendents_and_offers_of_both(district, administrator):
    one, other = alike(make_family, district)
    schools = [make_school(district, family=family) for family in (one, other)]
    of_both = appoint(Role.SUPERINTENDENT, district=district, families=[one, other])
    of_other = appoint(Role.SUPERINTENDENT, district=district, families=[other])
    offer = Invitation.objects.create(
        person=make_person(),
        district=district,
        gives={"role": "superintendent", "school": None, "families": [one.pk, other.pk]},
        expires_at=timezone.now() + datetime.timedelta(days=1),
    )

    merge(district, "family", one, administrator)

    assert list(Family.objects.all()) == [one]
    assert {school.family_id for school in School.objects.filter(pk__in=[s.pk for s in schools])} == {one.pk}
    for person in (of_both, of_other):
        assert list(person.appointments.get().families.all()) == [one]
    offer.refresh_from_db()
    assert offer.gives["families"] == [one.pk]


def test_a_school_that_stays_has_what_both_had_and_keeps_its_own(district, administrator):
    one, other = alike(make_school, district)
    School.objects.filter(pk=other.pk).update(sourced_id="77", family=make_family(district, name="East"))
    School.objects.filter(pk=one.pk).update(successor=other)
    before = make_school(district, name="Before", successor=other)
    teams = [make_team(district, school, name=f"Team {school.name} {n}") for n, school in enumerate((one, other))]
    both = appoint(Role.PRINCIPAL, district=district, school=one)
    appoint(Role.PRINCIPAL, both, district=district, school=other)
    assessments = [make_assessment(make_cycle(district), team) for team in teams]

    merge(district, "school", one, administrator)

    kept = School.objects.get(name=STRAIGHT)
    assert (kept.pk, kept.sourced_id, kept.family.name, kept.successor) == (one.pk, "77", "East", None)
    assert School.objects.get(pk=before.pk).successor == kept
    assert set(kept.teams.all()) == set(teams)
    assert set(Assessment.objects.filter(school=kept)) == set(assessments)
    assert both.appointments.current().count() == 1
    assert both.appointments.filter(school=kept).count() == 2
    assert not School.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("kind", ["school", "team"])
def test_two_that_take_part_in_one_cycle_cannot_be_one(district, administrator, kind):
    if kind == "school":
        one, other = alike(make_school, district)
        teams = [make_team(district, school, name=f"Team of {n}") for n, school in enumerate((one, other))]
    else:
        one, other = teams = alike(make_team, district)
    cycle = make_cycle(district, name="2026")
    for team in teams:
        make_assessment(cycle, team)

    with pytest.raises(CannotBeMerged, match="2026"):
        merge(district, kind, one, administrator)

    assert type(one).objects.filter(pk=other.pk).exists()


def test_a_team_that_stays_has_people_evidence_and_assessments_of_both(district, administrator):
    one, other = alike(make_team, district)
    both, own = make_person(), join(other, facilitates=True).person
    join(one, both, facilitates=False, rates=False)
    join(other, both, facilitates=True, rates=True)
    assessments = [make_assessment(make_cycle(district), team) for team in (one, other)]
    evidence = make_evidence(other)
    criterion = make_criterion(other, practices_of(assessments[1])[0], assessments[1].cycle.scale, 3, "Ours")

    merge(district, "team", one, administrator)

    assert list(Team.objects.filter(district=district)) == [one]
    held = Membership.objects.current().filter(team=one)
    assert {(m.person, m.facilitates, m.rates) for m in held} == {(both, True, True), (own, True, True)}
    assert set(one.assessments.all()) == set(assessments)
    assert Evidence.objects.get(pk=evidence.pk).team == one
    criterion.refresh_from_db()
    assert criterion.team == one


def test_two_that_described_one_level_cannot_be_one(district, administrator):
    one, other = alike(make_team, district)
    cycle = make_cycle(district)
    practice = practices_of(make_assessment(cycle, one))[0]
    make_criterion(one, practice, cycle.scale, 3, "One")
    other_level = make_criterion(other, practice, cycle.scale, 2, "Other")
    assert merge_is_refused(district, one, administrator) is False
    other_level.level = cycle.scale.levels.get(value=3)
    other_level.save()
    assert merge_is_refused(district, one, administrator) is True


def merge_is_refused(district, one, by):
    """Whether merging is refused; nothing is left changed."""
    with transaction.atomic():
        try:
            merge(district, "team", one, by)
        except CannotBeMerged:
            return True
        transaction.set_rollback(True)
    return False


@pytest.mark.parametrize("rated_by_them", [True, False])
def test_teams_that_read_as_paired_teams_cannot_be_one(district, administrator, rated_by_them):
    one, other = alike(make_team, district)
    cycle = make_cycle(district)
    rated = make_assessment(cycle, other if rated_by_them else make_team(district))
    for reader in [one] if rated_by_them else [one, other]:
        Pairing.objects.create(cycle=cycle, reader=reader, rated=rated)

    with pytest.raises(CannotBeMerged, match="paired teams"):
        merge(district, "team", one, administrator)


def test_a_paired_team_that_stays_reads_what_both_read(district, administrator):
    one, other = alike(make_team, district)
    cycle = make_cycle(district)
    pairs = [
        Pairing.objects.create(cycle=cycle, reader=reader, rated=make_assessment(cycle, make_team(district)))
        for reader in (one, other)
    ]

    merge(district, "team", one, administrator)

    assert {pair.reader for pair in Pairing.objects.filter(pk__in=[pair.pk for pair in pairs])} == {one}


def test_teams_of_two_schools_cannot_be_one(district, administrator):
    schools = [make_school(district), make_school(district)]
    one, _other = [
        make_team(district, school, name=name, namesake=n)
        for n, (name, school) in enumerate(zip((STRAIGHT, CURLY), schools, strict=True))
    ]

    with pytest.raises(CannotBeMerged, match="different schools"):
        merge(district, "team", one, administrator)


def test_cycles_cannot_be_one(district, administrator):
    one, _other = [make_cycle(district, name=name, namesake=n) for n, name in enumerate(("2026–27", "2026-27"))]

    with pytest.raises(CannotBeMerged, match="cannot be merged"):
        merge(district, "cycle", one, administrator)
    actions.keep_apart(district=district, kind="cycle", pk=one.pk, by=administrator)
    assert [group.are_kept_apart for group in look_alikes_of(district)] == [True]


def test_who_was_in_one_team_does_not_read_what_the_other_one_revealed(district, administrator):
    one, other = alike(make_team, district)
    stranger, member = join(one), join(other)
    in_both = make_person()
    join(one, in_both)
    join(other, in_both)
    assessment = make_assessment(make_cycle(district), other)
    reveal(assessment, practices_of(assessment)[0])
    moment = assessment.reveals.get().revealed_at

    with pytest.raises(CannotBeMerged, match="1 person"):
        merge(district, "team", one, administrator)
    stranger.ends_at = timezone.now()
    stranger.save()
    merge(district, "team", one, administrator)

    stranger.refresh_from_db()
    member.refresh_from_db()
    assert stranger.starts_at <= stranger.ends_at < moment
    assert (member.team, member.ends_at) == (one, None)


def test_nothing_that_refers_to_a_district_s_things_is_forgotten():
    """A new table that refers to one of them is moved with the others; this list says that somebody thought of it."""
    found = {
        model.__name__: {f"{m.__name__}.{field}" for m, field in references_to(model)}
        for model in (Family, School, Team)
    }

    assert found == {
        "Family": {"School.family", "Record.family", "Appointment_families.family", "Block.family"},
        "School": {
            "School.successor",
            "Team.school",
            "Appointment.school",
            "Assessment.school",
            "DistrictChange.school",
            "Record.school",
        },
        "Team": {"Membership.team", "Assessment.team", "Evidence.team", "SuccessCriterion.team", "Pairing.reader"},
    }


def test_the_page_shows_them_side_by_side_and_merges_after_a_question(client, district, administrator):
    client.force_login(administrator)
    one, other = alike(make_school, district, sourced_id="")
    overview = reverse("districts:administration", args=[district.slug])
    listed = reverse("assessments:look_alike_list", args=[district.slug])
    asks = reverse("assessments:look_alike_merge", args=[district.slug, "school", one.pk])

    assert listed in client.get(overview).content.decode()
    page = client.get(listed).content.decode()
    assert (page.count("straight apostrophe"), page.count("curly apostrophe")) == (1, 1)
    assert client.get(asks).status_code == 200
    assert School.objects.filter(district=district).count() == 2
    assert client.post(asks).status_code == 422  # which one?
    assert client.post(asks, {"stays": other.pk}).status_code == 302
    assert list(School.objects.filter(district=district)) == [other]
    assert client.post(asks, {"stays": other.pk}).status_code == 302  # a second click
    assert listed not in client.get(overview).content.decode()


def test_the_page_keeps_apart_and_compares_again(client, district, administrator):
    client.force_login(administrator)
    one, _other = alike(make_team, district)
    for name, apart in (("look_alike_keep_apart", True), ("look_alike_compare", False)):
        client.post(reverse(f"assessments:{name}", args=[district.slug, "team", one.pk]))
        assert {team.kept_apart for team in district.teams.all()} == {apart}
        overview = client.get(reverse("districts:administration", args=[district.slug])).content.decode()
        assert ("Names that are kept apart" in overview, "looks like another" in overview) == (apart, not apart)


def test_the_page_asks_as_much_for_many_as_for_one(client, district, administrator):
    client.force_login(administrator)
    address = reverse("assessments:look_alike_list", args=[district.slug])

    def asked(names):
        for name in names:
            for make in (make_family, make_school, make_team, make_cycle):
                for number in (0, 1):
                    make(district, name=name, namesake=number)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address).content.decode()
        return len(queries), page.count("<article")

    (few, two), (many, six) = asked(["A"]), asked(["B", "C"])
    assert (two, six) == (8, 24)
    assert many == few


def test_there_is_no_page_for_another_kind(client, district, administrator):
    client.force_login(administrator)
    address = reverse("assessments:look_alike_merge", args=[district.slug, "record", 1])

    assert client.get(address).status_code == 404


def test_the_page_of_a_district_without_look_alikes_says_so(client, district, administrator):
    client.force_login(administrator)

    assert (
        "No names look alike"
        in client.get(reverse("assessments:look_alike_list", args=[district.slug])).content.decode()
    )


def test_a_row_that_was_kept_apart_may_be_saved_with_its_name(client, district, administrator):
    client.force_login(administrator)
    one, other = alike(make_family, district)
    address = reverse("districts:family_change", args=[district.slug, one.pk])

    assert client.post(address, {"name": "O`Connor"}).status_code == 302  # its own, in one more spelling
    assert client.post(address, {"name": "Another"}).status_code == 302
    one.refresh_from_db()
    assert (one.name_key, one.namesake, one.kept_apart) == ("another", 0, False)
    other.refresh_from_db()
    assert (look_alikes_of(district), counts_of(district)) == ([], LookAlikeCounts(0, 0))
    assert client.post(address, {"name": "o’connor"}).status_code == 422


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("École", ""),
        ("E\u0301cole", "accents as characters of their own"),
        ("Ab\u00a0C", "no-break or other special space"),
        ("Ab  C", "several spaces in a row"),
        ("Ab\u200bC", "character that nobody sees"),
        ("ABC", "all capitals"),
    ],
)
def test_what_nobody_sees_of_a_spelling_is_said(name, words):
    assert describe_spelling(name) == words


def test_a_record_keeps_the_names_of_its_day(district, administrator):
    one, other = alike(make_school, district)
    assessment = make_assessment(make_cycle(district), make_team(district, other, name="T"))
    record = Record.objects.create(
        district=district,
        cycle=assessment.cycle,
        assessment=assessment,
        school=other,
        school_name=CURLY,
        team_name="T",
    )

    merge(district, "school", one, administrator)

    record.refresh_from_db()
    assert (record.school, record.school_name) == (one, CURLY)
