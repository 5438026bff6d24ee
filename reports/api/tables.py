"""Tables that only the API has: frameworks, districts, cycles, answers of blocks of schools, the board's figures,
the province.
"""

from itertools import repeat

from assessments.rating.models import UNSCORED
from frameworks.framework_cache import levels_of, practices_of
from frameworks.models.edition import Edition, Practice
from people.text import alphabetical
from reports.board.export import compared, figures_of
from reports.exports.table import Table
from reports.figures.outcomes import LEVEL
from reports.figures.records import columns_of
from reports.figures.scales import plain, read_scale
from reports.rater_agreement.value import stored_shares

from . import endpoints


def editions_table(user):
    editions = Edition.objects.visible_to(user).with_counts().select_related("framework")
    rows = (
        (e.uuid, e.framework.key, e.version, e.title, e.language, e.year, e.status, e.practice_count) for e in editions
    )
    return Table("frameworks", endpoints.EDITIONS, rows)


def statements_table(edition):
    names = {column.pk: column.short_name for column in columns_of(edition)}
    practices = Practice.objects.filter(characteristic__edition=edition).select_related(
        "characteristic", "stakeholder_group"
    )
    rows = (
        (
            practice.characteristic.number,
            names[practice.characteristic_id],
            practice.code,
            practice.uuid,
            practice.statement,
            practice.stakeholder_group.title if practice.stakeholder_group else None,
        )
        for practice in practices.order_by("characteristic__number", "position")
    )
    return Table("edition", endpoints.STATEMENTS, rows)


def districts_table(roles_held):
    found = {a.district for a in roles_held.appointments if a.district_id}
    found |= {membership.team.district for membership in roles_held.memberships}
    rows = sorted(
        ((district.slug, district.name) for district in found), key=lambda row: (*alphabetical(row[1]), row[0])
    )
    return Table("districts", endpoints.DISTRICTS, rows)


def cycles_table(cycles):
    return Table("cycles", endpoints.CYCLES, map(row_of_cycle, cycles))


def row_of_cycle(cycle):
    scale = read_scale(cycle.scale_id)
    return (
        cycle.pk, cycle.name, cycle.opens_on, cycle.closes_on, cycle.published_on, cycle.edition.uuid,
        scale.low, scale.high, scale.target.value if scale.target else None, cycle.threshold,
    )  # fmt: skip


def blocks_table(cycle, choices):
    """The published shares of each block; practices that are not shown have rows without a share."""
    answers = [("level", level.value) for level in levels_of(cycle.scale_id)]
    answers += [(answer, None) for answer in (*UNSCORED, "no_answer")]
    practices = practices_of(cycle.edition_id).values()
    rows = (
        (
            block.position, block.family_name or None, block.has_others, block.people, block.step,
            practice.characteristic.number, practice.code, answer, level, share,
        )
        for block, shares in blocks_read(cycle, choices)
        for practice in practices
        for (answer, level), share in zip(answers, shares.get(practice.pk, repeat(None)), strict=False)
    )  # fmt: skip
    return Table("blocks", endpoints.BLOCKS, rows)


def blocks_read(cycle, choices):
    stored = stored_shares([choice for choice in choices if choice.key])
    return [(block, stored[str(block.pk)]) for block in cycle.blocks.filter(pk__in=[int(key) for key in stored])]


def board_table(report):
    rows = (
        (row.number, row.name, *figures_of(row), *compared(row.change), (row.change and row.change.missing) or None)
        for row in report.rows
    )
    return Table("board", endpoints.BOARD, rows)


def province_table(tables):
    """Every district's newest published cycle, in long form, as scales and characteristics may differ."""
    rows = (
        (
            row.cycle.district.name, row.cycle.name, row.cycle.published_on, number, name,
            plain(LEVEL, cell.value), cell.schools, table.scale.low, table.scale.high,
        )
        for table in tables
        for row in table.rows
        for (number, name), cell in zip(table.columns, row.cells, strict=True)
    )  # fmt: skip
    return Table("province", endpoints.PROVINCE, rows)
