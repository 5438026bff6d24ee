"""A refused form shown once more with a button that sends it, so that nobody types it again.

A form is refused before its view sees it when the session has ended, or when the page is older than the last sign-in.
The page that says so holds all that was sent. Nothing happens until the person presses the button, and the page is
shown only for what came from a page of this site, of the person who is signed in now: neither another site nor the
next person at a shared device gets anything sent by it.
"""

from dataclasses import dataclass

from django.shortcuts import render

from people.typed_by import TYPED_BY, is_anothers

# One word of this length, or several, were typed and are shown in full; the rest are choices, dates and numbers.
LONG = 40
A_LINE = 80
MOST_LINES = 12
NOT_CARRIED = {"csrfmiddlewaretoken", TYPED_BY}


@dataclass(frozen=True)
class ResentField:
    name: str
    value: str

    @property
    def is_text(self):
        return len(self.value) > LONG or len(self.value.split()) > 1

    @property
    def lines(self):
        return min(MOST_LINES, sum(1 + len(line) // A_LINE for line in self.value.splitlines()))


def is_from_script(request):
    """Whether htmx or another script asks, which wants a status and words rather than a page."""
    return bool(request.htmx) or request.headers.get("X-Requested-With") == "XMLHttpRequest"


def is_same_origin(request):
    """Whether a page of this site sent the form, by a header that another site cannot set."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def fields_of(request):
    """The posted fields to send again; empty for forms of another site and for forms with a password."""
    if request.method != "POST" or TYPED_BY not in request.POST or not is_same_origin(request):
        return []
    fields = [ResentField(name, value) for name, values in request.POST.lists() for value in values]
    if any("password" in field.name for field in fields):
        return []
    return [field for field in fields if field.name not in NOT_CARRIED]


def send_again(request, fields, status):
    context = {
        "fields": fields,
        "typed_by": request.POST[TYPED_BY],
        "action": request.get_full_path(),
        "files": [file.name for _name, files in request.FILES.lists() for file in files],
        "is_multipart": request.content_type == "multipart/form-data",
    }
    return render(request, "olf_site/send_again.html", context, status=status)


def refused(request, status):
    """The page for a form without a session or with an old token, or None where there is nothing to send again."""
    if is_anothers(request):
        return render(request, "olf_site/typed_by_another.html", status=409)
    fields = fields_of(request)
    return send_again(request, fields, status) if fields else None
