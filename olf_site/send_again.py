"""What was typed and could not be taken, shown once more with a button that sends it: nobody types it again.

A form is refused before its view sees it when the session has ended, or when the page is older than the last sign-in.
The page that says so holds all that was sent. Nothing happens until the person presses the button, and it is drawn only
for what came from a page of this site, of the person who is signed in now: neither another site nor the next person at
a shared device gets anything sent by it.
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
    """One field as it was sent."""

    name: str
    value: str

    @property
    def is_text(self):
        """Whether it is shown in full at once."""
        return len(self.value) > LONG or len(self.value.split()) > 1

    @property
    def lines(self):
        """How many lines it takes, about; more than a page's worth is scrolled."""
        return min(MOST_LINES, sum(1 + len(line) // A_LINE for line in self.value.splitlines()))


def asked_by_script(request):
    """Whether a script of ours asks, htmx or another: it wants a status, and says the rest itself."""
    return bool(request.htmx) or request.headers.get("X-Requested-With") == "XMLHttpRequest"


def came_from_here(request):
    """Whether a page of this site sent it: the browser says so, and no other site can make it say so."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def fields_of(request):
    """What was typed or chosen on one of our pages, to be sent again; nothing where that must not be.

    A password is never written into a page.
    """
    if request.method != "POST" or TYPED_BY not in request.POST or not came_from_here(request):
        return []
    fields = [ResentField(name, value) for name, values in request.POST.lists() for value in values]
    if any("password" in field.name for field in fields):
        return []
    return [field for field in fields if field.name not in NOT_CARRIED]


def send_again(request, fields, status):
    """The page with what was sent, ready to be sent once more by the person who typed it."""
    context = {
        "fields": fields,
        "typed_by": request.POST[TYPED_BY],
        "action": request.get_full_path(),
        "files": [file.name for _name, files in request.FILES.lists() for file in files],
        "is_multipart": request.content_type == "multipart/form-data",
    }
    return render(request, "olf_site/send_again.html", context, status=status)


def refused(request, status):
    """The page for a form that came without a session or with an old token, or None where there is nothing to keep."""
    if is_anothers(request):
        return render(request, "olf_site/typed_by_another.html", status=409)
    fields = fields_of(request)
    return send_again(request, fields, status) if fields else None
