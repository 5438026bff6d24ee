"""Who reads a team's published record: said here once; permissions, lists and queries are made from it."""

from dataclasses import dataclass

from django.db.models import Q

from districts.roles.models import Role
from districts.roles.roles_held import roles_held_by


@dataclass(frozen=True)
class RecordsRead:
    """The records that a person reads in a district; by itself none."""

    everything: bool = False  # of every school, and of the district's own team
    families: frozenset = frozenset()  # of the schools that are in these families now
    schools: frozenset = frozenset()

    def of_school(self, school_pk, family_pk):
        """Whether a school's record is read, by the keys of the school and of the family that it is in now."""
        return self.everything or family_pk in self.families or school_pk in self.schools

    def of_entry(self, entry):
        """Whether the record of an entry (``reports.figures.records``) is read."""
        return self.of_school(entry.school_pk, entry.family_now) if entry.school_pk else self.everything

    @property
    def records(self):
        """The same of the records of this district in a query."""
        if self.everything:
            return Q()
        return Q(school__family__in=self.families) | Q(school__in=self.schools)


def records_read_by(user, district_id):
    """What a person reads: a superintendent all or the families given to them, a principal the own school."""
    roles_held = roles_held_by(user)
    families = roles_held.families_overseen(district_id)
    return RecordsRead(
        everything=families is None,
        families=frozenset(families or ()),
        schools=frozenset(roles_held.principal_of(district_id)),
    )


def reads_records_in(user, district_id):
    """Whether a person reads records in a district, if only those of families that have no school."""
    roles_held = roles_held_by(user)
    return roles_held.has(Role.SUPERINTENDENT, district_id) or bool(roles_held.principal_of(district_id))
