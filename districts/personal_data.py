"""Personal data here: teams, roles, links made for a person, and the history of their districts."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.change_history.models import DistrictChange
from districts.roles.models import Appointment, Invitation, Membership
from districts.structure.models import District
from people.changes import KINDS, ChangeGroup, say
from people.personal_data.collecting import Coded
from people.personal_data.registry import LABELS, act, leave_out, notes, table
from people.users import User

LABELS |= {
    "added_by": gettext_lazy("Added by"),
    "ended_by": gettext_lazy("Ended by"),
    "facilitates": gettext_lazy("Facilitator"),
    "families": gettext_lazy("Families of schools"),
    "made_by": gettext_lazy("Made by"),
    "mailed": gettext_lazy("Mail"),
    "purpose": gettext_lazy("Purpose"),
    "rates": gettext_lazy("Rates"),
    "role": gettext_lazy("Role"),
    "school": gettext_lazy("School"),
    "starts_at": gettext_lazy("From"),
    "taken_at": gettext_lazy("Given to yourself"),
    "team": gettext_lazy("Team"),
    "told_at": gettext_lazy("Told at sign-in"),
    "withdrawn_at": gettext_lazy("Withdrawn"),
}


def districts_of(person):
    return District.objects.filter(
        Q(teams__memberships__person=person) | Q(appointments__person=person) | Q(invitations__person=person)
    )


def shares_their_name(person):
    """Whether somebody else has the same name, so that an entry of the history may be about either."""
    return User.objects.exclude(pk=person.pk).filter(name=person.name).exists()


def changes_about(person):
    """Entries of the history that name the person; none if somebody else has the same name."""
    if shares_their_name(person):
        return DistrictChange.objects.none()
    name = str(person)
    named = Q(facts__person=name) | Q(kind="name_corrected", facts__after=name)
    # Two steps, since a row of JSON cannot be told apart from another.
    districts = list(districts_of(person).values_list("pk", flat=True))
    return DistrictChange.objects.filter(named, district__in=districts).exclude(by=person).order_by("pk")


def group_of(change):
    return Coded(change.kind, str(ChangeGroup(KINDS[change.kind].group).label))


table(
    "memberships",
    gettext_lazy("Leadership teams that you are or were in"),
    Membership,
    "person",
    {
        "team": "team__name",
        "district": "team__district__name",
        "facilitates": "facilitates",
        "rates": "rates",
        "starts_at": "starts_at",
        "ends_at": "ends_at",
        "taken_at": "taken_at",
        "added_by": "added_by__name",
        "ended_by": "ended_by__name",
    },
    without=("id",),
)
table(
    "roles",
    gettext_lazy("Roles that you hold or held"),
    Appointment,
    "person",
    {
        "role": "role",
        "district": "district__name",
        "school": "school__name",
        "families": "families",
        "starts_at": "starts_at",
        "ends_at": "ends_at",
        "taken_at": "taken_at",
    },
    without=("id", "limited_to_families"),
)
table(
    "invitations",
    gettext_lazy("Links that were made for you (not the links)"),
    Invitation,
    "person",
    {
        "purpose": "purpose",
        "district": "district__name",
        "made_by": "created_by__name",
        "made_at": "created_at",
        "expires_at": "expires_at",
        "used_at": "used_at",
        "withdrawn_at": "withdrawn_at",
        "told_at": "told_at",
        "mailed": "mail__state",
    },
    # What it gives is told as the team or role that it gave.
    without=("id", "nonce", "gives", "used_mail"),
)
table(
    "history_about_you",
    gettext_lazy("What the history of your districts says of you"),
    DistrictChange,
    "facts",
    {
        "at": "at",
        "district": "district__name",
        "what": lambda entry: Coded(entry.kind, say(entry.kind, entry.by_name, entry.facts)),
    },
    without=None,
    rows=changes_about,
)
table(
    "history_by_you",
    gettext_lazy("What the history of your districts says that you did"),
    DistrictChange,
    "by",
    {"at": "at", "district": "district__name", "school": "school__name", "what": group_of},
    without=None,
)
act("link_made", gettext_lazy("made a link for somebody"), Invitation, "created_by", "created_at", "", "district__name")
place = {"about": "team__name", "district": "team__district__name"}
act("member_added", gettext_lazy("put somebody in a team"), Membership, "added_by", "starts_at", **place)
act("member_ended", gettext_lazy("took somebody out of a team"), Membership, "ended_by", "ends_at", **place)

leave_out(
    "of districts, not of a person",
    *(f"districts.{name}" for name in ("District", "Family", "School", "Team")),
)
leave_out("said with the role, by name", "districts.Appointment_families")


@notes
def history_left_out(person):
    if shares_their_name(person):
        yield _(
            "What the history of changes says of you: somebody else here has the same name, and it holds names only."
        )
