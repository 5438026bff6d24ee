"""My tokens, with which a person's own programs read: make one, which is shown once, or end it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from districts.roles.timezones import activate_own_timezone
from people.access.tokens import end_token, make_token
from people.forms import TokenForm
from people.http import require_form


@require_form
def my_tokens(request):
    form = TokenForm(request.POST or None)
    if form.is_valid():
        token, secret = make_token(by=request.user, **form.cleaned_data)
        return page(request, TokenForm(), made=token, secret=secret)
    return page(request, form, status=422 if form.is_bound else 200)


def page(request, form, status=200, **made):
    activate_own_timezone(request.user)
    context = {"form": form, "tokens": request.user.access_tokens.all(), **made}
    return render(request, "people/tokens.html", context, status=status)


@require_POST
def token_end(request, pk):
    token = get_object_or_404(request.user.access_tokens, pk=pk)
    end_token(token=token, by=request.user)
    messages.success(
        request, _("The token “%(name)s” is ended. Programs that use it read nothing any more.") % {"name": token.name}
    )
    return redirect("my_tokens")
