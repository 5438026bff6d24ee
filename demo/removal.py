"""Removal of the demo: its districts, everything in them, and its accounts."""

import shutil
from pathlib import Path

from auditlog.context import disable_auditlog
from auditlog.models import LogEntry
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q

from assessments.cycles.models import Assessment, Cycle
from assessments.evidence.models import Evidence
from assessments.feedback.models import Pairing
from districts.roles.models import Appointment, Invitation, Membership
from districts.structure.models import District, Family, School, Team
from people.accounts import DEMO_DOMAIN
from people.users import Acceptance, Notice, User
from reports.board.models import BoardNotes
from reports.sharing.models import SharedReport

from .notices import notice_key
from .places import SLUGS


def remove_demo():
    with disable_auditlog(), transaction.atomic():
        districts = District.objects.filter(slug__in=SLUGS)
        folders = [Path(settings.EVIDENCE_ROOT) / str(pk) for pk in districts.values_list("pk", flat=True)]
        notices = notices_of(districts)
        delete_history(districts)
        # In this order, since a record holds on to its school and a cycle to its notice.
        Cycle.objects.filter(district__in=districts).delete()
        Evidence.objects.filter(team__district__in=districts).delete()
        Team.objects.filter(district__in=districts).delete()
        School.objects.filter(district__in=districts).delete()
        districts.delete()
        User.objects.filter(email__endswith=DEMO_DOMAIN).delete()
        unused = Notice.objects.filter(pk__in=notices, districts__isnull=True, cycles__isnull=True)
        Acceptance.objects.filter(notice__in=unused).delete()
        unused.delete()
        transaction.on_commit(lambda: [shutil.rmtree(folder, ignore_errors=True) for folder in folders])


def notices_of(districts):
    keys = [notice_key(slug) for slug in SLUGS] + [f"district-{pk}" for pk in districts.values_list("pk", flat=True)]
    return list(Notice.objects.filter(key__in=keys).values_list("pk", flat=True))


def delete_history(districts):
    people = User.objects.filter(email__endswith=DEMO_DOMAIN)
    below = {
        District: districts,
        Family: Family.objects.filter(district__in=districts),
        School: School.objects.filter(district__in=districts),
        Team: Team.objects.filter(district__in=districts),
        Membership: Membership.objects.filter(Q(team__district__in=districts) | Q(person__in=people)),
        Appointment: Appointment.objects.filter(Q(district__in=districts) | Q(person__in=people)),
        Invitation: Invitation.objects.filter(Q(district__in=districts) | Q(person__in=people)),
        Cycle: Cycle.objects.filter(district__in=districts),
        Assessment: Assessment.objects.filter(district__in=districts),
        Pairing: Pairing.objects.filter(cycle__district__in=districts),
        BoardNotes: BoardNotes.objects.filter(cycle__district__in=districts),
        SharedReport: SharedReport.objects.filter(cycle__district__in=districts),
        User: people,
    }
    for model, rows in below.items():
        pks = list(rows.values_list("pk", flat=True))
        LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id__in=pks).delete()
