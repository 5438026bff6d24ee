"""A mail that the task worker sends: recipient, kind and progress, but never its text."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# From here on somebody should look whether the worker runs.
LONG_TO_WAIT = datetime.timedelta(minutes=2)
JUST_NOW = datetime.timedelta(minutes=1)


class MailQuerySet(models.QuerySet):
    def queued(self):
        return self.filter(due_at__isnull=False)

    def due(self, now):
        return self.filter(due_at__lte=now)

    def failed(self):
        return self.filter(failed_at__isnull=False)


class Mail(models.Model):
    """One mail to one person. The text is written when it is sent, so no link that opens something is stored."""

    class Kind(models.TextChoices):
        LINK = "link", _("Link to set a password or to join")
        PASSWORD_SET = "password_set", _("Notice that a password was set with a link")
        PASSWORD_RESET = "password_reset", _("Link for a forgotten password")
        ADDRESS_CONFIRM = "address_confirm", _("Link to confirm a new address")
        ADDRESS_ASKED = "address_asked", _("Notice that a new address was asked for")
        ADDRESS_CHANGED = "address_changed", _("Notice that an address has changed")
        ACCESS_CHANGED = "access_changed", _("Notice that somebody changed who can sign in")
        OPEN_SEALED = "open_sealed", _("Link to open what is sealed")

    class State(models.TextChoices):
        QUEUED = "queued", _("being mailed")
        SENT = "sent", _("mailed")
        FAILED = "failed", _("could not be mailed")

    class Problem(models.TextChoices):
        NO_ANSWER = "no_answer", _("the mail server does not answer")
        SIGN_IN = "sign_in", _("the mail server does not let this installation sign in")
        SENDER = "sender", _("the mail server does not take mail from this installation’s address")
        ADDRESS = "address", _("the mail server does not take mail for this address")
        REFUSED = "refused", _("the mail server refuses the mail")
        NOT_WRITTEN = "not_written", _("something went wrong while it was written")
        NOT_SET_UP = "not_set_up", _("this installation sends no mail")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=30)
    # None where only an address was typed; whose it is the worker finds out.
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    address = models.CharField(max_length=320)
    # The address of the installation as who asked for the mail saw it, for links; the language they read.
    base_url = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=10, blank=True)
    # Somebody waits for it before a page: it goes before a list of two thousand.
    urgent = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True, default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=12, choices=Problem.choices, blank=True)
    reply_code = models.PositiveSmallIntegerField(null=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-asked_at", "pk"]
        indexes = [
            models.Index(fields=["-urgent", "due_at"], condition=Q(due_at__isnull=False), name="mails_to_send"),
            models.Index(fields=["failed_at"], condition=Q(failed_at__isnull=False), name="mails_given_up"),
        ]
        constraints = [
            models.CheckConstraint(
                name="mail_is_queued_sent_or_failed",
                condition=Q(due_at__isnull=False, sent_at__isnull=True, failed_at__isnull=True)
                | Q(due_at__isnull=True, sent_at__isnull=False, failed_at__isnull=True)
                | Q(due_at__isnull=True, sent_at__isnull=True, failed_at__isnull=False),
            )
        ]

    def __str__(self):
        return f"{self.kind} – {self.state}"

    @property
    def state(self):
        if self.sent_at:
            return self.State.SENT
        return self.State.FAILED if self.failed_at else self.State.QUEUED

    @property
    def kind_label(self):
        return self.Kind(self.kind).label

    @property
    def is_late(self):
        return self.state == self.State.QUEUED and self.due_at < timezone.now() - LONG_TO_WAIT

    @property
    def was_just_sent(self):
        return bool(self.sent_at) and timezone.now() - self.sent_at < JUST_NOW
