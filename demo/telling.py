"""What a team says beside its levels: reasons, dissent, why without evidence. No sentence twice in one record."""

from assessments.meeting.models import Outcome

from . import reasons, reasons_more
from .levels import HIGHEST, TARGET, stream
from .places import DIFFERENT


class Telling:
    """The sentences of one team in one cycle."""

    def __init__(self, place, number):
        self.place, self.number = place, number
        self.chance = stream("telling", place.name, number)
        self.offers = stream("offers", place.name, number)
        self.left = {}
        self.different = set(DIFFERENT.get(place.name, ()))

    def words(self, practice, agreed, kinds):
        """The texts of an agreement, as its fields."""
        said = {
            "reason": self.reason(practice, agreed),
            "dissent": self.dissent(agreed),
            "locally_different": False,
            "unsupported_reason": "",
            "willing_to_share": bool(self.place.family) and agreed.value == HIGHEST and self.offers.random() < 0.6,
        }
        if agreed.value and agreed.value >= TARGET and kinds < 2:
            said["unsupported_reason"] = self.next_of(("unsupported",), reasons_more.UNSUPPORTED, again=True)
        if agreed.value and practice.characteristic in self.different:
            self.different.remove(practice.characteristic)
            said["reason"] = reasons_more.LOCALLY_DIFFERENT[practice.characteristic]
            said["locally_different"] = True
        return said

    def reason(self, practice, agreed):
        """Why this outcome; sometimes a team writes nothing, but never where the outcome needs a reason."""
        if agreed.outcome == Outcome.DOES_NOT_APPLY:
            return self.next_of(("does not apply",), reasons.DOES_NOT_APPLY, again=True)
        if agreed.outcome == Outcome.NO_AGREEMENT:
            return self.next_of(("no agreement",), reasons.NO_AGREEMENT)
        if agreed.outcome == Outcome.NOT_ENOUGH_INFORMATION:
            return self.next_of(("not enough",), reasons.NOT_ENOUGH)
        if self.chance.random() < 0.1:
            return ""
        high = agreed.value >= TARGET
        return self.next_of((practice.characteristic, high), self.pool(high)[practice.characteristic])

    def pool(self, high):
        """The sentences this team would use."""
        if not self.place.family:
            return reasons_more.DISTRICT_HIGH if high else reasons_more.DISTRICT_LOW
        if self.place.language == "fr":
            return reasons_more.FRENCH_HIGH if high else reasons_more.FRENCH_LOW
        return reasons.HIGH if high else reasons.LOW

    def dissent(self, agreed):
        """Now and then somebody sees it differently."""
        if not agreed.value or self.chance.random() > (0.35 if self.place.story == "two camps" else 0.08):
            return ""
        return self.next_of(("dissent",), reasons.DISSENT)

    def next_of(self, key, sentences, again=False):
        """A sentence of this kind not said yet; none when all were, unless one has to be said ``again``."""
        if self.place.language == "fr":
            sentences = reasons_more.FRENCH.get(key[0], sentences)
        if key not in self.left or (again and not self.left[key]):
            self.left[key] = self.chance.sample(sentences, len(sentences))
        return self.left[key].pop() if self.left[key] else ""
