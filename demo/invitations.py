"""An invitation sent nine days ago and never opened, which an administrator finds on My work."""

import uuid
from datetime import timedelta

from django.utils import timezone

from districts.roles.models import Invitation

SENT, GOOD_FOR = timedelta(days=9), timedelta(days=14)


def create_unopened_invitation(demo, place, number):
    sent = timezone.now() - SENT
    person = demo.raters_of(place, number)[0]
    Invitation.objects.create(
        person=person,
        district=demo.district,
        nonce=uuid.uuid5(
            uuid.NAMESPACE_OID, person.email
        ),  # the same in every demo; what opens a link is its signature
        created_by=demo.administrator,
        created_at=sent,
        expires_at=sent + GOOD_FOR,
    )
