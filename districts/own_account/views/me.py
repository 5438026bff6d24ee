"""A person's own account."""

from django.conf import settings
from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from districts.adapter import how_password_was_set, password_links_used
from districts.answers import answer
from districts.roles.roles_held import roles_held_by
from people.actions import change_own_account
from people.http import require_form
from people.i18n import set_language_cookie

from ..forms import OwnAccountForm


@require_form
def me(request):
    person = request.user
    known = {field: getattr(person, field) for field in ("name", "language")}
    form = OwnAccountForm(request.POST or None, initial=known, languages=settings.LANGUAGES)
    if form.is_valid():
        change_own_account(by=person, **form.cleaned_data)
        messages.success(request, _("Your account is saved."))
        return set_language_cookie(redirect("me"), form.cleaned_data["language"])
    roles_held = roles_held_by(person)
    prefetch_related_objects(roles_held.appointments, "families")
    return answer(
        request,
        "people/me.html",
        form,
        roles_held=roles_held,
        password_notes=[how_password_was_set(invitation) for invitation in password_links_used(person)[:10]],
    )
