"""The levels of each team: plausible for a district, and the same in every demo."""

import random
from dataclasses import dataclass

from django.db.models import Q

from assessments.meeting.models import OutcomeKind
from assessments.rating.models import Answer
from frameworks.models.crosswalk import Crosswalk
from frameworks.models.edition import Practice

# Where the district stands in its first cycle, by characteristic, and by how much it rises until the second.
START = {1: 2.5, 2: 2.45, 3: 2.15, 4: 2.35, 5: 2.4, 6: 2.1, 7: 1.75, 8: 2.85, 9: 2.4}
RISE = {1: 0.2, 2: 0.25, 3: 0.45, 4: 0.2, 5: 0.25, 6: 0.1, 7: 0.1, 8: 0.15, 9: 0.2}
LOWEST, HIGHEST = 1, 4
TARGET = 3


def seeded_random(*names):
    """A random generator of its own for each thing, so that a change to one leaves the others as they were."""
    return random.Random("|".join(map(str, ("Northern Lakes", *names))))


@dataclass(frozen=True)
class DemoPractice:
    pk: int
    characteristic: int
    code: str
    goes_by: str


@dataclass(frozen=True)
class AgreedOutcome:
    """A team's outcome for a practice, with its level if it is one; None where it was not discussed."""

    kind: str
    value: int | None = None


def practices_of(edition):
    """An edition's practices in order; those with a counterpart in another edition share a name with it."""
    pairs = Crosswalk.objects.filter(
        Q(from_edition=edition) | Q(to_edition=edition), from_practice__isnull=False, to_practice__isnull=False
    ).values_list("from_practice", "from_practice__uuid", "to_practice", "to_practice__uuid")
    shared = {}
    for source, source_uuid, target, target_uuid in pairs:
        shared[source] = shared[target] = str(min(source_uuid, target_uuid))
    rows = Practice.objects.filter(characteristic__edition=edition).order_by("characteristic__number", "position")
    return [
        DemoPractice(pk, number, code, shared.get(pk, str(uuid)))
        for pk, number, code, uuid in rows.values_list("pk", "characteristic__number", "code", "uuid")
    ]


def within_scale(number):
    return min(max(round(number), LOWEST), HIGHEST)


def level_of(place, practice, number):
    lasting = seeded_random(place.name, practice.goes_by).gauss(0, 0.45)
    passing = seeded_random(place.name, practice.goes_by, number).gauss(0, 0.2)
    risen = RISE[practice.characteristic] * (0, 1, 1.5)[number - 1]
    return within_scale(START[practice.characteristic] + place.lift + risen + lasting + passing)


def agree(place, practice, number):
    chance = seeded_random("agree", place.name, practice.goes_by, number)
    level = AgreedOutcome(OutcomeKind.LEVEL, level_of(place, practice, number))
    unknown = 0.12 if practice.characteristic == 8 and place.family else 0.03
    weights = {
        "hardly answered": (0.36, 0.02, 0.2, 0, 0.42),
        "two camps": (0.6, 0.36, 0.03, 0, 0.01),
    }.get(place.story, (0.94 - unknown, 0.03, unknown, 0.01, 0.02))
    choices = (
        level,
        AgreedOutcome(OutcomeKind.NO_AGREEMENT),
        AgreedOutcome(OutcomeKind.NOT_ENOUGH_INFORMATION),
        AgreedOutcome(OutcomeKind.DOES_NOT_APPLY),
        AgreedOutcome(OutcomeKind.NOT_DISCUSSED),
    )
    return chance.choices(choices, weights)[0]


def answers(place, practice, number, raters):
    chance = seeded_random("rate", place.name, practice.goes_by, number)
    level = level_of(place, practice, number)
    unknown = 0.14 if practice.characteristic == 8 and place.family else 0.05
    for person in range(raters):
        leaning = ((person * 37) % 7 - 3) * 0.12
        if place.story == "two camps":
            leaning = 1.1 if person % 2 else -1.1
        draw = chance.random()
        if draw < unknown:
            yield Answer.NOT_ENOUGH_INFORMATION, None
        elif draw < unknown + 0.004:
            yield Answer.DOES_NOT_APPLY, None
        else:
            yield Answer.LEVEL, within_scale(level + leaning + chance.gauss(0, 0.5))
