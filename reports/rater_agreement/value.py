"""How people rated before they met: the published shares of blocks of schools, and what their teams agreed.

Everything here is arithmetic on published shares ("under" a step counts as 0); no rating is read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.cycles.models import Cycle
from assessments.figures.closeness import Closeness, closeness_of_block
from assessments.figures.spread import dispersion
from assessments.meeting.models import OutcomeKind
from assessments.publishing.blocks import weighted_shares
from assessments.publishing.models import Block, BlockPractice
from assessments.publishing.queries import may_read_blocks
from assessments.rating.models import UNSCORED
from assessments.record.models import RecordPractice
from frameworks.framework_cache import practices_of
from frameworks.models.edition import Practice
from people.users import User
from reports.figures.legend import NOT_SHOWN
from reports.figures.outcomes import FEWEST_SCHOOLS
from reports.figures.records import CycleRecords
from reports.figures.scales import ReadScale, Writing

# Shares by practice, in the order of the answers.
Shares = dict[int, tuple[int, ...]]
# So many practices are named in the sentence at the top.
NAMED = 3
WORDS = {
    Closeness.CLOSE: gettext_lazy("close together"),
    Closeness.TWO_CAMPS: gettext_lazy("two camps"),
    Closeness.SPREAD: gettext_lazy("spread"),
}


@dataclass(frozen=True)
class Schools:
    """The schools whose answers are shown: a block, or all blocks together (empty ``key``)."""

    key: str
    name: str
    people: int
    step: int
    assessments: tuple[int, ...]


@dataclass(frozen=True)
class AnswerKind:
    label: str
    css: str


@dataclass(frozen=True)
class AnswerShare:
    answer: AnswerKind
    percent: int
    text: str


@dataclass(frozen=True)
class Rated:
    """A practice: its shares (empty if not shown), their dispersion, and the same schools' agreed level."""

    practice: Practice
    shares: tuple[AnswerShare, ...]
    dispersion: float | None
    closeness: Closeness | None
    agreed: Fraction | None
    agreed_text: str
    schools: int

    @property
    def words(self) -> str:
        if not self.shares:
            return str(NOT_SHOWN)
        return str(WORDS[self.closeness]) if self.closeness else _("no level given")

    @property
    def is_divided(self) -> bool:
        return self.closeness in (Closeness.TWO_CAMPS, Closeness.SPREAD)


@dataclass(frozen=True)
class RaterAgreement:
    cycle: Cycle
    scale: ReadScale
    answers: tuple[AnswerKind, ...]
    choices: tuple[Schools, ...]
    chosen: Schools
    practices: tuple[Rated, ...]

    @property
    def in_order(self) -> list[Rated]:
        places = {practice.pk: place for place, practice in enumerate(practices_of(self.cycle.edition_id).values())}
        return sorted(self.practices, key=lambda rated: places[rated.practice.pk])

    @property
    def most_divided(self) -> tuple[Rated, ...]:
        """Up to three practices whose shown answers are in two camps or spread, the most divided first."""
        return tuple(rated for rated in self.practices if rated.is_divided)[:NAMED]


def answers_of(scale: ReadScale) -> tuple[AnswerKind, ...]:
    """The answers, in the order of the stored shares."""
    return (
        *(AnswerKind(f"{level.value} {level.label}", f"lvl-{level.place}") for level in scale.levels),
        *(AnswerKind(str(answer.label), f"answer-{answer}") for answer in UNSCORED),
        AnswerKind(_("No answer"), "answer-no_answer"),
    )


def choices_for(person: User, cycle: Cycle) -> tuple[Schools, ...]:
    """The schools whose answers this person reads; empty for a person who saw the spreads of too many teams."""
    return choices_of(cycle) if may_read_blocks(person, cycle) else ()


def choices_of(cycle: Cycle) -> tuple[Schools, ...]:
    """All schools first if there are several blocks, then each block; empty without a block."""
    found = Block.objects.filter(cycle=cycle)
    assessments: dict[int, list[int]] = {block.pk: [] for block in found}
    for key, assessment in found.filter(assessments__isnull=False).order_by().values_list("pk", "assessments"):
        assessments[key].append(assessment)
    blocks = tuple(
        Schools(str(block.pk), str(block), block.people, block.step, tuple(assessments[block.pk])) for block in found
    )
    if len(blocks) < 2:
        return blocks
    everybody = tuple(pk for block in blocks for pk in block.assessments)
    coarsest = max(block.step for block in blocks)
    return (Schools("", _("All schools"), sum(block.people for block in blocks), coarsest, everybody), *blocks)


def rater_agreement_of(records: CycleRecords, choices: tuple[Schools, ...], chosen: Schools) -> RaterAgreement:
    cycle, scale = records.cycle, records.scale
    shares = shares_of(choices, chosen)
    agreed = agreed_levels(cycle, chosen)
    drawing = RaterAgreementDrawing(scale, chosen.step)
    rated = [
        drawing.rated(practice, shares.get(practice.pk), agreed.get(practice.pk))
        for practice in practices_of(cycle.edition_id).values()
    ]
    # Rounded, so that equal ones tie whatever order they were added up in; ties stay in the edition's order.
    rated.sort(key=lambda one: -1 if one.dispersion is None else round(one.dispersion, 12), reverse=True)
    return RaterAgreement(cycle, scale, drawing.answers, choices, chosen, tuple(rated))


def shares_of(choices: Sequence[Schools], chosen: Schools) -> Shares:
    """The published shares by practice: the block's, or all blocks' weighted by their people."""
    wanted = [chosen] if chosen.key else [choice for choice in choices if choice.key]
    stored = stored_shares(wanted)
    return stored[chosen.key] if chosen.key else merge_blocks(wanted, stored)


def every_share(choices: Sequence[Schools]) -> dict[str, Shares]:
    """The published shares of all these schools, by their key and by practice."""
    blocks = [choice for choice in choices if choice.key]
    stored = stored_shares(blocks)
    return stored | {choice.key: merge_blocks(blocks, stored) for choice in choices if not choice.key}


def stored_shares(blocks: Sequence[Schools]) -> dict[str, Shares]:
    found: dict[str, Shares] = {block.key: {} for block in blocks}
    rows = BlockPractice.objects.filter(block__in=[int(key) for key in found], shares__isnull=False)
    for block, practice, shares in rows.values_list("block", "practice", "shares"):
        found[str(block)][practice] = tuple(shares)  # type: ignore[arg-type]  # asked for above
    return found


def merge_blocks(blocks: Sequence[Schools], stored: Mapping[str, Shares]) -> Shares:
    """All schools' shares by practice, from the blocks' own; none if one of them is not shown."""
    shown = set.intersection(*(set(stored[block.key]) for block in blocks))
    return {
        practice: weighted_shares([(stored[block.key][practice], block.people) for block in blocks])
        for practice in shown
    }


def agreed_levels(cycle: Cycle, schools: Schools) -> dict[int, tuple[Fraction | None, int]]:
    """The mean of the levels that these schools' teams agreed, each school once, and their number, by practice.

    The mean is None for fewer than two.
    """
    rows = RecordPractice.objects.filter(
        cycle=cycle,
        record__superseded_at__isnull=True,
        record__assessment__in=schools.assessments,
        outcome=OutcomeKind.LEVEL,
    )
    counted = rows.order_by().values_list("practice").annotate(Sum("value"), Count("pk"))
    return {
        # Of fewer schools it would be one school's, and who oversees some families reads blocks of all.
        practice: (Fraction(total, number) if number >= FEWEST_SCHOOLS else None, number)
        for practice, total, number in counted
    }


class RaterAgreementDrawing:
    def __init__(self, scale: ReadScale, step: int) -> None:
        self.answers, self.levels, self.step, self.writing = answers_of(scale), len(scale.levels), step, Writing()

    def rated(
        self, practice: Practice, shares: tuple[int, ...] | None, agreed: tuple[Fraction | None, int] | None
    ) -> Rated:
        mean, schools = agreed or (None, 0)
        levels = shares[: self.levels] if shares else ()
        return Rated(
            practice=practice,
            shares=self.parts(shares) if shares else (),
            dispersion=dispersion(levels) if levels else None,
            closeness=closeness_of_block(levels) if levels else None,
            agreed=mean,
            agreed_text=self.writing.level(mean),
            schools=schools,
        )

    def parts(self, shares: Sequence[int]) -> tuple[AnswerShare, ...]:
        return tuple(
            AnswerShare(answer, percent, self.written(percent))
            for answer, percent in zip(self.answers, shares, strict=True)
        )

    def written(self, percent: int) -> str:
        """A share as text: 0 is "under" a step, and 100 is "over" 100 less a step."""
        if percent == 0:
            return _("under %(share)s") % {"share": self.writing.hundredths(self.step)}
        if percent == 100:
            return _("over %(share)s") % {"share": self.writing.hundredths(100 - self.step)}
        return self.writing.hundredths(percent)


def headline(report: RaterAgreement) -> str:
    if not any(rated.shares for rated in report.practices):
        return ""
    named = [f"{rated.practice.code} ({rated.words})" for rated in report.most_divided]
    if not named:
        return _("In no practice shown here did people’s answers stand in two camps or spread.")
    return _("People’s answers were furthest apart on %(practices)s.") % {"practices": listed(named)}


def listed(words: Sequence[str]) -> str:
    *rest, last = words
    if not rest:
        return last
    return _("%(rest)s and %(last)s") % {"rest": ", ".join(rest), "last": last}
