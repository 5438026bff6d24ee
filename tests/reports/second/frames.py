"""The tables as they stand in the database, as data frames: a row a practice, a piece, an answer, a person; no figure yet."""

import pandas as pd

from assessments.cycles.models import Assessment
from assessments.rating.models import Rating, Reveal, Seat
from assessments.record.models import RecordEvidence, RecordPractice
from districts.roles.models import Membership
from frameworks.models.crosswalk import Crosswalk
from frameworks.models.edition import Practice
from frameworks.models.scale import Level

RUNGS = ["doing", "improving", "changing"]


def read(rows, **columns):
    """A frame of these rows: under each name what stands at its path."""
    return pd.DataFrame.from_records(list(rows.values_list(*columns.values())), columns=list(columns))


def said_in(cycle):
    """What the current records of a cycle say: a row a team and practice."""
    return read(
        RecordPractice.objects.filter(cycle=cycle, record__superseded_at=None),
        record="record",
        team="record__assessment",
        team_name="record__team_name",
        school="record__school",
        school_name="record__school_name",
        family="record__family",
        family_name="record__family_name",
        characteristic="practice__characteristic__number",
        position="practice__position",
        practice="practice",
        code="practice__code",
        outcome="outcome",
        level="value",
        local="locally_different",
    ).astype({"level": float, "school": "Int64", "family": "Int64"})


def pieces_in(cycle):
    """The evidence that these records froze: a row a piece and practice."""
    return read(
        RecordEvidence.practices.through.objects.filter(recordevidence__record__cycle=cycle),
        record="recordevidence__record",
        piece="recordevidence",
        title="recordevidence__title",
        practice="practice",
        code="practice__code",
        kind="recordevidence__kind",
        rung="recordevidence__rung",
        withdrawn="recordevidence__withdrawn_at",
    )


def scale_of(cycle):
    """The levels of a cycle's scale by value: the kinds of evidence that each asks for, and which is the target."""
    levels = read(
        Level.objects.filter(scale=cycle.scale_id), value="value", kinds="kinds_of_evidence", target="is_target"
    )
    return levels.set_index("value").sort_index()


def practices_in(cycle):
    """The practices of a cycle's edition, in its order."""
    rows = Practice.objects.filter(characteristic__edition=cycle.edition_id)
    columns = {"practice": "pk", "code": "code", "characteristic": "characteristic__number", "position": "position"}
    return read(rows, **columns).sort_values(["characteristic", "position"])


def ratings_in(cycle):
    """Each person's answer to each practice, as it stands, of the teams that have a record; what was withdrawn is none."""
    answers = read(
        Rating.objects.filter(seat__cycle=cycle, seat__assessment__record__isnull=False).exclude(answer="withdrawn"),
        team="seat__assessment",
        school="seat__assessment__school",
        person="seat__person",
        practice="practice",
        answer="answer",
        level="level__value",
    )
    return answers.astype({"level": float, "school": "Int64"})


def reveals_in(cycle):
    """What the teams revealed."""
    return read(Reveal.objects.filter(assessment__cycle=cycle), team="assessment", practice="practice")


def teams_in(cycle):
    """The teams that have a record: whose they are, and the family that the school belongs to today."""
    return read(
        Assessment.objects.filter(cycle=cycle, record__isnull=False),
        team="pk",
        school="school",
        family="school__family",
        family_name="school__family__name",
    ).astype({"school": "Int64", "family": "Int64"})


def answers_in(cycle):
    """Each seat's answers, whatever they are: a row an answer, and one for a seat without any."""
    return read(Seat.objects.filter(cycle=cycle), team="assessment", person="person", answer="ratings__answer")


def raters_now():
    """Who rates in which team today."""
    return read(Membership.objects.current().filter(rates=True), team_pk="team", person="person")


def crosswalk_of(before, after):
    """The rows that join two editions, read from the older to the newer whichever way they were written."""
    forwards = {"before": "from_practice", "after": "to_practice", "relation": "relation"}
    backwards = {"before": "to_practice", "after": "from_practice", "relation": "relation"}
    return pd.concat(
        [
            read(Crosswalk.objects.filter(from_edition=before, to_edition=after), **forwards),
            read(Crosswalk.objects.filter(from_edition=after, to_edition=before), **backwards),
        ]
    ).dropna()
