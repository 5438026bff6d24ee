"""Districts in which people rated at random and all teams closed, and a second look at who may be known by what."""

from django.utils import timezone

from assessments import actions
from assessments.models import Answer, Cycle, Rating, Seat
from frameworks.models import Practice
from tests.factories import (
    make_assessment,
    make_cycle,
    make_district,
    make_edition,
    make_family,
    make_person,
    make_school,
    make_team,
    reveal,
)


def random_cycle(chance):
    """A published cycle of two characteristics: teams of two to nine people in families and in none, and the district's."""
    district = make_district()
    cycle = make_cycle(district, edition=make_edition(2, 3))
    practices = list(Practice.objects.filter(characteristic__edition=cycle.edition))
    families = [make_family(district), make_family(district)]
    schools = [make_school(district, family=chance.choice([*families, None])) for _ in range(chance.randint(1, 4))]
    for school in (*schools, None):
        assessment = make_assessment(cycle, make_team(district, school), meeting_started_at=timezone.now())
        rate_at_random(chance, assessment, practices, chance.randint(5, 8) if school is None else chance.randint(2, 9))
        reveal(assessment, *(practice for practice in practices if chance.random() < 0.95))
        actions.close_assessment(assessment=assessment, by=None)
    return Cycle.objects.select_related("district", "edition").get(pk=actions.publish_cycle(cycle=cycle, by=None).pk)


def rate_at_random(chance, assessment, practices, people):
    """So many people answer nearly everything, close to one level, at times with too little information."""
    levels = list(assessment.cycle.scale.levels.order_by("value"))
    for _person in range(people):
        seat = Seat.objects.create(
            district=assessment.district, cycle=assessment.cycle, assessment=assessment, person=make_person()
        )
        ratings = []
        for place, practice in enumerate(practices):
            level = levels[min(max(place % 3 + chance.choice([-1, 0, 0, 1]), 0), 3)]
            lacks = chance.random() < 0.08
            answer = Answer.NOT_ENOUGH_INFORMATION if lacks else Answer.LEVEL
            ratings.append(Rating(seat=seat, practice=practice, answer=answer, level=None if lacks else level))
        Rating.objects.bulk_create(ratings)


def ratings_frame(cycle):
    """Every rating of a revealed practice of the cycle, one row each."""
    import pandas as pd

    names = {
        "practice__code": "practice",
        "practice__characteristic__number": "characteristic",
        "level__value": "level",
        "seat__assessment": "team",
        "seat__assessment__school": "school",
        "seat__assessment__school__family__name": "family",
    }
    revealed = {
        (a.pk, practice) for a in cycle.assessments.all() for practice in a.reveals.values_list("practice", flat=True)
    }
    rows = [
        row[1:]
        for row in Rating.objects.filter(seat__cycle=cycle).values_list("practice", *names)
        if (row[4], row[0]) in revealed
    ]
    return pd.DataFrame(rows, columns=list(names.values()))


def shown_groups(levels, answers, threshold):
    """The teams, families and wholes that may be shown, worked out again: with which people beside the parts that are shown.

    ``levels``: the practice's rows with a level; ``answers``: also those with too little information.
    """
    shown = {team for team, people in levels.groupby("team").size().items() if people >= threshold}

    def allowed(of, part_of, parts):
        """Whether what is left of a group beside its shown parts is nobody, or enough."""
        inside, everybody = levels[of(levels)], answers[of(answers)]
        left, all_left = (rows[~rows[part_of].isin(parts)] for rows in (inside, everybody))
        return len(inside) >= threshold and (not len(all_left) or len(left) >= threshold)

    covered = set(shown)
    for family in answers["family"].dropna().unique():
        if allowed(lambda rows, family=family: rows["family"] == family, "team", shown):
            shown.add(family)
            covered |= set(answers[answers["family"] == family]["team"])
    if allowed(lambda rows: rows["school"].notna(), "team", covered):
        shown.add("all schools")
    if allowed(lambda rows: rows["school"].isna(), "team", covered):
        shown.add("district team")
    return shown


def a_step_off(levels, shown):
    """A practice's rows with a level as groups' figures count them: of people all of one level, one a step inwards.

    ``shown``: what ``shown_groups`` found. Each row belongs to the smallest group that is shown and that it is in.
    """
    whole = levels["school"].isna().map({True: "district team", False: "all schools"})
    belongs = levels["team"].where(
        levels["team"].isin(shown), levels["family"].where(levels["family"].isin(shown), whole)
    )
    counted = levels.copy()
    for _smallest, rows in levels.groupby(belongs):
        if rows["level"].nunique() == 1:
            counted.loc[rows.index[0], "level"] += 1 if rows["level"].iloc[0] < 2.5 else -1
    return counted
