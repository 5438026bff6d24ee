"""A table as an answer: a JSON array, one object a row, with the next part in the Link header (RFC 8288)."""

from itertools import islice, product

from django.http import JsonResponse
from ninja import Field, Schema

from reports.exports.table import CellKind, in_a_file

FEW, MANY = 1000, 5000


class Paging(Schema):
    limit: int = Field(FEW, ge=1, le=MANY, description="How many rows.")
    offset: int = Field(0, ge=0, le=10**9, description="How many rows to pass over.")


def answer(request, table, paging):
    """The rows asked for, as a plain array without an envelope, so that table readers can load it as it is."""
    keys = [field.key for field in table.fields]
    codes = [field.key for field in table.fields if field.kind is CellKind.CODE]
    rows = list(islice(table.rows, paging.offset, paging.offset + paging.limit + 1))
    rows, more = rows[: paging.limit], len(rows) > paging.limit
    found = [dict(zip(keys, row, strict=True)) for row in rows]
    for row, key in product(found, codes):
        row[key] = in_a_file(row[key])
    response = JsonResponse(found, safe=False)
    if more:
        query = request.GET.copy()
        query["offset"], query["limit"] = paging.offset + paging.limit, paging.limit
        following = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response
