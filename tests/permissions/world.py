"""The small world in which every address is asked for by every role, and the roles that ask."""

from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from django.utils import timezone

from assessments.feedback.actions import leave_feedback, pair_teams
from assessments.publishing.actions import publish_cycle
from assessments.record.actions import close_assessment
from districts.invitations.actions import invite
from districts.roles.models import Invitation, Role
from people.access import opening
from people.access.calendars import open_calendar_address
from people.access.tokens import make_token
from people.users import Acceptance
from tests.factories import (
    appoint,
    asked_address,
    join,
    make_assessment,
    make_criterion,
    make_cycle,
    make_district,
    make_edition,
    make_evidence,
    make_family,
    make_outcome,
    make_person,
    make_personal_data_file,
    make_reflection,
    make_scale,
    make_school,
    make_sealed,
    make_team,
    practices_of,
    resources_of,
    reveal,
    seat,
    share_reflections,
)
from tests.reports.factories import make_block, make_export, make_mirror, make_shared, make_year


@dataclass
class World:
    """What addresses name: keys and texts only, so that another district (the demo's) can be described alike."""

    slug: str
    pks: dict
    uuids: dict
    token: str
    calendar_token: str = ""
    address_token: str = ""
    sealed_token: str = ""
    shared_token: str = ""
    people: dict = field(default_factory=dict)

    def pk(self, name):
        return self.pks[name]

    def uuid(self, name):
        return self.uuids[name]


def build_world(slug="ours", size=2):
    """One team with an assessment in each state; people of every role around it, and a stranger who holds every role elsewhere.

    ``size``: how many characteristics the edition has, and how many practices each of them.
    """
    district = make_district(name=slug.capitalize(), slug=slug)
    near, far = make_family(district), make_family(district)
    school, other_school = make_school(district, family=near), make_school(district, family=far)
    team, other_team, board = make_team(district, school), make_team(district, other_school), make_team(district)
    edition, scale = make_edition(size, size, resources=size), make_scale()
    people = people_of_the_team(team) | people_around(district, school, other_school, other_team, far)
    member = people["member"]

    assessments = {}
    for name in ("closed", "meeting", "rating"):
        cycle = make_cycle(district, edition=edition, scale=scale, name=name)
        assessments[name] = make_assessment(cycle, team)
        for role in ("member", "facilitator"):
            seat(assessments[name], people[role])
    Acceptance.objects.create(notice=district.notice, person=member)
    make_personal_data_file(member)
    practice = practices_of(assessments["rating"])[0]
    minutes = {"carrier": "file", "file_name": "minutes.txt", "file_type": "text/plain", "file_size": 3, "note": ""}
    minutes["file_sha256"] = "85" * 32  # without it the file would lie where the district has its folder
    minutes["created_by"] = member
    evidence = make_evidence(team, file=ContentFile(b"Yes", name="minutes.txt"), **minutes)
    link(evidence, practice, *assessments.values())
    described = {"carrier": "file", "file_name": "wall.png", "file_type": "image/png", "has_preview": True, "note": ""}
    picture = make_evidence(team, file=ContentFile(b"Picture", name="wall.png"), **described)
    picture.file.storage.save(picture.preview_name, ContentFile(b"Small picture"))

    board_assessment = make_assessment(assessments["closed"].cycle, board)
    file = {**minutes, "file": ContentFile(b"Yes", name="minutes.txt")}
    link(make_evidence(board, **file), practice, board_assessment)
    for assessment in (assessments["meeting"], assessments["closed"], board_assessment):
        meet(assessment, practice)
    for assessment in (assessments["closed"], board_assessment):
        close_assessment(assessment=assessment, by=people["facilitator"])
    publish_cycle(cycle=assessments["closed"].cycle, by=people["administrator"])
    say_how_people_rated(assessments["closed"].cycle, [school])
    make_year(district, edition, scale, 1, {school: {"1.1": 1}, None: {"1.1": 1}})
    for assessment in (assessments["closed"], board_assessment):
        assessment.refresh_from_db()
    reading = say_something(team, board_assessment, practice, people["member"])
    read = say_something(other_team, assessments["closed"], practice, people["neighbour"])

    join(board, people["superintendent"], facilitates=True)
    criterion = make_criterion(team, practice, scale, 3, "Ours 1", "Ours 2")
    offer = make_criterion(board, practice, scale, 4, "Ours 3", offered=True)

    colleague = make_person()
    welcome = invite(person=join(other_team, colleague).person, district=district, by=people["administrator"])
    from_above = Invitation.objects.create(
        person=colleague, district=None, expires_at=welcome.expires_at, created_by=people["installation"]
    )
    sealed = make_sealed(colleague, by=people["administrator"])
    other_edition = make_edition(size, size)
    resource = resources_of(edition)[0]
    reflection = make_reflection(people["facilitator"], resource)
    share = share_reflections(people["principal"], reflection)
    closed = assessments["closed"].cycle
    shared, shared_token = make_shared(closed)
    return World(
        slug=district.slug,
        pks={
            **{name: assessment.pk for name, assessment in assessments.items()},
            **{f"{name} cycle": assessment.cycle_id for name, assessment in assessments.items()},
            "access token": make_token(name="Ours", scopes=["results"], days=30, by=member)[0].pk,
            "appointment": people["trustee"].appointments.get().pk,
            "board": board_assessment.pk,
            "criterion": criterion.versions.earliest("number").pk,
            "district team": board.pk,
            "closed evidence": evidence.pk,
            "evidence": evidence.pk,
            "family": near.pk,
            "feedback": reading.feedback.get().pk,
            "frozen evidence": assessments["closed"].record.evidence.get().pk,
            "given feedback": read.feedback.get().pk,
            "installation link": from_above.pk,
            "link": welcome.pk,
            "picture": picture.pk,
            "membership": member.memberships.get().pk,
            "offer": offer.versions.get().pk,
            "pairing": reading.pk,
            "peer evidence": board_assessment.record.evidence.get().pk,
            "person": member.pk,
            "school": school.pk,
            "sealed account": sealed.pk,
            "shared report": shared.pk,
            "team": team.pk,
        },
        uuids={
            "characteristic": practice.characteristic.uuid,
            "edition": edition.uuid,
            "export": make_export(closed, people["superintendent"]).pk,
            "other edition": other_edition.uuid,
            "practice": practice.uuid,
            "reflection": reflection.pk,
            "resource": resource.uuid,
            "scale": scale.uuid,
            "share": share.pk,
        },
        token=welcome.token,
        calendar_token=open_calendar_address(by=member),
        address_token=asked_address(member, f"another@{slug}.example.org"),
        sealed_token=opening.token_of(make_sealed(people["guide"], by=people["administrator"])),
        shared_token=shared_token,
        people=people,
    )


def say_something(reader, rated, practice, person):
    """The team reads that record, and one of it has asked something; returns the pair."""
    (pairing,) = pair_teams(cycle=rated.cycle, pairs=[(reader, rated)], by=None)
    said = {"characteristic": practice.characteristic, "kind": "question", "text": "Why."}
    leave_feedback(pairing=pairing, by=person, **said)
    return pairing


def say_how_people_rated(cycle, schools, family=None):
    """What publication would have written of people's answers, had enough of them rated."""
    codes = cycle.edition.characteristics.values_list("practices__code", flat=True)
    make_block(cycle, {code: [20, 30, 25, 10, 5, 5, 5] for code in codes}, family=family, schools=schools)
    if not cycle.mirror.exists():
        make_mirror(cycle, dict.fromkeys(codes, 9))


def people_of_the_team(team):
    """A member, a facilitator who rates and one who only facilitates."""
    facilitates = {"facilitates": True}
    return {
        "member": join(team).person,
        "facilitator": join(team, **facilitates).person,
        "guide": join(team, rates=False, **facilitates).person,
    }


def people_around(district, school, other_school, other_team, far):
    """Everybody else, one role each."""
    people = {
        "neighbour": join(other_team).person,
        "superintendent": appoint(Role.SUPERINTENDENT, district=district),
        "far_super": appoint(Role.SUPERINTENDENT, district=district, families=[far]),
        "administrator": appoint(Role.DISTRICT_ADMINISTRATOR, district=district),
        "principal": appoint(Role.PRINCIPAL, district=district, school=school),
        "far_principal": appoint(Role.PRINCIPAL, district=district, school=other_school),
        "trustee": appoint(Role.TRUSTEE, district=district),
        "editor": appoint(Role.FRAMEWORK_EDITOR),
        "installation": appoint(Role.INSTALLATION_ADMINISTRATOR),
        "province": appoint(Role.PROVINCE_VIEWER),
    }
    elsewhere = make_district(name=f"{district.name} elsewhere", slug=f"{district.slug}-elsewhere")
    their_school = make_school(elsewhere)
    outsider = join(make_team(elsewhere, their_school), facilitates=True).person
    for role in (Role.SUPERINTENDENT, Role.DISTRICT_ADMINISTRATOR, Role.TRUSTEE):
        appoint(role, outsider, district=elsewhere)
    appoint(Role.PRINCIPAL, outsider, district=elsewhere, school=their_school)
    return {"outsider": outsider} | people


def link(evidence, practice, *assessments):
    """The piece speaks for the practice in each of the assessments."""
    for assessment in assessments:
        assessment.evidence_links.get_or_create(evidence=evidence, practice=practice)


def meet(assessment, practice):
    """The meeting has begun, the practice is revealed and has its outcome."""
    assessment.meeting_started_at = timezone.now()
    assessment.talk_first = [p.pk for p in practices_of(assessment)[1:]]
    assessment.save()
    reveal(assessment, practice)
    make_outcome(assessment, practice, 2)
