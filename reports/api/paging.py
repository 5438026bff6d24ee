"""A table as an answer: a plain JSON array, one object a row, and in the Link header where it goes on (RFC 8288)."""

from itertools import islice

from django.http import JsonResponse
from ninja import Field, Schema

FEW, MANY = 1000, 5000


class Paging(Schema):
    """Which part of a table is asked for."""

    limit: int = Field(FEW, ge=1, le=MANY, description="How many rows.")
    offset: int = Field(0, ge=0, le=10**9, description="How many rows to pass over.")


def answer(request, table, paging):
    """The rows asked for; an array rather than an envelope, so that what reads tables reads it as it is."""
    keys = [field.key for field in table.fields]
    rows = list(islice(table.rows, paging.offset, paging.offset + paging.limit + 1))
    response = JsonResponse([dict(zip(keys, row, strict=True)) for row in rows[: paging.limit]], safe=False)
    if len(rows) > paging.limit:
        query = request.GET.copy()
        query["offset"], query["limit"] = paging.offset + paging.limit, paging.limit
        following = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response
