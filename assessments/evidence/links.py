"""Parse web addresses as people paste them: with spaces, without a scheme, after a title."""

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv6Address
from urllib.parse import quote, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .files.file_types import ALLOWED, PICTURE_NAMES, SAME

LONGEST_LINK, LONGEST_TITLE = 4_000, 200
# Marks that nobody sees, which come along when something is copied.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# A space of another width than the common one, and what moves on to the next column.
SPACES = re.compile(r"[^\S\r\n\u2028\u2029 ]")
# What a program puts before an address that it opens itself.
FOR_A_PROGRAM = re.compile(r"(?i)^(?:ms-(?:word|excel|powerpoint):\w+\|u\||onenote:|view-source:)(?=https?://)")
# A scheme that was typed without its colon or with one slash.
HALF_A_SCHEME = re.compile(r"(?i)^(https?)(?::/|//)(?=[^/\s])")
# A link in the marks that many programs for notes use: [words](address).
MARKED = re.compile(r"\[([^\[\]\n]*)\]\((\S+)\)")
BEGINS = re.compile(r"(?i)(?<!\w)(?:https?://|www\.)(?=[^\s.])")
SCHEME = re.compile(r"(?i)([a-z][a-z0-9+.-]*):")
# A host as browsers take it: names of any script, with underscores, of one part as in an intranet.
HOST = re.compile(r"\w(?:[\w-]*\w)?(?:\.\w(?:[\w-]*\w)?)*\.?")
# Without a scheme, only what nothing else looks like: a dot between two names, or a path behind one.
BARE = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#].*)?|[\w-]+(?::\d+)?/.+")
ON_A_DISK = re.compile(r"(?i)\\\\|//|file:|[a-z]:[\\/]|~?/")
MAIL = re.compile(r"(?i)mailto:.*|[^\s/@:]+@[^\s/@]+")
# What stays as it is in an address; all else that is no letter and no digit is written with a percent sign.
AS_WRITTEN = "%/?#[]@!$&'()*+,;=:~-._"
# Between an address and words about it.
SEPARATOR = re.compile(r"\s+[-–—|]\s+")
LOOKS_LIKE_A_PATH = re.compile(r"/|\.\w{2,5}(?:[?#]\S*)?$")
# What looks like the end of a site's name, and is that of a file's.
OF_FILES = {*ALLOWED, *SAME, *PICTURE_NAMES, ".doc", ".xls", ".ppt", ".zip", ".html"}
AROUND = "<>\"“”«»'’ \t\r\n"
# What ends a sentence, or words before an address, and belongs to neither.
BETWEEN = " \t\r\n-–—|:;,."
ENDS_A_SENTENCE = ".,;:!"
OPENED_BY = {")": "(", "]": "["}


@dataclass(frozen=True)
class Link:
    url: str
    words: str = ""


def link_from(text):
    """Parse the input of a link field; raises ``ValidationError`` that says what it is instead of a link."""
    text = HALF_A_SCHEME.sub(r"\1://", FOR_A_PROGRAM.sub("", as_written(text).strip(AROUND)))
    begins = [found.start() for found in BEGINS.finditer(text)]
    if not begins:
        return Link(address_of(text))
    if begins[0] == 0 and "\n" not in text:
        address, words = apart(text)
        if not BEGINS.search(text, 1) or not re.search(r"\s", text[: begins[-1]]):
            return Link(address_of(without_end(address)), words)
    found = link_in(text)
    if found is None and len(begins) == 1:
        raise ValidationError(_("There are many words beside this link. Paste the address alone, or add a note."))
    if found is None:
        raise ValidationError(_("This is more than one link. Add them one at a time."))
    return found


def as_written(text):
    """The input without invisible characters, with plain spaces, and with a Markdown link taken apart."""
    return MARKED.sub(r"\1 \2", SPACES.sub(" ", UNSEEN.sub("", text)))


def without_end(address):
    """The address without punctuation that ends a sentence, or a bracket that closes an earlier one."""
    while address and (
        address[-1] in ENDS_A_SENTENCE
        or (address[-1] in OPENED_BY and address.count(address[-1]) > address.count(OPENED_BY[address[-1]]))
    ):
        address = address[:-1]
    return address


def apart(text):
    """Split an address at the start of a line from words after a dash; other spaces belong to its path."""
    found = list(SEPARATOR.finditer(text))
    if found and not LOOKS_LIKE_A_PATH.search(text[found[-1].end() :]):
        return text[: found[-1].start()], text[found[-1].end() :].strip()
    first, _space, behind = text.partition(" ")
    if behind and "/" not in first.partition("://")[2].strip("/"):  # a host alone: no space can belong to it
        return first, behind.strip(BETWEEN)
    return text, ""


def link_in(text):
    """The one link in a short text, with its words; None for no link, several links or a long text."""
    text = as_written(text).strip()
    begins = [found.start() for found in BEGINS.finditer(text)]
    if len(begins) != 1:
        return None
    line, _break, after = text[begins[0] :].partition("\n")
    address, _space, behind = line.strip().partition(" ")
    if behind and LOOKS_LIKE_A_PATH.search(behind.strip(AROUND)):
        address, behind = line, ""
    words = " ".join(f"{text[: begins[0]].strip(AROUND + BETWEEN + '([')} {behind} {after}".split()).strip(
        AROUND + BETWEEN
    )
    if len(words) > LONGEST_TITLE:
        return None
    return Link(address_of(without_end(address.strip(AROUND)).strip(AROUND)), words)


def address_of(text):
    """The complete address with its scheme; raises ``ValidationError`` that says what it is instead."""
    validate_web_address(text)
    if is_bare(text):
        text = f"https://{text}"
    parts = split(text)
    if parts.scheme.lower() not in ("http", "https"):
        raise ValidationError(_("Write a web address that starts with https://."))
    if parts.password is not None:
        raise ValidationError(_("This address holds a password, which others would read. Leave it out."))
    if not is_host(parts.hostname):
        raise not_an_address()
    address = "".join(letter if letter.isalnum() else quote(letter, safe=AS_WRITTEN) for letter in text)
    if len(address) > LONGEST_LINK:
        raise ValidationError(_("This address is longer than %(most)d characters."), params={"most": LONGEST_LINK})
    return address


def validate_web_address(text):
    if ON_A_DISK.match(text):
        raise ValidationError(
            _(
                "This leads to a file on your computer or your board’s network, where others may not get. Add the file itself."
            )
        )
    if MAIL.fullmatch(text):
        raise ValidationError(_("This is an email address. Add what was written as a note, or the message as a PDF."))
    if not SCHEME.match(text) and not is_bare(text):
        raise not_an_address()


def is_bare(text):
    """Whether it is an address without a scheme, and not a number or a file name."""
    if not BARE.fullmatch(text):
        return False
    host, slash, _path = text.partition("/")
    last = host.partition(":")[0].rpartition(".")[2]
    return bool(slash) or last.isalpha() and len(last) > 1 and f".{last.lower()}" not in OF_FILES


def not_an_address():
    return ValidationError(_("This is not a web address. Copy it from your browser, such as https://example.org/plan."))


def split(text):
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 – asked for the error that it raises
    except ValueError:
        raise not_an_address() from None
    return parts


def is_host(host):
    if not host:
        return False
    if ":" in host:
        try:
            return bool(IPv6Address(host))
        except AddressValueError:
            return False
    return bool(HOST.fullmatch(host))


def link_in_note(text):
    """The link in a note with a few words beside it, or None; raises ``ValidationError`` for several links alone."""
    words = as_written(text).split()
    if len(words) > 1 and all(BEGINS.match(word) for word in words):
        raise ValidationError(_("This is more than one link. Add them one at a time."))
    try:
        return link_in(text)
    except ValidationError:
        if len(words) > 1:
            return None  # words about an address that leads nowhere are a note
        raise
