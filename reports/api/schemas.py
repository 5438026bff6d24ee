"""An endpoint as an operation of the API: its address, its token's scope, and the shape of its rows for OpenAPI."""

import datetime

from django.conf import settings
from django.utils.translation import override
from ninja import Field, Schema
from pydantic import create_model

from reports.exports.table import CellKind

from .auth import Token
from .endpoints import OFFERS

TYPES = {
    CellKind.TEXT: str,
    CellKind.CODE: str,
    CellKind.WHOLE: int,
    CellKind.LEVEL: float,
    CellKind.SHARE: int,
    CellKind.DATE: datetime.date,
    CellKind.FLAG: bool,
}


def row_of(offer):
    """The model of a row; an empty cell is null, never 0."""
    cells = {field.key: (TYPES[field.kind] | None, Field(description=str(field.title))) for field in offer.fields}
    return create_model(f"{offer.name.capitalize()}Row", __base__=Schema, **cells)


def offered(router, name):
    offer = OFFERS[name]
    with override(settings.LANGUAGE_CODE):  # the description is one for all, whoever asks first
        return router.get(
            offer.path,
            auth=Token(offer.scope),
            response=list[row_of(offer)],
            url_name=f"{offer.name}_json",
            operation_id=offer.name,
            summary=str(offer.about),
            description=f"Who reads it: {offer.readers}.",
            tags=[str(offer.scope)],
        )
