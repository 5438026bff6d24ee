"""The contents of the rate screen: characteristics, each with how much one person has answered."""

from dataclasses import dataclass

from frameworks import framework_cache
from frameworks.models.edition import Characteristic
from people.addresses import address

from .saved import dot_of


@dataclass(frozen=True)
class ContentsEntry:
    characteristic: Characteristic
    number: str
    name: str
    url: str
    count: str
    dot: str
    is_here: bool
    # Of the one that is on the page, its practices: key, code, whether it is answered.
    practices: tuple[tuple[str, str, bool], ...]


def contents_of(assessment, answered, place="{}/", here=None):
    """One entry for each characteristic. ``answered``: practice keys; ``place``: URL pattern by number.

    The entry with the number ``here`` lists its practices.
    """
    first = address("assessments:rate_characteristic", assessment.pk, 1).removesuffix("1/")
    entries = []
    for one in framework_cache.characteristics_of(assessment.cycle.edition_id):
        practices, number = one.practices_kept, one.number
        total, done = len(practices), sum(practice.pk in answered for practice in practices)
        url = place.format(number) if place.startswith("#") else first + place.format(number)
        marks = tuple((str(p.uuid), p.code, p.pk in answered) for p in practices) if number == here else ()
        name, count = f"{number} {one.words_short_name}", f"{done}/{total}"
        entries.append(
            ContentsEntry(one, str(number), name, url, count, dot_of(done, total), number == here, marks),
        )
    return entries
