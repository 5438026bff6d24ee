"""A field of evidence is declared once: records freeze it, a withdrawal empties it, its author's own data tells it."""

import datetime

import pytest
from django.db import models

from assessments.evidence.actions import pieces
from assessments.evidence.models import CONTENT, Evidence
from assessments.record import actions as record_actions
from assessments.record.models import RecordEvidence
from people.personal_data.registry import LABELS, TABLES
from tests.factories import make_evidence, make_meeting, practices_of

NAMES = [part.name for part in CONTENT]
# What else is kept of a piece: whose it is, what became of it and of its file; no record holds it.
BOOKKEEPING = set(
    "id team file_sha256 file_cleaned commenters has_changes has_preview preview_failed created_by created_at revision "
    "changed_by changed_at sent_as removed_at withdrawn_at".split()
)
SAID = {"title": "Minutes", "note": "Said so", "source": "Board", "dated_on": datetime.date(2026, 3, 2)}


def columns(model):
    return {field.name for field in model._meta.concrete_fields}


def test_every_field_of_a_piece_is_content_or_bookkeeping():
    assert columns(Evidence) == {*NAMES, *BOOKKEEPING}
    assert not set(NAMES) & BOOKKEEPING


def test_a_record_has_a_column_for_each_and_for_nothing_else():
    assert columns(RecordEvidence) == {*NAMES, "id", "record", "evidence", "withdrawn_at"}


@pytest.mark.parametrize("name", NAMES)
def test_a_records_column_holds_what_the_piece_does(name):
    own, frozen = Evidence._meta.get_field(name), RecordEvidence._meta.get_field(name)
    assert (type(own), own.max_length, own.null) == (type(frozen), frozen.max_length, frozen.null)


def test_what_people_write_is_emptied_and_told_unless_it_is_chosen_from_a_list():
    """Free text is where personal data may stand; a type of file is none."""
    for part in CONTENT:
        field = Evidence._meta.get_field(part.name)
        if isinstance(field, (models.CharField, models.TextField)) and not field.choices and part.name != "file_type":
            assert (part.outlives, part.told) == (False, True), part.name


def test_the_authors_own_data_has_a_column_with_a_label_for_each():
    [columns] = [table.says for table in TABLES if table.model is Evidence]
    told = [part.name for part in CONTENT if part.told]
    assert [name for name in columns if name in NAMES] == told
    assert all(str(LABELS[name]) for name in told)


@pytest.mark.django_db
def test_a_piece_is_frozen_whole_and_emptied_whole():
    assessment = make_meeting(members=3)
    piece = make_evidence(assessment.team, practices_of(assessment)[0], assessment, **SAID)
    record_actions.close_assessment(assessment=assessment, by=None)
    frozen = RecordEvidence.objects.get()
    piece.refresh_from_db()
    assert {name: getattr(frozen, name) for name in NAMES} == {name: getattr(piece, name) for name in NAMES}

    pieces.withdraw_evidence(evidence=piece, by=None)

    for row in (RecordEvidence.objects.get(), Evidence.objects.get()):
        kept = {part.name: getattr(row, part.name) for part in CONTENT if part.outlives}
        left = {part.name: str(getattr(row, part.name)) for part in CONTENT if not part.outlives}
        assert left == {**dict.fromkeys(left, ""), "title": "Withdrawn"}
        assert kept["dated_on"] == SAID["dated_on"]
