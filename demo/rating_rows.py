"""Bulk SQL for twenty thousand ratings: the one place where the demo bypasses the models, which take longer."""

from itertools import islice
from uuid import UUID

from django.db import connection

from assessments.rating.models import Rating

COLUMNS = ("seat_id", "practice_id", "answer", "level_id", "note", "revision", "client_id", "saved_at")
ROWS = 500


def insert_ratings(rows, chance):
    """Insert rows of (seat, practice, answer, level, note, saved at); the database's constraints apply."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for column in COLUMNS)
    one = f"({', '.join(['%s'] * len(COLUMNS))})"
    client_id = Rating._meta.get_field("client_id")
    rows = iter(rows)
    with connection.cursor() as cursor:
        while batch := list(islice(rows, ROWS)):
            values = []
            for seat, practice, answer, level, note, saved_at in batch:
                edit = client_id.get_db_prep_value(UUID(int=chance.getrandbits(128)), connection)
                moment = connection.ops.adapt_datetimefield_value(saved_at)
                values += (seat, practice, str(answer), level, note, 1, edit, moment)
            places = ", ".join([one] * len(batch))
            cursor.execute(f"INSERT INTO {quote(Rating._meta.db_table)} ({names}) VALUES {places}", values)


def analyze_tables():
    """Update PostgreSQL's statistics, since within this transaction it would still plan for empty tables."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
