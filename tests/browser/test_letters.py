"""A search in the browser looks at the same letters as one on the server."""

from pathlib import Path

import pytest
from django.conf import settings

from people.text import letters_of, letters_of_words
from tests.people.test_searching import NAMES, SEARCHES, TEXTS

pytestmark = [pytest.mark.browser, pytest.mark.once]


def test_the_browser_reads_the_letters_that_the_server_reads(chromium):
    script = (Path(settings.BASE_DIR) / "static/js/letters.js").read_text()
    texts = [*NAMES, *TEXTS, *(typed for typed, _found in SEARCHES)]
    page = chromium.new_page()
    page.add_script_tag(content=f"{script} Object.assign(window, {{ lettersOf, wordsOf }});", type="module")

    assert page.evaluate("texts => texts.map(lettersOf)", texts) == [letters_of(text) for text in texts]
    assert page.evaluate("texts => texts.map(wordsOf)", texts) == [letters_of_words(text) for text in texts]
    page.close()
