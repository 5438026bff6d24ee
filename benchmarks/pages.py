"""What a browser transfers on its first visit to a page: the document, and everything it loads by itself."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

ACCEPT = "br, gzip"
IN_CSS = re.compile(r"url\(\s*['\"]?([^'\")]+)")


class Loads(HTMLParser):
    """The addresses a document makes the browser load; a chart's are asked for by a script, and so not among them."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        """Note what this element loads."""
        given = dict(attributes)
        if tag == "link" and {"stylesheet", "icon", "preload", "manifest"} & set((given.get("rel") or "").split()):
            self.found.append(given.get("href"))
        elif tag in ("script", "img", "iframe") and given.get("src"):
            self.found.append(given["src"])
        elif tag == "use" and not (given.get("href") or "#").startswith("#"):
            self.found.append(given["href"])


def size_of(headers, body):
    """Bytes of an answer as it travels: headers and compressed body."""
    return sum(len(name) + len(value) + 4 for name, value in headers.items()) + 17 + len(body)


def transferred(server, path, cookie):
    """Status of a page, bytes of its document, and bytes in all with an empty cache."""
    import brotli

    status, headers, body = server.get(path, cookie, ACCEPT)
    document = size_of(headers, body)
    loads = Loads()
    loads.feed(plain(headers, body, brotli).decode())
    waiting, seen, total = [urljoin(path, found) for found in loads.found if found], set(), document
    while waiting:
        address = urlsplit(waiting.pop())
        if address.netloc or address.scheme == "data" or address.path in seen:
            continue
        seen.add(address.path)
        _status, headers, body = server.get(address.path, cookie, ACCEPT)
        total += size_of(headers, body)
        if address.path.endswith(".css"):
            waiting += [urljoin(address.path, found) for found in IN_CSS.findall(plain(headers, body, brotli).decode())]
    return status, document, total


def plain(headers, body, brotli):
    """The body as it was before it was compressed."""
    import gzip

    encoding = headers.get("Content-Encoding", "")
    return gzip.decompress(body) if encoding == "gzip" else brotli.decompress(body) if encoding == "br" else body


def measure(server, pages):
    """For each page its name, status and sizes."""
    return [(page["name"], *transferred(server, page["path"], page["cookie"])) for page in pages]
