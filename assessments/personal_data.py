"""A person's own data here: their private texts, while they may read them, and what they added to a team's.

Of what a team shares it holds only the person's own words and actions, never an outcome's reason or dissent, which is
the team's. While an account is sealed (``people.access.sealing``) it holds nothing private from before, and no words or
files from teams that its person has left.
"""

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.criteria.models import CriterionVersion
from assessments.cycles.models import Cycle
from assessments.evidence.models import CONTENT, Evidence
from assessments.feedback.models import Feedback
from assessments.rating.models import Rating, Seat
from assessments.rating.private import as_its_author_reads_it
from assessments.reflection.models import Reflection, ReflectionShare
from assessments.reflection.queries import resources
from districts.roles.models import Membership
from people.personal_data.collecting import Attachment, Coded
from people.personal_data.registry import LABELS, attaches, notes, rests_on, table

LABELS |= {
    "answer": gettext_lazy("Answer"),
    "carrier": gettext_lazy("Form"),
    "changed_at": gettext_lazy("Changed"),
    "characteristic": gettext_lazy("Characteristic"),
    "cycle": gettext_lazy("Cycle"),
    "dated_on": gettext_lazy("Date"),
    "example": gettext_lazy("An example"),
    "file_name": gettext_lazy("File"),
    "level": gettext_lazy("Level"),
    "next_step": gettext_lazy("What next"),
    "note": gettext_lazy("Note"),
    "practice": gettext_lazy("Practice"),
    "reader": gettext_lazy("Reader"),
    "resource": gettext_lazy("Leadership resource"),
    "rung": gettext_lazy("What it shows"),
    "saved_at": gettext_lazy("Saved"),
    "shared_at": gettext_lazy("Shared"),
    "source": gettext_lazy("Where it comes from"),
    "strength": gettext_lazy("How strong"),
    "taken_up": gettext_lazy("Taken up"),
    "text": gettext_lazy("Words"),
    "title": gettext_lazy("What it is"),
    "url": gettext_lazy("Link"),
    "written_at": gettext_lazy("Written"),
}


# -- In private ------------------------------------------------------------------------------------------


def readable_cycles(person):
    cycles = Cycle.objects.filter(seats__person=person).select_related("district").order_by("opens_on", "pk")
    return [cycle for cycle in cycles if not cycle.ratings_have_ended]


def seats_of(person):
    return Seat.objects.filter(person=person).readable_in(readable_cycles(person)).order_by("pk")


def ratings_of(person):
    for cycle in readable_cycles(person):
        own = Rating.objects.readable_in(cycle).filter(seat__person=person)
        own = own.select_related("practice", "level", "seat__cycle", "seat__assessment__team")
        for rating in own.order_by("practice__characteristic__number", "practice__position", "pk"):
            if not as_its_author_reads_it(rating, person).is_sealed:
                yield rating


def reflections_of(person):
    found = resources()
    for reflection in Reflection.objects.by(person).select_related("share__reader").order_by("written_at", "pk"):
        about = found.get(reflection.resource)
        reflection.about = about.words.name if about else ""
        yield reflection


def all_can_be_read(cycles):
    found = Cycle.objects.filter(pk__in=cycles).select_related("district")
    return not any(cycle.ratings_have_ended for cycle in found)


rests_on("ratings", lambda person: [cycle.pk for cycle in readable_cycles(person)], all_can_be_read)
table(
    "seats",
    gettext_lazy("Assessments in which you rate"),
    Seat,
    "person",
    {
        "cycle": "cycle__name",
        "team": "assessment__team__name",
        "district": "district__name",
        "starts_at": "taken_at",
    },
    without=("id",),
    rows=seats_of,
)
table(
    "ratings",
    gettext_lazy("Your ratings and notes"),
    Rating,
    "seat",
    {
        "cycle": "seat__cycle__name",
        "team": "seat__assessment__team__name",
        "practice": lambda rating: f"{rating.practice.code} {rating.practice.statement}",
        "answer": "answer",
        "level": lambda rating: (
            rating.level and Coded(rating.level.value, f"{rating.level.value} {rating.level.label}")
        ),
        "note": "note",
        "saved_at": "saved_at",
    },
    without=("id", "revision", "client_id"),
    rows=ratings_of,
)
table(
    "reflections",
    gettext_lazy("Your private reflections"),
    Reflection,
    "person",
    {
        "resource": "about",
        "strength": "strength",
        "example": "example",
        "next_step": "next_step",
        "written_at": "written_at",
        "reader": "share__reader__name",
    },
    without=("id", "client_id"),
    rows=reflections_of,
)
table(
    "reflections_shared",
    gettext_lazy("Whom you let read a reflection"),
    ReflectionShare,
    "author",
    {"reader": "reader__name", "shared_at": "shared_at"},
    without=("id",),
    rows=lambda person: ReflectionShare.objects.by(person),
)
table(
    "reflections_shown",
    gettext_lazy("Reflections that others let you read (not the words, which are theirs)"),
    ReflectionShare,
    "reader",
    {"shared_at": "shared_at"},
    without=None,
    rows=lambda person: ReflectionShare.objects.to(person),
)


# -- Own words in what a team shares ---------------------------------------------------------------------


def readable_of(rows, person, team):
    """The rows that their author may read: all, or while the account is sealed those of current teams."""
    if person.sealed_at is None:
        return rows
    teams = Membership.objects.current().filter(person=person).values("team")
    return rows.filter(**{f"{team}__in": teams})


def evidence_of(person):
    """Evidence in their own words: not withdrawn, nor changed by a colleague since."""
    added = Evidence.objects.filter(created_by=person, withdrawn_at=None)
    own = added.filter(Q(changed_at=None) | Q(changed_by=person))
    return readable_of(own, person, "team").select_related("team").order_by("-created_at", "-pk")


@attaches
def evidence_files(person):
    """The stored files of the evidence they added, newest first, also of pieces that others have changed."""
    added = Evidence.objects.filter(created_by=person, withdrawn_at=None, carrier=Evidence.Carrier.FILE)
    for piece in readable_of(added, person, "team").order_by("-created_at", "-pk"):
        name = f"{piece.pk}-{piece.file_name.replace('/', '-')}"
        yield Attachment(name, piece.file_name, piece.file_size, piece.file.open)


def current_words(model, field):
    """Two functions: the keys of a person's rows that an export holds, and whether none was withdrawn since."""
    not_withdrawn = model.objects.filter(withdrawn_at=None)
    withdrawn = model.objects.exclude(withdrawn_at=None)
    return (
        lambda person: list(not_withdrawn.filter(**{field: person}).values_list("pk", flat=True)),
        lambda pks: not withdrawn.filter(pk__in=pks).exists(),
    )


TOLD = [part.name for part in CONTENT if part.told]
LABELS |= {name: capfirst(Evidence._meta.get_field(name).verbose_name) for name in TOLD if name not in LABELS}
rests_on("evidence", *current_words(Evidence, "created_by"))
rests_on("criteria", *current_words(CriterionVersion, "written_by"))
table(
    "evidence",
    gettext_lazy("Evidence that you added"),
    Evidence,
    "created_by",
    {
        "team": "team__name",
        **{name: name for name in TOLD},
        "made_at": "created_at",
        "changed_at": "changed_at",
    },
    without=None,
    rows=evidence_of,
)
place = {"team": "criterion__team__name", "practice": "criterion__practice__code"}
table(
    "criteria",
    gettext_lazy("Success criteria that you wrote"),
    CriterionVersion,
    "written_by",
    {**place, "text": "text", "written_at": "written_at", "withdrawn_at": "withdrawn_at"},
    without=None,
    rows=lambda person: readable_of(
        CriterionVersion.objects.filter(written_by=person, origin=CriterionVersion.Origin.WRITTEN),
        person,
        "criterion__team",
    ).order_by("written_at", "pk"),
)
place = {"team": "pairing__rated__team__name", "characteristic": "characteristic__short_name"}
table(
    "feedback",
    gettext_lazy("Feedback that you wrote for another team"),
    Feedback,
    "written_by",
    {**place, "kind": "kind", "text": "text", "written_at": "written_at"},
    without=None,
    rows=lambda person: readable_of(Feedback.objects.filter(written_by=person), person, "pairing__reader").order_by(
        "written_at", "pk"
    ),
)
table(
    "feedback_answers",
    gettext_lazy("Answers that you wrote to feedback"),
    Feedback,
    "answered_by",
    {**place, "answer": "answer", "taken_up": "taken_up", "at": "answered_at"},
    without=None,
    rows=lambda person: readable_of(
        Feedback.objects.filter(answered_by=person), person, "pairing__rated__team"
    ).order_by("answered_at", "pk"),
)


@notes
def ended_explanation(person):
    yield _("Ratings of cycles whose ratings have ended: nobody reads them, and they are removed.")
    yield _("What your team agreed, with its reasons and dissent: it is the team’s, whoever typed it.")
    yield _("Evidence that was withdrawn, and the words of evidence that a colleague has changed since.")
    if person.sealed_at:
        yield _("While your account is sealed: words and files that you added in teams that you have left.")
