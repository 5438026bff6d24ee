"""What tells look-alikes apart, and what stands in the way of making one of them."""

import unicodedata
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts.models import Appointment, Membership, Role
from people.email_addresses import has_invisible
from people.text import labelled

from .models import Assessment, Evidence, Pairing, Reveal, SuccessCriterion


@dataclass(frozen=True)
class Described:
    """One of several look-alikes, with what is known of it and how its name is written."""

    thing: object
    facts: tuple
    written: str


def described(group):
    """Each of a group's things, side by side."""
    facts = {"family": family_facts, "school": school_facts, "team": team_facts, "cycle": cycle_facts}[group.kind]
    return [Described(thing, tuple(filter(None, facts(thing))), how_written(thing.name)) for thing in group.things]


def family_facts(family):
    """What a family holds."""
    schools = list(family.schools.values_list("name", flat=True))
    limited = Appointment.objects.current().filter(families=family).count()
    yield labelled(_("Schools"), ", ".join(schools) or "–")
    yield limited and labelled(_("Superintendents of this family"), limited)


def school_facts(school):
    """What is known of a school, and what it has done."""
    yield school.family and labelled(_("Family of schools"), school.family)
    yield labelled(_("Kind of school"), school.get_level_display())
    yield school.sourced_id and labelled(_("Identifier in the student system"), school.sourced_id)
    yield school.closed_on and labelled(_("Last day"), date_format(school.closed_on))
    yield labelled(_("Teams"), ", ".join(school.teams.values_list("name", flat=True)) or "–")
    principals = Appointment.objects.current().filter(school=school, role=Role.PRINCIPAL).select_related("person")
    yield labelled(_("Principal"), ", ".join(f"{held.person} ({held.person.email})" for held in principals) or "–")
    yield labelled(_("Cycles"), ", ".join(cycles_of(school=school)) or "–")


def team_facts(team):
    """Whose a team is, who is in it, and what it has done."""
    yield labelled(_("School"), team.school or _("the district as a whole"))
    people = Membership.objects.current().filter(team=team).count()
    yield ngettext("%(number)d person", "%(number)d people", people) % {"number": people}
    pieces = Evidence.objects.available().filter(team=team).count()
    yield pieces and labelled(_("Pieces of evidence"), pieces)
    yield labelled(_("Cycles"), ", ".join(cycles_of(team=team)) or "–")


def cycle_facts(cycle):
    """When a cycle is, and how far."""
    yield f"{date_format(cycle.opens_on)} – {date_format(cycle.closes_on)}"
    teams = cycle.assessments.count()
    yield ngettext("%(number)d team", "%(number)d teams", teams) % {"number": teams}
    yield _("published") if cycle.is_published else _("not published")


def cycles_of(**whose):
    """The names of the cycles that a school or a team takes part in, the newest first."""
    rows = Assessment.objects.filter(**whose).order_by("-cycle__opens_on", "-cycle")
    return list(rows.values_list("cycle__name", flat=True))


def how_written(name):
    """What of a name's spelling nobody sees, in words."""
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


def obstacles(group):
    """Why a group cannot be made one, in words; empty where it can."""
    if not group.can_be_merged:
        return [_("Each cycle has its own days and records, so cycles cannot be merged. Keep them apart.")]
    if group.kind == "family":
        return []
    found = [*in_one_cycle(group)]
    if group.kind == "team":
        found += [*of_several_schools(group), *both_described(group), *paired(group), *would_read(group)]
    return found


def in_one_cycle(group):
    """A school, and a team, has one record in a cycle."""
    rows = Assessment.objects.filter(**{f"{group.kind}__in": group.things}).order_by()
    twice = rows.values("cycle__name").annotate(several=Count("pk")).filter(several__gt=1)
    for name in sorted(twice.values_list("cycle__name", flat=True)):
        yield _("More than one of them takes part in the cycle “%(name)s”, and each has a record of its own.") % {
            "name": name
        }


def of_several_schools(group):
    """A team judges for one school, or for the district."""
    if len({team.school_id for team in group.things}) > 1:
        yield _("They are teams of different schools. If the schools are one, merge the schools first.")


def both_described(group):
    """A team has one success criterion for a level of a practice."""
    rows = SuccessCriterion.objects.filter(team__in=group.things).order_by()
    if rows.values("practice", "level").annotate(several=Count("pk")).filter(several__gt=1).exists():
        yield _("More than one of them has written success criteria for the same level of a practice.")


def paired(group):
    """Nobody reads their own record as a paired team, nor one record twice."""
    pairs = list(Pairing.objects.filter(reader__in=group.things).values_list("rated", "rated__team"))
    teams = {team.pk for team in group.things}
    if any(team in teams for _rated, team in pairs) or len({rated for rated, _team in pairs}) < len(pairs):
        yield _("They read each other’s record, or both read the same one, as paired teams.")


def would_read(group):
    """Ratings that were revealed to one team are not read by people who were only in the other one."""
    people = {person for person, _row in strangers_at_reveals(group) if is_in_one_now(group, person)}
    if people:
        yield ngettext(
            "%(number)d person was in one of the teams only while the other one revealed its ratings. "
            "Remove them from the team first if they no longer belong to it.",
            "%(number)d people were in one of the teams only while the other one revealed its ratings. "
            "Remove them from the team first if they no longer belong to it.",
            len(people),
        ) % {"number": len(people)}


def is_in_one_now(group, person):
    """Whether somebody is in one of the teams today."""
    return Membership.objects.current().filter(team__in=group.things, person=person).exists()


def strangers_at_reveals(group):
    """Who was in one team while another one revealed its ratings, and not in that one: pairs of person and moment."""
    spans = defaultdict(list)
    for membership in Membership.objects.filter(team__in=group.things).order_by():
        spans[membership.person_id, membership.team_id].append((membership.starts_at, membership.ends_at))
    moments = set(
        Reveal.objects.filter(assessment__team__in=group.things)
        .order_by()
        .values_list("assessment__team", "revealed_at")
    )

    def was_in(person, team, moment):
        return any(start <= moment and (end is None or end > moment) for start, end in spans[person, team])

    people = {person for person, _team in list(spans)}
    others = {team.pk: [other.pk for other in group.things if other != team] for team in group.things}
    for team, moment in sorted(moments, key=lambda found: found[1]):
        for person in people:
            elsewhere = any(was_in(person, other, moment) for other in others[team])
            if elsewhere and not was_in(person, team, moment):
                yield person, moment
