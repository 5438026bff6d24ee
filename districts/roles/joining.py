"""Who lately joined or left a team, and through whom, so that members see somebody let in for a while."""

import datetime
from dataclasses import dataclass
from itertools import groupby

from django.db.models import BigIntegerField, DateTimeField, Q
from django.utils import timezone

from people.namesakes import tell_apart
from people.prepared import Parameter, Prepared
from people.users import User

from .models import Membership

DAYS_SHOWN = 60
SINCE, NOW = Parameter("since", DateTimeField()), Parameter("now", DateTimeField())
OF_LATE = Prepared(
    lambda: (
        Membership.objects.filter(Q(starts_at__range=(SINCE, NOW)) | Q(ends_at__range=(SINCE, NOW)))
        .filter(team=Parameter("team", BigIntegerField()))
        .select_related("person", "added_by", "ended_by")
    )
)


@dataclass(frozen=True)
class JoinedOrLeft:
    """People who joined, or left, a team on one day through one person; ``by`` is None if that was not stored."""

    day: datetime.date
    joined: bool
    people: tuple[User, ...]
    by: User | None

    @property
    def names(self):
        return ", ".join(person.label for person in self.people)

    @property
    def is_own_doing(self):
        return self.people == (self.by,)


def joined_and_left(team, district):
    now, since = timezone.now(), district.start_of(district.today() - datetime.timedelta(days=DAYS_SHOWN))
    events = []
    for held in OF_LATE(team=team.pk, since=since, now=now):
        events.append((held.starts_at, True, held.person, held.added_by))
        if held.ends_at:
            events.append((held.ends_at, False, held.person, held.ended_by))
    tell_apart(person for _at, _joined, person, _by in events)
    recent = sorted((event for event in events if since <= event[0] <= now), key=lambda event: event[0])

    def through_whom(event):
        at, joined, person, by = event
        return at.astimezone(district.zone).date(), joined, by, by == person

    found = [
        JoinedOrLeft(day, joined, tuple(person for _at, _joined, person, _by in group), by)
        for (day, joined, by, _own), group in groupby(recent, key=through_whom)
    ]
    return found[::-1]
