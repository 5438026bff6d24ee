"""Queries on look-alikes: what tells them apart, and what prevents a merge."""

import datetime
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.criteria.models import SuccessCriterion
from assessments.cycles.models import Assessment, Cycle
from assessments.feedback.models import Pairing
from assessments.rating.models import Reveal
from districts.look_alikes import LookAlikes
from districts.roles.models import Appointment, Membership, Role
from districts.structure.models import Family, School, Team, spans
from people.email_addresses import has_invisible
from people.text import labelled

Named = Family | School | Team | Cycle
# What is known of things of one kind, by their keys.
Facts = dict[int, list[str]]


@dataclass(frozen=True)
class DescribedLookAlike:
    thing: Named
    facts: tuple[str, ...]
    written: str


def described(groups: Iterable[LookAlikes]) -> list[tuple[LookAlikes, list[DescribedLookAlike]]]:
    facts: dict[tuple[str, int], list[str]] = {}
    for kind, facts_of in FACTS.items():
        things = [thing for group in groups if group.kind == kind for thing in group.things]
        facts |= {(kind, pk): known for pk, known in (facts_of(things) if things else {}).items()}
    return [
        (
            group,
            [
                DescribedLookAlike(thing, tuple(facts[group.kind, thing.pk]), describe_spelling(thing.name))
                for thing in group.things
            ],
        )
        for group in groups
    ]


def family_facts(families: Sequence[Family]) -> Facts:
    in_order = School.objects.filter(family__in=families).order_by(*School._meta.ordering or ())
    schools = listed(in_order, "family", "name")
    limits = Appointment.families.through.objects.filter(appointment__in=Appointment.objects.current())
    limited = Counter(limits.filter(family__in=families).values_list("family", flat=True))
    return {
        family.pk: [
            labelled(_("Schools"), in_words(schools[family.pk])),
            labelled(_("Superintendents of this family"), limited[family.pk]),
        ]
        for family in families
    }


def school_facts(schools: Sequence[School]) -> Facts:
    families = dict(School.objects.filter(pk__in=[s.pk for s in schools]).order_by().values_list("pk", "family__name"))
    teams = listed(Team.objects.filter(school__in=schools), "school", "name")
    appointments = Appointment.objects.current().filter(school__in=schools, role=Role.PRINCIPAL)
    principals = listed(appointments, "school", "person__email")
    cycles = cycles_of("school", schools)
    return {
        school.pk: [
            labelled(_("Family of schools"), families[school.pk] or "–"),
            labelled(_("Kind of school"), school.get_level_display()),
            labelled(_("School number"), school.sourced_id or "–"),
            labelled(_("Last day"), date_format(school.closed_on) if school.closed_on else "–"),
            labelled(_("Teams"), in_words(teams[school.pk])),
            labelled(_("Principal"), in_words(principals[school.pk])),
            labelled(_("Cycles"), in_words(cycles[school.pk])),
        ]
        for school in schools
    }


def team_facts(teams: Sequence[Team]) -> Facts:
    schools = dict(Team.objects.filter(pk__in=[t.pk for t in teams]).order_by().values_list("pk", "school__name"))
    people = Counter(Membership.objects.current().filter(team__in=teams).order_by().values_list("team", flat=True))
    cycles = cycles_of("team", teams)
    return {
        team.pk: [
            labelled(_("School"), schools[team.pk] or _("the district as a whole")),
            ngettext("%(number)d person", "%(number)d people", people[team.pk]) % {"number": people[team.pk]},
            labelled(_("Cycles"), in_words(cycles[team.pk])),
        ]
        for team in teams
    }


def cycle_facts(cycles: Sequence[Cycle]) -> Facts:
    teams = Counter(Assessment.objects.filter(cycle__in=cycles).order_by().values_list("cycle", flat=True))
    return {
        cycle.pk: [
            f"{date_format(cycle.opens_on)} – {date_format(cycle.closes_on)}",
            ngettext("%(number)d team", "%(number)d teams", teams[cycle.pk]) % {"number": teams[cycle.pk]},
            _("published") if cycle.is_published else _("not published"),
        ]
        for cycle in cycles
    }


FACTS: dict[str, Callable[[Any], Facts]] = {
    "family": family_facts,
    "school": school_facts,
    "team": team_facts,
    "cycle": cycle_facts,
}


def cycles_of(whose: str, things: Sequence[School | Team]) -> Mapping[int, list[str]]:
    rows = Assessment.objects.filter(**{f"{whose}__in": things}).order_by("-cycle__opens_on", "-cycle")
    return listed(rows, whose, "cycle__name")


def listed(rows: QuerySet[Any], whose: str, what: str) -> Mapping[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for key, words in rows.values_list(whose, what):
        found[key].append(words)
    return found


def in_words(names: Iterable[str]) -> str:
    return ", ".join(names) or "–"


def describe_spelling(name: str) -> str:
    """What is invisible in a name's spelling, in words."""
    spaces = [letter for letter in name if letter.isspace() and letter != " "]
    return ", ".join(
        words
        for there, words in (
            ("'" in name, _("straight apostrophe")),
            ("’" in name, _("curly apostrophe")),
            (name != unicodedata.normalize("NFC", name), _("accents as characters of their own")),
            (spaces, _("no-break or other special space")),
            ("  " in name, _("several spaces in a row")),
            (name != name.strip(), _("space at the beginning or end")),
            (has_invisible(name), _("character that nobody sees")),
            (name.isupper(), _("all capitals")),
        )
        if there
    )


def obstacles(group: LookAlikes) -> list[str]:
    """Why a group cannot be merged, in words; empty where it can."""
    if not group.can_be_merged:
        return [_("Each cycle has its own days and records, so cycles cannot be merged. Keep them apart.")]
    if group.kind == "family":
        return []
    found = [*in_one_cycle(group)]
    if group.kind == "team":
        found += [*of_several_schools(group), *both_described(group), *paired(group), *would_read(group)]
    return found


def in_one_cycle(group: LookAlikes) -> Iterator[str]:
    rows = Assessment.objects.filter(**{f"{group.kind}__in": group.things}).order_by()
    twice = rows.values("cycle__name").annotate(several=Count("pk")).filter(several__gt=1)
    for name in sorted(twice.values_list("cycle__name", flat=True)):
        yield _("More than one of them takes part in the cycle “%(name)s”, and each has a record of its own.") % {
            "name": name
        }


def of_several_schools(group: LookAlikes) -> Iterator[str]:
    if len({team.school_id for team in group.things}) > 1:
        yield _("They are teams of different schools. If the schools are one, merge the schools first.")


def both_described(group: LookAlikes) -> Iterator[str]:
    """A team cannot have two success criteria for a level of a practice."""
    rows = SuccessCriterion.objects.filter(team__in=group.things).order_by()
    if rows.values("practice", "level").annotate(several=Count("pk")).filter(several__gt=1).exists():
        yield _("More than one of them has written success criteria for the same level of a practice.")


def paired(group: LookAlikes) -> Iterator[str]:
    """A team cannot read its own record as a paired team, nor one record twice."""
    pairs = list(Pairing.objects.filter(reader__in=group.things).values_list("rated", "rated__team"))
    teams = {team.pk for team in group.things}
    if any(team in teams for _rated, team in pairs) or len({rated for rated, _team in pairs}) < len(pairs):
        yield _("They read each other’s record, or both read the same one, as paired teams.")


def would_read(group: LookAlikes) -> Iterator[str]:
    """Nobody may come to read ratings revealed to a team that they were not in."""
    here = set(Membership.objects.current().filter(team__in=group.things).values_list("person", flat=True))
    people = here & {person for person, _moment in strangers_at_reveals(group)}
    if people:
        yield ngettext(
            "%(number)d person was in one of the teams only while the other one revealed its ratings. "
            "Remove them from the team first if they no longer belong to it.",
            "%(number)d people were in one of the teams only while the other one revealed its ratings. "
            "Remove them from the team first if they no longer belong to it.",
            len(people),
        ) % {"number": len(people)}


def strangers_at_reveals(group: LookAlikes) -> Iterator[tuple[int, datetime.datetime]]:
    """Pairs (person, moment) of people in one of the teams but not in the one that revealed then."""
    periods: defaultdict[tuple[int, int], list[tuple[datetime.datetime, datetime.datetime | None]]] = defaultdict(list)
    for membership in Membership.objects.filter(team__in=group.things).order_by():
        periods[membership.person_id, membership.team_id].append((membership.starts_at, membership.ends_at))
    moments = set(
        Reveal.objects.filter(assessment__team__in=group.things)
        .order_by()
        .values_list("assessment__team", "revealed_at")
    )

    def was_in(person: int, team: int, moment: datetime.datetime) -> bool:
        return any(spans(*times, moment) for times in periods[person, team])

    people = {person for person, _team in list(periods)}
    others = {team.pk: [other.pk for other in group.things if other != team] for team in group.things}
    for team, moment in sorted(moments, key=lambda found: found[1]):
        for person in people:
            elsewhere = any(was_in(person, other, moment) for other in others[team])
            if elsewhere and not was_in(person, team, moment):
                yield person, moment
