"""The evidence report: shares worked by hand, what lacks evidence, what is used again."""

from fractions import Fraction

import pytest
from django.test import Client
from django.utils import timezone

from assessments.record.models import RecordEvidence, RecordPractice
from frameworks.models.edition import Practice
from reports.evidence.export import reused_table, unsupported_table
from reports.evidence.reused import LISTED
from reports.evidence.value import evidence_of
from reports.figures.records import read_cycle
from tests.factories import make_assessment, make_family, make_team
from tests.reports.factories import add_school, make_published, make_record, superintendent_of

pytestmark = pytest.mark.django_db
ALL_FOUR = {"1.1": 2, "1.2": 2, "1.3": 3, "1.4": 2}
RUNGS = ("doing", "improving", "changing")


def shown(cycle, **chosen):
    return evidence_of(read_cycle(cycle), **chosen)


def with_rungs(school, cycle, rungs):
    """Pieces on these rungs, by practice code: ``{"1.1": "doing improving"}``."""
    for code, named in rungs.items():
        on = dict.fromkeys(named.split(), 1)
        rows = RecordPractice.objects.filter(record__school=school, cycle=cycle, practice__code=code)
        rows.update(pieces=len(on), **on)
    return school


def texts(row):
    return [share.text.replace("\xa0", " ") for share in row.shares]


@pytest.fixture
def cycle():
    return make_published()


def test_shares_of_two_schools_worked_by_hand(cycle):
    """Four practices each, of the first characteristic; of the second nobody agreed anything."""
    one = add_school(cycle, {**ALL_FOUR, "1.4": "n/a"})  # three apply
    with_rungs(one, cycle, {"1.1": "doing improving", "1.2": "doing", "1.4": "changing"})  # 2/3, 2/3, 1/3, 0
    two = add_school(cycle, ALL_FOUR)
    with_rungs(two, cycle, {"1.1": "changing"})  # 1/4, 0, 0, 1/4
    thin = add_school(cycle, {"1.1": 4})  # a quarter agreed: in no mean
    with_rungs(thin, cycle, {"1.1": "doing improving changing"})

    report = shown(cycle)

    first, second = report.rows
    assert [share.value for share in first.shares] == [
        Fraction(11, 24), Fraction(1, 3), Fraction(1, 6), Fraction(1, 8),
    ]  # fmt: skip
    assert texts(first) == ["46 %", "33 %", "17 %", "13 %"]
    assert (first.schools, first.left_out) == (2, 1)
    assert texts(second) == ["–"] * 4
    assert report.schools == 3


def test_all_characteristics_are_a_schools_practices_together_and_not_a_mean_of_means(cycle):
    every = {f"{c}.{p}": 2 for c in (1, 2) for p in (1, 2, 3, 4)}
    with_rungs(add_school(cycle, {**every, "2.1": "n/a", "2.2": "n/a"}), cycle, {"1.1": "doing", "2.3": "doing"})

    report = shown(cycle)

    # 1/4 and 1/2 by characteristic; of six practices that apply, two.
    assert report.overall.shares[0].value == Fraction(1, 3)
    assert report.headline.replace("\xa0", " ") == (
        "Of the practices that apply, 33 % rest on evidence and 0 % on evidence that outcomes changed."
    )


def test_a_family_has_figures_of_its_own_from_two_schools_on(cycle):
    one, two = make_family(cycle.district, name="One"), make_family(cycle.district, name="Two")
    with_rungs(add_school(cycle, ALL_FOUR, family=one), cycle, {"1.1": "doing"})
    for rungs in ({"1.1": "doing"}, {"1.1": "doing", "1.2": "doing", "1.3": "doing"}):
        with_rungs(add_school(cycle, ALL_FOUR, family=two), cycle, rungs)

    assert shown(cycle, family=one.pk).rows[0].shares[0].value is None
    assert shown(cycle, family=two.pk).rows[0].shares[0].value == Fraction(1, 2)
    assert shown(cycle, family=two.pk).family == "Two"
    assert shown(cycle).rows[0].shares[0].value == Fraction(5, 12)


def agreed_without(report):
    return [
        (family, team.name, [(one.code, one.level.value, one.kinds, one.asked, one.reason) for one in team.levels])
        for family, teams in report.unsupported.groups
        for team in teams
    ]


def test_unsupported_levels_stand_by_family_school_and_practice_with_their_reason(cycle):
    district, lacking = cycle.district, {"unsupported": ["1.3"]}
    north = make_family(district, name="North")
    add_school(cycle, {**ALL_FOUR, "2.1": 4}, name="Zoo", unsupported=["2.1", "1.3"])
    add_school(cycle, ALL_FOUR, name="Éden", family=north, **lacking)
    add_school(cycle, ALL_FOUR, name="Alma", family=north, **lacking)
    add_school(cycle, ALL_FOUR, name="Supported", family=north)
    make_record(make_assessment(cycle, make_team(district, name="Leadership")), ALL_FOUR, **lacking)
    RecordPractice.objects.filter(record__school__name="Zoo", practice__code="2.1").update(
        unsupported_reason="New this year", kinds=1
    )

    report = shown(cycle)

    plain = [("1.3", 3, 0, 2, "")]
    assert agreed_without(report) == [
        ("District team", "Leadership", plain),
        ("North", "Alma", plain),
        ("North", "Éden", plain),
        ("Other schools", "Zoo", [*plain, ("2.1", 4, 1, 2, "New this year")]),
    ]
    assert report.unsupported.levels == 5
    assert [row[1:7] for row in unsupported_table(report).rows][-1] == [
        "Other schools", "Zoo", "2.1", "Do 2.1", 4, 1,
    ]  # fmt: skip


def freeze(cycle, school, title, practices, **fields):
    record = cycle.records.get(school=school, superseded_at=None)
    said = {"title": title, "carrier": "note", "kind": "data", "rung": "doing", "note": "Yes", **fields}
    piece = RecordEvidence.objects.create(record=record, **said)
    piece.practices.set(Practice.objects.filter(characteristic__edition=cycle.edition)[:practices])


def test_pieces_are_listed_by_how_many_practices_they_speak_for(cycle):
    school = add_school(cycle, ALL_FOUR, name="Alma")
    for title, practices in (("Three", 3), ("Once", 1), ("B two", 2), ("A two", 2)):
        freeze(cycle, school, title, practices)
    freeze(cycle, school, "Withdrawn", 4, withdrawn_at=timezone.now())

    pieces = shown(cycle).pieces

    assert [(piece.title, piece.codes) for piece in pieces] == [
        ("Three", ("1.1", "1.2", "1.3")), ("A two", ("1.1", "1.2")), ("B two", ("1.1", "1.2")),
    ]  # fmt: skip
    assert next(iter(reused_table(shown(cycle)).rows)) == [
        None, "", "Alma", "Three", "Data or results", "doing it", 3, "P1.1, P1.2, P1.3",
    ]  # fmt: skip


def test_only_so_many_pieces_are_listed(cycle):
    school = add_school(cycle, ALL_FOUR)
    for number in range(LISTED + 2):
        freeze(cycle, school, f"Piece {number:02}", 2)
    freeze(cycle, school, "Most", 3)

    titles = [piece.title for piece in shown(cycle).pieces]

    assert (len(titles), titles[0]) == (LISTED, "Most")


def test_some_families_read_their_schools_lists_and_everybodys_figures(cycle):
    district = cycle.district
    own, other = make_family(district, name="Own"), make_family(district, name="Other")
    make_record(make_assessment(cycle, make_team(district, name="Leadership")), ALL_FOUR, unsupported=["1.3"])
    for name, family in (("Mine", own), ("Theirs", other)):
        school = add_school(cycle, ALL_FOUR, name=name, family=family, unsupported=["1.3"])
        freeze(cycle, school, f"Minutes of {name}", 2)
        with_rungs(school, cycle, {"1.1": "doing"} if name == "Mine" else {})
    client = Client()
    client.force_login(superintendent_of(district, [own]))
    place = f"/districts/{district.slug}/results/evidence"

    page = client.get(f"{place}/").content.decode()

    assert "Mine" in page
    assert 'value="13"' in page  # 1/8: the mean over both schools
    for download in (".csv", "/unsupported.csv", "/reused.csv"):
        page += b"".join(client.get(f"{place}{download}")).decode()
    for hidden in ("Theirs", "Leadership"):
        assert hidden not in page
    assert client.get(f"{place}/", {"family": other.pk}).status_code == 404


def test_what_people_wrote_is_text_and_never_markup(cycle):
    add_school(cycle, ALL_FOUR, name="<b>A & B", unsupported=["1.3"])
    RecordPractice.objects.filter(unsupported=True).update(unsupported_reason="<i>so\nit is")
    client = Client()
    client.force_login(superintendent_of(cycle.district))

    page = client.get(f"/districts/{cycle.district.slug}/results/evidence/").content.decode()

    assert "&lt;b&gt;A &amp; B" in page
    assert "&lt;i&gt;so<br>it is" in page
