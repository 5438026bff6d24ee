"""The facts shown below a cycle's notice, from what the cycle has held since it opened.

The district's settings may change later, but people are told what they accepted. Once somebody has answered, only
the number of months can change, and only to fewer.
"""

from districts.settings.notice import NoticeFacts, whom_to_ask


def notice_for(assessment):
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
