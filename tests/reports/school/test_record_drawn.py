"""A record drawn in one join says what people wrote as they wrote it, escaped."""

import pytest
from django.utils import timezone

from assessments.record.models import RecordEvidence
from assessments.templatetags.frozen import frozen_piece

TYPED = '<b>"A" & B</b>\r\nsecond line'
DRAWN = "&lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;<br>second line"


def piece(carrier="note", **values):
    """A piece of evidence as a record froze it."""
    made = RecordEvidence(title="<i>Minutes</i>", carrier=carrier, kind="observation", rung="doing", **values)
    made.leads_out = made.url.startswith("https://")
    return made


def test_what_was_typed_is_escaped():
    drawn = frozen_piece(piece(note=TYPED, source="<script>"), "/file/")
    assert DRAWN in drawn
    assert "&lt;i&gt;Minutes&lt;/i&gt;" in drawn
    assert "&lt;script&gt;" in drawn
    assert "<i>" not in drawn
    assert "<script>" not in drawn


def test_a_file_leads_to_its_address_and_says_its_size():
    drawn = frozen_piece(piece("file", file_size=2048), '/a"b/')
    assert 'href="/a&quot;b/"' in drawn
    assert "2.0\xa0KB" in drawn


@pytest.mark.parametrize(("url", "leads"), [("https://example.org/?a=1&b=2", True), ("javascript:alert(1)", False)])
def test_a_link_leads_out_only_where_it_may(url, leads):
    drawn = frozen_piece(piece("link", url=url), "/file/")
    assert ('href="https://example.org/?a=1&amp;b=2"' in drawn) is leads
    assert "javascript" not in drawn


def test_after_a_withdrawal_only_its_place_is_shown():
    drawn = frozen_piece(piece(note="secret", withdrawn_at=timezone.now()), "/file/")
    assert "Withdrawn on" in drawn
    assert "secret" not in drawn
    assert "Minutes" not in drawn
    assert "/file/" not in drawn


def test_without_words_there_is_nothing_to_open():
    assert "<details" not in frozen_piece(piece(), "/file/")
