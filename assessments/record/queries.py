"""A team's record, as its own members read it."""

from typing import Any, cast

from assessments.cycles.models import Assessment
from assessments.figures.closeness import Closeness, closeness_of_team
from assessments.figures.sentences import closeness_in_words
from assessments.meeting.spreads import from_before, spreads_for
from frameworks.models.edition import Characteristic
from people.users import User


def record_of(assessment: Assessment, reader: User) -> dict[Characteristic, list[Any]]:
    seen, unseen = spreads_for(assessment, reader), from_before(assessment, reader)
    practices = assessment.record.practices  # type: ignore[union-attr]  # asked for only where there is one
    rows = practices.select_related("practice__characteristic").order_by(
        "practice__characteristic__number", "practice__position"
    )
    groups: dict[Characteristic, list[Any]] = {}
    row: Any  # what a page shows of it is set here
    for row in rows.prefetch_related("practice__characteristic__translations"):
        row.spread, row.from_before = seen.get(row.practice_id), row.practice_id in unseen
        row.in_words = ""
        if row.spread:
            closeness = cast(Closeness, closeness_of_team(row.spread.counts))  # a spread has levels
            row.in_words = closeness_in_words(closeness)
        groups.setdefault(row.practice.characteristic, []).append(row)
    return groups
