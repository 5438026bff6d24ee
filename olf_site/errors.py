"""Pages and reports for what goes wrong. None of them shows, mails or logs what a person typed."""

from django.shortcuts import render
from django.views.debug import SafeExceptionReporterFilter


def rule_broken(request, exception):
    """The 409 page: which rule, in words, and the way back."""
    return render(
        request,
        "409.html",
        {"title": exception.title, "message": exception.message, "back": back_address(request)},
        status=409,
    )


def back_address(request):
    """The page a person came from, when it is ours; else the home page."""
    came_from = request.headers.get("Referer", "")
    own = f"{request.scheme}://{request.get_host()}/"
    return "/" + came_from.removeprefix(own) if came_from.startswith(own) else "/"


def csrf_failure(request, reason=""):
    """The page for a form that waited too long, in words; nothing was saved."""
    return render(request, "403_csrf.html", {"back": back_address(request)}, status=403)


class SilentExceptionFilter(SafeExceptionReporterFilter):
    """Leaves out of every error report what was posted and every local variable."""

    def is_active(self, request):
        """Always, in development too: a rating stays private there as well."""
        return True

    def get_post_parameters(self, request):
        """Nothing of what was posted."""
        return {}

    def get_traceback_frame_variables(self, request, tb_frame):
        """No variables: one of them may be a rating."""
        return []
