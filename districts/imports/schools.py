"""What a pasted list of schools would change in a district."""

import datetime
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from districts.history import LineResult
from districts.structure.models import School
from people.languages import codes, names_in_lists
from people.names import name_key, refuse_mixed_alphabets, spelling
from people.text import labelled

from .csv_headings import SCHOOL_COLUMNS, plain
from .csv_reading import read_sheet
from .plan import ByName, LineRefused, Planned, plan_of

LEVELS = {
    School.Level.ELEMENTARY: ("elementary", "elementaire", "primary", "primaire", "e", "el"),
    School.Level.SECONDARY: ("secondary", "secondaire", "high", "high school", "s"),
    School.Level.COMBINED: (
        "combined",
        "elementary and secondary",
        "elementaire et secondaire",
        "k 12",
        "m 12",
        "both",
    ),
    School.Level.OTHER: ("other", "autre", "autres"),
}
SEVERAL_LANGUAGES = ("mul", "both", "several", "bilingual", "bilingue", "plusieurs")
MIDNIGHT = re.compile(r"[ T]0?0:00(:00(\.0+)?)?Z?$")


def plan_schools(district, text):
    return plan_of(read_sheet(text, SCHOOL_COLUMNS), SchoolPlanner(district).plan)


class SchoolPlanner:
    def __init__(self, district):
        schools = list(district.schools.select_related("family"))
        self.by_name = ByName(schools)
        self.by_id = {school.sourced_id: school for school in schools if school.sourced_id}
        self.families, self.new_families = ByName(district.families.all()), {}
        self.seen_names, self.seen_ids, self.seen_schools = {}, {}, {}

    def plan(self, row):
        values = self.values_of(row)
        name, sourced_id = values["name"], values.get("sourced_id", "")
        if sourced_id:
            self.refuse_seen(self.seen_ids, sourced_id, row.line)
        school = self.known(name, sourced_id)
        if school is None or school.name_key != name_key(name):
            self.refuse_seen(self.seen_names, name_key(name), row.line)
        elif is_written(school.name, name):
            values["name"] = school.name
        self.refuse_dates(values, school)
        if school is None:
            words = "; ".join(filter(None, [*self.defaults(values), self.new_family(values)]))
            return Planned(row.line, LineResult.CREATED, name, words, {"values": values})
        self.refuse_seen(self.seen_schools, school.pk, row.line)
        differences = self.differences(school, values)
        if not differences:
            return Planned(row.line, LineResult.UNCHANGED, name)
        words = "; ".join(filter(None, [*differences, self.new_family(values)]))
        return Planned(row.line, LineResult.CHANGED, name, words, {"school": school, "values": values})

    def values_of(self, row):
        """The row's cells as values, without empty cells, which change nothing."""
        name = row.get("name")
        if not name:
            raise LineRefused(_("The name is missing."))
        for key, most in (("name", 200), ("family", 200), ("sourced_id", 100)):
            if len(row.get(key)) > most:
                raise LineRefused(
                    _("“%(start)s…” is longer than %(most)d characters.") % {"start": row.get(key)[:30], "most": most}
                )
            refuse_mixed(row.get(key))
        values = {"name": name, "family": row.get("family"), "sourced_id": row.get("sourced_id")}
        values["family"] = self.family_called(values["family"])
        values["level"] = one_of(LEVELS, row.get("level"), _("elementary, secondary, combined or other"))
        values["language"] = one_of(known_languages(), row.get("language"), languages_in_words())
        values["opened_on"], values["closed_on"] = day(row.get("opened_on")), day(row.get("closed_on"))
        return {key: value for key, value in values.items() if value}

    def refuse_seen(self, seen, key, line):
        if key in seen:
            raise LineRefused(_("This is the same school as in line %(line)d.") % {"line": seen[key]})
        seen[key] = line

    def known(self, name, sourced_id):
        by_id = self.by_id.get(sourced_id)
        if by_id and by_id.name_key == name_key(name):
            return by_id
        by_name = self.by_name.called(name)
        if by_id and by_name and by_id != by_name:
            raise LineRefused(_("The number belongs to “%(one)s”, the name to another school.") % {"one": by_id.name})
        return by_id or by_name

    def refuse_dates(self, values, school):
        first = values.get("opened_on") or (school and school.opened_on)
        last = values.get("closed_on") or (school and school.closed_on)
        if first and last and last < first:
            raise LineRefused(_("The last day comes before the first."))

    def defaults(self, values):
        fields = {"level": School().get_level_display(), "language": School().language}
        return [
            labelled(School._meta.get_field(field).verbose_name, value)
            for field, value in fields.items()
            if field not in values
        ]

    def family_called(self, typed):
        known = self.families.called(typed) if typed else None
        return known.name if known else self.new_families.get(name_key(typed), typed)

    def new_family(self, values):
        family = values.get("family", "")
        if not family or self.families.called(family) or name_key(family) in self.new_families:
            return ""
        self.new_families[name_key(family)] = family
        return _("new family of schools “%(name)s”") % {"name": family}

    def differences(self, school, values):
        found = []
        for key, value in values.items():
            before = school.family.name if key == "family" and school.family else getattr(school, key)
            if before != value:
                label = School._meta.get_field(key).verbose_name
                found.append(labelled(label, f"{before or '–'} → {value}"))
        return found


def is_written(name, typed):
    return spelling(name) == spelling(typed) or (typed.isupper() and name_key(name) == name_key(typed))


def known_languages():
    known = {code: {plain(name) for name in names} for code, names in names_in_lists().items()}
    return known | {School.SEVERAL_LANGUAGES: SEVERAL_LANGUAGES}


def languages_in_words():
    return _("%(languages)s or both") % {"languages": ", ".join(codes())}


def one_of(words, typed, allowed):
    if not typed:
        return ""
    word = plain(typed)
    for value, known in words.items():
        if word and (word in known or word == plain(str(value))):
            return str(value)
    raise LineRefused(_("“%(typed)s” is none of: %(allowed)s.") % {"typed": typed[:60], "allowed": allowed})


def refuse_mixed(name):
    """Raise for a word in letters of two alphabets, which would look like an existing name."""
    try:
        refuse_mixed_alphabets(name)
    except ValidationError as reason:
        raise LineRefused(" ".join(reason.messages)) from None


def day(typed):
    """The date of a cell, also with midnight as its time, as some programs write it; None if empty."""
    if not typed:
        return None
    try:
        return datetime.date.fromisoformat(MIDNIGHT.sub("", typed).replace("/", "-"))
    except ValueError:
        raise LineRefused(_("“%(typed)s” is no date. Write it as 2026-09-01.") % {"typed": typed[:30]}) from None
