"""Who reads a team's published record; permissions, lists and queries are all made from this."""

from dataclasses import dataclass

from django.db.models import Q

from districts.roles.models import Role
from districts.roles.roles_held import Overseen, roles_held_by


@dataclass(frozen=True)
class RecordsRead:
    """The records that a person reads in a district; by default none."""

    overseen: Overseen = Overseen()
    schools: frozenset[int] = frozenset()

    def of_school(self, school_pk, family_pk):
        """Whether a school's record is read, by the keys of the school and of its family now."""
        return family_pk in self.overseen or school_pk in self.schools

    def of_entry(self, entry):
        return self.of_school(entry.school_pk, entry.family_now) if entry.school_pk else self.everything

    def of_assessment(self, assessment):
        """Whether the record that an assessment's team makes is read, once it is published."""
        school = assessment.school
        return self.of_school(school.pk, school.family_id) if school else self.everything

    @property
    def everything(self):
        """Whether the record of every school is read, and of the district's own team."""
        return self.overseen.everything

    @property
    def records(self):
        """The condition for these records of the district in a query."""
        overseen = self.overseen.schools("school")
        return overseen if self.everything else overseen | Q(school__in=self.schools)


def records_read_by(user, district_id):
    """What a person reads: a superintendent all or their families' schools, a principal their own school."""
    roles_held = roles_held_by(user)
    return RecordsRead(roles_held.overseen_in(district_id), frozenset(roles_held.principal_of(district_id)))


def reads_records_in(user, district_id):
    """Whether a person reads records in a district, even if their families have no school."""
    roles_held = roles_held_by(user)
    return roles_held.has(Role.SUPERINTENDENT, district_id) or bool(roles_held.principal_of(district_id))
