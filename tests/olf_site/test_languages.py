"""French lacks nothing; and in a language that does not exist, whatever stays English is hard-wired."""

import re
from html.parser import HTMLParser
from pathlib import Path

import django
import django.contrib.auth
import polib
import pytest
from django.conf import settings
from django.test import override_settings
from django.utils.dates import MONTHS, MONTHS_3, MONTHS_AP, WEEKDAYS
from django.utils.translation import override

from tests.permissions.addresses import address_of
from tests.permissions.conftest import _django_db_helper, clients, world  # noqa: F401  (fixtures)
from tests.permissions.matrix import MATRIX, ROLES

from .extraction import translatable
from .pseudo import PLACEHOLDER, write_catalogue

FRENCH = Path(settings.BASE_DIR) / "locale" / "fr" / "LC_MESSAGES" / "django.po"
pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def strings():
    return translatable()


@pytest.fixture(scope="module")
def french():
    return polib.pofile(str(FRENCH))


def test_extraction_finds_what_there_is(strings):
    assert len(strings) > 800
    assert (None, "Strong Districts", None) in strings


def test_no_string_stands_in_f_strings_only_where_many_an_xgettext_does_not_look(strings):
    found = translatable(in_f_strings=False)

    assert {key: str(path) for key, path in strings.items() if key not in found} == {}


def test_french_lacks_no_string(strings, french):
    translated = {(entry.msgctxt, entry.msgid) for entry in french if entry.translated()}

    assert {key[:2]: str(path) for key, path in strings.items() if key[:2] not in translated} == {}


def test_french_has_no_fuzzy_string(french):
    assert [entry.msgid for entry in french if entry.fuzzy] == []


def test_french_keeps_placeholders(french):
    changed = []
    for entry in french:
        if entry.obsolete:
            continue
        for number, text in (entry.msgstr_plural or {0: entry.msgstr}).items():
            wanted = [sorted(PLACEHOLDER.findall(t)) for t in (entry.msgid, entry.msgid_plural) if t]
            if sorted(PLACEHOLDER.findall(text)) not in wanted:
                changed.append((entry.msgid, number, text))
    assert changed == []


@pytest.fixture(scope="module")
def pseudo_language(tmp_path_factory, strings):
    """Every page in a language in which only what was translated has brackets."""
    folder = tmp_path_factory.mktemp("locale")
    write_catalogue(folder, strings)
    with override_settings(LOCALE_PATHS=[folder], LANGUAGES=[*settings.LANGUAGES, ("eo", "Pseudo")]):
        yield "eo"


class Texts(HTMLParser):
    """What a reader sees or hears of a page, less what says that it is in another language."""

    VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
    SPOKEN = ("aria-label", "title", "placeholder", "alt", "aria-description")

    def __init__(self):
        super().__init__()
        self.open, self.texts = [], []

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        silent = tag in ("script", "style", "textarea", "code") or said.get("lang", "eo") != "eo" or self.silent
        if tag not in self.VOID:
            self.open.append((tag, silent))
        if not silent:
            self.texts += [said[name] for name in self.SPOKEN if said.get(name)]

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, text):
        if not self.silent and text.strip():
            self.texts.append(text.strip())

    @property
    def silent(self):
        return bool(self.open) and self.open[-1][1]


# Names and texts that people or frameworks gave, as the factories give them; codes of languages and formats; addresses.
DATA = re.compile(
    r"\b(Person|School|Team|Family|Resource|Category|District|Cycle|Edition|Framework|Characteristic|Short|Notice|Evidence|Scale) \d+|"
    r"\bDo \d+\.\d+|\b(School|District) (Not yet evident|Emerging|Established|Embedded)|\bv\d+\b|"
    r"Not yet evident|Emerging|Established|Embedded|\bA source\b|\bOurs\b|\bours\b|\bWhy\.|\bNotice\b|\bEvidence\b|"
    r"minutes\.txt|\b(rating|meeting|closed)\b|[\w.+-]+@[\w.-]+|https?://\S+|[\w/-]+\.csv|\bCSV\b|"
    r"\b(English|Français|Pseudo|FR|EN|EO|UTC)\b|\b[A-Z][a-z]+/[A-Z]\w+|\b\d+[KMG]?B\b|\bOLF\b|\b[Ee]lsewhere\b|\bbitokoj\b"
)


def said_by_django():
    """What Django itself says in that language, which exists after all."""
    said = set()
    for place in (django, django.contrib.auth):
        path = (
            Path(place.__file__).parent / ("conf/locale" if place is django else "locale") / "eo/LC_MESSAGES/django.mo"
        )
        entries = polib.mofile(str(path))
        said |= {text for e in entries for text in (e.msgstr, *(e.msgstr_plural or {}).values()) if len(text) > 5}
    ordered = sorted(said, key=len, reverse=True)
    return re.compile("|".join(re.sub(r"%\\\(\w+\\\)[sd]|%[sd]", ".+?", re.escape(text)) for text in ordered))


FROM_DJANGO = said_by_django()


def left_in_english(page):
    """The words of a page that stand in no brackets, are no data and no date."""
    reader = Texts()
    reader.feed(page)
    with override("eo"):
        names = {str(name) for names in (MONTHS, MONTHS_3, MONTHS_AP, WEEKDAYS) for name in names.values()}
    left = []
    for text in reader.texts:
        rest = FROM_DJANGO.sub(" ", text)
        while rest != (rest := re.sub(r"⟦[^⟦⟧]*⟧", " ", rest)):
            pass
        rest = DATA.sub(" ", rest)
        words = [word for word in re.findall(r"[^\W\d_]{2,}", rest) if word not in names and word != "de"]
        if words:
            left.append(text[:120])
    return left


# The labels of this one are allauth's, which brings its own French and no Esperanto.
OTHERS_WORDS = ("account_change_password",)
PAGES = [
    row
    for (method, row), answers in MATRIX.items()
    if method == "GET"
    and "200" in answers.values()
    and not row.partition("@")[0].endswith(("_csv", "_xlsx", "_file", "_chart", "_offline", "_now", "_json"))
    and row not in OTHERS_WORDS
]


@pytest.mark.django_db
@pytest.mark.parametrize("row", PAGES)
def test_no_text_is_hard_wired(pseudo_language, world, clients, row):  # noqa: F811
    role = next(role for role in ROLES if MATRIX["GET", row][role] == "200")
    client = clients[role]
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = pseudo_language

    answer = client.get(address_of(row, world))
    del client.cookies[settings.LANGUAGE_COOKIE_NAME]
    page = answer.content.decode()

    assert answer.status_code == 200, answer.headers
    assert "⟦" in page
    assert left_in_english(page) == []
