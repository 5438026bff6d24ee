"""The demo district as the matrix's world: which pages its addresses name there, and a session for each role.

Printed by the site's own shell, beside the server: browser tests have no database of their own.
"""

import json
import re

from tests.permissions.world import World

DESCRIBE = """
import json
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from assessments.cycles.models import Assessment
from assessments.criteria.models import CriterionVersion
from assessments.evidence.models import Evidence
from assessments.feedback.models import Feedback, Pairing
from assessments.record.models import RecordEvidence
from assessments.reflection.models import ReflectionShare
from districts.invitations.actions import invite
from districts.roles.models import Appointment, Invitation, Membership, Role
from districts.structure.models import District, Team
from frameworks.models.edition import Edition, Practice
from frameworks.models.scale import Scale
from django.utils import timezone
from people.users import User
from people.access.tokens import make_token
from reports.sharing.actions import share_report
from reports.board.value import board_of
from reports.board.frozen import freeze
from reports.board.models import Export
from people.access import opening
from tests.factories import asked_address, make_sealed

ours = District.objects.get(slug="northern-lakes")
who = lambda name: User.objects.get(email=f"{name}@demo.example")
inside = lambda name: Membership.objects.current().filter(team__name=name).order_by("-facilitates", "pk")
rating = Assessment.objects.get(cycle__published_at=None, team__name="O’Connor Public School")
meeting = Assessment.objects.get(cycle=rating.cycle, team__name="Portage Lakes Collegiate")
closed = Assessment.objects.filter(cycle__published_at__isnull=False, team__name="St. Brendan’s Elementary School").latest("cycle__opens_on")
raters = inside("Portage Lakes Collegiate")
people = {
    "member": who("member"), "facilitator": who("facilitator"), "superintendent": who("superintendent"),
    "administrator": who("administrator"), "principal": who("principal"), "trustee": who("trustee"),
    "editor": who("editor"), "installation": who("installation"), "province": who("province"),
    "member@meeting": raters.filter(facilitates=False).first().person, "facilitator@meeting": raters.first().person,
    "member@closed": who("principal"), "facilitator@closed": who("principal"),
}
link = invite(person=Membership.objects.filter(team=closed.team, person__memberships__isnull=False).last().person, district=ours, by=people["administrator"])
above = Invitation.objects.create(person=people["trustee"], expires_at=link.expires_at, created_by=people["installation"])
frozen = RecordEvidence.objects.filter(record=closed.record).exclude(file="").first()
pairing = Pairing.objects.get(reader=closed.team)
shared, shared_token = share_report(cycle=closed.cycle, frozen=freeze(lambda: board_of(closed.cycle)), days=30, by=None)
made = {"kind": "pdf", "language": "en", "frozen": {}, "content": b"File", "finished_at": timezone.now()}
export = Export.objects.create(cycle=closed.cycle, person=people["superintendent"], **made)
practice = meeting.reveals.latest("pk").practice
editions = list(Edition.objects.filter(version__in=("olf-placemat", "strong-districts-2013")))
share = ReflectionShare.objects.get(author=people["facilitator"], reader=people["principal"])
reflection = share.entries.first()
people["guide"] = raters.exclude(person__in=people.values()).last().person
sealed = make_sealed(people["guide"], by=people["administrator"])
membership = Membership.objects.current().get(team=rating.team, person=people["member"])
pks = {
    "access token": make_token(name="Ours", scopes=["results"], days=30, by=people["member"])[0].pk, "rating": rating.pk, "meeting": meeting.pk, "closed": closed.pk,
    "rating cycle": rating.cycle_id, "meeting cycle": meeting.cycle_id, "closed cycle": closed.cycle_id,
    "appointment": Appointment.objects.get(person=people["trustee"]).pk, "district team": Team.objects.get(district=ours, school=None).pk,
    "closed evidence": Evidence.objects.filter(team=closed.team, withdrawn_at=None).first().pk,
    "evidence": Evidence.objects.filter(team=rating.team, withdrawn_at=None, created_by=people["facilitator"]).first().pk, "family": ours.families.first().pk,
    "frozen evidence": frozen.pk if frozen else 0, "installation link": above.pk, "link": link.pk,
    "board": Assessment.objects.get(cycle=rating.cycle, team__school=None).pk,
    "criterion": CriterionVersion.objects.current().of_edition(rating.cycle.edition_id).filter(criterion__team=rating.team).earliest("pk").pk,
    "offer": CriterionVersion.objects.offered_in(ours.pk).earliest("pk").pk,
    "feedback": pairing.feedback.unanswered().first().pk, "given feedback": Feedback.objects.filter(pairing__rated=closed).first().pk,
    "pairing": pairing.pk, "peer evidence": 0,
    "membership": membership.pk, "person": people["member"].pk, "school": closed.school_id, "sealed account": sealed.pk, "shared report": shared.pk, "team": rating.team_id,
}
uuids = {
    "characteristic": practice.characteristic.uuid, "edition": editions[0].uuid, "other edition": editions[1].uuid,
    "export": export.pk, "practice": practice.uuid, "scale": Scale.objects.get(key="evidence4").uuid,
    "reflection": reflection.pk, "resource": reflection.resource, "share": share.pk,
}
def session(user):
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[-1]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    return store.session_key
print("described:", json.dumps({
    "slug": ours.slug, "pks": pks, "uuids": {k: str(v) for k, v in uuids.items()}, "token": link.token, "shared_token": shared_token,
    "address_token": asked_address(people["member"]), "sealed_token": opening.token_of(sealed),
    "people": {role: session(user) for role, user in people.items()},
}))
"""


def describe_demo(site):
    """The demo district with a session key a role, in place of the matrix's people."""
    printed = site.manage("shell", "--verbosity", "0", "-c", DESCRIBE)
    return World(**json.loads(re.search(r"described: (.*)", printed)[1]))
