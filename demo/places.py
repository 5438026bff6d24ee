"""The places of the demo: schools, the size of their teams, and the story of each."""

from dataclasses import dataclass
from functools import cache

from .texts import read_texts

NORTHERN_LAKES = "northern-lakes"
PRAIRIE_ROSE = "prairie-rose"
SLUGS = (NORTHERN_LAKES, PRAIRIE_ROSE)


@dataclass(frozen=True)
class Place:
    """A school, or the district team, and its story; fixtures/demo/districts.yaml explains each field."""

    name: str
    raters: int
    is_school: bool = True
    family: str = ""
    school_level: str = "elementary"
    language: str = "en"
    accounts: tuple[str, ...] = ()
    separate_facilitator: bool = False
    facilitator_account: str = ""
    lift: float = 0.0
    story: str = ""
    successor: str = ""
    different: tuple[int, ...] = ()
    uploads: bool = False
    now: str = "rating"
    answered: float = 0.5


@dataclass(frozen=True)
class DistrictTexts:
    name: str
    time_zone: str
    retention_months: int
    places: tuple[Place, ...]
    cycle: str = ""

    @property
    def schools(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.is_school)

    @property
    def district_team(self) -> Place:
        return next(place for place in self.places if not place.is_school)

    def place_with(self, account: str) -> Place:
        return next(place for place in self.places if account in (*place.accounts, place.facilitator_account))


@cache
def district_texts(slug: str) -> DistrictTexts:
    return read_texts("districts", dict[str, DistrictTexts])[slug]
