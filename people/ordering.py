"""Alphabetical order and text search that are the same on every database, whatever its collation."""

from functools import reduce
from operator import or_

from django.db.models import Func, Q, TextField, Value
from django.db.models.lookups import Contains

from .email_addresses import without_invisible
from .text import CAPITALS, JOINED, PLAIN_LETTERS, letters_of

# What stands between words, as far as names and sentences have it. Written out, because a class such as [:alnum:]
# depends on the server's locale.
BETWEEN = r"[\s!-/:-@\[-`{-\u00A9\u00AB-\u00B9\u00BB-\u00BF\u00D7\u00F7\u2010-\u206F\u20A0-\u20CF\u2190-\u2BFF\u3000-\u303F\uFE00-\uFE0F\U0001F000-\U0001FAFF]+"
SINGLE = {one: plain for one, plain in (PLAIN_LETTERS | CAPITALS).items() if len(plain) == 1}
DOUBLE = {one: plain for one, plain in (PLAIN_LETTERS | CAPITALS).items() if len(plain) > 1}


def on_postgresql():
    """`letters_of` in PostgreSQL's functions; strokes and ligatures first, since normalization keeps them."""
    plain = f"translate(%(expressions)s, '´{''.join(SINGLE)}', '`{''.join(SINGLE.values())}')"
    for one, letters in DOUBLE.items():
        plain = f"replace({plain}, '{one}', '{letters}')"
    words = f"regexp_replace(normalize({plain}, NFKD), '{JOINED}', '', 'g')"
    return f"""lower(btrim(regexp_replace({words}, '{BETWEEN}', ' ', 'g'))) COLLATE "C\""""


class Letters(Func):
    function = "letters_of"
    arity = 1
    output_field = TextField()
    template_on_postgresql = on_postgresql()

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template=self.template_on_postgresql, **context)


class Alphabetical(Letters):
    pass


def saying(words, *fields, or_else=lambda word: Q()):
    """A condition: each word is in one of the fields, whatever its accents, capitals and apostrophes.

    ``or_else``: another sufficient condition for a word, as it was typed.
    """
    found = Q()
    for word in words.split():
        letters = letters_of(without_invisible(word))
        if letters:  # else nothing but punctuation, which no search is about
            found &= reduce(or_, (Q(Contains(Letters(field), Value(letters))) for field in fields), or_else(word))
    return found


def teach_sqlite(connection, **_about):
    """Register the function on a new connection; without it SQLite sorts É after Z."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("letters_of", 1, sort_letters, deterministic=True)


def sort_letters(text):
    return None if text is None else letters_of(text)
