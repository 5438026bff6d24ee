"""What the product knows of a language comes from ``settings.LANGUAGES``: forms, lists and files follow it."""

import pytest
from django.conf import settings
from django.utils.translation import override

from districts.imports.schools import known_languages, languages_in_words, one_of
from districts.schools.forms import SchoolForm
from districts.settings.forms import NoticeForm
from people import languages
from people.languages import as_read_aloud, current_language, dialect_of

CODES = [code for code, _name in settings.LANGUAGES]


@pytest.fixture
def with_spanish(settings):
    """The product speaks Spanish, too: one row of the settings."""
    settings.LANGUAGES = [*settings.LANGUAGES, ("es", "Español")]
    languages.names_in_lists.cache_clear()
    yield
    languages.names_in_lists.cache_clear()


def test_forms_offer_every_language_in_the_readers_words():
    with override("fr"):
        offered = [(code, str(name)) for code, name in NoticeForm.base_fields["language"].choices]
        taught = [(code, str(name)) for code, name in SchoolForm.base_fields["language"].choices]
    assert offered == [("en", "Anglais"), ("fr", "Français")]
    assert taught[:-1] == offered
    assert taught[-1][0] == "mul"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("EN", "en"),
        ("eng", "en"),
        ("English", "en"),
        ("anglais", "en"),
        ("fre", "fr"),
        ("fra", "fr"),
        ("Français", "fr"),
        ("French", "fr"),
        ("bilingue", "mul"),
    ],
)
def test_a_list_may_name_a_language_as_systems_and_people_do(typed, code):
    assert one_of(known_languages(), typed, languages_in_words()) == code


def test_a_language_of_the_settings_is_known_everywhere(with_spanish):
    assert ("es", "Spanish") in [(code, str(name)) for code, name in languages.language_choices()]
    assert one_of(known_languages(), "espagnol", "") == "es"
    assert languages_in_words() == "en, fr, es or both"
    assert dialect_of("es")[:2] == (";", ",")
    assert as_read_aloud("es") == "es-CA"
    with override("es"):
        assert current_language() == "es"


def test_a_language_that_is_not_spoken_is_not_taken_for_one():
    with override("es"):
        assert current_language() == settings.LANGUAGE_CODE


@pytest.mark.parametrize(
    ("language", "dialect"), [("fr", (";", ",", "VRAI", "FAUX")), ("en", (",", ".", "TRUE", "FALSE"))]
)
def test_a_file_is_written_as_excel_reads_it_there(language, dialect):
    assert tuple(dialect_of(language)) == dialect
    assert tuple(dialect_of(None)) == (",", ".", "TRUE", "FALSE")
