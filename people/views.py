"""allauth's pages, with the status codes of all other pages."""

from functools import wraps

from .devices import remember_device
from .http import require_form


def with_statuses(view):
    """Answer 422 to an invalid form, 405 to an unknown method, and remember the owner's browser."""

    @require_form
    @wraps(view)
    def page(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if response.status_code == 200 and was_refused(getattr(response, "context_data", None) or {}):
            response.status_code = 422
        if owner := getattr(request, "shown_to_be", None):
            remember_device(request, response, owner)
        return response

    return page


def forgetting_the_browser(view):
    """Clear the browser's stored data at sign-out; over plain http only a script can do that."""

    @wraps(view)
    def page(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if request.method == "POST":
            response.headers["Clear-Site-Data"] = '"storage"'
        return response

    return page


def was_refused(context):
    form = context.get("form")
    return form is not None and bool(form.errors) and not context.get("token_fail")
