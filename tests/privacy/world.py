"""A district in the middle of a cycle, with a team in each state, and somebody in each role."""

import datetime
import uuid
from contextlib import contextmanager

from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from assessments.cycles.models import Assessment
from assessments.evidence.actions import pieces
from assessments.evidence.files.uploads import checked
from assessments.evidence.models import Evidence
from assessments.feedback import actions as feedback_actions
from assessments.meeting import actions as meeting_actions
from assessments.meeting.models import Outcome, OutcomeKind
from assessments.publishing import actions as publishing_actions
from assessments.rating.models import Rating
from assessments.record import actions as record_actions
from assessments.record.models import RecordEvidence
from districts.roles.models import Appointment, Invitation, Membership, Role
from frameworks.caching import clear_caches
from people.access.calendars import open_calendar_address
from people.access.tokens import make_token
from tests.factories import (
    appoint,
    join,
    make_assessment,
    make_criterion,
    make_cycle,
    make_district,
    make_edition,
    make_evidence,
    make_family,
    make_person,
    make_rating,
    make_scale,
    make_school,
    make_team,
    practices_of,
    resources_of,
    reveal,
    token_of,
)
from tests.reports.factories import make_export, make_shared

SIZES = {"one": 6, "two": 6, "three": 6, "four": 4}


class World:
    """Team one rates; two is in its meeting; three and four (of four people) have only the close before them."""

    def __init__(self):
        self.district = district = make_district(name="Riverbend", slug="riverbend")
        self.edition, self.scale = make_edition(2, 2, resources=2), make_scale()
        self.scale.frozen_at = timezone.now()  # as opening a cycle does
        self.scale.save()
        families = [make_family(district, name=name) for name in ("North", "South")]
        schools = {name: make_school(district, family=families[i % 2]) for i, name in enumerate(SIZES)}
        self.team = {name: make_team(district, schools[name]) for name in SIZES}
        self.member = {name: [join(self.team[name]).person for _ in range(size)] for name, size in SIZES.items()}
        for name in SIZES:
            Membership.objects.filter(person=self.member[name][1]).update(facilitates=True)
        self.before = self.add_cycle("2025–26", opens_on=datetime.date(2025, 9, 1), closes_on=datetime.date(2027, 1, 1))
        self.finish(self.before)
        self.cycle = self.add_cycle("2026–27")
        self.meet()
        self.pair()
        self.fill(schools, families)
        self.appoint(schools, families)

    def add_cycle(self, name, **dates):
        """A cycle of all teams, in which everybody answered everything and linked evidence."""
        cycle = make_cycle(self.district, edition=self.edition, scale=self.scale, name=name, **dates)
        for team in self.team.values():
            assessment = make_assessment(cycle, team)
            for place, practice in enumerate(practices_of(assessment)):
                for who, person in enumerate(self.member[self.name_of(team)]):
                    make_rating(assessment, person, practice, 1 + (who + place) % 3, note=f"note {who} {place}")
            first = practices_of(assessment)[0]
            make_evidence(team, first, assessment, note="Minutes of October")
            upload = checked(ContentFile(b"Read me", name="minutes.txt"))
            described = {"title": "File", "carrier": "file", "kind": "data", "rung": "doing"}
            pieces.add_evidence(assessment=assessment, practice=first, by=None, upload=upload, **described)
        return cycle

    def name_of(self, team):
        return next(name for name, other in self.team.items() if other == team)

    def assessment(self, name, cycle=None):
        return Assessment.objects.with_context().get(cycle=cycle or self.cycle, team=self.team[name])

    def agree(self, assessment, *practices):
        """What was agreed of these practices, revealed."""
        reveal(assessment, *practices)
        for practice in practices:
            level = self.scale.levels.get(value=2)
            Outcome.objects.create(
                assessment=assessment,
                practice=practice,
                kind=OutcomeKind.LEVEL,
                level=level,
                reason="why",
                dissent="no",
            )

    def start(self, name, cycle=None):
        return meeting_actions.start_meeting(assessment=self.assessment(name, cycle), by=None)

    def close(self, name):
        return record_actions.close_assessment(assessment=self.assessment(name), by=None)

    def finish(self, cycle):
        """Every team meets, agrees on everything and closes; the cycle is published."""
        for name in SIZES:
            assessment = self.start(name, cycle)
            self.agree(assessment, *practices_of(assessment))
            record_actions.close_assessment(assessment=assessment, by=None)
        publishing_actions.publish_cycle(cycle=cycle, by=None)

    def meet(self):
        """Two, three and four have begun to meet: two practices revealed, of which one or both are agreed."""
        for name in ("two", "three", "four"):
            assessment = self.start(name)
            first, second, _third, _fourth = practices_of(assessment)
            if name == "two":
                reveal(assessment, second)
                self.agree(assessment, first)
            else:
                self.agree(assessment, first, second)

    def pair(self):
        """Of the cycle before, one reads three and is read by two; each has said something."""
        said = []
        for reader, rated in (("one", "three"), ("two", "one")):
            assessment = self.assessment(rated, self.before)
            pairs = [(self.team[reader], assessment)]
            (pairing,) = feedback_actions.pair_teams(cycle=self.before, pairs=pairs, by=None)
            characteristic = practices_of(assessment)[0].characteristic
            words = {"characteristic": characteristic, "kind": "question", "text": "How?"}
            said.append(feedback_actions.leave_feedback(pairing=pairing, by=None, **words))
        self.cycles_to_pair = [self.before.pk, self.cycle.pk]
        self.pairings = [one.pairing_id for one in said]
        self.feedback = [one.pk for one in said]
        self.read_assessments = [self.assessment("one", self.before).pk]

    def fill(self, schools, families):
        """What the parameters of addresses are filled with."""
        assessments = [self.assessment(name) for name in SIZES]
        practices = practices_of(assessments[0])
        self.slugs = [self.district.slug]
        self.assessments = [assessment.pk for assessment in assessments[:3]]
        self.assessment_of = {name: assessment.pk for name, assessment in zip(SIZES, assessments, strict=True)}
        self.cycles = [self.cycle.pk]
        self.practices = [practices[0].uuid, practices[2].uuid]
        self.numbers = [1]
        self.evidence = [Evidence.objects.filter(team=self.team["one"], carrier="file").last().pk]
        own = make_criterion(self.team["one"], practices[0], self.scale, 3, "It shows here", "It shows here daily")
        self.criteria = [own.versions.earliest("number").pk]
        self.frozen_evidence = [e.pk for e in RecordEvidence.objects.filter(carrier="file")[:3]]
        self.schools = [schools["one"].pk, schools["three"].pk]
        twin = self.team["one"]
        make_team(self.district, twin.school, name=twin.name.upper(), namesake=1)  # so that there is something to merge
        self.families = [families[0].pk]
        self.teams = [self.team["one"].pk, make_team(self.district).pk]
        self.people = [self.member["one"][3].pk]
        self.memberships = [Membership.objects.get(person=self.member["one"][3]).pk]
        self.characteristics = [practices[0].characteristic.uuid]
        self.editions, self.scales = [self.edition.uuid], [self.scale.uuid]
        self.resources = [resource.uuid for resource in resources_of(self.edition)]
        # Of nobody, until a test lets somebody write under these identifiers.
        self.reflections, self.shares = [uuid.UUID(int=1)], [uuid.UUID(int=2)]
        self.password_keys, self.ones = ["1-key"], [1]
        self.content_types = [ContentType.objects.get_for_model(Rating).pk]
        self.app_labels = ["frameworks", "districts", "people", "auditlog"]

    def appoint(self, schools, families):
        """Somebody in each role, signed in."""
        district = self.district
        people = {f"member of {name}": self.member[name][0] for name in SIZES}
        people |= {f"facilitator of {name}": self.member[name][1] for name in SIZES}
        people |= {f"principal of {name}": appoint(Role.PRINCIPAL, None, district, schools[name]) for name in SIZES}
        people |= {
            "superintendent": appoint(Role.SUPERINTENDENT, district=district),
            "superintendent of a family": appoint(Role.SUPERINTENDENT, district=district, families=families[:1]),
            "administrator": appoint(Role.DISTRICT_ADMINISTRATOR, district=district),
            "trustee": appoint(Role.TRUSTEE, district=district),
            "editor": appoint(Role.FRAMEWORK_EDITOR),
            "installation administrator": appoint(Role.INSTALLATION_ADMINISTRATOR),
            "province viewer": appoint(Role.PROVINCE_VIEWER),
            "outsider": join(make_team(make_district())).person,
            "superuser": make_person(is_staff=True, is_superuser=True),
        }
        for role in ("editor", "installation administrator"):
            people[role].is_staff = True
            people[role].save()
        self.admins = ("editor", "superuser")
        self.appointments = [Appointment.objects.filter(role=Role.TRUSTEE).get().pk]
        expires = timezone.now() + datetime.timedelta(days=9)
        invited = Invitation.objects.create(person=people["trustee"], district=district, expires_at=expires)
        self.invitations, self.tokens = [invited.pk], [invited.token]
        self.before.refresh_from_db()
        shared, token = make_shared(self.before)
        self.shared_reports, self.shared_tokens, self.export_kinds = [shared.pk], [token], ["pptx"]
        self.kinds_of_names = ["team"]
        self.exports = [make_export(self.before, people["superintendent"]).pk]
        self.access_tokens = [make_token(name="Ours", scopes=["results"], days=30, by=self.member["two"][2])[0].pk]
        self.calendar_tokens = [open_calendar_address(by=self.member["two"][2])]
        self.clients = {"nobody": Client()}
        for role, person in people.items():
            self.clients[role] = Client(headers={"Authorization": f"Bearer {token_of(person)}"})
            self.clients[role].force_login(person)

    def concerns(self, role, name, given):
        """Whether an address is worth asking for: to those of no team all teams' pages are one and the same 404.

        Likewise the administration's pages: they open to the administrator, and one of them is asked for by all.
        """
        if name.startswith("districts:") and role != "administrator":
            return name == "districts:administration"
        pk = given.get("assessment_pk", given.get("pk")) if name.startswith("assessments:") else None
        if pk not in self.assessments or pk == self.assessments[0]:
            return True
        return pk == self.assessment_of.get(role.rpartition(" of ")[2])

    def admin_objects(self, named):
        """An object of the model that an address of the Django admin is about."""
        for model in admin.site._registry:
            label = f"{model._meta.app_label}_{model._meta.model_name}"
            if named == label or named.startswith(f"{label}_"):
                first = model._default_manager.order_by("pk").first()
                return [first.pk] if first else [0]
        raise LookupError(f"tests/privacy/world.py: no model in the Django admin is {named}")


def others(ratings):
    """Ratings of those who are nobody's eyes in the walk: all but the first two members of each team."""
    kept = Membership.objects.filter(facilitates=True).values("person")
    firsts = [team.memberships.order_by("pk").first().person_id for team in {r.seat.assessment.team for r in ratings}]
    return ratings.exclude(seat__person__in=kept).exclude(seat__person__in=firsts)


@contextmanager
def undone(world):
    """Whatever happens in this block has never happened, down to the next primary keys."""
    models = list(apps.get_app_config("assessments").get_models())
    clear_caches()  # what a process keeps of records is known by their keys, and these come again
    with transaction.atomic():
        point = transaction.savepoint()
        with connection.cursor() as cursor:
            for sql in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(sql)
        yield
        transaction.savepoint_rollback(point)
