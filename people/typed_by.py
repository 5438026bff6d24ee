"""Whose page a form was typed on: every form of a signed-in person says so, beside the token against forged ones.

A session ends while a page stands open, and on a shared device somebody else may sign in before its form is sent. What
was typed goes on with the one who typed it, or with nobody.
"""

from django.middleware.csrf import get_token
from django.utils.html import format_html

TYPED_BY = "typed_by"


def hidden_inputs(request, token):
    """The token, and whose form it is; nobody's for a visitor."""
    user = getattr(request, "user", None)
    inputs = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)
    if user is None or not user.is_authenticated:
        return inputs
    return inputs + format_html('<input type="hidden" name="{}" value="{}">', TYPED_BY, str(user.pk))


def hidden_inputs_of(request):
    """The same for a form that no template writes out."""
    return hidden_inputs(request, get_token(request))


def is_anothers(request):
    """Whether what was sent was typed on a page of somebody else than who is signed in now."""
    typed_by = request.POST.get(TYPED_BY)
    return bool(typed_by) and request.user.is_authenticated and typed_by != str(request.user.pk)
