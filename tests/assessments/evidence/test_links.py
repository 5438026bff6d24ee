"""Links as people paste them: what is meant becomes a link, and what leads nowhere for others is said in words."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from assessments.evidence.links import LONGEST_LINK, Link, link_from, link_in, link_in_note

pytestmark = pytest.mark.once

CASE = Path(__file__).parents[2] / "cases" / "12-links.txt"
SHARED = "https://northernlakes.sharepoint.com/sites/Team/Shared"


def test_every_link_of_the_case_is_kept():
    lines = CASE.read_text().splitlines()

    kept = [link_from(line) for line in lines]

    assert [link.url for link in kept] == [line.replace(" ", "%20") for line in lines]
    assert {link.words for link in kept} == {""}
    assert len(lines) == 4


@pytest.mark.parametrize(
    ("pasted", "url", "words"),
    [
        ("https://example.org/plan", "https://example.org/plan", ""),
        ("  <https://example.org/plan>\n", "https://example.org/plan", ""),
        ("HTTP://Example.org", "HTTP://Example.org", ""),
        ("www.example.org/plan", "https://www.example.org/plan", ""),
        ("example.org", "https://example.org", ""),
        ("example.org:8080/plan?a=1#b", "https://example.org:8080/plan?a=1#b", ""),
        ("intranet/plans/2026", "https://intranet/plans/2026", ""),
        ("http://intranet:8080", "http://intranet:8080", ""),
        ("http://192.168.1.5/plan", "http://192.168.1.5/plan", ""),
        ("https://[::1]:80/x", "https://[::1]:80/x", ""),
        ("https://board_portal.example.com/x", "https://board_portal.example.com/x", ""),
        ("https://école.example.org/é?q=à b", "https://école.example.org/é?q=à%20b", ""),
        ("https://xn--cole-9oa.example/x", "https://xn--cole-9oa.example/x", ""),
        ("https://example.org/a%20b", "https://example.org/a%20b", ""),
        ('https://example.org/a"b<c', "https://example.org/a%22b%3Cc", ""),
        ("https://exam\u200bple.org/\u00adplan", "https://example.org/plan", ""),
        (f"{SHARED} Documents", f"{SHARED}%20Documents", ""),
        (f"{SHARED} Documents - Team/Plan.docx", f"{SHARED}%20Documents%20-%20Team/Plan.docx", ""),
        ("https://web.archive.org/web/2020/https://example.org/y",) * 2 + ("",),
        ("Plan 2026 https://example.org/plan", "https://example.org/plan", "Plan 2026"),
        ("Plan 2026: www.example.org/plan", "https://www.example.org/plan", "Plan 2026"),
        ("Plan 2026\nhttps://example.org/plan", "https://example.org/plan", "Plan 2026"),
        ("https://example.org/plan – Plan 2026", "https://example.org/plan", "Plan 2026"),
        ("https://example.org our plan", "https://example.org", "our plan"),
        (f"Plan {SHARED} Documents/Plan 2026.docx", f"{SHARED}%20Documents/Plan%202026.docx", "Plan"),
        (f"{SHARED}\u00a0Documents/Plan\u202f2026.docx", f"{SHARED}%20Documents/Plan%202026.docx", ""),
        ("[Plan 2026](https://example.org/plan_(a))", "https://example.org/plan_(a)", "Plan 2026"),
        ("[](https://example.org/plan)", "https://example.org/plan", ""),
        ("(https://example.org/plan)", "https://example.org/plan", ""),
        ("Plan 2026 (https://example.org/plan).", "https://example.org/plan", "Plan 2026"),
        ("https://example.org/plan.", "https://example.org/plan", ""),
        ("https://example.org/plan_(a)", "https://example.org/plan_(a)", ""),
        ("https://example.org/list[1]", "https://example.org/list[1]", ""),
        ("https://example.org/plan\u202e\u2069", "https://example.org/plan", ""),
        ("https//example.org/plan", "https://example.org/plan", ""),
        ("http:/intranet/plan", "http://intranet/plan", ""),
        ("ms-word:ofe|u|https://example.org/plan.docx", "https://example.org/plan.docx", ""),
        ("onenote:https://example.org/notes", "https://example.org/notes", ""),
        ("https://example.org/x.aspx?a=1|2", "https://example.org/x.aspx?a=1%7C2", ""),
    ],
)
def test_what_is_meant_as_a_link_becomes_one(pasted, url, words):
    assert link_from(pasted) == Link(url, words)


def test_two_thousand_characters_are_taken_and_very_many_more_are_not():
    long = "https://example.org/" + "a b" * 660
    assert len(long) == 2_000

    assert len(link_from(long).url) == 2_000 + 2 * 660
    with pytest.raises(ValidationError, match="longer than"):
        link_from("https://example.org/" + "a" * LONGEST_LINK)


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("file:///C:/plans/2026.docx", "your computer"),
        ("C:\\Plans\\2026.docx", "your computer"),
        ("\\\\server\\share\\plan.docx", "your computer"),
        ("//server/share/plan.docx", "your computer"),
        ("/home/plan.docx", "your computer"),
        ("mailto:jane@example.org", "email address"),
        ("jane@example.org", "email address"),
        ("javascript:alert(1)", "starts with https"),
        ("JavaScript://example.org/%0aalert(1)", "starts with https"),
        ("data:text/html,x", "starts with https"),
        ("ftp://example.org/plan", "starts with https"),
        ("tel:5551234", "starts with https"),
        ("https://jane:secret@example.org/", "password"),
        ("https://", "not a web address"),
        ("https:///plan", "not a web address"),
        ("https://example..org", "not a web address"),
        ("https://example.org:99999/", "not a web address"),
        ("https://[::1", "not a web address"),
        ("intranet", "not a web address"),
        ("Plan 2026", "not a web address"),
        ("Plan 2026.docx", "not a web address"),
        ("plan.docx", "not a web address"),
        ("1.5", "not a web address"),
        ("https://example.org/a https://example.org/b", "more than one link"),
        ("https://example.org/a\nhttps://example.org/b", "more than one link"),
        ("Long words " * 40 + "https://example.org", "many words beside"),
    ],
)
def test_what_leads_nowhere_for_others_is_answered_in_words(pasted, said):
    with pytest.raises(ValidationError) as refused:
        link_from(pasted)
    assert said in refused.value.messages[0]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("We met. See https://example.org for minutes.", Link("https://example.org", "We met. See for minutes")),
        ("Plan 2026 www.example.org/plan", Link("https://www.example.org/plan", "Plan 2026")),
        ("We met on Monday.", None),
        ("https://example.org/a and https://example.org/b", None),
        ("Long words " * 40 + "https://example.org", None),
    ],
)
def test_a_few_words_with_one_link_are_that_link(text, link):
    assert link_in(text) == link


def test_a_note_of_links_alone_is_answered_and_words_about_a_broken_one_are_a_note():
    with pytest.raises(ValidationError, match="more than one link"):
        link_in_note("https://example.org/a\nhttps://example.org/b")
    with pytest.raises(ValidationError, match="not a web address"):
        link_in_note("https://example..org")
    assert link_in_note("It was at https://example..org before") is None
