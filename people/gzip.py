"""Fast compression: at Django's level a page of reports takes a third of its rendering time to compress."""

from gzip import GzipFile
from io import BytesIO
from secrets import randbelow

from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.utils.cache import patch_vary_headers
from django.utils.decorators import decorator_from_middleware

# Of zlib's nine. Against 6, Django's, it takes half the time and gives a quarter more: 18 KB instead of 14 for a
# heatmap of seventy schools.
LEVEL = 3
SHORTEST = 200


class QuickGZipMiddleware(GZipMiddleware):
    def process_response(self, request, response):
        if response.streaming or len(response.content) < SHORTEST or response.has_header("Content-Encoding"):
            return super().process_response(request, response)
        patch_vary_headers(response, ("Accept-Encoding",))
        if not re_accepts_gzip.search(request.META.get("HTTP_ACCEPT_ENCODING", "")):
            return response
        content = squeezed(response.content, self.max_random_bytes)
        if len(content) >= len(response.content):
            return response
        response.content = content
        response.headers["Content-Length"] = str(len(response.content))
        response.headers["Content-Encoding"] = "gzip"
        if response.get("ETag", "").startswith('"'):
            response.headers["ETag"] = "W/" + response.headers["ETag"]
        return response


def squeezed(content, most_random):
    """The compressed content, with a file name of random length in its header.

    The random size hides what a form's token has in common with the page's other words: the remedy that Django takes
    against BREACH (Palacios et al., "Heal the Breach", IEEE Access 10, 2022).
    """
    buffer = BytesIO()
    with GzipFile("a" * randbelow(most_random), "wb", LEVEL, buffer, mtime=0) as file:
        file.write(content)
    return buffer.getvalue()


compressed = decorator_from_middleware(QuickGZipMiddleware)
