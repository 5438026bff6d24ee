"""The text of a cell, without what a program has put around it."""

import re

from django.utils.translation import gettext as _

from people.names import clean_name

# What some programs write so that a spreadsheet leaves a number as it is: ="004711".
AS_TEXT = re.compile(r'="([^"]*)"')
# What a spreadsheet shows where a formula has failed.
FORMULA_ERRORS = re.compile(
    r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|N/D|VALEUR!|NOM\?|NOMBRE!|NUL!)", re.IGNORECASE
)
# A long number as a spreadsheet shortens it: 1.23E+05.
SHORTENED = re.compile(r"\d([.,]\d+)?E[+-]?\d+", re.IGNORECASE)
# A link to an address, and an address beside a name as mail programs copy it: Anne Roy <anne@board.example>.
MAIL_LINK = re.compile(r"mailto:\s*", re.IGNORECASE)
BESIDE_A_NAME = re.compile(r"[^<>@]*<([^<>]+)>[^<>@\w]*")


def cell_of(key, cell):
    quoted = AS_TEXT.fullmatch(cell.strip())
    text = quoted[1] if quoted else cell
    return address_in(text.strip()) if key == "email" else clean_name(text)


def address_in(text):
    beside = BESIDE_A_NAME.fullmatch(text)
    return MAIL_LINK.sub("", beside[1].strip() if beside else text, count=1)


def reason_of_formula(cells, keys):
    for number, (cell, key) in enumerate(zip(cells, keys, strict=False), start=1):
        said = {"cell": cell.strip(), "column": number}
        if key and FORMULA_ERRORS.fullmatch(cell.strip()):
            return _("“%(cell)s” in column %(column)d is a spreadsheet’s error. Correct the cell, or empty it.") % said
        if key == "sourced_id" and SHORTENED.fullmatch(cell.strip()):
            return (
                _("“%(cell)s” in column %(column)d is a number that a spreadsheet has shortened. Write it in full.")
                % said
            )
    return ""
