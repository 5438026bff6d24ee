"""Files that the task worker makes: ask for one, follow its progress, download it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from districts.roles.scope import district_for
from districts.roles.timezones import activate_timezone_of
from people.made_files import FileState
from reports.exports.file_names import attachment, file_name

from . import export_actions
from .frozen import freeze
from .models import Export
from .page import load_board, report_read_by

CONTENT_TYPES = {
    Export.Kind.PDF: "application/pdf",
    Export.Kind.SLIDES: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


@require_POST
def board_export(request, slug, kind):
    _district, cycles = load_board(request, slug)
    if kind not in Export.Kind.values:
        raise Http404
    language = get_language()
    frozen = freeze(lambda: report_read_by(request.user, cycles), [language])
    export = export_actions.ask_for_export(
        cycle=cycles.chosen, kind=kind, language=language, frozen=frozen, by=request.user
    )
    return redirect("reports:export", export.pk)


def export_for(request, pk, *later):
    """A file that this person asked for; 404 for other people's files, and when it is deleted."""
    found = Export.objects.kept().of(request.user).select_related("cycle__district").defer("frozen", *later)
    export = get_object_or_404(found, pk=pk)
    district_for(request, export.cycle.district.slug, "reports.read_board")
    activate_timezone_of(export.cycle.district)
    return export


@require_safe
def export(request, pk):
    """The progress of a file; 204 for a request that knows the current state already."""
    export = export_for(request, pk, "content")
    if request.htmx and export.is_under_way and request.GET.get("seen") == export.seen_as:
        return HttpResponse(status=204)
    return render(request, "reports/board/export.html", {"export": export})


@require_safe
def export_file(request, pk):
    export = export_for(request, pk)
    if export.state != FileState.DONE:
        raise Http404
    with override(export.language):  # the file's own, whatever its reader has chosen since
        name = file_name(export.cycle.district.slug, export.cycle.name, _("Board report"))
    return HttpResponse(
        bytes(export.content),
        content_type=CONTENT_TYPES[export.kind],
        headers={"Content-Disposition": attachment(name, export.kind)},
    )
