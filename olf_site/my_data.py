"""Everything stored about me: a page to ask for the file, and the file, which only its person can have."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from districts.roles.timezones import activate_own_timezone
from people.http import require_form
from people.made_files import FileState
from people.personal_data.actions import ask_for_personal_data, delete_personal_data, personal_data_file_of
from people.personal_data.collecting import MOST_BYTES
from people.personal_data.models import KEPT
from reports.exports.file_names import attachment, file_name


@require_form
def my_data(request):
    """Ask for the file and show its progress; 204 to htmx while nothing has changed."""
    activate_own_timezone(request.user)
    if request.method == "POST":
        zone = timezone.get_current_timezone_name()
        ask_for_personal_data(language=get_language(), time_zone=zone, by=request.user)
        return redirect("my_data")
    file = personal_data_file_of(request.user)
    if request.htmx and file and file.is_under_way and request.GET.get("seen") == file.seen_as:
        return HttpResponse(status=204)
    context = {"file": file, "days": KEPT.days, "most": MOST_BYTES}
    return render(request, "people/my_data.html", context)


@require_safe
def my_data_file(request):
    file = personal_data_file_of(request.user)
    if file is None or file.state != FileState.DONE:
        raise Http404
    try:
        content = file.path.open("rb")
    except FileNotFoundError:  # a backup without its files
        raise Http404 from None
    activate_own_timezone(request.user)
    with override(file.language):  # the file's own, whatever its reader has chosen since
        name = file_name(_("my data"), timezone.localdate(file.asked_at).isoformat())
    response = FileResponse(content, content_type="application/zip")
    response.headers["Content-Disposition"] = attachment(name, "zip")
    return response


@require_POST
def my_data_delete(request):
    delete_personal_data(by=request.user)
    messages.success(request, _("The file is deleted."))
    return redirect("my_data")
