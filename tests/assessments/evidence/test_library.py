"""The team's library: one piece for many practices, used again in the next cycle, deleted without touching a record."""

import datetime
import io
from functools import partial

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from assessments.cycles.errors import AlreadyClosed
from assessments.evidence import queries
from assessments.evidence.actions import pieces, previews
from assessments.evidence.errors import EvidenceGone, EvidenceNotYours, NothingToReuse
from assessments.evidence.files.uploads import checked
from assessments.evidence.models import Evidence, EvidenceLink
from assessments.record import actions
from assessments.record.models import RecordEvidence
from frameworks.models.crosswalk import Crosswalk
from people.errors import StaleRevision
from tests.factories import (
    make_assessment,
    make_cycle,
    make_edition,
    make_evidence,
    make_meeting,
    make_person,
    make_team,
    practices_of,
)

pytestmark = pytest.mark.django_db


def linked_to(piece, assessment):
    return set(EvidenceLink.objects.filter(evidence=piece, assessment=assessment).values_list("practice", flat=True))


def next_cycle(assessment, edition=None):
    """The same team's assessment a year later."""
    cycle = assessment.cycle
    later = make_cycle(
        cycle.district,
        edition=edition or cycle.edition,
        scale=cycle.scale,
        opens_on=cycle.opens_on + datetime.timedelta(days=5),
    )
    return make_assessment(later, assessment.team)


def photo():
    written = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(written, "PNG")
    return checked(ContentFile(written.getvalue(), name="wall.png"))


def test_a_piece_speaks_for_the_chosen_practices_and_no_others():
    assessment = make_meeting()
    a, b, c = practices_of(assessment)
    piece = make_evidence(assessment.team, a, assessment)
    pieces.link_practices(assessment=assessment, evidence=piece, practices=[b, c], seen={a.pk}, by=None)
    assert linked_to(piece, assessment) == {b.pk, c.pk}
    pieces.link_practices(assessment=assessment, evidence=piece, practices=[], seen={b.pk, c.pk}, by=None)
    assert linked_to(piece, assessment) == set()


def test_two_people_who_tick_practices_at_once_undo_nothing_of_each_other():
    assessment = make_meeting()
    a, b, c = practices_of(assessment)
    piece = make_evidence(assessment.team, a, assessment)
    for ticked in ([b], [a, c]):  # the first takes `a` away and adds `b`; the second only adds `c`
        pieces.link_practices(assessment=assessment, evidence=piece, practices=ticked, seen={a.pk}, by=None)
    assert linked_to(piece, assessment) == {b.pk, c.pk}


def test_a_team_links_only_its_own_piece_and_only_while_open():
    assessment = make_meeting()
    theirs, mine = make_evidence(make_team(assessment.district)), make_evidence(assessment.team)
    link = {"assessment": assessment, "practices": practices_of(assessment), "seen": set(), "by": None}
    with pytest.raises(EvidenceNotYours):
        pieces.link_practices(evidence=theirs, **link)
    actions.close_assessment(assessment=assessment, by=None)
    with pytest.raises(AlreadyClosed):
        pieces.link_practices(evidence=mine, **link)
    with pytest.raises(AlreadyClosed):
        pieces.reuse_evidence(assessment=assessment, evidence=mine, by=None)


def test_the_same_file_or_link_twice_is_one_piece():
    assessment = make_meeting()
    a, b, _c = practices_of(assessment)
    described = {"title": "Wall", "kind": "document"}

    def drop(practice, **carried):
        return pieces.add_once(assessment=assessment, practice=practice, by=None, **described, **carried)

    first = drop(a, carrier="file", upload=photo())
    assert drop(a, carrier="file", upload=photo()) == drop(b, carrier="file", upload=photo()) == first
    assert linked_to(first, assessment) == {a.pk, b.pk}
    link = drop(None, carrier="link", url="https://example.org/x")
    assert drop(a, carrier="link", url="https://example.org/x") == link
    assert drop(a, carrier="link", url="https://example.org/y") != link
    other = make_assessment(assessment.cycle, make_team(assessment.district))
    theirs = pieces.add_once(
        assessment=other, practice=a, by=None, carrier="link", url="https://example.org/x", **described
    )
    assert theirs != link


def test_what_was_deleted_is_added_anew_when_it_is_dropped_again():
    assessment = make_meeting()
    practice = practices_of(assessment)[0]
    described = {"title": "Wall", "kind": "document", "carrier": "file"}
    first = pieces.add_once(assessment=assessment, practice=practice, by=None, upload=photo(), **described)
    previews.draw_preview(evidence=first)
    actions.close_assessment(assessment=assessment, by=None)
    pieces.remove_evidence(evidence=first, by=None)
    later = next_cycle(assessment)
    again = pieces.add_once(assessment=later, practice=practice, by=None, upload=photo(), **described)
    assert again.pk != first.pk
    assert again.has_preview


def test_a_change_says_who_and_when_and_touches_no_other_field():
    piece, person = make_evidence(make_team(make_meeting().district), title="Minutes"), make_person()
    Evidence.objects.filter(pk=piece.pk).update(title="Minutes of May")
    pieces.change_evidence(evidence=piece, revision=0, by=person, rung="changing", kind="data")
    piece.refresh_from_db()
    assert (piece.title, piece.rung, piece.kind, piece.changed_by) == ("Minutes of May", "changing", "data", person)
    assert piece.changed_at
    assert piece.revision == 1


def test_a_change_that_did_not_see_the_last_one_is_refused_with_what_is_stored():
    piece, person = make_evidence(make_team(make_meeting().district), title="Minutes"), make_person()
    pieces.change_evidence(evidence=piece, revision=0, by=person, title="Minutes of May")
    with pytest.raises(StaleRevision) as stale:
        pieces.change_evidence(evidence=piece, revision=0, by=None, title="Minutes of June")
    assert (stale.value.stored.title, stale.value.stored.revision) == ("Minutes of May", 1)
    pieces.change_evidence(evidence=piece, revision=0, by=None, title="Minutes of May")
    piece.refresh_from_db()
    assert (piece.title, piece.revision, piece.changed_by) == ("Minutes of May", 1, person)


def test_a_piece_is_used_again_for_what_it_spoke_for_in_the_last_cycle():
    before = make_meeting()
    a, b, c = practices_of(before)
    piece = make_evidence(before.team, a, before)
    EvidenceLink.objects.create(assessment=before, evidence=piece, practice=b)
    now = next_cycle(before)
    EvidenceLink.objects.create(assessment=now, evidence=piece, practice=c)
    assert pieces.reuse_evidence(assessment=now, evidence=piece, by=None) == 3
    assert pieces.reuse_evidence(assessment=now, evidence=piece, by=None) == 3
    assert linked_to(piece, now) == {a.pk, b.pk, c.pk}
    assert linked_to(piece, before) == {a.pk, b.pk}


@pytest.mark.parametrize("forwards", [True, False])
def test_a_piece_is_used_again_through_the_crosswalk_whichever_way_it_was_written(forwards):
    before = make_meeting(practices=4)
    old = practices_of(before)
    now = next_cycle(before, edition=make_edition(1, 4))
    new = practices_of(now)
    piece = make_evidence(before.team)
    for practice in old[:3]:
        EvidenceLink.objects.create(assessment=before, evidence=piece, practice=practice)
    # The first was moved, the second split in two, the third is no longer there; the fourth was not linked.
    for one, other, relation in (
        (old[0], new[3], "moved"),
        (old[1], new[0], "split"),
        (old[1], new[1], "split"),
        (old[2], None, "retired"),
        (old[3], new[2], "same"),
    ):
        sides = (one, other) if forwards else (other, one)
        editions = (before.cycle.edition, now.cycle.edition)
        from_edition, to_edition = editions if forwards else editions[::-1]
        relation = {"retired": "new", "split": "merged"}.get(relation, relation) if not forwards else relation
        Crosswalk.objects.create(
            from_edition=from_edition,
            to_edition=to_edition,
            from_practice=sides[0],
            to_practice=sides[1],
            relation=relation,
        )
    assert pieces.reuse_evidence(assessment=now, evidence=piece, by=None) == 3
    assert linked_to(piece, now) == {new[0].pk, new[1].pk, new[3].pk}


def test_where_nothing_is_left_to_link_to_it_is_said():
    before = make_meeting()
    piece = make_evidence(before.team, practices_of(before)[0], before)
    for now in (before, next_cycle(before, edition=make_edition(1, 1))):
        with pytest.raises(NothingToReuse):
            pieces.reuse_evidence(assessment=now, evidence=piece, by=None)


def test_deleting_takes_a_piece_off_every_practice_and_leaves_records_as_they_were(tmp_path):
    assessment = make_meeting()
    practice = practices_of(assessment)[0]
    described = {"title": "Wall", "kind": "document", "carrier": "file", "source": "School office"}
    piece = pieces.add_evidence(assessment=assessment, practice=practice, by=None, upload=photo(), **described)
    actions.close_assessment(assessment=assessment, by=None)
    now = next_cycle(assessment)
    EvidenceLink.objects.create(assessment=now, evidence=piece, practice=practice)
    pieces.remove_evidence(evidence=piece, by=None)
    assert not EvidenceLink.objects.exists()
    assert list(Evidence.objects.available()) == []
    assert list(Evidence.objects.only_in_records()) == [piece]
    frozen = RecordEvidence.objects.get()
    assert (frozen.title, frozen.source, frozen.evidence) == ("Wall", "School office", piece)
    with frozen.file.open() as kept:
        assert kept.read(4) == b"\x89PNG"
    with pytest.raises(EvidenceNotYours):
        pieces.link_practices(assessment=now, evidence=piece, practices=[practice], seen=set(), by=None)


def test_a_deleted_piece_can_still_be_withdrawn_from_records(tmp_path, django_capture_on_commit_callbacks):
    assessment = make_meeting()
    described = {"title": "Wall", "kind": "document", "carrier": "file", "source": "Somebody"}
    piece = pieces.add_evidence(
        assessment=assessment, practice=practices_of(assessment)[0], by=None, upload=photo(), **described
    )
    previews.draw_preview(evidence=piece)
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 2
    actions.close_assessment(assessment=assessment, by=None)
    with django_capture_on_commit_callbacks(execute=True):
        pieces.remove_evidence(evidence=piece, by=None)
    with django_capture_on_commit_callbacks(execute=True):
        pieces.withdraw_evidence(evidence=piece, by=None)
    left = RecordEvidence.objects.get()
    assert (left.title, left.source, left.file.name) == ("Withdrawn", "", "")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    change = partial(pieces.change_evidence, revision=0, title="Back again")
    for act in (pieces.remove_evidence, pieces.withdraw_evidence, change):
        with pytest.raises(EvidenceGone):
            act(evidence=piece, by=None)


def test_deleting_what_no_record_holds_deletes_its_files_too(tmp_path, django_capture_on_commit_callbacks):
    assessment = make_meeting()
    practice = practices_of(assessment)[0]
    described = {"title": "Wall", "kind": "document", "carrier": "file"}
    one, two = (
        pieces.add_evidence(assessment=assessment, practice=practice, by=None, upload=photo(), **described)
        for _ in range(2)
    )
    previews.draw_preview(evidence=one)
    with django_capture_on_commit_callbacks(execute=True):
        pieces.remove_evidence(evidence=one, by=None)
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 2
    with django_capture_on_commit_callbacks(execute=True):
        pieces.remove_evidence(evidence=two, by=None)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert not Evidence.objects.exists()


def test_coverage_says_what_has_no_evidence_and_what_has_only_the_first_rung():
    assessment = make_meeting(practices=4)
    a, b, c, d = practices_of(assessment)
    make_evidence(assessment.team, a, assessment, rung="doing")
    make_evidence(assessment.team, a, assessment, rung="changing")
    make_evidence(assessment.team, b, assessment, rung="doing")
    pieces.withdraw_evidence(evidence=make_evidence(assessment.team, c, assessment), by=None)
    make_evidence(assessment.team, d, next_cycle(assessment), rung="doing")
    coverage = queries.coverage_of(assessment)
    assert (coverage.covered, coverage.total) == (2, 4)
    assert [p.pk for p in coverage.without] == [c.pk, d.pk]
    assert [p.pk for p in coverage.first_rung_only] == [b.pk]
