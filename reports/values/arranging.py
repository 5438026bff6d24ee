"""How a table of schools is arranged: by family or by name, never by level; and which schools are looked for."""

from django.http import Http404
from django.utils.translation import gettext_lazy

from people.text import letters_of, letters_of_words

from .families import by_family

BY_FAMILY, BY_NAME, FAMILIES = "by-family", "by-name", "families"
ROWS = {
    BY_FAMILY: gettext_lazy("Schools by family"),
    BY_NAME: gettext_lazy("Schools by name"),
    FAMILIES: gettext_lazy("Families only"),
}
LONGEST = 100  # letters of what is looked for


def rows_for(request):
    """The arrangement that the address names; by family without a name."""
    rows = request.GET.get("rows") or BY_FAMILY
    if rows not in ROWS:
        raise Http404
    return rows


def words_for(request):
    """What of a school's name is looked for."""
    return " ".join(request.GET.get("find", "")[:LONGEST].split())


def found(entries, words):
    """The schools in whose names all these words are; accents, capitals and apostrophes make no difference."""
    wanted = letters_of_words(words)
    return tuple(entry for entry in entries if all(word in letters_of(entry.name) for word in wanted))


def grouped(entries, rows):
    """Schools as (name of their group, its family's key, its schools), themselves in alphabetical order throughout.

    Families are those of the record's day, schools without one come last; by name all are one group without a name.
    """
    if rows == BY_NAME:
        return [("", None, entries)] if entries else []
    return [(name, own[0].family_pk if own[0].family_name else None, own) for name, own in by_family(entries)]
