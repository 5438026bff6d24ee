"""The attacks, each by its name, on real pages and downloads: whatever a few people answer, everybody outside reads the same."""

import csv
import datetime
import io

import pytest
from django.utils import timezone

from assessments import actions
from assessments.models import RecordGroup, RecordMirror, RecordPractice
from districts.models import Membership
from reports.values.figures import percent
from reports.values.within_one import share
from tests.factories import join, make_district, make_family, practices_of, reveal
from tests.privacy.walker import differing
from tests.privacy.world import undone

from .place import EASY, Place

# What is withheld is worked out in Python, of whole numbers; the API is attacked on both databases.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
AGREEMENT = "/districts/lakeshore/results/agreement.csv"


@pytest.fixture
def place(time_machine):
    """The district, at a moment that does not move."""
    time_machine.move_to(datetime.datetime(2026, 11, 20, 15, tzinfo=datetime.UTC), tick=False)
    return Place()


def readings(place, *ways, roles=(), **how):
    """What is read outside after each of these ways to answer, none of which has then ever happened."""
    found = []
    for said in ways:
        with undone(place):
            place.answer(said, **how)
            found.append(place.read(*roles))
    return found


def read_alike(place, *ways, roles=("superintendent", "principal"), **how):
    """Whether all these ways to answer read the same outside, to the byte; to those who read figures, if not said."""
    first, *others = readings(place, *ways, roles=roles, **how)
    return all(not differing(first, other) for other in others)


def rows_of(place, address=AGREEMENT, role="superintendent"):
    """A download's rows, by its column names."""
    response = place.client[role].get(address)
    assert response.status_code == 200, address
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def first_practice(place, address=AGREEMENT):
    """Of the first practice: by school or group its median and share, in the order of the download."""
    rows = [row for row in rows_of(place, address) if row["Practice"] == "1.1"]
    return {(row["Family of schools"], row["School or group"]): tuple(row.values())[4:6] for row in rows}


# -- What is determined only together ---------------------------------------------------------------------------


def test_a_team_of_one_mind_reads_as_one_in_which_somebody_differs(place):
    """Beside a low team and a high one, all schools' median, share and sum would say that all of a team chose 4."""
    low = {"Birch": [2, 2, 2, 2, 3, 3], "Cedar": [], "Dogwood": []}

    assert read_alike(place, low | {"Ash": [4] * 6}, low | {"Ash": [4, 4, 4, 4, 4, 3]}, roles=place.people)


def test_people_beside_the_shown_teams_read_as_one_whoever_of_them_differs(place):
    """Two teams of four are shown only in what is of all schools: together they chose 1, or one of them did not."""
    assert read_alike(
        place,
        {"Cedar": [1] * 4, "Dogwood": [1] * 4},
        {"Cedar": [1, 1, 1, 2], "Dogwood": [1] * 4},
        {"Cedar": [1] * 4, "Dogwood": [2, 1, 1, 1]},
    )


def test_a_districts_team_of_one_mind_reads_as_one_in_which_somebody_differs(place):
    assert read_alike(place, {None: [1] * 6}, {None: [1, 2, 1, 1, 1, 1]})


def test_what_may_be_read_is_read(place):
    """The comparison compares something: where it may differ, it does, and not for those who read none of it."""
    one, other = readings(place, {"Ash": [1] * 6}, {"Ash": [4, 4, 4, 4, 3, 1]})

    found = {role for role, _url in differing(one, other)}
    assert found == {"superintendent", "superintendent of a family"}
    assert len({url for role, url in differing(one, other) if role == "superintendent"}) > 8


# -- The attacks that were asked for ----------------------------------------------------------------------------


def test_a_family_less_its_shown_schools(place):
    """Two of a team gave a level: whatever it is, nobody reads it; the family, and all schools, are withheld."""
    small = {"Cedar": [], "Dogwood": []}
    assert read_alike(place, small | {"Birch": [1, 1]}, small | {"Birch": [4, 2]}, small | {"Birch": [3, 3]})

    place.answer(small | {"Birch": [1, 1]})
    shown = {name for name, figures in first_practice(place).items() if any(figures)}
    assert shown == {("", place.team[None].name), ("North", "Ash")}


def test_a_family_less_its_shown_schools_where_nobody_is_left_but_who_lacked_information(place):
    small = {"Cedar": [], "Dogwood": []}
    assert read_alike(place, small | {"Birch": ["?"]}, small | {"Birch": [2]})


def test_two_cycles_that_differ_by_one_person(place):
    """Somebody left a team of five: of the four who stayed nothing is read, beside the cycle of the five neither."""
    place.answer({"Birch": [2, 2, 3, 3, 4, None], "Cedar": [], "Dogwood": []}, years_ago=1)
    fewer = {"Cedar": [], "Dogwood": []}

    assert read_alike(place, fewer | {"Birch": [2, 2, 3, 3]}, fewer | {"Birch": [1, 4, 4, 1]})


def test_two_versions_that_differ_by_one_person(place):
    """Somebody leaves after the first close: their rating stays in the second version, as in what is of groups."""
    place.answer({}, publish=False)
    before = figures_by_version(place)
    Membership.objects.filter(person=place.person("Ash", 0)).update(ends_at=timezone.now())
    again(place, "Ash")

    after = figures_by_version(place)

    assert after[1] == before[1] == after[2]


def figures_by_version(place):
    """What is stored of a team's ratings, by version of its record."""
    rows = RecordPractice.objects.filter(record__assessment=place.assessment("Ash")).order_by("practice")
    found = {}
    for version, *figures in rows.values_list("record__version", "median", "share_within_one", "share_not_enough"):
        found.setdefault(version, []).append(figures)
    return found


def again(place, name, *revealed):
    """A team is reopened, reveals what it had not, and closes once more."""
    actions.reopen_assessment(assessment=place.assessment(name), reason="Once more", by=None)
    reveal(place.assessment(name), *revealed)
    return actions.close_assessment(assessment=place.assessment(name), by=None)


def test_exports_before_and_after_a_close_and_a_publication(place):
    """Until publication nobody outside reads anything of it; what is of groups never changes after."""
    assert read_alike(place, {"Ash": [1] * 6}, {"Ash": [4, 1, 4, 1, 4, 1]}, publish=False)
    cycle = place.answer({}, unrevealed=("Ash",))
    stored = list(RecordGroup.objects.values()), list(RecordMirror.objects.values())
    shown = first_practice(place)

    again(place, "Ash", practices_of(place.assessment("Ash"))[0])
    again(place, "Birch")
    actions.publish_cycle(cycle=cycle, by=None)

    # Ash reveals it in its second meeting: its own figures are there from then on.
    assert (any(shown["North", "Ash"]), any(first_practice(place)["North", "Ash"])) == (False, True)

    assert (list(RecordGroup.objects.values()), list(RecordMirror.objects.values())) == stored
    groups = [("", "All schools"), ("North", "All schools of the family")]
    assert [first_practice(place)[group] for group in groups] == [shown[group] for group in groups]


def test_order_and_presence_of_rows(place):
    """Who stands close together, and who far apart, stand in the same rows of every download."""
    low, high = {"Ash": [1] * 6, "Birch": [1, 4] * 3}, {"Ash": [1, 4] * 3, "Birch": [2] * 6, "Cedar": []}
    found = []
    for said in (low, high):
        with undone(place):
            place.answer(said)
            agreement = [tuple(row.values())[:4] for row in rows_of(place)]
            heatmap = rows_of(place, "/districts/lakeshore/results.csv?measure=agreement")
            found.append((agreement, [tuple(row.values())[:2] for row in heatmap]))

    assert found[0] == found[1]


def test_sizes_and_tags_of_what_is_withheld(place):
    """Of a team that is withheld, its principal reads an answer of one size with one tag, whatever it said."""
    one, other = readings(place, {"Birch": [1, 1]}, {"Birch": [4, 4, 4, "?"]}, roles=["principal"])
    url = f"/districts/lakeshore/results/schools/{place.school['Birch'].pk}/"

    assert one["principal", url] == other["principal", url]
    assert one["principal", url][0] == 200


def test_crafted_filters(place):
    """A filter leaves rows out; it makes no group, and what is not there is not found."""
    cycle = place.answer({})
    everything = {tuple(row.values()) for row in rows_of(place)}
    family, elsewhere = place.family.pk, make_family(make_district()).pk
    client = place.client["superintendent"]

    for query in (f"family={family}", f"family={family}&family={family}", f"family={family}&cycle={cycle.pk}"):
        some = {tuple(row.values()) for row in rows_of(place, f"{AGREEMENT}?{query}")}
        assert some <= everything
    for query in (f"family={elsewhere}", f"family={family},{family}", "family=0", "cycle=0", f"cycle={cycle.pk + 1}"):
        assert client.get(f"{AGREEMENT}?{query}").status_code == 404
    assert place.client["superintendent of a family"].get(f"{AGREEMENT}?family={elsewhere}").status_code == 404
    for role in ("principal", "trustee", "administrator"):
        assert place.client[role].get(AGREEMENT).status_code == 403


def test_a_person_who_changed_teams(place):
    """One of five went from Birch to Ash and rates there: of the four who stayed nothing is read."""
    place.answer({"Birch": [2, 2, 3, 3, 4, None], "Cedar": [], "Dogwood": []}, years_ago=1)
    moved = place.person("Birch", 4)
    Membership.objects.filter(person=moved).update(ends_at=timezone.now())
    join(place.team["Ash"], moved)
    now = {"Ash": [*EASY, 4], "Cedar": [], "Dogwood": []}

    assert read_alike(place, now | {"Birch": [2, 2, 3, 3]}, now | {"Birch": [1, 4, 1, 4]})


def test_a_person_in_two_roles(place):
    """A principal who rates in the own school's team reads, as its principal, what any principal reads."""
    place.answer({"Birch": [1, 1, 1, 1, None, None]})
    join(place.team["Birch"], place.people["principal"])
    url = f"/districts/lakeshore/results/schools/{place.school['Birch'].pk}.csv"

    (first, second) = rows_of(place, url, "principal")

    assert first["Median"] == first["Not enough information"] == "Withheld: fewer than 5 people"
    assert second["Median"] == "2 Emerging"


def test_rounding(place):
    """What is written is what is stored, rounded once: no two places round it differently, and the rest is unread."""
    place.answer({"Ash": [1, 2, 2, 3, 4, 4], "Birch": [1, 1, 3, 4, 4, 4]})
    practice = practices_of(place.assessment("Ash"))[0]
    stored = {
        group.name or group.kind: group.share_within_one
        for group in RecordGroup.objects.filter(practice=practice, share_within_one__isnull=False)
    }
    shown = first_practice(place)

    assert stored.keys() == {"North", "all_schools", "district_team"}
    assert shown["North", "All schools of the family"][1] == str(percent(share(stored["North"])))
    assert shown["", "All schools"][1] == str(percent(share(stored["all_schools"])))
