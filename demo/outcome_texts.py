"""A team's texts for outcomes: reasons, dissent, why there is no evidence. No sentence repeats within a record."""

from dataclasses import dataclass
from functools import cache

from assessments.meeting.models import OutcomeKind

from .levels import HIGHEST, TARGET, AgreedOutcome, DemoPractice, seeded_random
from .places import Place
from .texts import read_texts


@dataclass(frozen=True)
class Sentences:
    en: tuple[str, ...]
    fr: tuple[str, ...]
    district: tuple[str, ...] = ()

    def of(self, place: Place) -> tuple[str, ...]:
        if not place.family:
            return self.district or self.en
        return self.fr if place.language == "fr" else self.en


@dataclass(frozen=True)
class OutcomeSentences:
    low: dict[int, Sentences]
    high: dict[int, Sentences]
    no_agreement: Sentences
    not_enough: Sentences
    does_not_apply: Sentences
    dissent: Sentences
    unsupported: Sentences
    locally_different: dict[int, str]


@cache
def sentences() -> OutcomeSentences:
    return read_texts("outcomes", OutcomeSentences)


class OutcomeTexts:
    def __init__(self, place: Place, number: int):
        self.place = place
        self.chance = seeded_random("telling", place.name, number)
        self.offers = seeded_random("offers", place.name, number)
        self.left: dict[object, list[str]] = {}
        self.different = set(place.different)

    def fields(self, practice: DemoPractice, agreed: AgreedOutcome, kinds: int) -> dict:
        """The texts of an outcome, as its fields; ``kinds``: of how many kinds its evidence is."""
        said = {
            "reason": self.reason(practice, agreed),
            "dissent": self.dissent(agreed),
            "locally_different": False,
            "unsupported_reason": "",
            "willing_to_share": bool(self.place.family) and agreed.value == HIGHEST and self.offers.random() < 0.6,
        }
        if agreed.value and agreed.value >= TARGET and kinds < 2:
            said["unsupported_reason"] = self.next_of("unsupported", sentences().unsupported, again=True)
        if agreed.value and practice.characteristic in self.different:
            self.different.remove(practice.characteristic)
            said["reason"] = sentences().locally_different[practice.characteristic]
            said["locally_different"] = True
        return said

    def reason(self, practice: DemoPractice, agreed: AgreedOutcome) -> str:
        if agreed.kind == OutcomeKind.DOES_NOT_APPLY:
            return self.next_of("does not apply", sentences().does_not_apply, again=True)
        if agreed.kind == OutcomeKind.NO_AGREEMENT:
            return self.next_of("no agreement", sentences().no_agreement)
        if agreed.kind == OutcomeKind.NOT_ENOUGH_INFORMATION:
            return self.next_of("not enough", sentences().not_enough)
        if self.chance.random() < 0.1:
            return ""
        high = agreed.value >= TARGET
        reasons = sentences().high if high else sentences().low
        return self.next_of((practice.characteristic, high), reasons[practice.characteristic])

    def dissent(self, agreed: AgreedOutcome) -> str:
        if not agreed.value or self.chance.random() > (0.35 if self.place.story == "two camps" else 0.08):
            return ""
        return self.next_of("dissent", sentences().dissent)

    def next_of(self, key: object, kind: Sentences, again: bool = False) -> str:
        """An unused sentence of this kind, or "" when all are used; with ``again``, start over instead."""
        if key not in self.left or (again and not self.left[key]):
            of_this_team = kind.of(self.place)
            self.left[key] = self.chance.sample(of_this_team, len(of_this_team))
        return self.left[key].pop() if self.left[key] else ""
