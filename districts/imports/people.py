"""What a pasted list of people would change in a district."""

from collections import defaultdict
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from districts.history import LineResult
from districts.roles.models import DISTRICT_ROLES, SCHOOL_ROLES, Appointment, Invitation, Membership, Role
from districts.roles.people_queries import people_ever_of
from districts.roles.team_parts import part_in_words
from people.email_addresses import LONGEST, clean_address, has_invisible, refuse_look_alikes
from people.text import alphabetical, labelled
from people.users import User

from .csv_headings import PERSON_COLUMNS
from .csv_reading import read_sheet
from .plan import ByName, LineRefused, Planned, plan_of
from .schools import is_written, one_of, refuse_mixed

MEMBER, FACILITATOR = "member", "facilitator"
# As lists name them, beside their own key.
NAMES = {
    Role.SUPERINTENDENT: ("superintendent", "surintendant", "surintendante"),
    Role.DISTRICT_ADMINISTRATOR: ("administrator", "district administrator", "administrateur", "administratrice"),
    Role.TRUSTEE: ("trustee", "conseiller", "conseillere", "conseiller scolaire", "conseillere scolaire"),
    Role.PRINCIPAL: (
        "principal",
        "directeur",
        "directrice",
        "direction",
        "direction d ecole",
        "directeur d ecole",
        "directrice d ecole",
    ),
}
ROLES = {
    MEMBER: ("member", "membre"),
    FACILITATOR: ("facilitator", "facilitateur", "facilitatrice", "animateur", "animatrice"),
    **{role: NAMES.get(role, ()) for role in (*DISTRICT_ROLES, *SCHOOL_ROLES)},
}
YES_NO = {"yes": ("yes", "y", "oui", "o", "true", "vrai", "1", "x"), "no": ("no", "n", "non", "false", "faux", "0")}


def plan_people(district, text):
    sheet = read_sheet(text, PERSON_COLUMNS)
    emails = {clean_address(row.get("email")) for row in sheet.rows}
    planner = PersonPlanner(district, emails)
    plan = plan_of(sheet, planner.plan)
    return replace(plan, without_facilitator=planner.teams_left_without(plan.lines))


class PersonPlanner:
    def __init__(self, district, emails):
        self.district = district
        self.accounts = {user.email: user for user in User.objects.filter(email__in=emails)}
        self.known = set(people_ever_of(district).filter(email__in=emails).values_list("pk", flat=True))
        self.teams = ByName(district.teams.all())
        self.schools = ByName(district.schools.prefetch_related("teams"))
        self.memberships = {
            (m.person_id, m.team_id): m
            for m in Membership.objects.filter(team__district=district, ends_at__isnull=True).select_related("team")
        }
        self.appointments = set(
            Appointment.objects.filter(district=district, ends_at__isnull=True).values_list("person", "role", "school")
        )
        self.asked = defaultdict(list)
        for person, gives in (
            Invitation.objects.open()
            .filter(district=district, purpose=Invitation.Purpose.JOIN, person__email__in=emails)
            .values_list("person", "gives")
        ):
            self.asked[person].append(gives)
        self.seen, self.first_line, self.parts = {}, {}, {}

    def plan(self, row):
        planned = self.plan_person(row)
        note = cleaned_in_words(row.get("email"))
        return replace(planned, words="; ".join(filter(None, [planned.words, note]))) if note else planned

    def plan_person(self, row):
        email, name = self.email_of(row), self.name_of(row)
        given, place = self.given_by(row)
        key = (email, place, given.get("role", ""))
        if key in self.seen:
            raise LineRefused(_("This is the same as line %(line)d.") % {"line": self.seen[key]})
        self.seen[key] = row.line
        person = self.accounts.get(email)
        given = self.settled(given, email, person)
        does = {"email": email, "name": name, "given": given, "is_new": person is None}
        if person is None:
            return self.plan_new(row, email, name, place, does)
        if person.pk not in self.known:
            return self.plan_elsewhere(row, email, person, does)
        words = self.differences(person, name, given, does)
        change = LineResult.CHANGED if words else LineResult.UNCHANGED
        return Planned(row.line, change, f"{person.name} ({email})", "; ".join(words), does)

    def plan_new(self, row, email, name, place, does):
        given = does["given"]
        if email in self.first_line:
            words = _("one more place for the person of line %(line)d: %(place)s") % {
                "line": self.first_line[email],
                "place": self.with_part(place, given),
            }
            return Planned(row.line, LineResult.CHANGED, email, words, does)
        if not name:
            raise LineRefused(_("The name is missing."))
        self.first_line[email] = row.line
        return Planned(row.line, LineResult.CREATED, f"{name} ({email})", self.with_part(place, given), does)

    def plan_elsewhere(self, row, email, person, does):
        """Plan for another district's account: its name is not shown here, and its owner decides."""
        given = does["given"]
        if any(self.offers(gives, given) for gives in self.asked[person.pk]):
            return Planned(row.line, LineResult.UNCHANGED, email, _("asked already; the link is under “Links”"))
        words = _("has an account outside this district; gets a link to join with it and keeps its name")
        return Planned(row.line, LineResult.ASKED, email, words, does)

    def offers(self, gives, given):
        team, school = given.get("team"), given.get("school")
        return (
            gives.get("team") == (team.pk if team else None)
            and (gives.get("role") or "") == given.get("role", "")
            and gives.get("school") == (school.pk if school else None)
        )

    def email_of(self, row):
        email = clean_address(row.get("email"))
        try:
            refuse_look_alikes(email[:LONGEST])
            validate_email(email)
        except ValidationError as reason:
            if reason.code == "look_alike":
                raise LineRefused(" ".join(reason.messages)) from None
            raise LineRefused(_("“%(typed)s” is not an email address.") % {"typed": row.get("email")[:60]}) from None
        if len(email) > 254:
            raise LineRefused(_("The email address is too long."))
        return email

    def name_of(self, row):
        name = whole_name(row.get("name"), row.get("first_name"), row.get("last_name"))
        if len(name) > 150:
            raise LineRefused(_("The name is longer than 150 characters."))
        refuse_mixed(name)
        return name

    def given_by(self, row):
        role = one_of(
            ROLES, row.get("role"), _("member, facilitator, superintendent, administrator, trustee, principal")
        )
        rates = one_of(YES_NO, row.get("rates"), _("yes or no"))
        typed = row.get("team")
        if role in SCHOOL_ROLES:
            school = self.schools.called(typed)
            if school is None:
                raise LineRefused(_("There is no school “%(name)s”.") % {"name": typed[:60]})
            return {"role": str(role), "school": school}, f"{Role(role).label}, {school}"
        label = Role(role).label if role in Role.values else ""
        if label and not typed:
            return {"role": str(role)}, str(label)
        if not typed:
            raise LineRefused(_("The team, the school or a role is missing."))
        team, school = self.team_called(typed)
        # None: the list does not say
        facilitates, rates = {FACILITATOR: True, MEMBER: False}.get(role), {"yes": True, "no": False}.get(rates)
        given = {"team": team, "team_of": school, "facilitates": facilitates, "rates": rates}
        if label:
            given["role"] = str(role)
        return given, ", ".join(filter(None, [str(team or school), str(label)]))

    def settled(self, given, email, person):
        """Complete a part in a team: what the list omits stays as it is; a new member rates and does not facilitate."""
        place = given.get("team") or given.get("team_of")
        if place is None:
            return given
        membership = self.memberships.get((person.pk, place.pk)) if person and given["team"] else None
        now = (membership.facilitates, membership.rates) if membership else (False, True)
        before = self.parts.get((email, place), now)
        said = (given["facilitates"], given["rates"])
        part = tuple(was if says is None else says for was, says in zip(before, said, strict=True))
        self.parts[email, place] = part
        return given | {"facilitates": part[0], "rates": part[1]}

    def with_part(self, place, given):
        return labelled(place, part_in_words(given["facilitates"], given["rates"])) if "team" in given else place

    def team_called(self, typed):
        """The team named like this or like its school, and None; or None and the school, if it has no team yet."""
        team = self.teams.called(typed)
        if team:
            return team, None
        school = self.schools.called(typed)
        if school is None:
            raise LineRefused(_("There is no team and no school “%(name)s”.") % {"name": typed[:60]})
        teams = school.teams.all()
        if len(teams) > 1:
            raise LineRefused(_("“%(name)s” has several teams. Write the team’s name.") % {"name": typed[:60]})
        return (teams[0], None) if teams else (None, school)

    def teams_left_without(self, lines):
        """Names of the teams that would lose their last facilitator with these lines; see ``facilitators``."""
        before = [m for m in self.memberships.values() if m.facilitates]
        after = defaultdict(set)
        for membership in before:
            after[membership.team_id].add(membership.person_id)
        for line in lines:
            team = line.does.get("given", {}).get("team")
            if team and line.change in (LineResult.CREATED, LineResult.CHANGED):
                email = line.does["email"]
                who = self.accounts[email].pk if email in self.accounts else email
                (after[team.pk].add if line.does["given"]["facilitates"] else after[team.pk].discard)(who)
        return tuple(sorted({m.team.name for m in before if not after[m.team_id]}, key=alphabetical))

    def differences(self, person, name, given, does):
        words = []
        if name and not is_written(person.name, name) and not person.has_usable_password():
            words.append(labelled(_("name"), f"{person.name} → {name}"))
            does["rename"] = person
        team = given.get("team")
        if team or given.get("team_of"):
            membership = self.memberships.get((person.pk, team.pk)) if team else None
            if membership is None:
                words.append(self.with_part(_("joins %(team)s") % {"team": team or given["team_of"]}, given))
            elif (membership.facilitates, membership.rates) != (given["facilitates"], given["rates"]):
                does["membership"] = membership
                before = part_in_words(membership.facilitates, membership.rates)
                words.append(f"{before} → {part_in_words(given['facilitates'], given['rates'])}")
        role, school = given.get("role"), given.get("school")
        if role and (person.pk, role, school.pk if school else None) not in self.appointments:
            words.append(_("becomes %(role)s") % {"role": Role(role).label})
        return words


def whole_name(name, first, last):
    """The name from one column or two; next to a first name, the column “Nom” holds the last name."""
    if first and not last and not is_written(first, name.partition(" ")[0]):
        last, name = name, ""
    return name or " ".join(filter(None, [first, last]))


def cleaned_in_words(typed):
    if has_invisible(typed):
        return _("removed an invisible character from the address")
    read = clean_address(typed)
    return _("the address is read as %(address)s") % {"address": read} if read != typed.lower() else ""
