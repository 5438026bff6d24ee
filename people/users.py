"""The user, and the notice of collection that a person accepts before the first rating."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .email_addresses import clean_address
from .marks import mark_of
from .ordering import Alphabetical


class UserManager(BaseUserManager):
    use_in_migrations = True

    def draft(self, email, name="", password=None, **fields):
        """An unsaved person; without a password they sign in only after following a link."""
        user = self.model(email=clean_address(email), name=name.strip(), **fields)
        user.set_password(password)
        return user

    def create_user(self, email, name="", password=None, **fields):
        user = self.draft(email, name, password, **fields)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, name="", password=None, **fields):
        return self.create_user(email, name, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email=clean_address(email))


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in with an email address; what they may do comes from their roles."""

    email = models.EmailField(_("email address"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    language = models.CharField(_("language"), max_length=10, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("may open the Django admin"), default=False)
    date_joined = models.DateTimeField(_("account made"), default=timezone.now, editable=False)
    # The roles whose first-time explanation this person has put away, on whichever device.
    explained = models.JSONField(_("explanations put away"), default=list, editable=False)
    # What they wrote for themselves up to this moment is sealed: see ``people.access.sealing``.
    sealed_at = models.DateTimeField(_("sealed"), null=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = [Alphabetical("name"), "email"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_account_per_address"),
        ]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    @property
    def browser_key(self):
        """The key under which a browser stores this person's data; another one while something is sealed."""
        return f"{self.pk}.{self.sealed_at.timestamp():.0f}" if self.sealed_at else str(self.pk)

    def check_password(self, raw_password):
        """Renew the password marks of tokens and calendar when Django rehashes the same password."""
        before = self.password
        is_right = super().check_password(raw_password)
        if self.password != before:
            for related in ("access_tokens", "calendar_address"):
                hanging = self._meta.get_field(related).related_model.objects.filter(person=self)
                hanging.filter(password_mark=mark_of(before)).update(password_mark=mark_of(self.password))
        return is_right


AnyUser = User | AnonymousUser  # whoever asks, signed in or not


class Notice(models.Model):
    """One version of a notice of collection: what is asked, why, and who can read it.

    A notice never changes once somebody has accepted it; new words are a new version.
    """

    key = models.SlugField(_("key"), max_length=60)
    version = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=10, default=settings.LANGUAGE_CODE)
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("notice of collection")
        verbose_name_plural = _("notices of collection")
        ordering = ["key", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="notice_version_once"),
        ]

    def __str__(self):
        return f"{self.title} ({self.version})"


class Acceptance(models.Model):
    """A person has read a version of a notice and gone on."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="acceptances")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="acceptances")
    accepted_at = models.DateTimeField(_("accepted"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("acceptance of a notice")
        verbose_name_plural = _("acceptances of notices")
        constraints = [
            models.UniqueConstraint(fields=["notice", "person"], name="notice_accepted_once"),
        ]

    def __str__(self):
        return f"{self.person} – {self.notice}"


class WrongPassword(models.Model):
    """A wrong password while it counts, with digests instead of the account and the address."""

    counts_for = models.CharField(max_length=64, editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)

    class Meta:
        verbose_name = _("wrong password")
        verbose_name_plural = _("wrong passwords")
        indexes = [models.Index(fields=["counts_for", "-at"], name="newest_wrong_passwords")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M:%S}"
