"""Records made by hand: what a team agreed, written as a table, without the meeting that led there."""

import datetime

from django.utils import timezone

from assessments.meeting.models import OutcomeKind
from assessments.publishing.models import Block, BlockPractice, MirrorPractice
from assessments.rating.models import Reveal
from assessments.record.models import Record, RecordCharacteristic, RecordPractice
from districts.roles.models import Role
from frameworks.models.crosswalk import Crosswalk
from frameworks.models.edition import Practice
from reports.board.frozen import freeze
from reports.board.models import Export
from reports.board.value import board_of
from reports.sharing.actions import share_report
from tests.factories import (
    appoint,
    join,
    make_assessment,
    make_cycle,
    make_district,
    make_edition,
    make_school,
    make_team,
)

# Other outcomes than a level, as tests write them.
SAID = {
    "?": OutcomeKind.NOT_ENOUGH_INFORMATION,
    "n/a": OutcomeKind.DOES_NOT_APPLY,
    "no": OutcomeKind.NO_AGREEMENT,
    None: OutcomeKind.NOT_DISCUSSED,
}


def make_record(assessment, levels, *, evidence=(), changing=(), local=(), unsupported=(), willing=(), **fields):
    """A current record. ``levels``: by practice code a level or one of ``SAID``; what is not named was not discussed.

    The other arguments are practice codes: with evidence, with evidence of changed outcomes, locally different,
    without the evidence that the level asks for, offered to others.
    """
    cycle, school = assessment.cycle, assessment.school
    record = Record.objects.create(
        **{
            "district": assessment.district,
            "cycle": cycle,
            "assessment": assessment,
            "school": school,
            "family": school.family if school else None,
            "team_name": assessment.team.name,
            "school_name": school.name if school else "",
            "family_name": school.family.name if school and school.family else "",
            **fields,
        }
    )
    practices = list(Practice.objects.filter(characteristic__edition=cycle.edition).select_related("characteristic"))
    rows = []
    for practice in practices:
        said = levels.get(practice.code)
        rows.append(
            RecordPractice(
                record=record,
                cycle=cycle,
                practice=practice,
                outcome=SAID.get(said, OutcomeKind.LEVEL),
                value=said if isinstance(said, int) else None,
                pieces=practice.code in evidence or practice.code in changing,
                changing=practice.code in changing,
                locally_different=practice.code in local,
                unsupported=practice.code in unsupported,
                willing_to_share=practice.code in willing,
            )
        )
    RecordPractice.objects.bulk_create(rows)
    RecordCharacteristic.objects.bulk_create(summed(record, rows, cycle.scale))
    if record.superseded_at is None:
        assessment.record = record
        assessment.save(update_fields=["record"])
    return record


def summed(record, rows, scale):
    """The whole numbers of each characteristic, added up here and not by the code under test."""
    target = scale.levels.get(is_target=True).value
    for characteristic in {row.practice.characteristic for row in rows}:
        own = [row for row in rows if row.practice.characteristic == characteristic]
        applicable = [row for row in own if row.outcome != OutcomeKind.DOES_NOT_APPLY]
        values = [row.value for row in own if row.value is not None]
        yield RecordCharacteristic(
            record=record,
            cycle=record.cycle,
            characteristic=characteristic,
            practices=len(own),
            applicable=len(applicable),
            agreed=len(values),
            level_total=sum(values),
            at_target=sum(value >= target for value in values),
            with_evidence=sum(bool(row.pieces) for row in applicable),
            with_changing=sum(bool(row.changing) for row in applicable),
            locally_different=sum(row.locally_different for row in own),
            unsupported=sum(row.unsupported for row in own),
        )


def publish(cycle):
    """The cycle's records may now be read."""
    cycle.published_at = timezone.now()
    cycle.save(update_fields=["published_at"])
    return cycle


def add_school(cycle, levels, family=None, name=None, **fields):
    """A school of the cycle's district with its record; returns the school."""
    named = {"name": name} if name else {}
    school = make_school(cycle.district, family=family, **named)
    make_record(make_assessment(cycle, make_team(cycle.district, school)), levels, **fields)
    return school


def make_published(schools=0, levels=None, characteristics=2, practices=4, **fields):
    """A published cycle of a new district with so many schools that all agreed the same."""
    district = fields.pop("district", None) or make_district()
    cycle = make_cycle(district, edition=make_edition(characteristics, practices), **fields)
    for _number in range(schools):
        add_school(cycle, levels or {"1.1": 2, "1.2": 3, "2.1": 4})
    return publish(cycle)


def superintendent_of(district, families=()):
    """A superintendent of the district, or of some of its families."""
    return appoint(Role.SUPERINTENDENT, district=district, families=families)


def make_crosswalk(left, right, *rows):
    """A crosswalk from one edition to another: rows of two practice codes (None for none) and a relation."""
    sides = [
        {practice.code: practice for practice in Practice.objects.filter(characteristic__edition=edition)}
        for edition in (left, right)
    ]
    for before, after, relation in rows:
        Crosswalk.objects.create(
            from_edition=left,
            to_edition=right,
            from_practice=sides[0].get(before),
            to_practice=sides[1].get(after),
            relation=relation,
        )


def make_year(district, edition, scale, years_ago, levels, publish_it=True, **fields):
    """A cycle of some years ago with the records of schools: by school (None: the district's team) its levels by code."""
    opens = district.today() - datetime.timedelta(days=365 * years_ago + 60)
    cycle = make_cycle(
        district, edition, scale, opens_on=opens, closes_on=opens + datetime.timedelta(days=30), **fields
    )
    for school, said in levels.items():
        team = district.teams.filter(school=school).first() or make_team(district, school)
        make_record(make_assessment(cycle, team), said)
    return publish(cycle) if publish_it else cycle


def make_export(cycle, person, **fields):
    """A file of the cycle's board report that this person asked for, and that is made."""
    made = {"kind": "pptx", "language": "en", "content": b"Slides", "finished_at": timezone.now()}
    frozen = freeze(lambda: board_of(cycle), ["en"])
    return Export.objects.create(cycle=cycle, person=person, **{"frozen": frozen, **made, **fields})


def make_shared(cycle, days=30, by=None):
    """A frozen copy of the cycle's board report and the token of its link."""
    return share_report(cycle=cycle, frozen=freeze(lambda: board_of(cycle)), days=days, by=by)


def make_block(cycle, shares, people=40, step=5, family=None, schools=(), has_others=None):
    """What publication wrote of schools: by practice code the shares of their answers; of others that they are not shown."""
    block = Block.objects.create(
        cycle=cycle,
        position=cycle.blocks.count() + 1,
        family=family,
        family_name=family.name if family else "",
        has_others=family is None if has_others is None else has_others,
        is_all=family is None,
        people=people,
        step=step,
    )
    block.assessments.set(cycle.assessments.filter(school__in=schools))
    BlockPractice.objects.bulk_create(
        BlockPractice(block=block, cycle=cycle, practice=practice, shares=shares.get(practice.code))
        for practice in Practice.objects.filter(characteristic__edition=cycle.edition)
    )
    return block


def make_mirror(cycle, quarters, people=8):
    """What publication wrote of the district's team: by practice code its mean in quarters of a level."""
    practices = {p.code: p for p in Practice.objects.filter(characteristic__edition=cycle.edition)}
    MirrorPractice.objects.bulk_create(
        MirrorPractice(cycle=cycle, practice=practices[code], people=people, quarters=mean)
        for code, mean in quarters.items()
    )


def saw_spreads(person, cycle, teams):
    """The person was in so many school teams of the cycle when they revealed a practice."""
    practice = Practice.objects.filter(characteristic__edition=cycle.edition).first()
    for _number in range(teams):
        assessment = make_assessment(cycle, make_team(cycle.district, make_school(cycle.district)))
        join(assessment.team, person)
        Reveal.objects.create(assessment=assessment, practice=practice, shows_spread=True)
