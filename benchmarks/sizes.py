"""The shapes that are measured. Every district of 70 schools is alike, so that the same page is compared at each size."""

from typing import NamedTuple


class Shape(NamedTuple):
    """Districts as (how many, schools in each), and what each team and year holds."""

    districts: tuple[tuple[int, int], ...]
    members: int = 8
    published: int = 5

    @property
    def schools(self):
        """How many schools there are in all."""
        return sum(count * schools for count, schools in self.districts)


SIZES = {
    "XS": Shape(((1, 1),)),
    "S": Shape(((1, 70), (1, 2))),
    "L": Shape(((68, 70), (4, 10))),
}
EDITION = "strong-districts-2013"
SCALE = "evidence4"
FAMILIES = 6
EVIDENCE_OF_A_TEAM = 6
