"""The author of a posted form: every form of a signed-in person names them, beside the CSRF token.

A session ends while a page stays open, and on a shared device somebody else may sign in before its form is sent. What
was typed may then be sent only by its author.
"""

from django.middleware.csrf import get_token
from django.utils.html import format_html

TYPED_BY = "typed_by"


def hidden_inputs(request, token):
    user = getattr(request, "user", None)
    inputs = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)
    if user is None or not user.is_authenticated:
        return inputs
    return inputs + format_html('<input type="hidden" name="{}" value="{}">', TYPED_BY, str(user.pk))


def hidden_inputs_of(request):
    return hidden_inputs(request, get_token(request))


def is_anothers(request):
    typed_by = request.POST.get(TYPED_BY)
    return bool(typed_by) and request.user.is_authenticated and typed_by != str(request.user.pk)
