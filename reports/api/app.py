"""The API: its operations, errors and description."""

from functools import cache

from ninja import NinjaAPI

from .problems import HANDLERS
from .results import router

PLACE = "/api/v1/"
ABOUT = (
    "Read-only. Every answer is an array of rows; the Link header says where it goes on. What a token reads is what "
    "its person reads on the pages at that moment, as far as its scope goes: published cycles only, and of what people "
    "answered only shares of blocks of schools, never of one team. Missing is null, never 0."
)

api = NinjaAPI(title="Strong Districts", version="1", description=ABOUT, openapi_url=None, docs_url=None)
api.add_router("", router)
for error, handler in HANDLERS.items():
    api.add_exception_handler(error, handler)


@cache
def description():
    return api.get_openapi_schema(path_prefix=PLACE)
