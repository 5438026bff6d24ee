"""Peer feedback of the demo: after the second cycle each team reads another one, and most teams comment."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from assessments.feedback.actions import answer_feedback, leave_feedback, pair_teams
from assessments.feedback.models import Feedback, Pairing
from assessments.feedback.queries import proposed
from frameworks.models.edition import Characteristic

from .levels import seeded_random
from .texts import read_texts

# The last two are unanswered: something waits for every team that was given so many.
LONGEST, WAITING = 5, 2


@dataclass(frozen=True, order=True)
class Comment:
    characteristic: int
    kind: Feedback.Kind
    text: str
    taken_up: bool
    answer: str = ""


@dataclass(frozen=True)
class FeedbackTexts:
    en: tuple[Comment, ...]
    fr: tuple[Comment, ...]


@cache
def feedback_texts() -> FeedbackTexts:
    return read_texts("feedback", FeedbackTexts)


def create_feedback(cycle):
    made = cycle.moment(cycle.dates.published + timedelta(days=3), 10)
    pairs = pair_teams(cycle=cycle.cycle, pairs=proposed(cycle.cycle), by=cycle.demo.administrator)
    Pairing.objects.filter(cycle=cycle.cycle).update(made_at=made)
    by_team = {team.pk: place for place, team in cycle.demo.teams.items()}
    characteristics = {c.number: c for c in Characteristic.objects.filter(edition=cycle.edition)}
    for index, pair in enumerate(pairs):
        reader, rated = by_team[pair.reader_id], by_team[pair.rated.team_id]
        if "facilitator" in reader.accounts or index % 5 == 2:
            continue
        talk(cycle, pair, reader, rated, characteristics, made + timedelta(days=2 + index % 9))


def talk(cycle, pair, reader, rated, characteristics, moment):
    chance = seeded_random("feedback", reader.name)
    texts = feedback_texts().fr if reader.language == "fr" else feedback_texts().en
    count = LONGEST if "facilitator" in rated.accounts else min(chance.randint(2, LONGEST), len(texts))
    chosen = sorted(chance.sample(texts, count))
    for position, comment in enumerate(chosen):
        said = leave_feedback(
            pairing=pair,
            characteristic=characteristics[comment.characteristic],
            kind=comment.kind,
            text=comment.text,
            by=cycle.demo.facilitators[reader],
        )
        times = {"written_at": moment + timedelta(minutes=9 * position)}
        if position < count - WAITING:
            answer_feedback(
                feedback=said,
                answer=comment.answer,
                taken_up=comment.taken_up,
                revision=said.revision,
                by=cycle.demo.facilitators[rated],
            )
            times["answered_at"] = moment + timedelta(days=6, minutes=4 * position)
        Feedback.objects.filter(pk=said.pk).update(**times)
