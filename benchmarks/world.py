"""The largest district of a data set as the permission matrix's world: which row each address names, and who asks.

What a data set lacks is added with the tests' factories, in a transaction of whoever measures, who undoes it.
"""

from django.core.files.base import ContentFile
from django.db.models import Count
from django.utils import timezone

from assessments.cycles.models import Assessment, Cycle
from assessments.record.models import RecordEvidence
from districts.invitations.actions import invite
from districts.roles.models import Appointment, Invitation, Membership, Role
from districts.structure.models import District
from frameworks.models.edition import Edition
from frameworks.models.resources import LeadershipResource
from people.access import opening
from people.access.calendars import open_calendar_address
from people.access.tokens import make_token
from tests import factories as make
from tests.permissions.world import World, link, say_something
from tests.reports.factories import make_export, make_shared

# Pieces in the library of a team that has collected for some years, and mails that are on their way.
PIECES, MAILS = 24, 50
FILE = {"carrier": "file", "file_name": "minutes.txt", "file_type": "text/plain", "file_size": 3, "note": ""}
PICTURE = {"carrier": "file", "file_name": "wall.png", "file_type": "image/png", "has_preview": True, "note": ""}


class Places:
    """The teams and assessments of the district that its pages are asked about."""

    def __init__(self):
        self.district = District.objects.annotate(number=Count("schools")).order_by("-number", "pk")[0]
        self.board = self.district.teams.get(school=None)
        self.team, self.other = self.district.teams.exclude(school=None).order_by("pk")[:2]
        cycles = Cycle.objects.filter(district=self.district)
        opened, published = cycles.get(published_at=None), cycles.published().latest("opens_on")
        self.rating, self.closed = self.assessment(opened, self.team), self.assessment(published, self.team)
        self.meeting, self.board_closed = self.assessment(opened, self.other), self.assessment(published, self.board)
        self.practices = make.practices_of(self.rating)

    @property
    def assessments(self):
        return {"rating": self.rating, "meeting": self.meeting, "closed": self.closed}

    @staticmethod
    def assessment(cycle, team):
        return Assessment.objects.select_related("cycle__scale", "team").get(cycle=cycle, team=team)


def build_world():
    """The world, with all that its addresses name."""
    places = Places()
    people = people_of_teams(places) | people_around(places)
    for person in people.values():
        person.password = make.FAST_HASH  # the data set's people have none to sign in with
        person.save(update_fields=["password"])
    meet(places)
    pks = {
        **{state: assessment.pk for state, assessment in places.assessments.items()},
        **{f"{state} cycle": assessment.cycle_id for state, assessment in places.assessments.items()},
        "board": places.board_closed.pk,
        "district team": places.board.pk,
        "school": places.team.school_id,
        "family": places.team.school.family_id,
        "team": places.team.pk,
        "person": people["member"].pk,
        "membership": people["member"].memberships.get().pk,
        "appointment": people["trustee"].appointments.get().pk,
    }
    access, tokens = sign_in_of(places, people)
    pks |= access | evidence_of(places, people) | criteria_of(places) | feedback_of(places, people)
    shared, tokens["shared_token"] = make_shared(places.closed.cycle)
    uuids = uuids_of(places) | reflections_of(people)
    uuids["export"] = make_export(places.closed.cycle, people["superintendent"]).pk
    pks["shared report"] = shared.pk
    return World(slug=places.district.slug, pks=pks, uuids=uuids, people=people, **tokens)


def uuids_of(places):
    practice, edition = places.practices[0], places.closed.cycle.edition
    return {
        "characteristic": practice.characteristic.uuid,
        "edition": edition.uuid,
        "other edition": Edition.objects.exclude(pk=edition.pk).earliest("pk").uuid,
        "practice": practice.uuid,
        "scale": places.closed.cycle.scale.uuid,
    }


def people_of_teams(places):
    """Those of the team that rates, and, as `role@meeting`, of the one that meets."""
    people = {}
    for team, state in ((places.team, ""), (places.other, "@meeting")):
        members = Membership.objects.filter(team=team).select_related("person")
        people[f"facilitator{state}"] = members.filter(facilitates=True).earliest("pk").person
        people[f"member{state}"] = members.filter(facilitates=False).earliest("pk").person
        people[f"guide{state}"] = make.join(team, facilitates=True, rates=False).person
    return people | {"neighbour": people["member@meeting"]}


def people_around(places):
    """Everybody else, one role each."""
    district, school, far = places.district, places.team.school, places.other.school
    held = {"superintendent": Role.SUPERINTENDENT, "administrator": Role.DISTRICT_ADMINISTRATOR}
    elsewhere = Appointment.objects.exclude(district=district).filter(role=Role.SUPERINTENDENT).earliest("pk")
    here = {"district": district}
    return {
        **{name: Appointment.objects.get(district=district, role=role).person for name, role in held.items()},
        "far_super": make.appoint(Role.SUPERINTENDENT, **here, families=[far.family]),
        "principal": make.appoint(Role.PRINCIPAL, **here, school=school),
        "far_principal": make.appoint(Role.PRINCIPAL, **here, school=far),
        "trustee": make.appoint(Role.TRUSTEE, **here),
        "editor": make.appoint(Role.FRAMEWORK_EDITOR),
        "installation": make.appoint(Role.INSTALLATION_ADMINISTRATOR),
        "province": make.appoint(Role.PROVINCE_VIEWER),
        "outsider": elsewhere.person,
    }


def meet(places):
    """The meeting is under way: every third practice is talked about first and revealed, half of them have an outcome."""
    meeting, practices = places.meeting, places.practices
    meeting.meeting_started_at, meeting.talk_first = timezone.now(), [one.pk for one in practices[::3]]
    meeting.save()
    make.reveal(meeting, *practices[::3])
    for practice in practices[::6]:
        make.make_outcome(meeting, practice, 2, reason="We looked at the plan and the minutes together.")


def sign_in_of(places, people):
    """Links, sealed accounts and mails: their keys, and the secrets that open them."""
    administrator, member = people["administrator"], people["member"]
    members = Membership.objects.filter(team__district=places.district).select_related("person")
    for membership in members.order_by("pk")[:MAILS]:
        made = invite(person=membership.person, district=places.district, by=administrator)
        made.mail = make.make_mail(membership.person, failed=True)
        made.save(update_fields=["mail"])
    colleague = make.join(places.other).person
    welcome = invite(person=colleague, district=places.district, by=administrator)
    soon = {"expires_at": welcome.expires_at, "created_by": people["installation"]}
    make.make_personal_data_file(member)
    pks = {
        "access token": make_token(name="Ours", scopes=["results"], days=30, by=member)[0].pk,
        "installation link": Invitation.objects.create(person=colleague, district=None, **soon).pk,
        "link": welcome.pk,
        "sealed account": make.make_sealed(colleague, by=administrator).pk,
    }
    sealed = make.make_sealed(people["guide"], by=administrator)
    return pks, {
        "token": welcome.token,
        "calendar_token": open_calendar_address(by=member),
        "address_token": make.asked_address(member, "another-address@example.org"),
        "sealed_token": opening.token_of(sealed),
    }


def evidence_of(places, people):
    """Libraries as after some years, with a file and a picture, and files that records keep."""
    practice, member = places.practices[0], people["member"]
    for team, assessment in ((places.team, places.rating), (places.other, places.meeting)):
        for number in range(PIECES):
            link(make.make_evidence(team, created_by=member), places.practices[number], assessment)
    own = {**FILE, "file_sha256": "85" * 32, "created_by": member}
    piece = make.make_evidence(places.team, file=ContentFile(b"Yes", name="minutes.txt"), **own)
    link(piece, practice, *places.assessments.values())
    picture = make.make_evidence(places.team, file=ContentFile(b"Picture", name="wall.png"), **PICTURE)
    picture.file.storage.save(picture.preview_name, ContentFile(b"Small picture"))
    frozen = [record_file(assessment, piece, practice) for assessment in (places.closed, places.board_closed)]
    keys = {"evidence": piece, "closed evidence": piece, "picture": picture}
    keys |= dict(zip(("frozen evidence", "peer evidence"), frozen, strict=True))
    return {name: one.pk for name, one in keys.items()}


def record_file(assessment, piece, practice):
    """A piece that was frozen with the assessment's record."""
    same = ("title", "carrier", "kind", "rung", "file", "file_name", "file_type", "file_size")
    frozen = RecordEvidence.objects.create(record=assessment.record, **{name: getattr(piece, name) for name in same})
    frozen.practices.add(practice)
    return frozen


def criteria_of(places):
    """What the levels look like: the team's own words for every practice, and the district team's, offered to all."""
    scale = places.closed.cycle.scale
    own = [make.make_criterion(places.team, one, scale, 3, "Before", "Now") for one in places.practices]
    offers = [make.make_criterion(places.board, one, scale, 4, "Ours", offered=True) for one in places.practices]
    return {"criterion": own[0].versions.earliest("number").pk, "offer": offers[0].versions.get().pk}


def feedback_of(places, people):
    """Teams read one another's records: this one the district team's, and another one this one's."""
    practice = places.practices[0]
    reading = say_something(places.team, places.board_closed, practice, people["member"])
    read = say_something(places.other, places.closed, practice, people["neighbour"])
    return {
        "pairing": reading.pk,
        "feedback": reading.feedback.get().pk,
        "given feedback": read.feedback.get().pk,
    }


def reflections_of(people):
    """What the facilitator wrote for themselves; the principal may read one."""
    resources = LeadershipResource.objects.order_by("pk")
    edition = resources[0].category.edition_id
    written = [make.make_reflection(people["facilitator"], one) for one in resources.filter(category__edition=edition)]
    share = make.share_reflections(people["principal"], written[0])
    return {"reflection": written[0].pk, "resource": resources[0].uuid, "share": share.pk}
