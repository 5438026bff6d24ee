"""Records of a published cycle as a tidy table for analysts: one row per team and practice, never a rating."""

from assessments.record.models import Record, RecordPractice
from people.ordering import Alphabetical
from reports.exports.table import in_a_file

COLUMNS = {
    "cycle__name": "cycle",
    "record__family_name": "family",
    "record__school__sourced_id": "school_number",
    "record__school_name": "school",
    "record__team_name": "team",
    "practice__characteristic__number": "characteristic",
    "practice__code": "practice",
    "outcome": "outcome",
    "value": "level",
    "locally_different": "locally_different",
    "unsupported": "unsupported",
    "willing_to_share": "willing_to_share",
    "pieces": "pieces_of_evidence",
    "kinds": "kinds_of_evidence",
    "doing": "doing",
    "improving": "improving",
    "changing": "changing",
}


def practices_frame(cycle):
    """A pandas data frame of a cycle's current records; empty until it is published."""
    # Imported here: it takes a second and ninety megabytes that no page should pay for.
    import pandas as pd

    records = Record.objects.published().filter(cycle=cycle)
    rows = (
        RecordPractice.objects.filter(record__in=records.order_by().values("pk"))
        .order_by(
            Alphabetical("record__school_name"),
            Alphabetical("record__team_name"),
            "record",
            "practice__characteristic__number",
            "practice__position",
        )
        .values_list(*COLUMNS)
    )
    frame = pd.DataFrame.from_records(list(rows), columns=list(COLUMNS.values()))
    frame["practice"] = frame["practice"].map(in_a_file)
    return frame.astype({"level": "Int64"})
