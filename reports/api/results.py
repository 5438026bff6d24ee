"""The endpoints: find the object by scope as the pages do, check a permission, and answer with a report's rows."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from districts.roles.roles_held import roles_held_by
from districts.roles.scope import district_for, require
from districts.roles.timezones import activate_timezone_of
from frameworks.models.edition import Edition
from reports.analysis.tidy import Tidy, figures_table, means_table, practices_table, tidy_of
from reports.board.change import cycle_before
from reports.board.page import load_board
from reports.board.value import board_of
from reports.filters import cycles_for, load_cycle, overseen_by
from reports.province.value import province as province_tables
from reports.rater_agreement.value import choices_for
from reports.record_readers import records_read_by

from . import tables
from .paging import Paging, answer
from .schemas import offered

router = Router()


class OfCycle(Schema):
    """The published cycle; declared here for the description, read by ``filters`` as for a page.

    There is no other filter: readers get all rows, and cannot ask for a made-up group.
    """

    cycle: int | None = Field(None, description="A cycle’s number; the newest published one without it.")


@offered(router, "frameworks")
def frameworks(request, paging: Query[Paging]):
    return answer(request, tables.editions_table(request.user), paging)


@offered(router, "edition")
def edition(request, uuid: UUID, paging: Query[Paging]):
    found = get_object_or_404(Edition.objects.visible_to(request.user), uuid=uuid)
    return answer(request, tables.statements_table(found), paging)


@offered(router, "districts")
def districts(request, paging: Query[Paging]):
    return answer(request, tables.districts_table(roles_held_by(request.user)), paging)


@offered(router, "cycles")
def cycles(request, slug: str, paging: Query[Paging]):
    district = district_for(request, slug, "reports.read_published")
    activate_timezone_of(district)
    return answer(request, tables.cycles_table(cycles_for(request, district).published), paging)


def read(request, slug, permission):
    district, _cycles, found = load_cycle(request, slug, permission)
    if found is None:
        raise Http404
    return district, found


def tidy_read(request, slug):
    district, found = read(request, slug, "reports.read_results")
    return tidy_of(found, overseen=overseen_by(request, district))


@offered(router, "figures")
def figures(request, slug: str, chosen: Query[OfCycle], paging: Query[Paging]):
    return answer(request, figures_table(tidy_read(request, slug)), paging)


@offered(router, "means")
def means(request, slug: str, chosen: Query[OfCycle], paging: Query[Paging]):
    return answer(request, means_table(tidy_read(request, slug)), paging)


@offered(router, "records")
def records(request, slug: str, chosen: Query[OfCycle], paging: Query[Paging]):
    district, found = read(request, slug, "reports.read_records")
    readable = records_read_by(request.user, district.pk).of_entry
    tidy = Tidy(found, tuple(filter(readable, found.schools)), tuple(filter(readable, found.teams)))
    return answer(request, practices_table(tidy), paging)


@offered(router, "blocks")
def blocks(request, slug: str, chosen: Query[OfCycle], paging: Query[Paging]):
    """Blocks × practices × answers; empty for a person who could subtract teams from them."""
    _district, found = read(request, slug, "reports.read_results")
    return answer(request, tables.blocks_table(found.cycle, choices_for(request.user, found.cycle)), paging)


@offered(router, "board")
def board(request, slug: str, chosen: Query[OfCycle], paging: Query[Paging]):
    _district, cycles = load_board(request, slug)
    return answer(request, tables.board_table(board_of(cycles.chosen, cycle_before(cycles))), paging)


@offered(router, "province")
def province(request, paging: Query[Paging]):
    require(request, "reports.read_province")
    return answer(request, tables.province_table(province_tables()), paging)
