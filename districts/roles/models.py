"""Roles, and who holds them from when until when. Roles add up."""

import uuid

from django.core import signing
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from districts.structure.models import District, Family, School, Team, held_at
from people.mail.models import Mail
from people.ordering import Alphabetical
from people.users import User

from .team_parts import part_in_words


class Role(models.TextChoices):
    """The roles that are given by appointment; facilitator and member come from a team.

    A new one also has its place in one of the three lists below; what it may is said in the ``rules.py`` of each app,
    what it is told about itself in ``olf_site/welcome.py``.
    """

    INSTALLATION_ADMINISTRATOR = "installation_administrator", _("Administrator of the installation")
    FRAMEWORK_EDITOR = "framework_editor", _("Framework editor")
    PROVINCE_VIEWER = "province_viewer", _("Province viewer")
    SUPERINTENDENT = "superintendent", _("Superintendent")
    DISTRICT_ADMINISTRATOR = "district_administrator", _("District administrator")
    TRUSTEE = "trustee", _("Trustee")
    PRINCIPAL = "principal", _("Principal")


INSTALLATION_ROLES = (Role.INSTALLATION_ADMINISTRATOR, Role.FRAMEWORK_EDITOR, Role.PROVINCE_VIEWER)
DISTRICT_ROLES = (Role.SUPERINTENDENT, Role.DISTRICT_ADMINISTRATOR, Role.TRUSTEE)
SCHOOL_ROLES = (Role.PRINCIPAL,)


class TenureQuerySet(models.QuerySet):
    def current(self, now=None):
        return self.filter(held_at(now))

    def unended(self):
        return self.filter(ends_at__isnull=True)


class Tenure(models.Model):
    """Something a person holds from a moment until a moment; once ended, it opens nothing."""

    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    # None where somebody else gave it, as it should be. Those who answer for the district are told of the others.
    taken_at = models.DateTimeField(_("given to oneself"), null=True, blank=True, editable=False)

    objects = TenureQuerySet.as_manager()

    class Meta:
        abstract = True

    def note_giver(self, by):
        if by is not None and by.pk == self.person_id:
            self.taken_at = timezone.now()


class Membership(Tenure):
    """A person in a leadership team; the facilitator runs its meeting, and may or may not rate."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    facilitates = models.BooleanField(_("facilitator"), default=False)
    rates = models.BooleanField(_("rates"), default=True)
    # For the team, which reads who joined and left and through whom; unknown of what began before this was kept.
    added_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    ended_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = [Alphabetical("person__name"), "person__email"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "person"], condition=Q(ends_at__isnull=True), name="one_open_membership"
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_starts",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=models.F("starts_at")),
            ),
        ]
        indexes = [models.Index(fields=["taken_at"], condition=Q(taken_at__isnull=False), name="memberships_taken")]

    def __str__(self):
        return f"{self.person} – {self.team}"

    @property
    def part_in_words(self):
        return part_in_words(self.facilitates, self.rates)


def of_whole_district():
    """The condition that a superintendent's appointment is limited to no families (``RolesHeld.overseen_by`` of rows)."""
    limits = Appointment.families.through.objects.filter(appointment=OuterRef("pk"))
    return Q(~Exists(limits), limited_to_families=False)


class Appointment(Tenure):
    """A role given to a person for the installation, a district, some of its families, or a school."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="appointments")
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    district = models.ForeignKey(District, on_delete=models.CASCADE, null=True, blank=True, related_name="appointments")
    school = models.ForeignKey(School, on_delete=models.CASCADE, null=True, blank=True, related_name="appointments")
    # Without a family left a superintendent of some reads none; one of the whole district never had any.
    limited_to_families = models.BooleanField(default=False, editable=False)
    families = models.ManyToManyField(
        Family,
        blank=True,
        related_name="appointments",
        verbose_name=_("families of schools"),
        help_text=_("For a superintendent of some families only."),
    )

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["role", Alphabetical("person__name"), "person__email"]
        constraints = [
            models.CheckConstraint(
                name="appointment_scope_fits_the_role",
                condition=Q(role__in=list(INSTALLATION_ROLES), district__isnull=True, school__isnull=True)
                | Q(role__in=list(DISTRICT_ROLES), district__isnull=False, school__isnull=True)
                | Q(role=Role.PRINCIPAL, district__isnull=False, school__isnull=False),
            ),
            models.CheckConstraint(
                name="appointment_ends_after_it_starts",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=models.F("starts_at")),
            ),
        ]
        indexes = [models.Index(fields=["taken_at"], condition=Q(taken_at__isnull=False), name="appointments_taken")]

    def __str__(self):
        return f"{self.person} – {self.get_role_display()}"


SALT = "districts.invitation"


class InvitationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=timezone.now())

    def not_mailed(self):
        return self.filter(mail__failed_at__isnull=False)

    def made_for_others(self, person, district):
        return self.filter(created_by=person, district=district).exclude(person=person)

    def for_token(self, token):
        """The open invitation of a link's token, or None."""
        try:
            pk, nonce = signing.loads(token, salt=SALT)
        except signing.BadSignature:
            return None
        return self.open().filter(pk=pk, nonce=nonce).select_related("person", "district").first()


class Invitation(models.Model):
    """One chance for one person to set a password, or to join one more district, given by an administrator.

    The database holds a nonce, not the token: the link is signed with the server's secret each time it is shown,
    so that it can always be copied and a copy of the database opens nothing.
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
        return not self.used_at and not self.withdrawn_at and self.expires_at > timezone.now()

    @property
    def token(self):
        return signing.dumps([self.pk, str(self.nonce)], salt=SALT)
