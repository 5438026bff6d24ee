"""Peer feedback of the demo: after the second cycle each team reads another one, and most of them say something."""

from datetime import timedelta

from assessments.feedback.actions import answer_feedback, leave_feedback, pair_teams
from assessments.feedback.models import Feedback, Pairing
from assessments.feedback.queries import proposed
from frameworks.models.edition import Characteristic

from .feedback_texts import ENGLISH, FRENCH
from .levels import stream
from .places import FACILITATORS_SCHOOL

# The last two are unanswered: something waits for every team that was given so many.
LONGEST, WAITING = 5, 2


def tell_feedback(cycle):
    """A round for all teams of a published cycle. The team whose accounts visitors use has still to begin."""
    made = cycle.moment(cycle.days.published + timedelta(days=3), 10)
    pairs = pair_teams(cycle=cycle.cycle, pairs=proposed(cycle.cycle), by=cycle.town.administrator)
    Pairing.objects.filter(cycle=cycle.cycle).update(made_at=made)
    by_team = {team.pk: place for place, team in cycle.town.teams.items()}
    characteristics = {c.number: c for c in Characteristic.objects.filter(edition=cycle.edition)}
    for index, pair in enumerate(pairs):
        reader, rated = by_team[pair.reader_id], by_team[pair.rated.team_id]
        if reader.name == FACILITATORS_SCHOOL or index % 5 == 2:
            continue
        talk(cycle, pair, reader, rated, characteristics, made + timedelta(days=2 + index % 9))


def talk(cycle, pair, reader, rated, characteristics, moment):
    """One team writes, the other one answers the first of it."""
    chance = stream("feedback", reader.name)
    texts = FRENCH if reader.language == "fr" else ENGLISH
    count = LONGEST if rated.name == FACILITATORS_SCHOOL else min(chance.randint(2, LONGEST), len(texts))
    chosen = sorted(chance.sample(texts, count))
    for place, (number, kind, text, answer, taken_up) in enumerate(chosen):
        said = leave_feedback(
            pairing=pair,
            characteristic=characteristics[number],
            kind=kind,
            text=text,
            by=cycle.town.guides[reader],
        )
        times = {"written_at": moment + timedelta(minutes=9 * place)}
        if place < count - WAITING:
            guide = cycle.town.guides[rated]
            answer_feedback(feedback=said, answer=answer, taken_up=taken_up, revision=said.revision, by=guide)
            times["answered_at"] = moment + timedelta(days=6, minutes=4 * place)
        Feedback.objects.filter(pk=said.pk).update(**times)
