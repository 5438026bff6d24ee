"""What a person is told at sign-in about their account."""

from django.conf import settings
from django.contrib import messages
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from districts.roles.models import Invitation
from people.adapter import InvitedAccountAdapter as PeopleAccountAdapter
from people.i18n import set_language_cookie


class AccountAdapter(PeopleAccountAdapter):
    def post_login(self, request, user, **options):
        """Show each message once; the account page keeps showing it."""
        response = super().post_login(request, user, **options)
        for invitation in password_links_used(user).filter(told_at__isnull=True):
            messages.info(request, how_password_was_set(invitation))
            invitation.told_at = timezone.now()
            invitation.save(update_fields=["told_at"])
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            set_language_cookie(response, user.language)
        return response


def password_links_used(user):
    return Invitation.objects.filter(
        person=user, purpose=Invitation.Purpose.RESET, used_at__isnull=False
    ).select_related("created_by")


def how_password_was_set(invitation):
    return _(
        "Your password was set with a link made by %(name)s on %(date)s. If that was not you, tell a superintendent now."
    ) % {
        "name": invitation.created_by or _("an administrator"),
        "date": date_format(timezone.localtime(invitation.used_at), "DATE_FORMAT"),
    }
