"""Tidy tables of the records that one person reads of a published cycle: for Excel, CSV and the API."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from assessments.record.models import RecordPractice
from districts.roles.roles_held import ALL_OVERSEEN
from people.text import alphabetical
from reports.exports.school_numbers import NUMBER, school_numbers
from reports.exports.table import CellKind, Field, Table
from reports.figures import outcomes
from reports.figures.records import CycleRecords, RecordEntry, visible_entries
from reports.figures.scales import plain

# Of programs alone: what names the school in addresses of this site, for ever. Files have the board's own number.
SCHOOL_ID = Field(
    "school_id", _("School’s key in addresses of this site"), CellKind.WHOLE
)  # none for the district team
SCHOOL = (
    SCHOOL_ID,
    NUMBER,
    Field("family", _("Family of schools")),
    Field("name", _("School or team")),
)
CHARACTERISTIC = (
    Field("characteristic", _("Characteristic"), CellKind.WHOLE),
    Field("characteristic_name", _("Its name")),
)
MEASURES = {
    outcomes.LEVEL: Field("level", _("Level"), CellKind.LEVEL),
    outcomes.TARGET: Field("target", _("At or above target (%)"), CellKind.SHARE),
    outcomes.COVERAGE: Field("coverage", _("Coverage (%)"), CellKind.SHARE),
    outcomes.EVIDENCE: Field("evidence", _("With evidence (%)"), CellKind.SHARE),
}
FIGURES = (
    *SCHOOL,
    *CHARACTERISTIC,
    Field("practices", _("Practices"), CellKind.WHOLE),
    Field("applicable", _("Practices that apply"), CellKind.WHOLE),
    Field("agreed", _("Practices agreed"), CellKind.WHOLE),
    Field("at_target", _("Agreed at or above target"), CellKind.WHOLE),
    *MEASURES.values(),
    Field("locally_different", _("Locally different on purpose"), CellKind.WHOLE),
)
MEANS = (
    Field("family", _("Family of schools")),  # none for the district
    *CHARACTERISTIC,
    *MEASURES.values(),
    Field("schools", _("Schools counted"), CellKind.WHOLE),
    Field("left_out", _("Schools left out"), CellKind.WHOLE),
)
EVIDENCE = (
    *SCHOOL,
    *CHARACTERISTIC,
    Field("applicable", _("Practices that apply"), CellKind.WHOLE),
    Field("with_evidence", _("Practices with evidence"), CellKind.WHOLE),
    Field("evidence", _("With evidence (%)"), CellKind.SHARE),
    Field("with_changing", _("Practices with evidence of changed outcomes"), CellKind.WHOLE),
    Field("changing", _("With evidence of changed outcomes (%)"), CellKind.SHARE),
    Field("unsupported", _("Without the evidence that the level asks for"), CellKind.WHOLE),
)
PRACTICES = (
    *SCHOOL,
    Field("characteristic", _("Characteristic"), CellKind.WHOLE),
    Field("practice", _("Practice"), CellKind.CODE),
    Field("outcome", _("Outcome")),
    Field("level", _("Level"), CellKind.WHOLE),
    Field("locally_different", _("Locally different on purpose"), CellKind.FLAG),
    Field("unsupported", _("Without the evidence that its level asks for"), CellKind.FLAG),
    Field("may_be_asked", _("Other schools may ask"), CellKind.FLAG),
    Field("pieces", _("Pieces of evidence"), CellKind.WHOLE),
    Field("kinds", _("Kinds of evidence"), CellKind.WHOLE),
    Field("doing", _("Pieces that show: doing it"), CellKind.WHOLE),
    Field("improving", _("Pieces that show: improving it"), CellKind.WHOLE),
    Field("changing", _("Pieces that show: changing outcomes"), CellKind.WHOLE),
)
READ_OF_A_PRACTICE = (
    "practice__characteristic__number", "practice__code", "outcome", "value", "locally_different", "unsupported",
    "willing_to_share", "pieces", "kinds", "doing", "improving", "changing",
)  # fmt: skip


@dataclass(frozen=True)
class Tidy:
    """The records that one person reads of a cycle; means are over all records."""

    records: CycleRecords
    schools: tuple[RecordEntry, ...]
    teams: tuple[RecordEntry, ...]

    @cached_property
    def numbers(self):
        return school_numbers(self.records.cycle.district)

    def whose(self, entry):
        return entry.school_pk, self.numbers.get(entry.school_pk), entry.family_name, entry.name

    @property
    def entries(self):
        return (*self.schools, *self.teams)

    @property
    def has_target(self):
        return self.records.scale.target is not None


def tidy_of(records, *, overseen=ALL_OVERSEEN, family=None):
    """What a superintendent reads: all schools and the district's teams, or the schools of some families."""
    shown = visible_entries(records.schools, overseen)
    if family is not None:
        shown = tuple(entry for entry in shown if entry.family_pk == family)
    return Tidy(records, shown, records.teams if overseen.everything and family is None else ())


def measured(tidy, value_of):
    for figure in MEASURES:
        yield plain(figure, value_of(figure)) if figure is not outcomes.TARGET or tidy.has_target else None


def counted(tidy):
    """Each team's counts by characteristic, as (entry, column, counts)."""
    for entry in tidy.entries:
        for column, counts in zip(tidy.records.columns, entry.counts, strict=True):
            yield entry, column, counts


def figures_table(tidy):
    """One row for each school and characteristic: counts, and every figure made from them."""
    rows = (
        (
            *tidy.whose(entry), column.number, column.short_name,
            counts.practices, counts.applicable, counts.agreed, counts.at_target if tidy.has_target else None,
            *measured(tidy, lambda figure, counts=counts: figure.of(counts)), counts.locally_different,
        )
        for entry, column, counts in counted(tidy)
    )  # fmt: skip
    return Table(_("Figures"), FIGURES, rows)


def evidence_table(tidy):
    """One row for each school and characteristic: the evidence behind its agreed levels."""
    rows = (
        (
            *tidy.whose(entry), column.number, column.short_name,
            counts.applicable, counts.with_evidence, plain(outcomes.EVIDENCE, outcomes.EVIDENCE.of(counts)),
            counts.with_changing, plain(outcomes.CHANGING, outcomes.CHANGING.of(counts)), counts.unsupported,
        )
        for entry, column, counts in counted(tidy)
    )  # fmt: skip
    return Table(_("Evidence"), EVIDENCE, rows)


def means_table(tidy):
    return Table(_("Means"), MEANS, means_rows(tidy))


def means_rows(tidy):
    """Means of the district, and of each family with at least two schools that count, as on the heatmap."""
    schools = tidy.records.schools
    families = sorted({entry.family_name for entry in tidy.schools if entry.family_name}, key=alphabetical)
    groups = [(None, schools, 1)]
    groups += [(name, [e for e in schools if e.family_name == name], outcomes.FEWEST_SCHOOLS) for name in families]
    for name, entries, fewest in groups:
        for place, column in enumerate(tidy.records.columns):
            counts = [entry.counts[place] for entry in entries]
            means = {figure: outcomes.group_figure(figure, counts, fewest) for figure in MEASURES}
            values = measured(tidy, lambda figure, means=means: means[figure].value)
            level = means[outcomes.LEVEL]
            yield name, column.number, column.short_name, *values, level.schools, level.left_out


def practices_table(tidy, said=None):
    """One row for each team and practice: the outcome and its evidence, without anybody's words.

    ``said``: names of outcomes by key; an outcome without one is given by its key.
    """
    return Table(_("Practices"), PRACTICES, practices_rows(tidy, said or {}))


def practices_rows(tidy, said):
    found = defaultdict(list)
    rows = RecordPractice.objects.filter(record__in=[entry.pk for entry in tidy.entries])
    rows = rows.order_by("practice__characteristic__number", "practice__position")
    for pk, *row in rows.values_list("record", *READ_OF_A_PRACTICE):
        found[pk].append(row)
    for entry in tidy.entries:
        for number, code, outcome, *rest in found[entry.pk]:
            yield *tidy.whose(entry), number, code, said.get(outcome, outcome), *rest
