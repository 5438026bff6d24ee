"""URLs for programs, read-only and without a session; their description; a guide for people."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from people.gzip import compressed

from . import guide
from .app import api
from .problems import only_read


def for_programs(view):
    """A view that needs no session, as its token says who reads. HEAD is answered as GET, other methods refused."""

    @login_not_required
    @csrf_exempt  # no cookie opens it, so no other site's form can use one; a refusal is for programs, too
    @compressed
    @wraps(view)
    def answer(request, *args, **kwargs):
        asked = request.method
        if asked not in ("GET", "HEAD"):
            return only_read()
        request.method = "GET"
        try:
            return view(request, *args, **kwargs)
        finally:
            request.method = asked

    return answer


app_name = "api"
urlpatterns = [
    path("", guide.guide, name="guide"),
    path("openapi.json", guide.openapi, name="openapi_json"),
    # Ninja adds an address of its own to find the others by; nobody asks for it here.
    *(
        path(str(pattern.pattern), for_programs(pattern.callback), name=pattern.name)
        for pattern in api.urls[0]
        if pattern.name != "api-root"
    ),
]
