"""What the two bands and the conditions of a reveal are decided from, as it stands at that moment.

Asked by the meeting's actions alone, under their locks; what they decide is stored, and pages read only that.
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
    """How many rate in this team: its members who rate now, and whoever left an answer.

    Who has their one seat of the cycle in another team does not rate here, as on every page that counts people.
    """
    raters = Membership.objects.current().filter(team=assessment.team_id, rates=True).order_by()
    elsewhere = Seat.objects.filter(cycle=assessment.cycle_id).exclude(assessment=assessment)
    members = set(raters.values_list("person", flat=True)) - set(elsewhere.values_list("person", flat=True))
    answered = Rating.objects.readable_in(assessment.cycle).answered()
    left_an_answer = answered.filter(seat__assessment=assessment).order_by()
    return len(members | set(left_an_answer.values_list("seat__person", flat=True).distinct()))


def answers_of(assessment: Assessment, practice: Practice | None = None) -> dict[int, Answered]:
    """What a team's people answered, by practice key: of one practice or of all; without those nobody answered."""
    levels = len(levels_of(assessment.cycle.scale_id))
    return {
        key: Answered(counts[:levels], sum(counts))
        for (_assessment, key), counts in answers_of_teams([assessment], practice).items()
    }


def bands_of(assessment: Assessment) -> Bands[int]:
    """The keys of the practices in the two bands, from what stands now; for the first start of the meeting."""
    practices = assessment.practices.values_list("pk", flat=True)
    return in_bands(practices, answers_of(assessment), people_who_rate(assessment))


def with_a_spread(assessment: Assessment, practice: Practice | None = None) -> set[int]:
    """The keys of the practices, all or this one, whose spread a reveal at this moment shows."""
    answered = answers_of(assessment, practice)
    who_rate = people_who_rate(assessment) if answered else 0
    return {key for key, found in answered.items() if spread_is_shown(found, who_rate)}
