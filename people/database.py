"""What a database error means: no connection just now, or somebody else was first."""

import sqlite3

from django.db import DatabaseError, Error, IntegrityError, InterfaceError, OperationalError

# Seconds after which a program, or a browser's queue, may try again.
RETRY_AFTER = 5

# PostgreSQL's codes for what has nothing to do with the statement: the connection failed (08), the server is being
# stopped or started (57P), it has no connection to spare (53300), others were in the way (40, 55P03).
POSTGRESQL = ("08", "57P", "53300", "40", "55P03")
# SQLite's: somebody else has been writing for longer than one waits.
SQLITE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)

# The codes for a second row where there can be only one.
TAKEN = ("23505", sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)


class PlanIsStale(OperationalError):
    """The transaction is lost, because the schema behind a prepared statement has changed."""


def is_unavailable(error):
    """Whether the exception is about the connection to the database rather than the query."""
    if not isinstance(error, Error):
        return False
    if isinstance(error, PlanIsStale):
        return True
    cause = error.__cause__
    if hasattr(cause, "sqlite_errorcode"):
        return cause.sqlite_errorcode & 0xFF in SQLITE
    code = getattr(cause, "pgcode", None)
    if code:
        return code.startswith(POSTGRESQL)
    # A connection that broke, or could not be made, has no code; what is wrong with a statement is of another class.
    return hasattr(cause, "pgcode") and type(error) in (OperationalError, InterfaceError, DatabaseError)


def is_duplicate(error):
    """Whether the exception is a violated unique constraint: the form was valid, and somebody else was first."""
    if not isinstance(error, IntegrityError):
        return False
    return getattr(error.__cause__, "pgcode", getattr(error.__cause__, "sqlite_errorcode", None)) in TAKEN
