"""So many rows of everything in a world: what its pages list, they then list that often and more."""

import datetime

from django.utils import timezone

from assessments.cycles.models import Assessment
from assessments.feedback.actions import leave_feedback
from assessments.feedback.models import Pairing
from assessments.record.models import RecordEvidence
from districts.invitations.actions import invite
from districts.roles.models import Invitation, Role
from districts.structure.models import District, Team
from frameworks.models.crosswalk import Crosswalk
from frameworks.models.edition import Edition, Practice
from frameworks.models.words import LookFor
from tests.factories import (
    appoint,
    join,
    make_assessment,
    make_cycle,
    make_district,
    make_evidence,
    make_family,
    make_mail,
    make_rating,
    make_school,
    make_sealed,
    make_team,
    practices_of,
)
from tests.reports.factories import add_school, make_record, make_shared, publish

from .addresses import STATES
from .world import build_world, link, say_how_people_rated, say_something

FRENCH = {"language": "fr"}


def furnished_world(slug, rows):
    """A world whose edition has as many characteristics, and each as many practices, with so many rows of all else."""
    world = build_world(slug, size=rows)
    district, team = District.objects.get(slug=slug), Team.objects.get(pk=world.pk("team"))
    add_words(world, rows)
    for row in range(rows):
        newcomer = add_people(district, world)
        school_team = add_team(district, world)
        add_cycles(district, team, school_team, world, years_ago=row + 1)
        add_work(world, team, newcomer)
        add_feedback(world, team, school_team, newcomer)
        make_shared(Assessment.objects.get(pk=world.pk("closed")).cycle)
        add_districts(world)
    return world


def practices_in(edition):
    return Practice.objects.filter(characteristic__edition=edition)


def add_words(world, rows):
    """The project's words for all that the edition says, in both languages, and a crosswalk to the other edition."""
    edition = Edition.objects.get(uuid=world.uuid("edition"))
    other = Edition.objects.get(uuid=world.uuid("other edition"))
    for characteristic in edition.characteristics.all():
        characteristic.translations.create(title="T", short_name="S", **FRENCH)
    for practice, continued in zip(practices_in(edition), practices_in(other), strict=True):
        practice.translations.create(statement="Faire", **FRENCH)
        for position in range(rows):
            look_for = LookFor.objects.create(practice=practice, position=position, text="See")
            look_for.translations.create(text="Voir", **FRENCH)
        sides = {"from_practice": practice, "to_practice": continued}
        Crosswalk.objects.create(from_edition=edition, to_edition=other, relation="reworded", **sides)


def add_people(district, world):
    """Somebody new in the team, an administrator with a link to sign in, and a used link of the member's."""
    newcomer = join(Team.objects.get(pk=world.pk("team")), facilitates=True).person
    make_sealed(newcomer, by=world.people["administrator"])
    administrator = appoint(Role.DISTRICT_ADMINISTRATOR, district=district)
    made = invite(person=administrator, district=district, by=world.people["administrator"])
    made.mail = make_mail(administrator, failed=True)
    made.save()
    Invitation.objects.create(
        person=world.people["member"],
        district=district,
        purpose=Invitation.Purpose.RESET,
        created_by=administrator,
        expires_at=made.expires_at,
        used_at=timezone.now(),
    )
    return newcomer


def add_team(district, world):
    """A school in a family of its own; the member is in its team too, is its principal and superintends its family."""
    member, family = world.people["member"], make_family(district)
    school = make_school(district, family=family, successor_id=world.pk("school"))
    team = make_team(district, school, members=2)
    join(team, member, facilitates=True)
    appoint(Role.PRINCIPAL, member, district=district, school=school)
    appoint(Role.SUPERINTENDENT, member, district=district, families=[family])
    for state in STATES:
        assessment = make_assessment(Assessment.objects.get(pk=world.pk(state)).cycle, team)
        if state == "closed":
            levels = {practice.code: 2 for practice in practices_of(assessment)}
            make_record(assessment, levels, unsupported=["1.1"], willing=["1.1"])
            say_how_people_rated(assessment.cycle, [school], family)
    return team


def add_cycles(district, team, school_team, world, years_ago):
    """A cycle more that runs, and one more that was published some years ago."""
    cycle = Assessment.objects.get(pk=world.pk("rating")).cycle
    alike = {"edition": cycle.edition, "scale": cycle.scale}
    yesterday = cycle.opens_on - datetime.timedelta(days=1)  # the world's own stays the newest
    make_assessment(make_cycle(district, opens_on=yesterday, **alike), team)
    then = cycle.opens_on - datetime.timedelta(days=365 * years_ago)
    past = make_cycle(district, opens_on=then, closes_on=then + datetime.timedelta(days=30), **alike)
    for who in (team, school_team):
        assessment = make_assessment(past, who)
        make_record(assessment, {practice.code: 3 for practice in practices_of(assessment)})
    publish(past)


def add_work(world, team, newcomer):
    """In every assessment of the team one more rates, and a piece of evidence more is linked; records hold one more."""
    assessments = Assessment.objects.in_bulk(world.pks[state] for state in STATES).values()
    first = practices_of(next(iter(assessments)))[0]
    for assessment in assessments:
        make_rating(assessment, newcomer, first, 2)
    link(make_evidence(team, created_by=newcomer), first, *assessments)
    for record in Assessment.objects.get(pk=world.pk("closed")).cycle.records.all():
        said = {"title": "Minutes", "carrier": "note", "kind": "data", "rung": "doing", "note": "Yes"}
        RecordEvidence.objects.create(record=record, **said).practices.set(practices_in(record.cycle.edition))


def add_feedback(world, team, other, person):
    """The team reads one more record and says one more thing, and one more is said to it."""
    closed = Assessment.objects.get(pk=world.pk("closed"))
    first = practices_of(closed)[0]
    say_something(team, closed.cycle.assessments.get(team=other), first, person)
    say_something(make_team(closed.district), closed, first, person)
    pairing = Pairing.objects.get(pk=world.pk("pairing"))
    said = {"characteristic": first.characteristic, "kind": "strength", "text": "Good"}
    leave_feedback(pairing=pairing, by=person, **said)
    record = pairing.rated.record
    frozen = {"title": "Minutes", "carrier": "note", "kind": "data", "rung": "doing", "note": "Yes"}
    RecordEvidence.objects.create(record=record, **frozen).practices.set([first])


def add_districts(world):
    """A district more, with an administrator and a published cycle like the world's."""
    cycle = Assessment.objects.get(pk=world.pk("rating")).cycle
    district = make_district()
    appoint(Role.DISTRICT_ADMINISTRATOR, district=district)
    past = make_cycle(district, edition=cycle.edition, scale=cycle.scale)
    add_school(past, {"1.1": 2})
    publish(past)
