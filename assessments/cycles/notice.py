"""What the product says below the notice of a cycle: out of what the cycle has held since it opened.

A district's settings may change meanwhile; those who have accepted are told what they accepted. Of a cycle only the
months can change once somebody has answered, and only to fewer.
"""

from districts.settings.notice import NoticeFacts, whom_to_ask


def told_in(assessment):
    """What the members of this assessment's team are told."""
    cycle = assessment.cycle
    of_the_district = assessment.team.is_district_team
    return NoticeFacts(
        threshold=cycle.threshold,
        months=cycle.retention_months,
        kept_until=cycle.ratings_kept_until,
        contact=whom_to_ask(cycle.district),
        for_schools=not of_the_district,
        for_the_district=of_the_district,
    )
