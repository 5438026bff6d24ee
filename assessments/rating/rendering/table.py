"""All practices of an edition in one compact table, for people who know the anchors well."""

from typing import NamedTuple

from .cards import NO_KEY, Page, with_headings
from .saved import Saved, saved_of


class TableRow(NamedTuple):
    """The values of one row: of a card those that it shows, without anchors, look-fors and evidence."""

    key: str
    code: str
    statement: str
    heading: str
    is_live: bool
    rate_url: str
    chosen: str
    can_be_taken_back: bool
    note: str
    note_is_open: bool
    saved: Saved


class TableSection(NamedTuple):
    """One characteristic of the table."""

    number: str
    name: str
    rows: list[TableRow]


class TablePage(Page):
    """The rows of all characteristics."""

    def __init__(self, request, assessment, characteristics):
        """``characteristics`` are pairs of an entry of the contents and its ``CardRow``s."""
        super().__init__(request, assessment)
        levels, unscored, take_back = self.choices
        self.answers = (*levels, *unscored, take_back)
        self.sections = [self.section(entry, rows) for entry, rows in characteristics]

    def section(self, entry, rows):
        """The values of one characteristic."""
        return TableSection(entry.number, entry.name, [self.row(row, heading) for row, heading in with_headings(rows)])

    def row(self, row, heading):
        """The values of one."""
        practice, note = row.practice, row.note
        key = str(practice.uuid)
        return TableRow(
            key,
            practice.code,
            practice.words_statement,
            heading,
            self.is_on and not row.revealed,
            self.rate_url.replace(NO_KEY, key),
            row.chosen,
            row.can_be_taken_back,
            note,
            bool(note) or bool(row.form and "note" in row.form.errors),
            saved_of(row, self.assessment),
        )
