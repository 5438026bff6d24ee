"""A person of whom there is something in every table, and colleagues whose words are nobody else's."""

from allauth.account.models import EmailAddress
from django.contrib.admin.models import CHANGE
from django.contrib.admin.models import LogEntry as AdminEntry
from django.contrib.auth.models import Group
from django.db.models import Model
from django.utils import timezone

from assessments.criteria.models import CriterionVersion
from assessments.cycles.models import MeetingPlace
from assessments.feedback.models import Feedback
from assessments.meeting.models import Parked
from assessments.rating.models import Reveal
from districts.audit import write_one_change
from districts.invitations import actions
from districts.roles.models import Role
from frameworks.models.history import FrameworkChange
from people.access.calendars import open_calendar_address
from people.access.codes import make_codes
from people.access.models import AccessChange, AddressRequest
from people.changes import about
from people.users import Acceptance
from reports.board.models import BoardNotes
from tests.factories import (
    appoint,
    join,
    make_assessment,
    make_criterion,
    make_edition,
    make_evidence,
    make_mail,
    make_meeting,
    make_outcome,
    make_person,
    make_personal_data_file,
    make_rating,
    make_reflection,
    make_team,
    practices_of,
    resources_of,
    share_reflections,
    token_of,
)
from tests.reports.factories import make_export, make_record, make_shared

# Words of the person's, and of others.
MINE, THEIRS = "WORDS-OF-MINE", "WORDS-OF-THEIRS"


class Everything:
    """The person and a colleague in one team; every row holds words of who wrote it."""

    def __init__(self):
        self.assessment = make_meeting()
        self.cycle, self.team, self.district = self.assessment.cycle, self.assessment.team, self.assessment.district
        self.person = join(self.team, make_person("Bo Li", "bo@example.org")).person
        self.colleague = join(self.team, make_person("Ida Colleague", "ida@example.org")).person
        self.practice, self.other_practice, self.third_practice = practices_of(self.assessment)
        self.secrets = set()
        self.write()

    def write(self):
        self.write_account()
        self.write_private()
        self.write_in_team()
        self.write_for_district()

    def write_account(self):
        person, colleague = self.person, self.colleague
        person.groups.add(Group.objects.create(name="Some group"))
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        AddressRequest.objects.create(person=person, address="new@example.org", digest="digest-of-a-request")
        for one in (person, colleague):
            Acceptance.objects.create(notice=self.district.notice, person=one)
        AccessChange.objects.create(
            person=person,
            seals=False,
            why="address",
            made_by=colleague,
            address_before="old@example.org",
            session_before="hash-before",
        )
        self.secrets |= {*make_codes(by=person), token_of(person), open_calendar_address(by=person)}
        make_mail(person, sent=True)
        make_personal_data_file(person)
        write_one_change([colleague], {"name": ["Ida", "Ida Colleague"]}, by=person)
        AdminEntry.objects.log_actions(person.pk, [colleague], CHANGE, "Changed", single_object=True)

    def write_private(self):
        make_rating(self.assessment, self.person, self.practice, 2, note=MINE)
        make_rating(self.assessment, self.colleague, self.practice, 4, note=THEIRS)
        resource, other = resources_of(make_edition(1, 1, resources=2))
        share_reflections(self.colleague, make_reflection(self.person, resource, example=MINE))
        share_reflections(self.person, make_reflection(self.colleague, other, example=THEIRS))

    def write_in_team(self):
        person, practice, assessment = self.person, self.practice, self.assessment
        make_evidence(self.team, practice, assessment, created_by=person, title=MINE)
        make_evidence(self.team, practice, assessment, created_by=self.colleague, changed_by=person, title=THEIRS)
        criterion = make_criterion(self.team, practice, self.cycle.scale, 3, MINE, THEIRS)
        own, theirs = criterion.versions.order_by("number")
        CriterionVersion.objects.filter(pk=own.pk).update(written_by=person)
        CriterionVersion.objects.filter(pk=theirs.pk).update(written_by=self.colleague, offered_by=person)
        MeetingPlace.objects.create(assessment=assessment, practice=practice, moved_by=person)
        Parked.objects.create(assessment=assessment, practice=practice, reason=THEIRS, parked_by=person)
        Reveal.objects.create(assessment=assessment, practice=practice, revealed_by=person)
        make_outcome(assessment, practice, 2, reason=THEIRS, dissent=THEIRS, recorded_by=person)

    def write_for_district(self):
        person, colleague, district = self.person, self.colleague, self.district
        appoint(Role.TRUSTEE, person, district=district)
        actions.invite(person=person, district=district, by=colleague)
        actions.invite(person=colleague, district=district, by=person)
        self.secrets |= {str(one.nonce) for one in person.invitations.all()}
        FrameworkChange.objects.create(**about("edition_published", person, {"edition": "Some edition"}))
        other = make_team(district)
        theirs = make_assessment(self.cycle, other)
        record = make_record(theirs, {practice.code: 2 for practice in practices_of(theirs)})
        pairing = theirs.pairings.create(cycle=self.cycle, reader=self.team, until=self.cycle.closes_on, made_by=person)
        said = {
            "pairing": pairing,
            "record": record,
            "characteristic": self.practice.characteristic,
            "kind": "question",
        }
        Feedback.objects.create(
            text=MINE, written_by=person, answer=THEIRS, answered_by=colleague, **self.answered(), **said
        )
        Feedback.objects.create(
            text=THEIRS, written_by=colleague, answer=MINE, answered_by=person, **self.answered(), **said
        )
        make_export(self.cycle, person)
        make_shared(self.cycle, by=person)
        BoardNotes.objects.create(cycle=self.cycle, learned=THEIRS, written_by=person, written_at=timezone.now())

    def answered(self):
        return {"answered_at": timezone.now()}


def secret_values(model: type[Model], names):
    """What stands in the columns of a model that hold secrets, as it is stored."""
    columns = [field.name for field in model._meta.fields if field.name in names]
    return (
        {str(value) for row in model._default_manager.values_list(*columns) for value in row if value}
        if columns
        else set()
    )
