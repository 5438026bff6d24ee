"""The evidence behind a district's levels: how much has any, on which rung, what lacks it, what is reused."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.cycles.models import Cycle
from districts.roles.roles_held import ALL_OVERSEEN, Overseen
from reports.figures import evidence_counts, outcomes
from reports.figures.records import Column, CycleRecords, visible_entries
from reports.figures.scales import Writing

from .reused import ReusedPiece, pieces_used_again
from .unsupported import Unsupported, unsupported_levels


@dataclass(frozen=True)
class EvidenceShare:
    """A share of the practices that apply, exact and as text; ``hundredths`` is the length of its bar."""

    value: Fraction | None
    text: str
    hundredths: int | None


@dataclass(frozen=True)
class EvidenceRow:
    """A characteristic, or all of them (None): the share with any evidence, then with a piece on each rung."""

    column: Column | None
    shares: tuple[EvidenceShare, ...]
    schools: int
    left_out: int


@dataclass(frozen=True)
class EvidenceReport:
    cycle: Cycle
    family: str
    schools: int
    overall: EvidenceRow
    rows: tuple[EvidenceRow, ...]
    unsupported: Unsupported
    pieces: tuple[ReusedPiece, ...]

    @property
    def headline(self) -> str:
        evidence, *_between, changing = self.overall.shares
        if evidence.value is None:
            return ""
        return _(
            "Of the practices that apply, %(evidence)s rest on evidence and %(changing)s on evidence "
            "that outcomes changed."
        ) % {"evidence": evidence.text, "changing": changing.text}

    @property
    def left_out(self) -> str:
        if not self.overall.left_out:
            return ""
        words = ngettext(
            "%(number)s school is left out: fewer than half of its practices are agreed.",
            "%(number)s schools are left out: fewer than half of their practices are agreed.",
            self.overall.left_out,
        )
        return words % {"number": self.overall.left_out}


def evidence_of(
    records: CycleRecords, *, overseen: Overseen = ALL_OVERSEEN, family: int | None = None, query: str = ""
) -> EvidenceReport:
    """The evidence behind a cycle's records: figures of all schools or one family, lists of those one person reads."""
    counted = tuple(entry for entry in records.schools if family is None or entry.family_pk == family)
    teams = records.teams if overseen.everything and family is None else ()
    schools = visible_entries(counted, overseen)
    held = evidence_counts.rungs_of(records, counted)
    making = Making(fewest=1 if family is None else outcomes.FEWEST_SCHOOLS)
    return EvidenceReport(
        cycle=records.cycle,
        family=counted[0].family_name if family is not None and counted else "",
        schools=len(counted),
        overall=making.row(None, [evidence_counts.total(of_school) for of_school in held]),
        rows=tuple(making.row(column, [of[i] for of in held]) for i, column in enumerate(records.columns)),
        unsupported=unsupported_levels(records, teams, schools, query),
        pieces=pieces_used_again(records, (*teams, *schools), query),
    )


class Making:
    """Makes the rows of the table; each figure of a family needs at least two schools."""

    def __init__(self, fewest: int) -> None:
        self.fewest, self.writing = fewest, Writing()

    def row(self, column: Column | None, schools: Sequence[evidence_counts.Rungs]) -> EvidenceRow:
        found = [outcomes.group_figure(figure, schools, self.fewest) for figure in evidence_counts.FIGURES]
        return EvidenceRow(
            column=column,
            shares=tuple(self.share(figure.value) for figure in found),
            schools=found[0].schools,
            left_out=found[0].left_out,
        )

    def share(self, value: Fraction | None) -> EvidenceShare:
        return EvidenceShare(value, self.writing.share(value), None if value is None else outcomes.percent(value))
