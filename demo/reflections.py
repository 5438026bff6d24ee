"""Private reflections of two people of the demo, one of which is shared with the other person."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from assessments.reflection.models import Reflection, ReflectionShare
from frameworks.models.resources import LeadershipResource
from people.accounts import DEMO_DOMAIN
from people.users import User

from .texts import read_texts


@dataclass(frozen=True)
class ReflectionText:
    resource: str
    days_ago: int
    strength: Reflection.Strength
    example: str
    next_step: str = ""


@dataclass(frozen=True)
class SharedReflectionText:
    author: str
    resource: str
    reader: str
    days_ago: int


@dataclass(frozen=True)
class ReflectionTexts:
    written: dict[str, tuple[ReflectionText, ...]]
    shared: SharedReflectionText


def create_reflections(now: datetime):
    texts = read_texts("reflections", ReflectionTexts)
    resources = dict(LeadershipResource.objects.values_list("name", "uuid"))
    people = {name: User.objects.get(email=f"{name}{DEMO_DOMAIN}") for name in texts.written}
    Reflection.objects.bulk_create(
        Reflection(
            person=people[name],
            resource=resources[entry.resource],
            strength=entry.strength,
            example=entry.example,
            next_step=entry.next_step,
            written_at=now - timedelta(days=entry.days_ago),
        )
        for name, entries in texts.written.items()
        for entry in entries
    )
    shared = texts.shared
    author, reader = people[shared.author], people[shared.reader]
    share = ReflectionShare.objects.create(
        author=author, reader=reader, shared_at=now - timedelta(days=shared.days_ago)
    )
    Reflection.objects.by(author).filter(resource=resources[shared.resource]).update(share=share)
