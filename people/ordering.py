"""Names in the alphabet's order, on every database alike and whatever its own collation."""

from django.db.models import Func, TextField

from .text import letters_of

# What `letters_of` leaves out, as far as names of people and places have it: marks above and below letters, and
# apostrophes, hyphens and the like. Written out, because a class such as [:alnum:] depends on the server's locale.
NO_LETTERS = r"[\u0300-\u036F!-/:-@\[-`{-~\u00A1\u00AB\u00B7\u00BB\u00BF\u2010-\u205E]+"
DECOMPOSED = "normalize(replace(replace(%(expressions)s, 'œ', 'oe'), 'Œ', 'OE'), NFKD)"
ON_POSTGRESQL = f"""lower(regexp_replace({DECOMPOSED}, '{NO_LETTERS}', '', 'g')) COLLATE "C\""""


class Alphabetical(Func):
    """The letters of a name to sort by: as `people.text.alphabetical` has them, computed by the database."""

    function = "letters_of"
    arity = 1
    output_field = TextField()

    def as_postgresql(self, compiler, connection, **context):
        """The same in PostgreSQL's own functions."""
        return self.as_sql(compiler, connection, template=ON_POSTGRESQL, **context)


def teach_sqlite(connection, **_about):
    """Give a new connection the function; without it SQLite puts É after Z."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("letters_of", 1, letters_of, deterministic=True)
