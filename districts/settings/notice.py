"""What the product itself says below a district's notice of collection, taken from settings, so that it is true."""

import datetime
from dataclasses import dataclass

from districts.roles.models import Appointment, Role
from districts.structure.models import fewest_in_a_block, fewest_in_the_mirror
from people.accounts import may_sign_in_condition
from people.users import User


@dataclass(frozen=True)
class NoticeFacts:
    """What people are told before they rate: numbers and a day, which the page puts into words.

    ``kept_until`` is None without a cycle. ``for_schools`` and ``for_the_district``: the kind of team that reads it.
    """

    threshold: int
    months: int
    kept_until: datetime.date | None
    contact: str
    for_schools: bool = True
    for_the_district: bool = True

    @property
    def in_a_block(self):
        """How many people remain in a block without its two largest teams."""
        return fewest_in_a_block(self.threshold)

    @property
    def in_the_mirror(self):
        """How many people of the district team must have answered a practice for the mirror to show it."""
        return fewest_in_the_mirror(self.threshold)


def next_notice_of(district):
    return NoticeFacts(district.threshold, district.retention_months, None, whom_to_ask(district))


def whom_to_ask(district):
    """The contact that the district names, else the names of its administrators."""
    if district.contact:
        return district.contact
    held = Appointment.objects.current().filter(
        may_sign_in_condition("person__"), role=Role.DISTRICT_ADMINISTRATOR, district=district
    )
    return ", ".join(str(person) for person in User.objects.filter(pk__in=held.values("person")))
