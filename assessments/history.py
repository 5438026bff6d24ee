"""Entries in the district's history on cycles and assessments: who opened, moved, closed or published; no ratings."""

from django.utils.translation import gettext_lazy as _

from districts.history import record_change
from people.changes import ChangeGroup, kinds_of

kinds_of(
    ChangeGroup.CYCLES,
    {
        "cycle_opened": _("%(by)s opened the cycle %(cycle)s, until %(day)s (teams: %(number)s)."),
        "retention_changed": _("%(by)s set how long ratings of the cycle %(cycle)s are kept: %(months)s months."),
        "ratings_purged": _("%(by)s removed the individual ratings of the cycle %(cycle)s: their time was over."),
        "cycle_published": _("%(by)s published the cycle %(cycle)s."),
        "meeting_started": _("%(by)s started the meeting of the team %(team)s (%(cycle)s)."),
        "assessment_closed": _("%(by)s closed the assessment of the team %(team)s (%(cycle)s): version %(version)s."),
        "assessment_extended": _("%(by)s gave the team %(team)s (%(cycle)s) more time, until %(day)s."),
        "assessment_ended": _("%(by)s ended the assessment of the team %(team)s (%(cycle)s) without a result."),
        "assessment_reopened": _("%(by)s reopened the assessment of the team %(team)s (%(cycle)s)."),
        "teams_paired": _("%(by)s let the team %(reader)s read the record of the team %(team)s (%(cycle)s)."),
        "pairing_ended": _(
            "%(by)s ended the pair in which the team %(reader)s reads the record of the team %(team)s (%(cycle)s)."
        ),
        "criterion_offered": _(
            "%(by)s offered all teams the district team’s success criterion for practice %(practice)s."
        ),
        "offer_taken_back": _("%(by)s took back the success criterion offered for practice %(practice)s."),
        "criterion_withdrawn": _("%(by)s withdrew words of a success criterion of the team %(team)s for good."),
        "evidence_withdrawn": _("%(by)s withdrew a piece of evidence of the team %(team)s for good."),
    },
)

kinds_of(
    ChangeGroup.SCHOOLS,
    {
        "names_merged": _("%(by)s merged what had the name %(name)s in several spellings."),
        "names_kept_apart": _("%(by)s decided that several of the name %(name)s are different."),
        "names_compared_again": _("%(by)s took back that several of the name %(name)s are different."),
    },
)


def record_assessment_change(assessment, kind, by, **known):
    cycle = assessment.cycle
    known |= {"team": assessment.team.name, "cycle": cycle.name}
    return record_change(kind, district=cycle.district, by=by, school=assessment.school, **known)


def record_pairing_change(pairing, kind, by):
    return record_assessment_change(pairing.rated, kind, by, reader=pairing.reader.name)
