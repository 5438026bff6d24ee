"""Two databases that differ only in what other people answered and wrote answer everybody identically.

From the meeting on, what may differ, and for whom, is what the table in the product's description names.
"""

import pytest
from django.db import connection

from assessments.meeting import actions as meeting_actions
from assessments.publishing import actions as publishing_actions
from assessments.rating.models import Answer, Rating
from assessments.record import actions as record_actions
from tests.factories import join, practices_of
from tests.privacy.otherwise import DISSENT, NOTE, WHY, agree_otherwise, answer_otherwise, ratings_of
from tests.privacy.reflecting import ALLOWED, only_the_authors_and_the_chosen_reader_read_them, reflect
from tests.privacy.walker import ALWAYS_THE_SAME, FILLED_WITH, addresses, differing, filled, holding, things_for, walk
from tests.privacy.world import others, undone

pytestmark = pytest.mark.django_db

# Who looks, at each time. Before the meeting in groups, each of which asks for about as many pages as the others: the
# longest walk of all would keep one process at work when all others are done.
BEFORE = {
    "team": ("member of one", "facilitator of one", "member of two"),
    "administration": ("administrator", "installation administrator", "nobody", "outsider"),
    "readers": ("principal of one", "superintendent", "trustee", "province viewer"),
    "superuser": ("superuser",),
    "editor": ("editor",),
}
if connection.vendor != "sqlite":
    # The same rules over another database: those whom the rule names; the others have looked on SQLite.
    BEFORE = {
        "team": ("member of one", "facilitator of one"),
        "others": ("principal of one", "superintendent", "administrator"),
    }
FOLLOWING = ("principal of one", "superintendent", "administrator")
COUNTING = ("member of one", "facilitator of one", *FOLLOWING, "trustee", "outsider")
MEANWHILE = (
    "member of one",
    "facilitator of two",
    "member of three",
    "principal of three",
    "superintendent",
    "administrator",
    "trustee",
    "outsider",
)
AFTERWARDS = (
    "member of one",
    "member of three",
    "principal of one",
    "principal of three",
    "superintendent",
    "superintendent of a family",
    "administrator",
    "trustee",
    "editor",
    "province viewer",
    "outsider",
)
OUTSIDE = ("superintendent", "superintendent of a family", "principal of four", "trustee", "province viewer")


def those(different, name):
    """The people of a team to whom something is different, and what."""
    return {(role, view) for role, view, _url in different if role.endswith(f" of {name}") and "principal" not in role}


# -- The walk itself --------------------------------------------------------------------------------


def test_every_address_can_be_filled_and_an_unknown_one_fails_loudly(world):
    found = {name for spaces in ("site", "admin") for name, _url, _given in filled(world, spaces)}
    assert found == {name for name, _parameters in addresses()}
    assert {"home", "assessments:meeting_practice", "reports:heatmap", "districts:person_detail"} <= found
    with pytest.raises(LookupError):
        things_for("plans:goal_detail", "pk", world)
    assert len(FILLED_WITH) == len({pattern for pattern, _thing in FILLED_WITH})


# -- Before the meeting ---------------------------------------------------------------------------------


# What is there for whom, so that walks that found nothing would be noticed.
SHOWN_BEFORE = {
    ("member of one", "assessments:rate_characteristic"),
    ("facilitator of one", "assessments:assessment_detail"),
    ("facilitator of one", "assessments:meeting_detail"),
    ("administrator", "assessments:cycle_detail"),
    ("superintendent", "reports:heatmap"),
    ("superintendent", "reports:progress"),
    ("principal of one", "reports:school"),
    ("trustee", "reports:board"),
    ("superuser", "admin:auditlog_logentry_changelist"),
}
# How many answers there are is no secret from those who prepare the meeting or follow the cycle; from others it is.
TOLD_HOW_MANY = {
    *(("facilitator of one", view) for view in ("home", "assessments:assessment_detail", "assessments:meeting_detail")),
    ("administrator", "assessments:cycle_detail"),
    *((role, f"reports:progress{file}") for role in FOLLOWING for file in ("", "_csv", "_xlsx")),
}


def of_these(roles, pairs):
    """Those of the (role, view) pairs that are about these people."""
    return {(role, view) for role, view in pairs if role in roles}


def told_that_answers_were_taken_back(world, roles, before):
    """On which of their pages these people see that a team has given fewer answers."""
    with undone(world):
        ratings_of(world, "one").update(answer=Answer.WITHDRAWN, level=None)
        fewer = walk(world, roles, less=ALWAYS_THE_SAME)
    return {(role, view) for role, view, _url in differing({where: before[where] for where in fewer}, fewer)}


@pytest.mark.parametrize("group", BEFORE)
def test_before_the_meeting_and_before_a_reveal_nobody_is_answered_otherwise(world, group):
    """Ratings and notes of a team that has not met; unrevealed ratings, and every note, of teams that meet.

    And what people write for themselves, but to them and to the one reader whom one of them chose.
    """
    roles = BEFORE[group]
    before = walk(world, roles)
    shown = {(role, view) for (role, view, _url), (status, _headers, _body) in before.items() if status == 200}
    assert of_these(roles, SHOWN_BEFORE) <= shown
    practices = Rating.objects.values("practice").distinct().order_by("practice")
    unrevealed = [p["practice"] for p in practices][2:]
    with undone(world):
        answer_otherwise(world, ratings_of(world, "one"))
        answer_otherwise(world, ratings_of(world, "two", "three", "four", practices=unrevealed))
        ratings_of(world, "two", "three", "four").update(note=NOTE)
        writers = walk(world, [role for role, _view in of_these(roles, ALLOWED)], about="assessments:reflection")
        reflect(world)
        after = walk(world, roles)
    assert differing({where: before[where] for where in writers}, writers) == set()
    assert {(role, view) for role, view, _url in differing(before, after)} <= of_these(roles, ALLOWED)
    assert holding(after, NOTE) == set()
    only_the_authors_and_the_chosen_reader_read_them(after, roles)
    told = told_that_answers_were_taken_back(world, [role for role in COUNTING if role in roles], before)
    assert told == of_these(roles, TOLD_HOW_MANY)


# -- In the meeting and after the close ------------------------------------------------------------------


@pytest.mark.once
def test_from_the_meeting_on_only_the_team_sees_its_bands_its_reveals_and_its_record(world):
    """One starts to meet; two reveals and agrees; three and four close: each of them having answered otherwise."""

    def go_on(otherwise):
        with undone(world):
            if otherwise:
                answer_otherwise(world, ratings_of(world, "one", "two", "three", "four"))
                for name in ("two", "three", "four"):
                    agree_otherwise(world, name)
            world.start("one")
            for name in ("three", "four"):
                world.close(name)
            return walk(world, MEANWHILE, less=ALWAYS_THE_SAME)

    one, other = go_on(False), go_on(True)
    different = differing(one, other)
    team = [f"{role} of {name}" for name in ("one", "two", "three", "four") for role in ("member", "facilitator")]
    assert {role for role, _name, _url in different} <= set(team)
    pages = ("meeting_detail", "meeting_practice", "meeting_room", "meeting_screen", "meeting_summary")
    bands = {"assessments:assessment_close", *(f"assessments:{page}" for page in pages)}
    assert {view for _role, view in those(different, "one")} <= bands
    # Its bands are there to see, so the two databases really differ for the team.
    assert ("member of one", "assessments:meeting_detail") in those(different, "one")
    assert {view for _role, view in those(different, "two")} <= bands
    closed = {"assessments:record_detail", "assessments:rater_agreement_detail"}
    assert {view for _role, view in those(different, "three")} <= bands | closed
    assert ("member of three", "assessments:record_detail") in those(different, "three")
    # A team sees nothing of another one: every difference is on a page of its own assessment.
    for role, view, url in different:
        own = world.assessment(role.rpartition(" ")[2])
        assert url.startswith(f"/assessments/{own.pk}/"), (role, view, url)
    # Nothing of practices not revealed differs but the bands and their neighbours: no spread, no answer, no note.
    assert holding(other, NOTE) == set()
    assert {role.rpartition(" ")[2] for role, _view, _url in holding(other, WHY, DISSENT)} <= {"two", "three", "four"}
    assert {role for role, _view, _url in holding(other, WHY, DISSENT)} <= set(team)


@pytest.mark.once
def test_the_page_of_an_unrevealed_practice_shows_its_band_and_nothing_else(world):
    """The bands being the same, other answers to what is not revealed change nothing, in the meeting neither."""
    world.start("one")
    before = walk(world, ("member of one", "facilitator of one"))
    with undone(world):
        answer_otherwise(world, ratings_of(world, "one"))
        after = walk(world, ("member of one", "facilitator of one"))
    assert differing(before, after) == set()


@pytest.mark.once
def test_how_far_apart_answers_stand_is_on_no_page_of_a_meeting_that_starts(world):
    """Every practice is one to talk about first, here and there; the order by dispersion is another one."""
    roles = ("member of one", "facilitator of one")

    def started(lone):
        """Of the others one stands at an end alone, or two at either end: practice by practice the other way round."""
        with undone(world):
            for place, practice in enumerate(practices_of(world.assessment("one"))):
                said = (1, 4, 4, 4) if (place % 2 == 0) == lone else (1, 1, 4, 4)
                ratings = ratings_of(world, "one", practices=[practice.pk]).order_by("seat")
                for rating, value in zip(ratings, said, strict=True):
                    ratings.filter(pk=rating.pk).update(level=world.scale.levels.get(value=value))
            assert len(world.start("one").talk_first) == len(practices_of(world.assessment("one")))
            return walk(world, roles, about="assessments:")

    assert differing(started(True), started(False)) == set()


@pytest.mark.once
def test_where_no_spread_is_shown_a_member_is_answered_the_same_whichever_the_cause(world):
    """All have answered, and two gave a level; or four did, and most of the team has answered nothing."""
    assessment = world.assessment("two")
    third = practices_of(assessment)[2]
    theirs = ratings_of(world, "two", practices=[third.pk])

    def revealed(levels, joining):
        with undone(world):
            Rating.objects.filter(seat__assessment=assessment, practice=third).exclude(pk__in=theirs).delete()
            if levels == 2:
                few = list(theirs.order_by("seat").values_list("pk", flat=True))[levels:]
                theirs.filter(pk__in=few).update(level=None, answer=Answer.NOT_ENOUGH_INFORMATION)
            for _ in range(joining):
                join(assessment.team)
            assert not meeting_actions.reveal_practice(assessment=assessment, practice=third, by=None).shows_spread
            return walk(world, ["member of two"], about="assessments:")

    assert differing(revealed(2, joining=0), revealed(4, joining=9)) == set()


def test_the_answer_to_a_screen_that_follows_is_the_same_to_the_byte_whatever_anybody_answers(world):
    """Its tag, its length and all else of it, in every state, for who knows the version and who does not; 304 too."""
    roles = [f"{role} of {name}" for role in ("member", "facilitator") for name in ("one", "two", "three")]

    def polls():
        found = {}
        for role in roles:
            url = f"/assessments/{world.assessment(role.rpartition(' ')[2]).pk}/meeting/now/"
            first = world.clients[role].get(url)
            again = world.clients[role].get(url, headers={"If-None-Match": first["ETag"]})
            assert (first.status_code, again.status_code) == (200, 304)
            found[role] = [(r.status_code, dict(r.headers), r.content) for r in (first, again)]
        return found

    before = polls()
    with undone(world):
        unrevealed = Rating.objects.exclude(practice__in=[p.pk for p in practices_of(world.assessment("two"))][:2])
        answer_otherwise(world, others(unrevealed.filter(seat__cycle=world.cycle)))
        others(Rating.objects.filter(seat__cycle=world.cycle)).filter(note=NOTE)[:1].get().delete()
        assert polls() == before


def test_what_somebody_answers_in_the_room_wakes_no_screen(world):
    """An answer given, changed or taken back while the practice is not revealed."""
    world.start("one")
    assessment = world.assessment("one")
    own, other = world.clients["member of one"], world.clients["facilitator of one"]
    url = f"/assessments/{assessment.pk}/meeting/now/"
    version = other.get(url)["ETag"]
    practice = practices_of(assessment)[2]
    for revision, answer in ((1, "4"), (2, "withdrawn"), (3, "1")):
        edit = f"7b0e5b26-5f10-4b25-9f62-70a5c1a0f9a{revision}"
        sent = {"answer": answer, "revision": revision, "client_id": edit, "from": "meeting"}
        assert own.post(f"/assessments/{assessment.pk}/practices/{practice.uuid}/rate/", sent).status_code == 302
        assert other.get(url, headers={"If-None-Match": version}).status_code == 304
    meeting_actions.reveal_practice(assessment=assessment, practice=practice, by=None)
    assert other.get(url, headers={"If-None-Match": version}).status_code == 200


# -- After publication -----------------------------------------------------------------------------------


@pytest.mark.once
def test_after_publication_levels_reach_those_whom_the_table_names_and_notes_reach_nobody(world):
    def go_on(otherwise):
        with undone(world):
            if otherwise:
                answer_otherwise(world, ratings_of(world, "three", "four"))
                for name in ("three", "four"):
                    agree_otherwise(world, name)
            for name in ("three", "four"):
                world.close(name)
            for name in ("one", "two"):
                record_actions.end_assessment_without_result(assessment=world.assessment(name), reason="So", by=None)
            publishing_actions.publish_cycle(cycle=world.cycle, by=None)
            return walk(world, AFTERWARDS, less=ALWAYS_THE_SAME)

    one, other = go_on(False), go_on(True)
    different = differing(one, other)
    readers = {
        "superintendent",
        "superintendent of a family",
        "trustee",
        "province viewer",
        *(f"{role} of {name}" for name in ("three", "four") for role in ("member", "facilitator", "principal")),
        # A principal reads the own school beside the district's figures.
        "principal of one",
        "principal of two",
    }
    assert {role for role, _view, _url in different} <= readers
    assert any(role == "superintendent" for role, _view, _url in different)
    for role, view, _url in different:
        if "member" in role or "facilitator" in role:
            assert view.startswith("assessments:"), (role, view)
        elif role == "trustee":
            assert view in ("reports:board", "reports:board_csv", "reports:board_xlsx", "api:board_json"), view
        elif role == "province viewer":
            assert view.startswith(("reports:province", "api:province")), view
        else:
            assert view.startswith(("reports:", "api:")), (role, view)
    assert holding(other, NOTE) == set()
    with_texts = {role for role, _view, _url in holding(other, WHY, DISSENT)}
    assert with_texts <= {
        "superintendent",
        "superintendent of a family",
        *(f"{role} of {name}" for name in ("three", "four") for role in ("member", "facilitator", "principal")),
    }
    texts = {(role, view) for role, view, _url in holding(other, WHY, DISSENT) if role.startswith("principal")}
    assert {role for role, _view in texts} <= {"principal of three", "principal of four"}


@pytest.mark.once
def test_ratings_of_a_team_of_four_change_nothing_outside_it_after_publication(world):
    """No figure of theirs leaves: not in their record, not in a group that a remainder would open."""

    def go_on(otherwise):
        with undone(world):
            if otherwise:
                answer_otherwise(world, ratings_of(world, "four"))
            world.close("four")
            for name in ("one", "two", "three"):
                record_actions.end_assessment_without_result(assessment=world.assessment(name), reason="So", by=None)
            publishing_actions.publish_cycle(cycle=world.cycle, by=None)
            return walk(world, OUTSIDE, about="reports:")

    assert differing(go_on(False), go_on(True)) == set()
