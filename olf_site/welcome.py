"""The first-time explanation: for each of a person's roles what they do, what happens next, and who can see what."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from districts.roles.models import Role

MEMBER, FACILITATOR = "member", "facilitator"


@dataclass(frozen=True)
class Explanation:
    role: str
    title: str
    does: str
    next: str
    sees: str


def explain(role, title, does, follows, sees):
    return str(role), Explanation(str(role), title, does, follows, sees)


EXPLANATIONS = dict(
    [
        explain(
            MEMBER,
            _("Member of a leadership team"),
            _("You rate how evident each practice is where your team works, by yourself and in your own time."),
            _("When people are ready, your facilitator starts the meeting and you agree on each practice together."),
            _(
                "Only you see your ratings. The meeting shows how the team’s levels spread, without names; "
                "in a small team, colleagues may guess."
            ),
        ),
        explain(
            FACILITATOR,
            _("Facilitator of a leadership team"),
            _("You bring your team through the cycle: people rate alone, then you hold the meeting and close."),
            _(
                "When people are ready, you start the meeting, reveal one practice after the other, and record outcomes."
            ),
            _(
                "You see how many practices each person has answered, never what they answered. "
                "Others read your team’s record when the district publishes."
            ),
        ),
        explain(
            Role.PRINCIPAL,
            Role.PRINCIPAL.label,
            _("You read your school’s record beside the district’s figures."),
            _("A record appears here when the district publishes a cycle; until then it stays with its team."),
            _("You see what the team agreed and why, never what one person rated."),
        ),
        explain(
            Role.SUPERINTENDENT,
            Role.SUPERINTENDENT.label,
            _("You read the published records: how strong the district is, by characteristic and by school."),
            _("While a cycle runs you see how far the teams are; levels come when it is published."),
            _("Nobody’s own rating is on any page, and what one school’s team rated stays in that team."),
        ),
        explain(
            Role.DISTRICT_ADMINISTRATOR,
            Role.DISTRICT_ADMINISTRATOR.label,
            _("You look after schools, teams and people, open a cycle, and publish it."),
            _("Teams rate and meet by themselves; you extend or end the few that cannot finish, then publish."),
            _("You see counts and dates, never what anybody rated."),
        ),
        explain(
            Role.TRUSTEE,
            Role.TRUSTEE.label,
            _("You read the district at a glance, by characteristic."),
            _("The page changes when the district publishes a cycle."),
            _("It names no school and no person; what it shows was agreed by teams and published."),
        ),
        explain(
            Role.FRAMEWORK_EDITOR,
            Role.FRAMEWORK_EDITOR.label,
            _("You look after the frameworks: drafts, look-fors and translations."),
            _("A published edition keeps its text; what should change goes into a new draft."),
            _("You see frameworks, and nothing that a team answered."),
        ),
        explain(
            Role.INSTALLATION_ADMINISTRATOR,
            Role.INSTALLATION_ADMINISTRATOR.label,
            _("You found districts and name their first administrators."),
            _("From then on each district looks after itself."),
            _("You see which districts there are, and nothing that a team answered."),
        ),
        explain(
            Role.PROVINCE_VIEWER,
            Role.PROVINCE_VIEWER.label,
            _("You read the published figures of each district."),
            _("A district appears when it publishes a cycle."),
            _("You see no school’s record, and nothing that one person rated."),
        ),
    ]
)


def explanations_for(roles_held):
    roles = []
    if roles_held.memberships:
        roles.append(FACILITATOR if any(m.facilitates for m in roles_held.memberships) else MEMBER)
    roles += [str(a.role) for a in roles_held.appointments]
    return [EXPLANATIONS[role] for role in dict.fromkeys(roles)]


def unread(user, roles_held):
    return [explanation for explanation in explanations_for(roles_held) if explanation.role not in user.explained]
