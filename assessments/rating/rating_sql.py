"""The reads and the write of one saved answer, as constant SQL.

All of a district may save at once, and building a query costs the server ten times what the database needs to run it.
So the four statements of every save are written out here, and nothing else in the product is. They return ordinary
models, so that the rules (``Assessment.rating_is_on``) stay in one place; where they find nothing, the ordinary path
decides why (404, 403, no seat). ``tests/assessments`` compares both paths.
"""

import uuid
from dataclasses import dataclass

from django.db import connection
from django.db.models import BigIntegerField, DateTimeField
from django.utils import timezone

from assessments.cycles.models import RATING_NOT_ENDED, Assessment, Cycle
from districts.roles.models import Membership
from districts.structure.models import District, Team, held_at
from frameworks.framework_cache import practices_of
from frameworks.models.edition import Edition
from people.prepared import Parameter, condition_sql
from people.statements import fetch

from .models import Answer, Rating, Seat

ASSESSMENT = (
    "id",
    "district_id",
    "cycle_id",
    "team_id",
    "extended_to",
    "meeting_started_at",
    "in_the_room",
    "record_id",
    "reopened_at",
    "ended_at",
)
CYCLE = (
    *("id", "district_id", "edition_id", "scale_id"),
    *("opens_on", "closes_on", "retention_months", "ratings_counted_from", "published_at"),
)
DISTRICT = ("id", "time_zone")
TEAM = ("id", "school_id", "name")
EDITION = ("id", "language")
PARTS = ((Assessment, ASSESSMENT), (Cycle, CYCLE), (District, DISTRICT), (Team, TEAM), (Edition, EDITION))
FIELDS = (
    *(f"a.{name}" for name in ASSESSMENT),
    *(f"c.{name}" for name in CYCLE),
    *(f"d.{name}" for name in DISTRICT),
    *(f"t.{name}" for name in TEAM),
    *(f"e.{name}" for name in EDITION),
)
FROM = """
  FROM assessments_assessment a
  JOIN assessments_cycle c ON c.id = a.cycle_id
  JOIN districts_district d ON d.id = c.district_id
  JOIN districts_team t ON t.id = a.team_id
  JOIN frameworks_edition e ON e.id = c.edition_id
"""
IN_THE_TEAM_NOW = condition_sql(Membership, held_at(Parameter("now", DateTimeField())))  # twice the moment
# A member who rates, today.
PLACE = f"""SELECT {", ".join(FIELDS)} {FROM}
  JOIN districts_membership m ON m.team_id = a.team_id
 WHERE a.id = %s AND m.person_id = %s AND m.rates AND {IN_THE_TEAM_NOW}
"""
SEAT = "SELECT id FROM assessments_seat WHERE assessment_id = %s AND person_id = %s"
LOCK = f"{SEAT} FOR UPDATE"
REVEALED = "EXISTS (SELECT 1 FROM assessments_reveal v WHERE v.assessment_id = a.id AND v.practice_id = %s)"
STORED = f"""SELECT {", ".join(FIELDS)}, r.id, r.revision, r.client_id, {REVEALED}
  {FROM} LEFT JOIN assessments_rating r ON r.seat_id = %s AND r.practice_id = %s
 WHERE a.id = %s
"""
INSERT = """INSERT INTO assessments_rating
       (seat_id, practice_id, answer, level_id, note, revision, client_id, saved_at)"""
REPLACE = """    ON CONFLICT (seat_id, practice_id) DO UPDATE SET answer = excluded.answer, level_id = excluded.level_id,
       note = excluded.note, revision = excluded.revision, client_id = excluded.client_id, saved_at = excluded.saved_at"""
SAVE = f"""{INSERT}
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
{REPLACE}
RETURNING id
"""
# The same as one statement, where nothing stands in the way: SQLite then holds its one lock for no longer than it
# writes. It gives no row when rating has ended, the practice is revealed, or the stored revision is not the one the
# person saw; the dates are asked before (``rating_is_on``).
SAVE_AT_ONCE = f"""{INSERT}
SELECT s.id, %s, %s, %s, %s, %s, %s, %s
  FROM assessments_seat s JOIN assessments_assessment a ON a.id = s.assessment_id
 WHERE s.assessment_id = %s AND s.person_id = %s
   AND {condition_sql(Assessment, RATING_NOT_ENDED)} AND NOT {REVEALED}
   AND COALESCE((SELECT r.revision FROM assessments_rating r WHERE r.seat_id = s.id AND r.practice_id = %s), 0) = %s
{REPLACE}
RETURNING id, seat_id
"""
ANSWERED = """SELECT COUNT(*), COUNT(CASE WHEN p.characteristic_id = %s THEN 1 END)
  FROM assessments_rating r JOIN frameworks_practice p ON p.id = r.practice_id
 WHERE r.seat_id = %s AND r.answer <> %s
"""


def first(*statements):
    """Run these statements and return the last one's first row, or None."""
    rows = fetch(*statements)
    return rows[0] if rows else None


def partial(model, names, values):
    """A model instance with only these fields; the others are deferred."""
    return model.from_db(connection.alias, names, values)


def assessment_from(row):
    taken = 0
    parts = []
    for model, names in PARTS:
        parts.append(partial(model, names, row[taken : taken + len(names)]))
        taken += len(names)
    assessment, cycle, district, team, edition = parts
    cycle.district, cycle.edition, assessment.cycle, assessment.team = district, edition, cycle, team
    return assessment


def place_to_rate(pk, user):
    """The assessment with this key, if the person is in its team today and rates; else None."""
    if pk > BigIntegerField.MAX_BIGINT:
        return None  # no row has it, and SQLite would not even take it
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    row = first((PLACE, [pk, user.pk, now, now]))
    return assessment_from(row) if row else None


def seat_here(assessment, user):
    row = first((SEAT, [assessment.pk, user.pk]))
    if row is None:
        return None
    return Seat(pk=row[0], assessment=assessment, person=user, cycle_id=assessment.cycle_id)


@dataclass(frozen=True)
class Stored:
    assessment: Assessment
    rating_id: int | None
    revision: int
    client_id: uuid.UUID | None
    is_revealed: bool


def lock_seat(assessment, user):
    """Lock the person's seat in this assessment until the transaction ends; its key, or None without a seat."""
    # SQLite holds the whole file from the start of the transaction and knows no row locks.
    row = first((LOCK if connection.features.has_select_for_update else SEAT, [assessment.pk, user.pk]))
    return row[0] if row else None


def read_stored(assessment, practice, seat_id):
    """Read what is stored, in a separate statement after the lock, to see a reveal that the lock waited for."""
    row = first((STORED, [practice.pk, seat_id, practice.pk, assessment.pk]))
    *place, rating_id, revision, client_id, is_revealed = row
    client_id = Rating._meta.get_field("client_id").to_python(client_id)
    return Stored(assessment_from(place), rating_id, revision or 0, client_id, bool(is_revealed))


def columns_of(rating):
    fields = Rating._meta.get_field
    return [
        rating.practice_id,
        rating.answer,
        rating.level_id,
        rating.note,
        rating.revision,
        fields("client_id").get_db_prep_value(rating.client_id, connection),
        fields("saved_at").get_db_prep_value(rating.saved_at, connection),
    ]


def write(rating):
    """Insert or replace the seat's rating of this practice; the caller has locked the seat."""
    rating.pk = first((SAVE, [rating.seat_id, *columns_of(rating)]))[0]


def write_at_once(rating, assessment, user):
    """Write a rating whose revision follows the stored one, if all is as usual; return whether it did."""
    if not assessment.rating_is_on:
        return False
    here, practice = [assessment.pk, user.pk], rating.practice_id
    write_it = SAVE_AT_ONCE, [*columns_of(rating), *here, practice, practice, rating.revision - 1]
    # PostgreSQL takes the seat's lock first: the write then sees the reveal that the lock waited for.
    row = first((LOCK, here), write_it) if connection.features.has_select_for_update else first(write_it)
    if row:
        rating.pk, rating.seat_id = row
    return bool(row)


def answered_now(seat_id, practice, edition_id):
    """After a save: answers in all and in the practice's characteristic, each with the number of practices."""
    answered, here = first((ANSWERED, [practice.characteristic_id, seat_id, Answer.WITHDRAWN.value]))
    return {
        "answered": answered,
        "answered_here": here,
        "total": len(practices_of(edition_id)),
        "total_here": len(practice.characteristic.practices_kept),
    }
