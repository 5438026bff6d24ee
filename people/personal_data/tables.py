"""What the account itself and the libraries store about a person."""

from allauth.account.models import EmailAddress
from auditlog.models import LogEntry
from django.contrib.admin.models import LogEntry as AdminEntry
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..access.models import AccessChange, AccessToken, AddressRequest, CalendarAddress, RecoveryCode
from ..mail.models import Mail
from ..users import Acceptance, User
from .collecting import Coded
from .models import PersonalDataFile
from .registry import LABELS, act, leave_out, notes, table

LABELS |= {
    "accepted_at": gettext_lazy("Accepted"),
    "address_before": gettext_lazy("Address before"),
    "explained": gettext_lazy("Explanations put away"),
    "failed_at": gettext_lazy("Given up"),
    "groups": gettext_lazy("Groups"),
    "is_active": gettext_lazy("May sign in"),
    "is_staff": gettext_lazy("May open the Django admin"),
    "is_superuser": gettext_lazy("May do everything in the Django admin"),
    "last_signed_in_at": gettext_lazy("Last signed in"),
    "notice": gettext_lazy("Notice of collection"),
    "opened_by": gettext_lazy("Opened by"),
    "opened_with": gettext_lazy("Opened with"),
    "primary": gettext_lazy("Main address"),
    "scopes": gettext_lazy("What it may read"),
    "sealed_at": gettext_lazy("Sealed"),
    "seals": gettext_lazy("Seals what was private"),
    "sent_at": gettext_lazy("Sent"),
    "used_at": gettext_lazy("Used"),
    "verified": gettext_lazy("Confirmed"),
    "version": gettext_lazy("Version"),
}


def changes_of_account(person):
    return LogEntry.objects.get_for_object(person).select_related("content_type").order_by("pk")


def changed_fields(entry):
    return [f"{name}: {before or '–'} → {after or '–'}" for name, (before, after) in entry.changes_dict.items()]


def mails_to(person):
    return Mail.objects.filter(Q(person=person) | Q(person=None, address=person.email)).order_by("pk")


table(
    "account",
    gettext_lazy("Your account"),
    User,
    "pk",
    {
        "name": "name",
        "email": "email",
        "language": "language",
        "made_at": "date_joined",
        "last_signed_in_at": "last_login",
        "is_active": "is_active",
        "is_staff": "is_staff",
        "is_superuser": "is_superuser",
        "groups": "groups",
        "explained": "explained",
        "sealed_at": "sealed_at",
    },
    without=("id", "password", "user_permissions"),
    rows=lambda person: User.objects.filter(pk=person.pk),
)
table(
    "sign_in_addresses",
    gettext_lazy("Addresses that the sign-in library knows"),
    EmailAddress,
    "user",
    {"email": "email", "verified": "verified", "primary": "primary"},
    without=("id",),
)
table(
    "address_requests",
    gettext_lazy("A new address that waits to be confirmed"),
    AddressRequest,
    "person",
    {"address": "address", "asked_at": "asked_at"},
    without=("id", "digest"),
)
table(
    "notices_accepted",
    gettext_lazy("Notices of collection that you accepted"),
    Acceptance,
    "person",
    {"notice": "notice__title", "version": "notice__version", "accepted_at": "accepted_at"},
    without=("id",),
)
table(
    "access_changes",
    gettext_lazy("Changes by others of how you sign in"),
    AccessChange,
    "person",
    {
        "made_at": "made_at",
        "what": "why",
        "by": "made_by__name",
        "address_before": "address_before",
        "seals": "seals",
        "asked_at": "asked_at",
        "opened_at": "opened_at",
        "opened_by": "opened_by__name",
        "opened_with": "opened_with",
    },
    without=("id", "session_before"),
)
table(
    "recovery_codes",
    gettext_lazy("Recovery codes (not the codes)"),
    RecoveryCode,
    "person",
    {"made_at": "made_at", "used_at": "used_at"},
    without=("id", "digest"),
)
table(
    "calendar_address",
    gettext_lazy("The address for your calendar (not the address)"),
    CalendarAddress,
    "person",
    {"made_at": "made_at", "last_used_at": "last_used_at"},
    without=("id", "digest", "password_mark"),
)
table(
    "tokens",
    gettext_lazy("Tokens for programs (not the tokens)"),
    AccessToken,
    "person",
    {
        "name": "name",
        "scopes": "scopes",
        "made_at": "made_at",
        "expires_at": "expires_at",
        "last_used_at": "last_used_at",
    },
    without=("id", "digest", "password_mark"),
)
table(
    "mails",
    gettext_lazy("Mails to you (not their words, which are not stored)"),
    Mail,
    "person",
    {
        "kind": lambda mail: Coded(mail.kind, str(mail.kind_label)),
        "address": "address",
        "language": "language",
        "asked_at": "asked_at",
        "state": "state",
        "sent_at": "sent_at",
        "failed_at": "failed_at",
        "problem": "problem",
    },
    without=("id", "base_url", "urgent", "due_at", "attempts", "reply_code"),
    rows=mails_to,
)
table(
    "personal_data_files",
    gettext_lazy("Files like this one"),
    PersonalDataFile,
    "person",
    {"asked_at": "asked_at", "language": "language", "finished_at": "finished_at"},
    without=("id", "time_zone", "started_at", "problem", "size", "rests_on"),
)
table(
    "account_changes",
    gettext_lazy("Changes of your account"),
    LogEntry,
    "object_id",
    {"at": "timestamp", "action": "action", "changes": changed_fields},
    without=None,
    rows=changes_of_account,
)
table(
    "changes_logged",
    gettext_lazy("What the history of rows keeps that you did"),
    LogEntry,
    "actor",
    {"at": "timestamp", "action": "action", "what": lambda entry: entry.content_type.name},
    without=None,
    rows=lambda person: LogEntry.objects.filter(actor=person).select_related("content_type").order_by("pk"),
)
table(
    "admin_changes",
    gettext_lazy("What you did in the Django admin"),
    AdminEntry,
    "user",
    {
        "at": "action_time",
        "action": "action_flag",
        "what": lambda entry: entry.content_type.name if entry.content_type else "",
    },
    without=None,
    rows=lambda person: AdminEntry.objects.filter(user=person).select_related("content_type").order_by("pk"),
)
act("access_changed", gettext_lazy("changed how somebody signs in"), AccessChange, "made_by", "made_at", "why")
act("access_opened", gettext_lazy("opened what was sealed in an account"), AccessChange, "opened_by", "opened_at")

leave_out("said with the account, by name", "people.User_groups.user")
leave_out("what a superuser may do, never given to a person here", "people.User_user_permissions.user")
leave_out("the words of a notice; who accepted it is told", "people.Notice")
leave_out("digests that name nobody, for minutes", "people.WrongPassword")
leave_out("its keys open the account, and it ends when its person signs out", "sessions.Session")
leave_out("not used: addresses are confirmed by AddressRequest", "account.EmailConfirmation")
leave_out("what exists, not who", "auth.Permission", "auth.Group", "auth.Group_permissions", "contenttypes.ContentType")
leave_out(
    "numbers of what is to be done, for a month; what was asked for is told", "django_tasks_database.DBTaskResult"
)


@notes
def left_out(person):
    yield _("Passwords, codes, tokens and secret addresses: only a trace that opens nothing is stored.")
    yield _("What other people wrote, answered or keep to themselves, and their names in what you did.")
    yield _("Traces that name nobody: wrong passwords, for some minutes, and browsers in which you are signed in.")
    if person.sealed_at:
        yield _(
            "What you wrote for yourself before somebody else changed how one signs in to your account: it is sealed. "
            "Open it under My account and ask for this file again."
        )
