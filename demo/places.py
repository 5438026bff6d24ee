"""The places of the demo: families, schools, how large their teams are, and which story each of them tells."""

from dataclasses import dataclass

NORTHERN_LAKES = "northern-lakes"
PRAIRIE_ROSE = "prairie-rose"
SLUGS = (NORTHERN_LAKES, PRAIRIE_ROSE)


@dataclass(frozen=True)
class Place:
    """A school and its story.

    ``raters``: who rate; ``guide``: whether someone who does not rate runs the meeting. ``lift``: how far
    above or below the district it stands. ``story``: what its published records show. ``now``: where it
    stands in the open cycle, with ``answered``, the share of practices answered by each person.
    """

    name: str
    family: str
    kind: str = "elementary"
    language: str = "en"
    raters: int = 5
    guide: bool = False
    lift: float = 0.0
    story: str = ""
    now: str = "rating"
    answered: float = 0.5


HARBOUR = "Harbour family of schools"
PORTAGE = "Portage family of schools"
RIDGE = "Granite Ridge family of schools"
VALLEY = "Cedar Valley family of schools"
FAMILIES = (HARBOUR, PORTAGE, RIDGE, VALLEY)

SCHOOLS = (
    Place("Harbourview Secondary School", HARBOUR, "secondary", raters=7, lift=0.25, story="unsupported"),
    Place("Whitefish Bay Public School", HARBOUR, raters=5, lift=0.05, answered=0.7),
    Place("St. Brendan’s Elementary School", HARBOUR, raters=6, lift=0.15, now="closed"),
    Place("Lighthouse Point Public School", HARBOUR, raters=6, lift=1.0, story="strong", now="closed"),
    Place("École des Pionniers", HARBOUR, language="fr", raters=4, lift=-0.1, now="ready"),
    Place("Gull Rock Public School", HARBOUR, raters=3, guide=True, lift=-0.25, answered=0.2),
    Place("Portage Lakes Collegiate", PORTAGE, "secondary", raters=7, guide=True, now="meeting"),
    Place("O’Connor Public School", PORTAGE, raters=6, lift=-0.05, now="almost"),
    Place("Birchbark Elementary School", PORTAGE, raters=5, lift=0.2, story="different", answered=0.6),
    Place("École Sainte-Hélène", PORTAGE, language="fr", raters=4, lift=-0.35, now="nothing"),
    Place("Old Mill Public School", PORTAGE, raters=4, lift=-0.2, story="closes"),
    Place("Three Rivers Public School", PORTAGE, raters=5, lift=0.0, answered=0.45),
    Place("Granite Ridge Secondary School", RIDGE, "secondary", raters=7, story="two camps", answered=0.5),
    Place("Tamarack Road Public School", RIDGE, raters=4, lift=0.1, story="in the room", answered=0.3),
    Place("St. Anne’s Elementary School", RIDGE, raters=6, lift=-0.15, now="ready"),
    Place("Loon Lake Public School", RIDGE, raters=5, lift=0.05, story="reopened", answered=0.8),
    Place("École secondaire L’Aurore-Boréale", RIDGE, "secondary", "fr", 5, lift=0.3, answered=0.4),
    Place("D’Arcy McLean Public School", RIDGE, raters=4, guide=True, lift=-0.3, story="absent once", answered=0.25),
    Place("Cedar Valley Secondary School", VALLEY, "secondary", raters=7, lift=-0.1, now="extended", answered=0.35),
    Place("Fern Hollow Public School", VALLEY, raters=5, lift=0.0, now="ended", answered=0.15),
    Place("Crèvecœur Public School", VALLEY, raters=3, guide=True, lift=0.15, answered=0.55),
    Place("Maple Grove Public School", VALLEY, raters=5, lift=0.3, now="closed"),
    Place("Côte-aux-Érables School", VALLEY, "combined", raters=6, lift=0.1, answered=0.65),
    Place("Muskrat Creek Public School", VALLEY, raters=5, lift=-0.5, story="hardly answered", now="nothing"),
)
CLOSED_SCHOOL, SUCCESSOR = "Old Mill Public School", "Three Rivers Public School"
PRINCIPALS_SCHOOL = "St. Brendan’s Elementary School"
FACILITATORS_SCHOOL = "O’Connor Public School"
MEETING_SCHOOL = "Portage Lakes Collegiate"

DISTRICT_PLACE = Place("District leadership team", "", raters=9, lift=0.35, answered=0.6)

PRAIRIE = (
    Place("Prairie Rose Central School", "", "combined", raters=4, lift=0.2, now="closed"),
    Place("Coteau Élevé School", "", raters=3, guide=True, lift=-0.1, answered=0.7),
)
# Characteristics of which one practice is done differently on purpose.
DIFFERENT = {"Birchbark Elementary School": (2, 3, 4, 5, 6, 9), "Crèvecœur Public School": (2, 4)}
# Whose evidence is uploaded, where others note or link it: a handful of files is enough.
WITH_FILES = (
    DISTRICT_PLACE.name,
    PRINCIPALS_SCHOOL,
    FACILITATORS_SCHOOL,
    "Lighthouse Point Public School",
    "Portage Lakes Collegiate",
)
