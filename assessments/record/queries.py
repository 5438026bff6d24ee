"""A team's record as the team reads it."""

from assessments.figures.closeness import closeness_of_team
from assessments.figures.sentences import closeness_in_words
from assessments.meeting.spreads import from_before, spreads_for


def record_of(assessment, reader):
    """The team's record by characteristic: each with its practices, and the spreads that the reader saw."""
    seen, unseen = spreads_for(assessment, reader), from_before(assessment, reader)
    rows = assessment.record.practices.select_related("practice__characteristic").order_by(
        "practice__characteristic__number", "practice__position"
    )
    groups = {}
    for row in rows.prefetch_related("practice__characteristic__translations"):
        row.spread, row.from_before = seen.get(row.practice_id), row.practice_id in unseen
        row.in_words = closeness_in_words(closeness_of_team(row.spread.counts)) if row.spread else ""
        groups.setdefault(row.practice.characteristic, []).append(row)
    return groups
