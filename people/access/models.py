"""Access to an account: changes by others, recovery codes, address requests, calendar addresses, tokens."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..marks import mark_of
from ..users import User

# How long the link in a mail is good, for a new address as for what is sealed.
LINK_GOOD_FOR = datetime.timedelta(days=1)


class AccessChangeQuerySet(models.QuerySet):
    def sealing(self):
        return self.filter(seals=True, opened_at__isnull=True)

    def asked_first(self):
        """Order changes whose person asked to open them first, oldest request first; then the newest changes."""
        return self.order_by(F("asked_at").asc(nulls_last=True), "-made_at", "-pk")


class AccessChange(models.Model):
    """Somebody else's change of who gets into an account; earlier private texts stay sealed until it is opened."""

    class Why(models.TextChoices):
        LINK = "link", _("a password was set with a link that somebody else made")
        PASSWORD = "password", _("a password was set on the server")
        ADDRESS = "address", _("the address to sign in with was changed")
        MERGE = "merge", _("another account was merged into this one")
        PROVIDER = "provider", _("another way to sign in was linked")

    class OpenedWith(models.TextChoices):
        SESSION = "session", _("a session from before")
        MAIL = "mail", _("a link to the address from before")
        CODE = "code", _("a recovery code")
        PERSON = "person", _("a superintendent or an administrator")
        SERVER = "server", _("a command on the server")

    person = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="access_changes")
    why = models.CharField(_("what was changed"), max_length=10, choices=Why.choices)
    made_by = models.ForeignKey("people.User", on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    address_before = models.EmailField(_("address before"))
    # What sessions from before carry; it knows the password no better than they do.
    session_before = models.CharField(max_length=64, editable=False)
    # Whether there was anything private to seal.
    seals = models.BooleanField(_("something is sealed"))
    asked_at = models.DateTimeField(_("asked to open"), null=True, blank=True, editable=False)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True, editable=False)
    opened_by = models.ForeignKey("people.User", on_delete=models.SET_NULL, null=True, related_name="+")
    opened_with = models.CharField(_("opened with"), max_length=10, choices=OpenedWith.choices, blank=True)

    objects = AccessChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of access")
        verbose_name_plural = _("changes of access")
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="opened_with_something_exactly_when_opened",
                condition=Q(opened_at__isnull=True, opened_with="") | (Q(opened_at__isnull=False) & ~Q(opened_with="")),
            ),
            models.CheckConstraint(
                name="only_what_is_sealed_is_opened", condition=Q(seals=True) | Q(opened_at__isnull=True)
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-made_at"], name="access_changes_of_a_person"),
            models.Index(
                fields=["asked_at"],
                condition=Q(seals=True, opened_at__isnull=True, asked_at__isnull=False),
                name="access_changes_asked_to_open",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_why_display()}"


class RecoveryCode(models.Model):
    """One of the codes with which a person opens what was sealed in their account; each works once.

    The database holds a digest, so the codes can be shown once only, and a copy of the database opens nothing.
    """

    person = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    used_at = models.DateTimeField(_("used"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("recovery code")
        verbose_name_plural = _("recovery codes")
        ordering = ["pk"]

    def __str__(self):
        return f"recovery code of {self.person}"


class AddressRequest(models.Model):
    """A new address that a person wants to sign in with, until a link mailed to it has confirmed it."""

    person = models.OneToOneField("people.User", on_delete=models.CASCADE, related_name="address_request")
    address = models.EmailField(_("new address"))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("new address to confirm")
        verbose_name_plural = _("new addresses to confirm")

    def __str__(self):
        return f"new address of {self.person}"

    @property
    def ends_at(self):
        return self.asked_at + LINK_GOOD_FOR

    @property
    def is_over(self):
        return self.ends_at <= timezone.now()


class CalendarAddress(models.Model):
    """The secret URL at which a person's own calendar reads their dates; there is none until they ask.

    The database holds a digest, so the URL can be shown once only, and a copy of the database opens nothing.
    """

    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="calendar_address")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    # Of the password that its person had then: with another one, however it was written, it opens nothing.
    password_mark = models.CharField(max_length=64, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    def __str__(self):
        return f"calendar address of {self.person}"

    @property
    def is_ended(self):
        return self.password_mark != mark_of(self.person.password)


class AccessToken(models.Model):
    """A secret with which a person's own program reads what they may read; there is none until they make one.

    The database holds a digest, so the token can be shown once only, and a copy of the database opens nothing.
    """

    class Scope(models.TextChoices):
        """What a token may read, within what its person may read at that moment."""

        FRAMEWORKS = "frameworks", _("Frameworks: what the practices say")
        RESULTS = "results", _("Results: what is published of districts and schools")

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="access_tokens")
    name = models.CharField(_("name"), max_length=100)
    scopes = models.JSONField(_("what it may read"), default=list)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    # Of the password that its person had then: with another one, however it was written, it opens nothing.
    password_mark = models.CharField(max_length=64, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("good until"))
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("access token")
        verbose_name_plural = _("access tokens")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["person", "-made_at"], name="tokens_of_a_person")]

    def __str__(self):
        return self.name

    @property
    def is_over(self):
        return self.expires_at <= timezone.now()

    @property
    def is_ended(self):
        return self.password_mark != mark_of(self.person.password)

    @property
    def scope_labels(self):
        return [self.Scope(scope).label for scope in self.scopes]
