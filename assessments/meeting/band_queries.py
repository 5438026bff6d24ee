"""The numbers that decide the bands and whether a reveal shows a spread, as they are at that moment.

Only the meeting's actions call this, under their locks. The decisions are stored, and pages read nothing else.
"""

from assessments.cycles.models import Assessment
from assessments.rating.models import Rating, Seat
from assessments.rating.queries import answers_of_teams
from districts.roles.models import Membership
from frameworks.framework_cache import levels_of
from frameworks.models.edition import Practice

from .bands import Answered, Bands, in_bands, spread_is_shown


def somebody_has_answered(assessment: Assessment) -> bool:
    return Rating.objects.readable_in(assessment.cycle).answered().filter(seat__assessment=assessment).exists()


def people_who_rate(assessment: Assessment) -> int:
    """The number of people who rate in this team: members who rate now, and everybody who left an answer.

    A person whose seat of the cycle is in another team does not count here, as on every page that counts people.
    """
    raters = Membership.objects.current().filter(team=assessment.team_id, rates=True).order_by()
    elsewhere = Seat.objects.filter(cycle=assessment.cycle_id).exclude(assessment=assessment)
    members = set(raters.values_list("person", flat=True)) - set(elsewhere.values_list("person", flat=True))
    answered = Rating.objects.readable_in(assessment.cycle).answered()
    left_an_answer = answered.filter(seat__assessment=assessment).order_by()
    return len(members | set(left_an_answer.values_list("seat__person", flat=True).distinct()))


def answers_of(assessment: Assessment, practice: Practice | None = None) -> dict[int, Answered]:
    """The answers of a team, as ``Answered`` by practice key, without practices that nobody answered."""
    levels = len(levels_of(assessment.cycle.scale_id))
    return {
        key: Answered(counts[:levels], sum(counts))
        for (_assessment, key), counts in answers_of_teams([assessment], practice).items()
    }


def bands_of(assessment: Assessment) -> Bands[int]:
    practices = assessment.practices.values_list("pk", flat=True)
    return in_bands(practices, answers_of(assessment), people_who_rate(assessment))


def with_a_spread(assessment: Assessment, practice: Practice | None = None) -> set[int]:
    answered = answers_of(assessment, practice)
    who_rate = people_who_rate(assessment) if answered else 0
    return {key for key, found in answered.items() if spread_is_shown(found, who_rate)}
