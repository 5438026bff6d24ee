"""Success criteria: the team's own words, every version kept, the district's to adopt, and nobody else's to read."""

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments import actions, criteria
from assessments.errors import NotOffered, OfferNotPossible, StaleRevision, WordsGone
from assessments.models import CriterionVersion, SuccessCriterion
from districts.models import Role
from frameworks.models import Crosswalk
from tests.factories import (
    appoint,
    join,
    make_assessment,
    make_criterion,
    make_cycle,
    make_edition,
    make_meeting,
    make_person,
    make_team,
    members_of,
    practices_of,
)

pytestmark = pytest.mark.django_db

XSS = "<img src=x onerror=alert(1)>"
WRITING = {
    "right to left": "\u202eכתב עברי\u202c و عربي",
    "joined and wide": "👩‍👩‍👧 会议 ḱ̃ \u200d",
    "markup": XSS,
    "10,000 characters": "é" * 10_000,
    "lines": "one\r\ntwo\ttab",
}


@pytest.fixture
def assessment():
    return make_meeting(members=2, started=False, characteristics=2)


@pytest.fixture
def practice(assessment):
    return practices_of(assessment)[0]


@pytest.fixture
def board(assessment):
    """The district team's assessment in the same cycle."""
    return make_assessment(assessment.cycle, make_team(assessment.district, members=2))


@pytest.fixture
def member(assessment, client):
    """A member of the school's team, signed in."""
    person = members_of(assessment)[0]
    client.force_login(person)
    return person


def level_of(assessment, value=3):
    return assessment.cycle.scale.levels.get(value=value)


def write(assessment, practice, text="It shows", revision=0, value=3, lens="", by=None):
    level = level_of(assessment, value)
    written = {"practice": practice, "level": level, "text": text, "lens": lens, "revision": revision}
    return actions.write_criterion(team=assessment.team, by=by, **written)


def texts_of(team, value=3):
    versions = CriterionVersion.objects.filter(criterion__team=team, criterion__level__value=value)
    return list(versions.order_by("number").values_list("number", "text"))


def offer(board, practice, text="The district’s", revision=0):
    version = write(board, practice, text, revision)
    actions.offer_criterion(version=version, by=None)
    return version


def url_of(assessment, practice=None, what=""):
    base = f"/assessments/{assessment.pk}/criteria/"
    return f"{base}{practice.uuid}/" if practice else f"{base}{what}"


def version_url(assessment, version, what):
    return url_of(assessment, what=f"versions/{version.pk}/{what}/")


def sent(**fields):
    return {"level": "3", "text": "Typed", "lens": "", "revision": "0", **fields}


# -- Writing ------------------------------------------------------------------------------------


def test_every_change_is_a_new_version_and_none_is_lost(assessment, practice):
    author = make_person()
    write(assessment, practice, "First", by=author)
    second = write(assessment, practice, "Second", revision=1, lens="both", by=author)
    assert texts_of(assessment.team) == [(1, "First"), (2, "Second")]
    assert (second.lens, second.written_by, second.origin) == ("both", author, "written")
    (said,) = criteria.described(assessment, practice.characteristic)[practice.pk]
    assert (said.text, said.lens_label) == ("Second", "Instructional and managerial")


def test_the_same_words_twice_are_one_version(assessment, practice):
    first = write(assessment, practice, "Same")
    assert write(assessment, practice, "Same", revision=0) == first
    assert texts_of(assessment.team) == [(1, "Same")]


def test_no_words_take_a_criterion_back_and_its_versions_stay(assessment, practice):
    write(assessment, practice, "Said", lens="managerial")
    write(assessment, practice, "", revision=1, lens="managerial")
    assert texts_of(assessment.team) == [(1, "Said"), (2, "")]
    assert criteria.described(assessment, practice.characteristic)[practice.pk] == ()
    assert criteria.described_count(assessment) == 0


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
    assert [said.text for said in criteria.described(later, practice.characteristic)[practice.pk]] == ["Still so"]


def test_levels_of_another_scale_are_not_shown(assessment, practice):
    write(assessment, practice)
    later = make_assessment(make_cycle(assessment.district, edition=assessment.cycle.edition), assessment.team)
    assert criteria.described(later, practice.characteristic)[practice.pk] == ()


# -- The district's -----------------------------------------------------------------------------


def test_what_is_offered_is_adopted_as_a_copy_that_stays(assessment, board, practice):
    version = offer(board, practice)
    adopted = actions.adopt_criterion(team=assessment.team, version=version, revision=0, by=None)
    assert (adopted.number, adopted.text, adopted.origin) == (1, "The district’s", "adopted")
    actions.take_offer_back(version=version, by=None)
    assert texts_of(assessment.team) == [(1, "The district’s")]
    assert not criteria.offered_to(assessment.team).exists()


def test_only_the_present_wording_of_the_districts_team_is_offered(assessment, board, practice):
    first = write(board, practice, "First")
    write(board, practice, "Second", revision=1)
    gone = write(board, practice, "Gone", value=4)
    nothing = write(board, practice, "", revision=1, value=4)
    for version in (first, gone, nothing, write(assessment, practice, "A school’s")):
        with pytest.raises(OfferNotPossible):
            actions.offer_criterion(version=version, by=None)
    assert not criteria.offered_to(assessment.team).exists()


def test_a_change_of_the_districts_team_is_offered_only_when_it_is_offered_again(assessment, board, practice):
    offer(board, practice, "First")
    second = write(board, practice, "Second", revision=1)
    assert [version.text for version in criteria.offered_to(assessment.team)] == ["First"]
    actions.offer_criterion(version=second, by=None)
    assert [version.text for version in criteria.offered_to(assessment.team)] == ["Second"]


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
    assert not criteria.offered_to(elsewhere.team).exists()
    assert not criteria.offered_to(board.team).exists()
    assert criteria.offered_to(assessment.team).count() == 1


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


def offers_of(assessment, practice):
    return [one for row in criteria.levels_of_practice(assessment, practice) for one in row.offers]


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
    assert [said.text for said in criteria.described(now, here.characteristic)[here.pk]] == ["Before"]
    taken = CriterionVersion.objects.get(criterion__practice=here)
    assert (taken.number, taken.lens, taken.origin) == (1, "both", "taken_over")


# -- Pages --------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", WRITING.values(), ids=WRITING.keys())
def test_every_script_comes_back_as_it_was_written_and_escaped_everywhere(text, assessment, practice, member, client):
    actions.take_seat(assessment=assessment, by=member)
    response = client.post(url_of(assessment, practice), sent(text=text, lens="both"))
    assert response.status_code == 302
    assert CriterionVersion.objects.get().text == text
    rating, meeting = (
        f"/assessments/{assessment.pk}/rate/1/",
        f"/assessments/{assessment.pk}/practices/{practice.uuid}/",
    )
    for url in (url_of(assessment, practice), rating, f"{meeting}meeting/"):
        page = client.get(url).content.decode()
        assert XSS not in page
        assert 'dir="auto"' in page
        if text != XSS:
            assert text.split("\r\n")[0] in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"text": "  "}, "Write what it looks like here"),
        ({"text": "a\x00b"}, "U+0000"),
        ({"text": "x" * 10_001}, "10000"),
        ({"lens": "fish-eye"}, "valid choice"),
        ({"level": "9"}, "A part of this page that you do not see"),
        ({"level": "%s"}, "A part of this page that you do not see"),
        ({"revision": "-1"}, "A part of this page that you do not see"),
    ],
    ids=["blank", "control", "long", "lens", "level", "percent", "revision"],
)
def test_what_cannot_be_saved_is_answered_in_words_and_keeps_what_was_typed(
    typed, words, assessment, practice, member, client
):
    response = client.post(url_of(assessment, practice), sent(**typed))
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    if "text" not in typed and "level" not in typed:
        assert "Typed" in page
    assert not SuccessCriterion.objects.exists()


def test_a_stale_save_shows_both_texts_and_can_then_be_saved(assessment, practice, member, client):
    write(assessment, practice, "Theirs")
    response = client.post(url_of(assessment, practice), sent(text="Mine"))
    page = response.content.decode()
    assert response.status_code == 409
    assert "Theirs" in page
    assert "Mine" in page
    assert 'name="revision" value="1"' in page
    assert client.post(url_of(assessment, practice), sent(text="Mine", revision="1")).status_code == 302
    assert texts_of(assessment.team) == [(1, "Theirs"), (2, "Mine")]


@pytest.mark.parametrize("what", ["restore", "adopt"])
def test_a_stale_click_shows_both_texts(what, assessment, board, practice, member, client):
    version = write(assessment, practice, "Once") if what == "restore" else offer(board, practice, "Once")
    write(assessment, practice, "Theirs", revision=1 if what == "restore" else 0)
    response = client.post(version_url(assessment, version, what), {"revision": "7"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Theirs" in page
    assert "Once" in page
    assert client.post(version_url(assessment, version, what), {}).status_code == 422


def test_the_history_names_who_wrote_what_with_the_words(assessment, practice, member, client):
    write(assessment, practice, "The older words", by=make_person("Ada Lovelace"))
    write(assessment, practice, "The newer words", revision=1, by=make_person("Grace Hopper"))
    page = client.get(url_of(assessment, practice)).content.decode()
    for words in ("The older words", "The newer words", "Ada Lovelace", "Grace Hopper", "Use version 1 again"):
        assert words in page
    assert "Use version 2 again" not in page


def test_nobody_outside_the_team_reads_or_writes_its_criteria(assessment, board, practice, client):
    ours, theirs = write(assessment, practice, "zebra-ours"), write(board, practice, "zebra-board")
    board.team.memberships.update(facilitates=True)
    client.force_login(members_of(board)[0])
    assert client.get(url_of(assessment)).status_code == 404
    assert client.get(url_of(assessment, practice)).status_code == 404
    assert client.post(url_of(assessment, practice), sent()).status_code == 404
    for what in ("restore", "adopt", "keep", "offer", "take-back"):
        assert client.post(version_url(assessment, ours, what), {"revision": "0"}).status_code == 404
        assert client.post(version_url(board, ours, what), {"revision": "0"}).status_code == 404
    client.force_login(members_of(assessment)[0])
    assert "zebra-board" not in client.get(url_of(assessment, practice)).content.decode()
    for what in ("adopt", "keep", "restore"):
        assert client.post(version_url(assessment, theirs, what), {"revision": "0"}).status_code == 404
    assert texts_of(assessment.team) == [(1, "zebra-ours")]


def test_the_districts_facilitator_and_administrators_in_its_team_offer(board, practice, client):
    version = write(board, practice)
    member, facilitator = members_of(board)
    board.team.memberships.filter(person=facilitator).update(facilitates=True)
    administrator = join(board.team, appoint(Role.DISTRICT_ADMINISTRATOR, district=board.district)).person
    shown, answers = {}, {}
    for name, person in (("member", member), ("facilitator", facilitator), ("administrator", administrator)):
        client.force_login(person)
        shown[name] = "Offer to all teams" in client.get(url_of(board, practice)).content.decode()
        answers[name] = client.post(version_url(board, version, "offer")).status_code
        client.post(version_url(board, version, "take-back"))
    assert shown == {"member": False, "facilitator": True, "administrator": True}
    assert answers == {"member": 403, "facilitator": 302, "administrator": 302}


def test_a_schools_facilitator_offers_nothing(assessment, practice, member, client):
    version = write(assessment, practice)
    assessment.team.memberships.update(facilitates=True)
    assert client.post(version_url(assessment, version, "offer")).status_code == 403
    assert "Offer to all teams" not in client.get(url_of(assessment, practice)).content.decode()


def test_an_administrator_sees_what_is_offered_and_nothing_else_and_takes_it_back(assessment, board, practice, client):
    version = offer(board, practice, "zebra-offered")
    write(board, practice, "zebra-later", revision=1)
    write(assessment, practice, "zebra-school")
    client.force_login(appoint(Role.DISTRICT_ADMINISTRATOR, district=board.district))
    address = f"/districts/{board.district.slug}/criteria/"
    page = client.get(address).content.decode()
    assert "zebra-offered" in page
    assert "zebra-later" not in page
    assert "zebra-school" not in page
    assert client.post(f"{address}{version.pk}/take-back/").status_code == 302
    assert "zebra-offered" not in client.get(address).content.decode()
    never = CriterionVersion.objects.get(text="zebra-school")
    assert client.post(f"{address}{never.pk}/take-back/").status_code == 404


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


def test_the_overview_filters_by_characteristic_and_by_what_is_missing(assessment, board, practice, member, client):
    write(assessment, practice)
    offer(board, practices_of(assessment)[1])
    page = client.get(url_of(assessment)).content.decode()
    assert "1 of 6 practices described" in page
    assert "Offered by the district:" in page
    page = client.get(url_of(assessment), {"characteristic": "1", "show": "without"}).content.decode()
    assert "Do 1.1" not in page
    assert "Do 1.2" in page
    assert "Do 2.1" not in page


# -- Speed --------------------------------------------------------------------------------------


def queries_of(client, url):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_pages_ask_the_database_as_often_for_three_criteria_as_for_one(assessment, board, practice, member, client):
    actions.take_seat(assessment=assessment, by=member)
    administrator = appoint(Role.DISTRICT_ADMINISTRATOR, district=board.district)
    offers = f"/districts/{board.district.slug}/criteria/"
    urls = (url_of(assessment), url_of(assessment, practice), f"/assessments/{assessment.pk}/rate/1/", offers)

    def asked():
        counts = []
        for url in urls:
            client.force_login(administrator if url == offers else member)
            client.get(url)  # what the process keeps is there
            counts.append(queries_of(client, url))
        return counts

    scale = assessment.cycle.scale
    make_criterion(assessment.team, practice, scale, 3, "One", "Two")
    make_criterion(board.team, practice, scale, 3, "District’s", offered=True)
    with_one = asked()
    for value, other in ((4, practice), (2, practice), (3, practices_of(assessment)[1])):
        make_criterion(assessment.team, other, scale, value, "One", "Two", "Three")
        make_criterion(board.team, other, scale, value, "District’s", offered=True)
    assert asked() == with_one


def test_the_rate_page_costs_one_query_more_and_shows_nothing_where_nothing_is_said(
    assessment, practice, member, client
):
    actions.take_seat(assessment=assessment, by=member)
    url = f"/assessments/{assessment.pk}/rate/1/"
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(url).content.decode()
    assert sum("successcriterion" in query["sql"] for query in queries) == 1
    assert "What it looks like here" not in page
    write(assessment, practice, "Here it shows")
    page = client.get(url).content.decode()
    assert page.count("What it looks like here") == 1
    assert "Here it shows" in page
