"""What a year of a district leaves behind: seats, ratings, the meeting, and for a closed year its record."""

from django.db import connection, transaction

from assessments.cycles.models import Assessment, Cycle
from assessments.evidence.models import Evidence, EvidenceLink
from assessments.meeting.models import Outcome
from assessments.publishing.models import Block, BlockPractice, MirrorPractice
from assessments.rating.models import Rating, Reveal, Seat
from assessments.record.models import Record, RecordCharacteristic, RecordEvidence, RecordPractice
from districts.structure.models import Family, School, Team
from frameworks.models.edition import Characteristic, Practice
from frameworks.models.scale import Level

from .rows import as_json, choice, fresh_uuid, insert
from .sizes import EVIDENCE_OF_A_TEAM, SCALE

A, C, E, F, P, R = (f'"{model._meta.db_table}"' for model in (Assessment, Cycle, Evidence, Family, Practice, Record))
S, T, RP, RE, CH = (
    f'"{model._meta.db_table}"' for model in (Seat, Team, RecordPractice, RecordEvidence, Characteristic)
)
B, SC = (f'"{model._meta.db_table}"' for model in (Block, School))
PRACTICES = (
    f"(SELECT p.id, p.characteristic_id FROM {P} p JOIN {CH} c ON c.id = p.characteristic_id WHERE c.edition_id = %d) p"
)
LINKED = "e.title = 'Evidence ' || (p.id % 10)"

# What a team agreed of a practice: of 25 four without a level.
OUTCOMES = ("'no_agreement'", "'not_enough_information'", "'does_not_apply'", "'not_discussed'")
TURN = "(a.id * 11 + p.id * 5) % 25"
OUTCOME = f"CASE WHEN {TURN} > 3 THEN 'level' ELSE {choice(TURN, OUTCOMES)} END"
SHARES = "'[5, 25, 45, 15, 5, 0, 5]'"
AGREED = "((a.id * 13 + p.id * 7) % 3 + (a.id + p.id) % 2)"
REASON = f"CASE WHEN {TURN} = 2 OR {TURN} > 15 THEN 'We looked at the plan, the minutes and the survey together.' ELSE '' END"


def make():
    """Fill every year of every district, oldest first, a transaction each; says what it did."""
    levels = list(Level.objects.filter(scale__key=SCALE).order_by("value"))
    edition = Cycle.objects.values_list("edition", flat=True).first()
    practices = PRACTICES % edition
    numbers = " UNION ALL ".join(f"SELECT {n} AS n" for n in range(EVIDENCE_OF_A_TEAM))
    kinds = choice("x.n % 4", ("'document'", "'data'", "'observation'", "'voices'"))
    rungs = choice("x.n / 2", ("'doing'", "'improving'", "'changing'"))
    about = {
        "team_id": "t.id",
        "title": "'Evidence ' || x.n",
        "carrier": "'note'",
        "kind": kinds,
        "rung": rungs,
        "note": "'What we saw, when, and what it tells us about our practice.'",
    }
    insert(Evidence, about, f"FROM {T} t CROSS JOIN ({numbers}) x ORDER BY t.id, x.n")
    for name in Cycle.objects.order_by("name").values_list("name", flat=True).distinct():
        with transaction.atomic():
            is_open = Cycle.objects.filter(name=name, published_at__isnull=True).exists()
            seats, ratings = make_ratings(name, practices, levels, is_open)
            kept = 0 if is_open else make_record(name, practices, levels)
        yield f"{name}: {seats} seats, {ratings} ratings, {kept} practices in records"


def of_year(name, alias="a"):
    return f"{alias}.cycle_id IN (SELECT id FROM {C} WHERE name = '{name}')"


def make_ratings(name, practices, levels, is_open):
    """A seat for every member; all practices answered in a closed year, every second one in the open one."""
    seat = {
        "district_id": "a.district_id",
        "cycle_id": "a.cycle_id",
        "assessment_id": "a.id",
        "person_id": "m.person_id",
    }
    members = f"FROM {A} a JOIN districts_membership m ON m.team_id = a.team_id WHERE {of_year(name)}"
    seats = insert(Seat, seat, f"{members} ORDER BY a.id, m.person_id")
    turn = "(s.id * 31 + p.id * 17) % 20"
    step = "((s.assessment_id * 13 + p.id * 7) % 3 + (s.id * 7 + p.id) % 2)"
    rating = {
        "seat_id": "s.id",
        "practice_id": "p.id",
        "answer": f"CASE WHEN {turn} = 0 THEN 'not_enough_information' ELSE 'level' END",
        "level_id": f"CASE WHEN {turn} = 0 THEN NULL ELSE {choice(step, [level.pk for level in levels])} END",
        "note": f"CASE WHEN {turn} < 4 THEN 'Seen in two classrooms and in the minutes of May.' ELSE '' END",
        "client_id": fresh_uuid(),
    }
    every_second = "AND p.id % 2 = 0" if is_open else ""
    ratings = insert(Rating, rating, f"FROM {S} s CROSS JOIN {practices} WHERE {of_year(name, 's')} {every_second}")
    linked = {"assessment_id": "a.id", "evidence_id": "e.id", "practice_id": "p.id"}
    insert(
        EvidenceLink,
        linked,
        f"FROM {A} a JOIN {E} e ON e.team_id = a.team_id JOIN {practices} ON {LINKED} WHERE {of_year(name)}",
    )
    return seats, ratings


def make_record(name, practices, levels):
    """The meeting's reveals and outcomes, the record with its evidence, and the blocks."""
    both = {"assessment_id": "a.id", "practice_id": "p.id"}
    every = f"FROM {A} a CROSS JOIN {practices} WHERE {of_year(name)}"
    insert(Reveal, both | {"shows_spread": "TRUE"}, every)
    level = f"CASE WHEN {TURN} > 3 THEN {choice(AGREED, [one.pk for one in levels])} END"
    insert(Outcome, both | {"kind": OUTCOME, "level_id": level, "reason": REASON}, f"{every} AND {TURN} <> 3")
    write_records(name)
    kept = write_practices(name, practices, levels)
    write_characteristics(name, levels)
    freeze_evidence(name, practices)
    write_blocks(name, practices)
    return kept


def write_records(name):
    record = {
        "district_id": "a.district_id",
        "cycle_id": "a.cycle_id",
        "assessment_id": "a.id",
        "school_id": "a.school_id",
        "family_id": "s.family_id",
        "team_name": "t.name",
        "school_name": "coalesce(s.name, '')",
        "family_name": "coalesce(f.name, '')",
        "closed_at": "a.meeting_started_at",
    }
    insert(
        Record,
        record,
        f"FROM {A} a JOIN {T} t ON t.id = a.team_id LEFT JOIN districts_school s ON s.id = a.school_id "
        f"LEFT JOIN {F} f ON f.id = s.family_id WHERE {of_year(name)}",
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {A} SET record_id = (SELECT r.id FROM {R} r WHERE r.assessment_id = {A}.id) WHERE record_id IS NULL AND cycle_id IN (SELECT id FROM {C} WHERE name = '{name}')"
        )


def write_practices(name, practices, levels):
    one = f"CASE WHEN p.id % 10 < {EVIDENCE_OF_A_TEAM} THEN 1 ELSE 0 END"
    value = choice(AGREED, [level.value for level in levels])
    practice = {
        "record_id": "r.id",
        "cycle_id": "r.cycle_id",
        "practice_id": "p.id",
        "outcome": OUTCOME,
        "value": f"CASE WHEN {TURN} > 3 THEN {value} END",
        "reason": REASON,
        "locally_different": "(a.id + p.id) % 41 = 0",
        "pieces": one,
        "kinds": one,
        "doing": "CASE WHEN p.id % 10 < 2 THEN 1 ELSE 0 END",
        "improving": "CASE WHEN p.id % 10 BETWEEN 2 AND 3 THEN 1 ELSE 0 END",
        "changing": "CASE WHEN p.id % 10 BETWEEN 4 AND 5 THEN 1 ELSE 0 END",
    }
    return insert(
        RecordPractice,
        practice,
        f"FROM {R} r JOIN {A} a ON a.id = r.assessment_id CROSS JOIN {practices} WHERE {of_year(name)}",
    )


def write_characteristics(name, levels):
    applies = "rp.outcome <> 'does_not_apply'"
    target = next(level.value for level in levels if level.is_target)

    def how_many(condition):
        return f"sum(CASE WHEN {condition} THEN 1 ELSE 0 END)"

    characteristic = {
        "record_id": "rp.record_id",
        "cycle_id": "rp.cycle_id",
        "characteristic_id": "p.characteristic_id",
        "practices": "count(*)",
        "applicable": how_many(applies),
        "agreed": how_many("rp.value IS NOT NULL"),
        "level_total": "coalesce(sum(rp.value), 0)",
        "at_target": how_many(f"rp.value >= {target}"),
        "with_evidence": how_many(f"{applies} AND rp.pieces > 0"),
        "with_changing": how_many(f"{applies} AND rp.changing > 0"),
        "locally_different": how_many(f"{applies} AND rp.locally_different"),
    }
    insert(
        RecordCharacteristic,
        characteristic,
        f"FROM {RP} rp JOIN {P} p ON p.id = rp.practice_id WHERE {of_year(name, 'rp')} "
        "GROUP BY rp.record_id, rp.cycle_id, p.characteristic_id",
    )


def freeze_evidence(name, practices):
    copied = ("title", "carrier", "kind", "rung", "note")
    piece = {"record_id": "a.record_id", "evidence_id": "e.id"} | {column: f"e.{column}" for column in copied}
    insert(RecordEvidence, piece, f"FROM {A} a JOIN {E} e ON e.team_id = a.team_id WHERE {of_year(name)}")
    link = {"recordevidence_id": "e.id", "practice_id": "p.id"}
    pieces = f"{RE} e JOIN {R} r ON r.id = e.record_id"
    insert(
        RecordEvidence.practices.through, link, f"FROM {pieces} JOIN {practices} ON {LINKED} WHERE {of_year(name, 'r')}"
    )


def write_blocks(name, practices):
    """A block a family, as publication writes it, and the district team's side of the mirror."""
    cycles = f"FROM {C} c JOIN {F} f ON f.district_id = c.district_id WHERE c.name = '{name}'"
    block = {"cycle_id": "c.id", "family_id": "f.id", "family_name": "f.name", "people": "47", "step": "5"}
    block |= {
        "position": "row_number() OVER (PARTITION BY c.id ORDER BY f.name)",
        "has_others": "false",
        "is_all": "false",
    }
    insert(Block, block, cycles)
    schools = f"FROM {B} b JOIN {A} a ON a.cycle_id = b.cycle_id JOIN {SC} s ON s.id = a.school_id AND s.family_id = b.family_id"
    through = {"block_id": "b.id", "assessment_id": "a.id"}
    of_cycle = f"JOIN {C} c ON c.id = b.cycle_id AND c.name = '{name}'"
    insert(Block.assessments.through, through, f"{schools} {of_cycle}")
    shares = {"block_id": "b.id", "cycle_id": "b.cycle_id", "practice_id": "p.id", "shares": as_json(SHARES)}
    insert(BlockPractice, shares, f"FROM {B} b {of_cycle} CROSS JOIN {practices}")
    mirrored = {"cycle_id": "c.id", "practice_id": "p.id", "people": "8", "quarters": "8 + p.id % 5"}
    insert(MirrorPractice, mirrored, f"FROM {C} c CROSS JOIN {practices} WHERE c.name = '{name}'")
