"""A link with which a person sets a password: single-use, expiring, never stored as it is sent."""

import uuid

from django.core import signing
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.mail.models import Mail
from people.models import User

from .district import District

SALT = "districts.invitation"


class InvitationQuerySet(models.QuerySet):
    """Invitations by whether they still open anything."""

    def open(self):
        """Neither used, nor withdrawn, nor expired."""
        return self.filter(used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=timezone.now())

    def not_mailed(self):
        """Those whose mail was given up."""
        return self.filter(mail__failed_at__isnull=False)

    def made_for_others(self, person, district):
        """Those of a district that this person made, not for themselves."""
        return self.filter(created_by=person, district=district).exclude(person=person)

    def for_token(self, token):
        """The open invitation a link stands for, or None when the link is not (any more) good."""
        try:
            pk, nonce = signing.loads(token, salt=SALT)
        except signing.BadSignature:
            return None
        return self.open().filter(pk=pk, nonce=nonce).select_related("person", "district").first()


class Invitation(models.Model):
    """One chance for one person to set a password, or to join one more district, given by an administrator.

    The database holds a nonce, not the token: the link is signed with the server's secret
    each time it is shown, so that it can always be copied and a copy of the database opens nothing.
    """

    class Purpose(models.TextChoices):
        WELCOME = "welcome", _("first sign-in")
        RESET = "reset", _("new password")
        JOIN = "join", _("joining a district")

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    district = models.ForeignKey(District, on_delete=models.CASCADE, null=True, blank=True, related_name="invitations")
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose.choices, default=Purpose.WELCOME)
    gives = models.JSONField(
        _("what it gives"),
        default=dict,
        blank=True,
        editable=False,
        help_text=_("For an account of elsewhere: the team or role that begins when the person accepts."),
    )
    nonce = models.UUIDField(default=uuid.uuid4, editable=False)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("good until"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    # The mail that carries the link, and the one that tells the account's owner that it was used.
    mail = models.ForeignKey(Mail, on_delete=models.SET_NULL, null=True, editable=False, related_name="invitations")
    used_mail = models.ForeignKey(Mail, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    told_at = models.DateTimeField(_("person told at sign-in"), null=True, blank=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.person} – {self.get_purpose_display()}"

    @property
    def is_open(self):
        """Whether the link still opens something."""
        return not self.used_at and not self.withdrawn_at and self.expires_at > timezone.now()

    @property
    def token(self):
        """What goes into the link."""
        return signing.dumps([self.pk, str(self.nonce)], salt=SALT)
