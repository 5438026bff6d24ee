"""The mirror: worked by hand, and attacked: what does it say of whom?"""

import itertools
from fractions import Fraction

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.figures import Spread
from assessments.models import RecordMirror
from assessments.protection import NOT_MIRRORED, Group, Mirrored, mirrored
from reports.drawing.mirror_chart import mirror_chart
from reports.taken.tables_mirror import mirror_table
from reports.values.gaps import GapWriting, css_of, steps_of
from reports.values.mirror import headline, mirror_of, sides_of
from reports.values.reading import read_cycle
from tests.assessments.test_protection import reduced
from tests.factories import make_family

from .factories import make_published, superintendent_of

pytestmark = pytest.mark.django_db
# District team 3.2 beside schools 2.4; 2.5 beside 2.5; withheld; and in the second characteristic 2.0 beside 2.9.
STORED = {"1.1": (16, 5, 24, 10), "1.2": (15, 6, 25, 10), "2.1": (10, 5, 29, 10), "2.3": (12, 6, 18, 10)}


def store(cycle, figures):
    """What publication would have stored, by practice code; of the practices not named that they are withheld."""
    from frameworks.models import Practice

    for practice in Practice.objects.filter(characteristic__edition=cycle.edition):
        sums = Mirrored(*figures[practice.code]) if practice.code in figures else NOT_MIRRORED
        RecordMirror.objects.create(cycle=cycle, practice=practice, **vars(sums))


@pytest.fixture
def cycle():
    cycle = make_published(schools=1)
    store(cycle, STORED)
    return cycle


def page(cycle, place="", **families):
    client = Client()
    client.force_login(superintendent_of(cycle.district, **families))
    return client.get(f"/districts/{cycle.district.slug}/results/mirror{place}")


# -- By hand --------------------------------------------------------------------------------------


def test_the_mirror_worked_by_hand(cycle):
    first, second = mirror_of(read_cycle(cycle)).rows

    # (3.2 + 2.5) / 2 beside (2.4 + 2.5) / 2; (2.0 + 2.0) / 2 beside (2.9 + 1.8) / 2.
    assert first.reflected.sides.district == Fraction(285, 100)
    assert first.reflected.sides.schools == Fraction(245, 100)
    assert (first.reflected.district, first.reflected.schools, first.reflected.gap) == ("2.9", "2.5", "+0.4")
    assert (first.shown, first.reflected.css, first.reflected.words) == (2, "gap-d1", "district team 0.4 higher")
    assert (second.reflected.district, second.reflected.schools, second.reflected.gap) == ("2.0", "2.4", "−0.4")
    assert (second.shown, second.reflected.css, second.reflected.words) == (2, "gap-s1", "schools 0.4 higher")
    assert [one.reflected.gap for one in first.practices] == ["+0.8", "0.0", "–", "–"]
    assert {one.reflected.words for one in first.practices[2:]} == {"Withheld: fewer than 5 people"}


def test_the_page_says_what_it_means_in_words(cycle):
    shown = mirror_of(read_cycle(cycle))

    assert [len(rows) for rows in (shown.higher, shown.alike, shown.lower)] == [1, 0, 1]
    assert shown.widest.column.number == 1
    assert headline(shown) == "Of 2 characteristics the district team sees 1 higher than the schools do, and 1 lower."
    assert headline(shown) in page(cycle, "/").content.decode()


def test_the_download_and_the_chart_say_what_the_page_says(cycle):
    shown = mirror_of(read_cycle(cycle))
    rows = [
        dict(zip([field.key for field in mirror_table(shown).fields], row, strict=True))
        for row in mirror_table(shown).rows
    ]
    figure = page(cycle, "/chart.json").json()
    _between, district, schools = figure["data"]

    assert [(r["practice"], r["district_team"], r["schools"], r["gap"]) for r in rows[:4]] == [
        ("", 2.9, 2.5, 0.4), ("1.1", 3.2, 2.4, 0.8), ("1.2", 2.5, 2.5, 0.0), ("1.3", None, None, None),
    ]  # fmt: skip
    assert [(r["district_people"], r["schools_people"], r["practices"]) for r in rows[:2]] == [
        (None, None, 2),
        (5, 10, None),
    ]
    assert rows[3]["note"] == "Withheld: fewer than 5 people"
    assert (district["x"], schools["x"]) == ([2.9, 2.0], [2.5, 2.4])
    assert district["customdata"][0] == "1 Short 1, District team: 2.9, district team 0.4 higher"
    assert figure["layout"]["xaxis"]["range"] == [0.9, 4.1]
    assert figure == mirror_chart(shown)
    assert page(cycle, ".csv").status_code == 200


def test_the_chart_is_one_that_plotly_draws(cycle):
    import plotly.graph_objects as go

    figure = mirror_chart(mirror_of(read_cycle(cycle)))

    assert go.Figure(figure).to_plotly_json()["data"][1]["x"] == figure["data"][1]["x"]


@pytest.mark.parametrize(
    ("gap", "steps", "text"),
    [
        (Fraction(1, 4), 1, "+0.3"),
        (Fraction(24, 100), 0, "+0.2"),
        (Fraction(1, 100), 0, "0.0"),
        (Fraction(3, 4), 3, "+0.8"),
        (Fraction(149, 100), 5, "+1.5"),
        (3, 6, "+3.0"),
    ],
)
def test_a_gap_is_written_and_coloured_alike_on_both_sides(gap, steps, text):
    writing, gap = GapWriting(), Fraction(gap)

    assert (steps_of(gap), steps_of(-gap)) == (steps, -steps)
    assert (writing.gap(gap), writing.gap(-gap)) == (text, text.replace("+", "−"))
    assert css_of(-gap) == css_of(gap).replace("d", "s")


def test_a_cycle_that_was_published_before_there_was_a_mirror_says_so():
    cycle = make_published(schools=1)

    assert "before the mirror existed" in page(cycle, "/").content.decode()
    store(cycle, {})
    assert "Withheld: fewer than 5 people. For each practice" in page(cycle, "/").content.decode()


def test_the_mirror_is_for_superintendents_of_the_whole_district(cycle):
    assert page(cycle, "/").status_code == 200
    assert page(cycle, "/", families=[make_family(cycle.district)]).status_code == 403


# -- Attacked, person by person ---------------------------------------------------------------------


def shown_of(answers):
    """All that the mirror shows, by name: of each practice both means, and those over all of them.

    ``answers``: by (team, person) what each person chose of each practice, as a position, or None; team 0 is the district's.
    """
    practices = range(len(next(iter(answers.values()))))
    sums = []
    for practice in practices:
        teams = {}
        for (team, _person), said in answers.items():
            counts = teams.setdefault(team, [0, 0, 0, 0])
            if said[practice] is not None:
                counts[said[practice]] += 1
        groups = {team: Group(("team", team), spread=Spread(tuple(counts))) for team, counts in teams.items()}
        ours = Group(("district_team", None), (groups.pop(0),))
        sums.append(mirrored(ours, Group(("all_schools", None), tuple(groups.values())), 3, [1, 2, 3, 4]))
    figures = {"all": sides_of(sums)} | {practice: sides_of([one]) for practice, one in enumerate(sums)}
    return {
        (name, side): getattr(sides, side)
        for name, sides in figures.items()
        if sides
        for side in ("district", "schools")
    }


def equations(answers):
    """Of each figure that is shown, how much it moves with each single answer: found by moving these, not by reading code."""
    unknowns = [(who, place) for who, said in answers.items() for place, one in enumerate(said) if one is not None]
    before = shown_of(answers)
    columns = []
    for who, place in unknowns:
        said = answers[who]
        moved = shown_of(answers | {who: (*said[:place], said[place] + 1, *said[place + 1 :])})
        columns.append([moved[name] - value for name, value in before.items()])
    return [who for who, _place in unknowns], [list(row) for row in zip(*columns, strict=True)]


def rank(rows):
    return len(reduced(rows, len(rows[0]))) if rows and rows[0] else 0


said_of_a_person = st.lists(st.sampled_from([1, 1, 1, None]), min_size=2, max_size=2).map(tuple)


@given(st.lists(st.lists(said_of_a_person, min_size=2, max_size=4), min_size=2, max_size=3))
@settings(deadline=None, max_examples=60)
def test_no_two_people_stand_alone_behind_what_the_mirror_shows(teams):
    """With a threshold of three: no combination of what is shown speaks of one person or of two, whoever left what out.

    Means of people's own means beside means of practices would: where one of five skipped a practice, the difference
    of the two is that person's answers.
    """
    answers = {(team, person): said for team, people in enumerate(teams) for person, said in enumerate(people)}
    who, rows = equations(answers)
    whole = rank(rows)

    for few in itertools.chain(itertools.combinations(answers, 1), itertools.combinations(answers, 2)):
        others = [[value for one, value in zip(who, row, strict=True) if one not in few] for row in rows]
        assert rank(others) == whole, few
