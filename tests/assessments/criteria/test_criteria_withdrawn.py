"""Words of success criteria that name a person are withdrawn: gone wherever they stand, and a line says so."""

import pytest
from auditlog.models import LogEntry

from assessments.criteria import actions
from assessments.criteria.errors import NotOffered, WordsGone
from assessments.criteria.models import CriterionVersion
from districts.roles.models import Role
from tests.assessments.wording import (
    assessment,
    board,
    member,
    offer,
    offers_of,
    practice,
    texts_of,
    url_of,
    version_url,
    write,
)
from tests.factories import (
    appoint,
    join,
    make_assessment,
    make_criterion,
    make_meeting,
    make_person,
    make_team,
    practices_of,
)

__all__ = ["assessment", "board", "member", "practice"]
pytestmark = pytest.mark.django_db
NAMED = "Ms. Petrov shows it in grade 4"


def test_withdrawn_words_are_gone_from_every_version_that_says_them_and_leave_their_place(assessment, practice):
    write(assessment, practice, "First")
    named = write(assessment, practice, NAMED, 1, lens="instructional")
    write(assessment, practice, "Third", 2)
    actions.restore_criterion(version=named, revision=3, by=None)
    actions.withdraw_criterion(version=named, by=None)
    assert texts_of(assessment.team) == [(1, "First"), (2, ""), (3, "Third"), (4, "")]
    assert set(CriterionVersion.objects.filter(text="").values_list("lens", flat=True)) == {""}
    assert not CriterionVersion.objects.filter(text="", withdrawn_at=None).exists()
    assert not CriterionVersion.objects.current().exists()
    write(assessment, practice, "Fifth", 4)
    assert texts_of(assessment.team)[-1] == (5, "Fifth")


def test_withdrawn_words_of_the_districts_team_are_gone_from_unchanged_copies(assessment, board, practice):
    offered = offer(board, practice, NAMED)
    other = make_assessment(assessment.cycle, make_team(assessment.district, members=1))
    for one in (assessment, other):
        actions.adopt_criterion(team=one.team, version=offered, revision=0, by=None)
    write(other, practice, f"{NAMED}, and in grade 5", 1)
    elsewhere = make_meeting(members=1, started=False)
    make_criterion(elsewhere.team, practices_of(elsewhere)[0], elsewhere.cycle.scale, 3, NAMED)
    actions.withdraw_criterion(version=offered, by=None)
    assert (texts_of(board.team), texts_of(assessment.team)) == ([(1, "")], [(1, "")])
    assert texts_of(other.team) == [(1, ""), (2, f"{NAMED}, and in grade 5")]
    assert texts_of(elsewhere.team) == [(1, NAMED)]
    assert not CriterionVersion.objects.offered_in(board.district_id).exists()
    with pytest.raises(NotOffered):
        actions.adopt_criterion(team=other.team, version=offered, revision=2, by=None)


def test_a_team_that_withdraws_its_copy_leaves_what_the_district_offers(assessment, board, practice):
    offered = offer(board, practice)
    copied = actions.adopt_criterion(team=assessment.team, version=offered, revision=0, by=None)
    actions.withdraw_criterion(version=copied, by=None)
    assert (texts_of(board.team), texts_of(assessment.team)) == ([(1, "The district’s")], [(1, "")])
    assert CriterionVersion.objects.offered_in(board.district_id).get() == offered


def test_withdrawn_words_do_not_come_back_through_a_page_that_still_shows_them(assessment, board, practice):
    ours, theirs = write(assessment, practice, NAMED), write(board, practice, NAMED)
    for version in (ours, theirs):
        actions.withdraw_criterion(version=version, by=None)
    for act in (
        lambda: actions.restore_criterion(version=ours, revision=1, by=None),
        lambda: actions.offer_criterion(version=theirs, by=None),
        lambda: actions.withdraw_criterion(version=ours, by=None),
    ):
        with pytest.raises(WordsGone):
            act()
    assert not CriterionVersion.objects.exclude(text="").exists()


def test_the_history_says_who_withdrew_and_when_without_the_words(assessment, practice):
    person = make_person()
    version = write(assessment, practice, NAMED)
    actions.withdraw_criterion(version=version, by=person)
    [entry] = LogEntry.objects.get_for_object(version)
    assert (entry.actor, list(entry.changes)) == (person, ["withdrawn_at"])
    assert "Petrov" not in f"{entry.changes} {entry.object_repr}"


def test_a_team_that_adopted_what_was_withdrawn_is_shown_the_next_wording_alone(assessment, board, practice):
    first = offer(board, practice, NAMED)
    actions.adopt_criterion(team=assessment.team, version=first, revision=0, by=None)
    actions.withdraw_criterion(version=first, by=None)
    offer(board, practice, "Two classes show it", 1)
    [found] = offers_of(assessment, practice)
    assert (found.waits, found.before) == (True, None)


def test_a_facilitator_withdraws_from_the_history_and_a_line_says_so(assessment, practice, member, client):
    write(assessment, practice, NAMED)
    version = write(assessment, practice, f"{NAMED}, often", 1)
    page, address = url_of(assessment, practice), version_url(assessment, version, "withdraw")
    assert address not in client.get(page).content.decode()
    assert client.get(address).status_code == 403
    join(assessment.team, person := make_person(), facilitates=True)
    client.force_login(person)
    assert address in client.get(page).content.decode()
    assert f"{NAMED}, often" in client.get(address).content.decode()
    assert client.post(address).url == f"{page}#level-3"
    shown = client.get(page).content.decode()
    assert f"{NAMED}, often" not in shown
    assert shown.count("because it held something about a person") == 2
    assert NAMED in shown
    assert client.get(address).status_code == 404


def test_an_administrator_withdraws_what_is_offered_and_nothing_else(assessment, board, practice, client):
    offered, own = offer(board, practice, NAMED), write(assessment, practice, "Ours alone")
    client.force_login(appoint(Role.DISTRICT_ADMINISTRATOR, district=board.district))
    offers = f"/districts/{assessment.district.slug}/criteria/"
    assert f"{offers}{offered.pk}/withdraw/" in client.get(offers).content.decode()
    assert client.post(f"{offers}{own.pk}/withdraw/").status_code == 404
    assert NAMED in client.get(f"{offers}{offered.pk}/withdraw/").content.decode()
    assert client.post(f"{offers}{offered.pk}/withdraw/").url == offers
    assert NAMED not in client.get(offers).content.decode()
    assert texts_of(board.team) == [(1, "")]
    assert texts_of(assessment.team) == [(1, "Ours alone")]
