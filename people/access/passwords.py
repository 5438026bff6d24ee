"""Passwords set by somebody else."""

from django.db import transaction

from .models import AccessChange
from .sealing import seal_private
from .tokens import end_tokens_of


@transaction.atomic
def set_password_from_server(*, person, password):
    change = seal_private(person=person, why=AccessChange.Why.PASSWORD, by=None)
    person.set_password(password)
    person.save(update_fields=["password"])
    end_tokens_of(person=person, by=None)
    return change
