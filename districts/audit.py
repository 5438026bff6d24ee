"""Which changes are kept in the audit history: who administers what, never what people answered."""

from auditlog.registry import auditlog

from people.models import User

from .models import Appointment, District, Family, Invitation, Membership, School, Team

for model in (Appointment, District, Family, Membership, School, Team):
    auditlog.register(model)
auditlog.register(Invitation, exclude_fields=["nonce"])
auditlog.register(User, include_fields=["email", "name", "is_active", "is_staff"])
