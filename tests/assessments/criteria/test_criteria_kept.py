"""Success criteria: every version kept, the district's to adopt, taken over into another edition."""

import pytest

from assessments.criteria import actions, queries
from assessments.criteria.errors import NotOffered, OfferNotPossible
from assessments.criteria.models import CriterionVersion, SuccessCriterion
from frameworks.models.crosswalk import Crosswalk
from people.errors import StaleRevision
from tests.assessments.wording import assessment, board, offer, offers_of, practice, texts_of, write
from tests.factories import (
    make_assessment,
    make_cycle,
    make_edition,
    make_meeting,
    make_person,
    practices_of,
)

__all__ = ["assessment", "board", "practice"]
pytestmark = pytest.mark.django_db


# -- Writing ------------------------------------------------------------------------------------


def test_every_change_is_a_new_version_and_none_is_lost(assessment, practice):
    author = make_person()
    write(assessment, practice, "First", by=author)
    second = write(assessment, practice, "Second", revision=1, lens="both", by=author)
    assert texts_of(assessment.team) == [(1, "First"), (2, "Second")]
    assert (second.lens, second.written_by, second.origin) == ("both", author, "written")
    (said,) = queries.described(assessment, practice.characteristic)[practice.pk]
    assert (said.text, said.lens_label) == ("Second", "Instructional and managerial")


def test_the_same_words_twice_are_one_version(assessment, practice):
    first = write(assessment, practice, "Same")
    assert write(assessment, practice, "Same", revision=0) == first
    assert texts_of(assessment.team) == [(1, "Same")]


def test_no_words_take_a_criterion_back_and_its_versions_stay(assessment, practice):
    write(assessment, practice, "Said", lens="managerial")
    write(assessment, practice, "", revision=1, lens="managerial")
    assert texts_of(assessment.team) == [(1, "Said"), (2, "")]
    assert queries.described(assessment, practice.characteristic)[practice.pk] == ()
    assert queries.described_count(assessment) == 0


def test_nothing_is_written_where_there_is_nothing_to_take_back(assessment, practice):
    assert write(assessment, practice, "") is None
    assert not SuccessCriterion.objects.exists()


def test_a_stale_edit_is_refused_with_what_is_stored(assessment, practice):
    write(assessment, practice, "First")
    write(assessment, practice, "Theirs", revision=1)
    with pytest.raises(StaleRevision) as refused:
        write(assessment, practice, "Mine", revision=1)
    assert refused.value.stored.text == "Theirs"
    assert texts_of(assessment.team) == [(1, "First"), (2, "Theirs")]


def test_an_earlier_version_speaks_again_as_a_new_one(assessment, practice):
    first = write(assessment, practice, "First", lens="both")
    write(assessment, practice, "Second", revision=1)
    restored = actions.restore_criterion(version=first, revision=2, by=None)
    assert texts_of(assessment.team) == [(1, "First"), (2, "Second"), (3, "First")]
    assert (restored.lens, restored.origin) == ("both", "restored")
    with pytest.raises(StaleRevision):
        actions.restore_criterion(version=CriterionVersion.objects.get(number=2), revision=2, by=None)


def test_criteria_outlast_a_cycle(assessment, practice):
    write(assessment, practice, "Still so")
    cycle = make_cycle(assessment.district, edition=assessment.cycle.edition, scale=assessment.cycle.scale)
    later = make_assessment(cycle, assessment.team)
    assert [said.text for said in queries.described(later, practice.characteristic)[practice.pk]] == ["Still so"]


def test_levels_of_another_scale_are_not_shown(assessment, practice):
    write(assessment, practice)
    later = make_assessment(make_cycle(assessment.district, edition=assessment.cycle.edition), assessment.team)
    assert queries.described(later, practice.characteristic)[practice.pk] == ()


# -- The district's -----------------------------------------------------------------------------


def test_what_is_offered_is_adopted_as_a_copy_that_stays(assessment, board, practice):
    version = offer(board, practice)
    adopted = actions.adopt_criterion(team=assessment.team, version=version, revision=0, by=None)
    assert (adopted.number, adopted.text, adopted.origin) == (1, "The district’s", "adopted")
    actions.take_offer_back(version=version, by=None)
    assert texts_of(assessment.team) == [(1, "The district’s")]
    assert not queries.offered_to(assessment.team).exists()


def test_only_the_present_wording_of_the_districts_team_is_offered(assessment, board, practice):
    first = write(board, practice, "First")
    write(board, practice, "Second", revision=1)
    gone = write(board, practice, "Gone", value=4)
    nothing = write(board, practice, "", revision=1, value=4)
    for version in (first, gone, nothing, write(assessment, practice, "A school’s")):
        with pytest.raises(OfferNotPossible):
            actions.offer_criterion(version=version, by=None)
    assert not queries.offered_to(assessment.team).exists()


def test_a_change_of_the_districts_team_is_offered_only_when_it_is_offered_again(assessment, board, practice):
    offer(board, practice, "First")
    second = write(board, practice, "Second", revision=1)
    assert [version.text for version in queries.offered_to(assessment.team)] == ["First"]
    actions.offer_criterion(version=second, by=None)
    assert [version.text for version in queries.offered_to(assessment.team)] == ["Second"]


def test_a_wording_that_is_no_longer_offered_is_not_adopted(assessment, board, practice):
    first = offer(board, practice, "First")
    second = offer(board, practice, "Second", revision=1)
    actions.take_offer_back(version=second, by=None)
    for version in (first, second):
        with pytest.raises(NotOffered):
            actions.adopt_criterion(team=assessment.team, version=version, revision=0, by=None)
    assert texts_of(assessment.team) == []


def test_adopting_follows_what_the_person_saw(assessment, board, practice):
    write(assessment, practice, "Ours")
    version = offer(board, practice)
    with pytest.raises(StaleRevision):
        actions.adopt_criterion(team=assessment.team, version=version, revision=0, by=None)
    actions.adopt_criterion(team=assessment.team, version=version, revision=1, by=None)
    assert texts_of(assessment.team) == [(1, "Ours"), (2, "The district’s")]


def test_an_offer_is_for_the_teams_of_its_district(assessment, board, practice):
    offer(board, practice)
    elsewhere = make_meeting()
    assert not queries.offered_to(elsewhere.team).exists()
    assert not queries.offered_to(board.team).exists()
    assert queries.offered_to(assessment.team).count() == 1


def test_a_changed_wording_is_shown_beside_the_one_adopted_until_the_team_decides(assessment, board, practice):
    version = offer(board, practice, "First")
    actions.adopt_criterion(team=assessment.team, version=version, revision=0, by=None)
    write(assessment, practice, "Adapted", revision=1)
    (one,) = offers_of(assessment, practice)
    assert (one.waits, one.before) == (False, None)
    second = offer(board, practice, "Second", revision=1)
    (one,) = offers_of(assessment, practice)
    assert (one.waits, one.before.text, one.version.text) == (True, "First", "Second")
    actions.keep_criterion(team=assessment.team, version=second, by=None)
    (one,) = offers_of(assessment, practice)
    assert (one.waits, one.before) == (False, None)
    assert texts_of(assessment.team) == [(1, "First"), (2, "Adapted")]


def test_a_wording_taken_back_is_shown_to_no_team_again(assessment, board, practice):
    """Nor is one that was once offered, to a team that guesses its number; what a team adopted stays its own."""
    write(assessment, practice, "Ours")
    named = offer(board, practice, "Ms. Poe shows it")
    actions.keep_criterion(team=assessment.team, version=named, by=None)
    actions.take_offer_back(version=named, by=None)
    offer(board, practice, "Second", revision=1)
    with pytest.raises(NotOffered):
        actions.keep_criterion(team=assessment.team, version=named, by=None)
    (one,) = offers_of(assessment, practice)
    assert (one.waits, one.before, one.version.text) == (True, None, "Second")


# -- Another edition ----------------------------------------------------------------------------


@pytest.mark.parametrize("forwards", [True, False])
def test_words_for_a_practice_that_reads_the_same_are_taken_over_once(forwards, assessment, practice):
    write(assessment, practice, "Before", lens="both")
    write(assessment, practices_of(assessment)[1], "Reworded since")
    later = make_edition()
    cycle = make_cycle(assessment.district, edition=later, scale=assessment.cycle.scale)
    now = make_assessment(cycle, assessment.team)
    for relation, old, new in zip(("same", "reworded"), practices_of(assessment), practices_of(now), strict=False):
        pair = (old, new) if forwards else (new, old)
        Crosswalk.objects.create(
            from_practice=pair[0],
            to_practice=pair[1],
            from_edition=pair[0].characteristic.edition,
            to_edition=pair[1].characteristic.edition,
            relation=relation,
        )
    assert actions.take_over_criteria(assessment=now, by=None) == 1
    assert actions.take_over_criteria(assessment=now, by=None) == 0
    here = practices_of(now)[0]
    assert [said.text for said in queries.described(now, here.characteristic)[here.pk]] == ["Before"]
    taken = CriterionVersion.objects.get(criterion__practice=here)
    assert (taken.number, taken.lens, taken.origin) == (1, "both", "taken_over")
