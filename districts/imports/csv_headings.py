"""The names of a list's columns in both languages, and the search for its header row."""

import unicodedata
from dataclasses import dataclass

# No heading and no word of ours is longer, and no list is wider. Beyond, nothing is compared: accents piled on one
# another take the square of their number to be put in order.
LONGEST_WORDS = 100
MOST_COLUMNS = 200
# So many lines may stand above the headings: titles, a date, an empty line.
MOST_TITLES = 10


@dataclass(frozen=True)
class ListColumn:
    key: str
    words: tuple[str, ...]
    only_with_heading: bool = False


SCHOOL_COLUMNS = (
    ListColumn("name", ("name", "school", "school name", "nom", "ecole", "nom de l ecole", "etablissement", "site")),
    ListColumn(
        "family",
        ("family", "family of schools", "famille", "famille d ecoles", "cluster", "school family", "regroupement"),
    ),
    ListColumn(
        "level",
        ("level", "kind", "kind of school", "school type", "panel", "niveau", "palier", "ordre", "type"),
    ),
    ListColumn(
        "language", ("language", "language of instruction", "langue", "langue d enseignement", "langue de l ecole")
    ),
    ListColumn(
        "sourced_id",
        (
            *("sourced id", "sourcedid", "identifier", "id", "identifiant", "code", "numero", "number", "no", "num"),
            *("school id", "school code", "school number", "school no", "school num", "code de l ecole"),
            *("numero de l ecole", "numero d ecole", "no de l ecole", "code d ecole"),
        ),
    ),
    ListColumn(
        "opened_on",
        ("first day", "opened", "opened on", "opening date", "premier jour", "ouverture", "date d ouverture"),
    ),
    ListColumn(
        "closed_on",
        ("last day", "closed", "closed on", "closing date", "dernier jour", "fermeture", "date de fermeture"),
    ),
)
PERSON_COLUMNS = (
    ListColumn(
        "email",
        (
            *("email", "e mail", "email address", "e mail address", "mail", "mail address", "work email"),
            *("courriel", "adresse courriel", "adresse electronique", "courrier electronique", "adresse email"),
            *("adresse e mail", "adresse mail", "courriel professionnel", "mel", "adresse courriel professionnelle"),
        ),
    ),
    ListColumn(
        "name",
        (
            *("name", "full name", "display name", "person", "nom", "nom complet", "nom et prenom", "prenom et nom"),
            *("nom de la personne", "personne", "membre", "member", "employee name", "nom de l employe"),
        ),
    ),
    ListColumn(
        "team",
        (
            *("team", "school", "team or school", "school or team", "team name", "school name", "leadership team"),
            *("equipe", "ecole", "equipe ou ecole", "ecole ou equipe", "nom de l equipe", "nom de l ecole"),
            *("equipe de direction", "etablissement", "location", "site", "lieu de travail"),
        ),
    ),
    ListColumn("role", ("role", "position", "fonction", "poste")),
    ListColumn("rates", ("rates", "rates yes or no", "rating", "apprecie", "evalue", "evalue oui ou non", "cote")),
    ListColumn("first_name", ("first name", "given name", "prenom"), only_with_heading=True),
    ListColumn("last_name", ("last name", "family name", "surname", "nom de famille"), only_with_heading=True),
)
# Words that make no difference between two headings.
LITTLE = {
    *("a", "an", "au", "aux", "d", "de", "des", "du", "et", "and", "for", "l", "la", "le", "les", "of", "pour"),
    "the",
}


def plain(words):
    """Words without case, accents or punctuation, for comparison; an empty string if they are too long to be ours."""
    if len(words) > LONGEST_WORDS:
        return ""
    letters = unicodedata.normalize("NFKD", words.replace("’", "'")).casefold()
    kept = "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    return " ".join(kept.split())


def normalized_heading(heading):
    words = plain(heading.partition("(")[0]) or plain(heading)
    kept = [word for word in words.split() if word not in LITTLE]
    return " ".join(word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in kept)


def header_of(cells, columns):
    """The column keys of a header row, empty for unknown columns; None if the row is no header."""
    wanted = {normalized_heading(word): column.key for column in columns for word in column.words}
    keys, found = [], set()
    for cell in cells[:MOST_COLUMNS]:
        key = wanted.get(normalized_heading(cell), "") if cell.strip() else ""
        keys.append(key if key not in found else "")
        found.add(key)
    return keys if columns[0].key in found else None


def is_header_row(keys):
    return keys is not None and sum(map(bool, keys)) > 1


def place_of_header(rows, columns):
    """The number of the header row, which may be below titles, and its keys; (0, None) without one.

    A single word in the first row, such as “Schools”, is a title if a row below names two columns.
    """
    first = header_of(rows[0], columns) if rows else None
    if is_header_row(first) or (first and len([cell for cell in rows[0] if cell.strip()]) > 1):
        return 0, first
    for at, cells in enumerate(rows[1 : MOST_TITLES + 1], start=1):
        keys = header_of(cells, columns)
        if is_header_row(keys):
            return at, keys
    return 0, first


def is_total(cells):
    first = next((cell for cell in cells if cell.strip()), "")
    words = plain(first).split()
    return len(words) > 0 and (
        words[0] in ("total", "totals", "totaux") or words[:2] in (["grand", "total"], ["nombre", "total"])
    )


def is_rule(cells):
    drawn = [cell.strip() for cell in cells if cell.strip()]
    return len(drawn) > 1 and all(len(cell) > 1 and set(cell) <= set("-=_:+") for cell in drawn)
