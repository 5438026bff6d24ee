"""allauth's pages, answering as all others do."""

from functools import wraps

from .devices import remember_device
from .http import require_form


def answering_as_ours(view):
    """Answer 422, not 200, with a form that came back, and 405 to a method that no page has; know the owner's browser."""

    @require_form
    @wraps(view)
    def page(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if response.status_code == 200 and came_back(getattr(response, "context_data", None) or {}):
            response.status_code = 422
        if owner := getattr(request, "shown_to_be", None):
            remember_device(request, response, owner)
        return response

    return page


def forgetting_the_browser(view):
    """Let a browser that signs out throw away what it kept for the person; over plain http a script does it alone."""

    @wraps(view)
    def page(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if request.method == "POST":
            response.headers["Clear-Site-Data"] = '"storage"'
        return response

    return page


def came_back(context):
    """Whether a page shows what was typed, to correct; one about a link that is no longer good shows no form."""
    form = context.get("form")
    return form is not None and bool(form.errors) and not context.get("token_fail")
