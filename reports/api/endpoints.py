"""All endpoints, with who reads them and what their rows hold, for the API and its guide."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from people.access.models import AccessToken
from reports.analysis.tidy import CHARACTERISTIC, FIGURES, MEANS, MEASURES, PRACTICES
from reports.exports.table import CellKind, Field

Scope = AccessToken.Scope

EDITIONS = (
    Field("edition", _("Identifier")),
    Field("framework", _("Framework")),
    Field("version", _("Version")),
    Field("title", _("Title")),
    Field("language", _("Language")),
    Field("year", _("Year"), CellKind.WHOLE),
    Field("status", _("Status")),
    Field("practices", _("Practices"), CellKind.WHOLE),
)
STATEMENTS = (
    *CHARACTERISTIC,
    Field("practice", _("Practice"), CellKind.CODE),
    Field("identifier", _("Identifier")),
    Field("statement", _("Statement")),
    Field("stakeholder_group", _("Stakeholder group")),
)
DISTRICTS = (Field("district", _("District’s name in addresses")), Field("name", _("Name")))
CYCLES = (
    Field("cycle", _("Number"), CellKind.WHOLE),
    Field("name", _("Name")),
    Field("opens_on", _("First day"), CellKind.DATE),
    Field("closes_on", _("Last day"), CellKind.DATE),
    Field("published_on", _("Published"), CellKind.DATE),
    Field("edition", _("Edition’s identifier")),
    Field("lowest", _("Lowest level"), CellKind.WHOLE),
    Field("highest", _("Highest level"), CellKind.WHOLE),
    Field("target", _("Target level"), CellKind.WHOLE),
    Field("threshold", _("Protection threshold"), CellKind.WHOLE),
)
BLOCKS = (
    Field("block", _("Block’s number"), CellKind.WHOLE),
    Field("family", _("Family of schools")),  # none for a block of other schools alone
    Field("others", _("Holds schools of no block of their own"), CellKind.FLAG),
    Field("people", _("People who answered"), CellKind.WHOLE),
    Field("step", _("Shares are in steps of so many per cent"), CellKind.WHOLE),
    Field("characteristic", _("Characteristic"), CellKind.WHOLE),
    Field("practice", _("Practice"), CellKind.CODE),
    Field("answer", _("Answer")),
    Field("level", _("Level"), CellKind.WHOLE),  # none for an answer that is no level
    Field("share", _("Share (%): 0 for less than a step, null where it is not shown"), CellKind.SHARE),
)
BOARD = (
    *CHARACTERISTIC,
    *(field for figure, field in MEASURES.items() if figure.key != "evidence"),
    Field("schools", _("Schools counted"), CellKind.WHOLE),
    Field("left_out", _("Schools left out"), CellKind.WHOLE),
    Field("change", _("Change"), CellKind.LEVEL),
    Field("change_schools", _("Schools compared"), CellKind.WHOLE),
    Field("practices", _("Practices compared"), CellKind.WHOLE),
    Field("change_missing", _("Why there is no change")),
)
PROVINCE = (
    Field("district", _("District")),
    Field("cycle", _("Cycle")),
    Field("published_on", _("Published"), CellKind.DATE),
    *CHARACTERISTIC,
    Field("level", _("Level"), CellKind.LEVEL),
    Field("schools", _("Schools counted"), CellKind.WHOLE),
    Field("lowest", _("Lowest level"), CellKind.WHOLE),
    Field("highest", _("Highest level"), CellKind.WHOLE),
)


@dataclass(frozen=True)
class Endpoint:
    name: str
    path: str
    scope: str
    about: str
    readers: str
    fields: tuple[Field, ...]
    of_a_cycle: bool = False


EVERYBODY = _("everybody who has signed in")
SUPERINTENDENTS = _("superintendents, of the schools that they oversee")

OFFERS = {
    offer.name: offer
    for offer in (
        Endpoint(
            "frameworks", "/frameworks", Scope.FRAMEWORKS, _("The editions of all frameworks."), EVERYBODY, EDITIONS
        ),
        Endpoint(
            "edition",
            "/frameworks/{uuid:uuid}",
            Scope.FRAMEWORKS,
            _("The practices of an edition, word for word."),
            EVERYBODY,
            STATEMENTS,
        ),
        Endpoint(
            "districts",
            "/districts",
            Scope.RESULTS,
            _("The districts in which you are something."),
            EVERYBODY,
            DISTRICTS,
        ),
        Endpoint(
            "cycles",
            "/districts/{slug:slug}/cycles",
            Scope.RESULTS,
            _("The published cycles of a district, newest first."),
            _("superintendents, principals, trustees"),
            CYCLES,
        ),
        Endpoint(
            "figures",
            "/districts/{slug:slug}/figures",
            Scope.RESULTS,
            _("A row a school and characteristic: counts and figures, as on the heatmap."),
            SUPERINTENDENTS,
            FIGURES,
            of_a_cycle=True,
        ),
        Endpoint(
            "means",
            "/districts/{slug:slug}/means",
            Scope.RESULTS,
            _("A row a characteristic for the district and for each family of schools, as on the heatmap."),
            SUPERINTENDENTS,
            MEANS,
            of_a_cycle=True,
        ),
        Endpoint(
            "records",
            "/districts/{slug:slug}/records",
            Scope.RESULTS,
            _("A row a team and practice: what was agreed and what it rests on, without anybody’s words."),
            _("superintendents, of the schools that they oversee; principals, of their own school"),
            PRACTICES,
            of_a_cycle=True,
        ),
        Endpoint(
            "blocks",
            "/districts/{slug:slug}/blocks",
            Scope.RESULTS,
            _("How people rated before they met: a row a block of schools, practice and answer; of no team alone."),
            _("superintendents who saw the answers of at most two school teams in their meetings"),
            BLOCKS,
            of_a_cycle=True,
        ),
        Endpoint(
            "board",
            "/districts/{slug:slug}/board",
            Scope.RESULTS,
            _("The board report’s figures: a row a characteristic, no school and no person."),
            _("trustees and superintendents"),
            BOARD,
            of_a_cycle=True,
        ),
        Endpoint(
            "province",
            "/province",
            Scope.RESULTS,
            _("A row a district and characteristic, of each district’s newest published cycle."),
            _("province viewers"),
            PROVINCE,
        ),
    )
}
