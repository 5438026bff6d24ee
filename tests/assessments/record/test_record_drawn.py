"""What a record froze of its evidence is shown as people wrote it, escaped."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from assessments.record.models import RecordEvidence

TYPED = '<b>"A" & B</b>\r\nsecond line'
DRAWN = "&lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;<br>second line"


def piece(carrier="note", **values):
    """A piece of evidence as a record froze it."""
    made = RecordEvidence(pk=7, title="<i>Minutes</i>", carrier=carrier, kind="observation", rung="doing", **values)
    made.leads_out = made.url.startswith("https://")
    return made


def draw(piece):
    """The piece as the list of a record's evidence shows it."""
    values = {"pieces": [piece], "place": "reports:evidence_file", "owner": "north"}
    return render_to_string("assessments/record/_pieces.jinja", values)


def test_what_was_typed_is_escaped():
    drawn = draw(piece(note=TYPED, source="<script>"))
    assert DRAWN in drawn
    assert "&lt;i&gt;Minutes&lt;/i&gt;" in drawn
    assert "&lt;script&gt;" in drawn
    assert "<i>" not in drawn
    assert "<script>" not in drawn


def test_a_file_leads_to_its_address_and_says_its_size():
    drawn = draw(piece("file", file_size=2048))
    assert f'href="{reverse("reports:evidence_file", args=["north", 7])}"' in drawn
    assert "2.0\xa0KB" in drawn


@pytest.mark.parametrize(("url", "leads"), [("https://example.org/?a=1&b=2", True), ("javascript:alert(1)", False)])
def test_a_link_leads_out_only_where_it_may(url, leads):
    drawn = draw(piece("link", url=url))
    assert ('href="https://example.org/?a=1&amp;b=2"' in drawn) is leads
    assert "javascript" not in drawn


def test_after_a_withdrawal_only_its_place_is_shown():
    drawn = draw(piece(note="secret", withdrawn_at=timezone.now()))
    assert "Withdrawn on" in drawn
    assert "secret" not in drawn
    assert "Minutes" not in drawn
    assert "<a" not in drawn


def test_without_words_there_is_nothing_to_open():
    assert "<details" not in draw(piece())
