"""The board report as JSON and back: a frozen copy, independent of later changes to the records."""

import datetime
from dataclasses import asdict, fields
from fractions import Fraction

from django.utils.translation import get_language, override

from people.languages import codes
from reports.figures.outcomes import tenths
from reports.figures.scales import ReadScale, ScaleLevel

from .change import BoardChange
from .value import BoardReport, BoardRow, BoardWords


def freeze(make, languages=None):
    """The result of ``make`` in each language, by language code; None stands for all languages of the product."""
    frozen = {}
    for language in codes() if languages is None else languages:
        with override(language):
            frozen[language] = as_json(asdict(make()))
    return frozen


def as_json(value):
    """Dataclasses as JSON: a fraction as "12/5", a date as 2026-11-22."""
    if isinstance(value, dict):
        return {key: as_json(own) for key, own in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(own) for own in value]
    if isinstance(value, Fraction):
        return str(value)
    return value.isoformat() if isinstance(value, datetime.date) else value


def thaw(frozen):
    """The report of a frozen copy, in the reader's language if it is there, else in its first one."""
    kept = frozen.get(get_language()) or next(iter(frozen.values()))
    return BoardReport(
        **{
            **known(BoardReport, kept),
            "published": datetime.date.fromisoformat(kept["published"]),
            "scale": thawed_scale(kept["scale"]),
            "rows": tuple(thawed_row(row) for row in kept["rows"]),
            "words": BoardWords(**known(BoardWords, kept["words"])),
        }
    )


def known(value, kept):
    """The fields of a kind of value that a copy has; an older copy may have more, which are ignored."""
    return {field.name: kept[field.name] for field in fields(value) if field.name in kept}


def thawed_scale(kept):
    target = kept["target"] and ScaleLevel(**kept["target"])
    return ReadScale(tuple(ScaleLevel(**level) for level in kept["levels"]), target)


def thawed_row(kept):
    figures = {name: fraction(kept[name]) for name in ("level", "at_target", "coverage")}
    return BoardRow(**{**known(BoardRow, kept), **figures, "change": kept["change"] and thawed_change(kept["change"])})


def thawed_change(kept):
    """A change with its exact figure; older copies hold both levels, and the change is their difference as shown."""
    if "by" in kept:
        return BoardChange(**{**known(BoardChange, kept), "by": fraction(kept["by"])})
    before, after = (fraction(kept[name]) for name in ("before", "after"))
    by = Fraction(tenths(after) - tenths(before), 10)
    return BoardChange(**{**known(BoardChange, kept), "by": by, "missing": "", "schools": None})


def fraction(text):
    return None if text is None else Fraction(text)
