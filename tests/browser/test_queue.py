"""The queue of answers by itself: two scripts, a page with nothing on it, and a server that is three lines long.

`test_rate.py`, `test_storage.py` and `test_session.py` see it at work; here every branch takes some milliseconds.
"""

import pytest

from tests.browser.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.once]
FILES = ("static/js/waiting.js", "static/js/sending.js", "tests/browser/queue_page.js")
ADDRESS = "https://queue.example/"


@pytest.fixture(scope="module")
def empty_page(chromium):
    """A page without a site."""
    context = chromium.new_context()
    page = context.new_page()
    page.route(
        "**/*", lambda route: route.fulfill(body="<!doctype html><title>Queue</title>", content_type="text/html")
    )
    yield page
    context.close()


@pytest.fixture
def queue(empty_page):
    """Run a scenario in the page, its scripts and its storage as new; what the scenario returns."""
    empty_page.goto(ADDRESS)
    empty_page.evaluate("new Promise((done) => { indexedDB.deleteDatabase('rating').onsuccess = done })")
    for name in FILES:
        empty_page.add_script_tag(content=(ROOT / name).read_text())
    return lambda scenario: empty_page.evaluate(f"async () => {{ {scenario} }}")


# -- What waits ----------------------------------------------------------------------------------------


def test_a_second_edit_of_a_practice_follows_the_first_and_stands_on_it(queue):
    first, second, other = queue("""
        await choose("7", "a", "2", { revision: 4 });
        await choose("7", "a", "3", { revision: 4 });
        await choose("7", "b", "1");
        return Waiting.edits("7");
    """)

    assert (first["revision"], second["revision"], other["revision"]) == (4, 5, 0)
    assert second["after"] == first["id"]
    assert "after" not in first
    assert "after" not in other
    assert first["order"] < second["order"] < other["order"]
    assert len({first["id"], second["id"], other["id"]}) == 3


def test_the_order_is_that_of_the_hand_also_where_the_clock_goes_back(queue):
    answers = queue("""
        await choose("7", "a", "1");
        Date.now = () => 1000;
        await choose("7", "b", "2");
        await choose("7", "c", "3");
        return (await Waiting.edits("7")).map((edit) => edit.answer);
    """)

    assert answers == ["1", "2", "3"]


def test_edits_made_at_one_moment_keep_their_order_and_their_revisions(queue):
    edits = queue("""
        await Promise.all(["1", "2", "3", "4"].map((answer) => choose("7", "a", answer)));
        return (await Waiting.edits("7")).map((edit) => [edit.answer, edit.revision]);
    """)

    assert edits == [["1", 0], ["2", 1], ["3", 2], ["4", 3]]


def test_an_edit_takes_the_place_of_one_that_was_refused(queue):
    edits = queue("""
        await choose("7", "a", "1");
        const [refused] = await Waiting.edits("7");
        await Waiting.put({ ...refused, refused: "409" });
        await choose("7", "a", "2", { revision: 9 });
        return Waiting.edits("7");
    """)

    assert [(edit["answer"], edit["revision"], edit["refused"], "after" in edit) for edit in edits] == [
        ("2", 9, "", False)
    ]


def test_what_waits_outlives_the_page_and_is_its_own_person_s(queue, empty_page):
    queue('await choose("7", "a", "1"); await choose("8", "a", "4");')
    empty_page.reload()
    for name in FILES:
        empty_page.add_script_tag(content=(ROOT / name).read_text())

    mine, theirs = queue('return [await Waiting.edits("7"), await Waiting.edits("8")];')

    assert [edit["answer"] for edit in mine] == ["1"]
    assert [edit["answer"] for edit in theirs] == ["4"]


def test_at_sign_in_what_is_not_one_s_own_is_counted_and_forgotten(queue, empty_page):
    queue("""
        for (const user of ["7", "8"]) {
            await choose(user, "a", "1");
            await Waiting.acknowledge({ user, practice: "a", answer: "1", revision: 1 });
        }
        await Waiting.forgetSavedOfOthers("8");
        await Waiting.forgetEditsOfOthers("8");
    """)
    empty_page.reload()
    for name in FILES:
        empty_page.add_script_tag(content=(ROOT / name).read_text())

    left = queue("""
        const count = async (user) => [(await Waiting.edits(user)).length, (await Waiting.saved(user)).length];
        return [await count("7"), await count("8")];
    """)

    assert left == [[0, 0], [1, 1]]


# -- What is sent ----------------------------------------------------------------------------------------


def test_edits_are_sent_in_turn_and_leave_as_they_are_acknowledged(queue):
    sent, left, saved, told = queue("""
        await choose("7", "a", "2", { note: "Why", revision: 4, from: "meeting" });
        await choose("7", "b", "1");
        answers.push({ html: stored(5) }, { html: stored(1) });
        await begin("7").run();
        return [sent, await Waiting.edits("7"), await Waiting.saved("7"), told];
    """)

    assert [(one["url"], one["method"], one["answer"], one["note"], one["revision"]) for one in sent] == [
        ("/practices/a/", "POST", "2", "Why", "4"),
        ("/practices/b/", "POST", "1", "", "0"),
    ]
    assert (sent[0]["from"], "from" in sent[1], sent[0]["token"], sent[0]["keepalive"]) == (
        "meeting",
        False,
        "first",
        False,
    )
    assert left == []
    assert [(row["practice"], row["answer"], row["revision"]) for row in saved] == [("a", "2", 5), ("b", "1", 1)]
    assert told == ["sending 2", "saved 2", "sending 1", "saved 1", "rest"]


def test_a_later_edit_of_the_practice_is_sent_on_the_revision_that_the_server_named(queue):
    sent = queue("""
        await choose("7", "a", "2");
        await choose("7", "a", "3");
        answers.push({ html: stored(12) }, { html: stored(13) });
        await begin("7").run();
        return sent;
    """)

    assert [one["revision"] for one in sent] == ["0", "12"]
    assert sent[1]["after"] == sent[0]["client_id"]


@pytest.mark.parametrize(
    "answer",
    ['{ html: "<p>Sign in to this network</p>" }', "{ status: 429 }", "{ status: 500 }", "{ status: 503 }", "null"],
    ids=["a portal", "too many", "a fault", "away", "no network"],
)
def test_what_is_not_acknowledged_waits_ever_longer_and_keeps_its_name(queue, answer):
    sent, states, left = queue(f"""
        await choose("7", "a", "2");
        await choose("7", "b", "3");
        const sending = begin("7"), states = [];
        for (let number = 0; number < 7; number++) {{
            answers.length = 0;
            if ({answer}) answers.push({answer});
            await sending.run();
            states.push([sending.state, sending.asked]);
        }}
        return [sent, states, (await Waiting.edits("7")).length];
    """)

    assert states == [["waiting", pause * 1000] for pause in (1, 2, 4, 8, 16, 30, 30)]
    assert {one["url"] for one in sent} == {"/practices/a/"}  # the second waits for the first
    assert len({one["client_id"] for one in sent}) == 1
    assert left == 2


def test_a_pause_begins_anew_after_an_answer_was_acknowledged(queue):
    pauses = queue("""
        const sending = begin("7"), pauses = [];
        for (const answer of ["1", "2"]) {
            await choose("7", "a", answer);
            await sending.run();
            pauses.push(sending.pause);
            answers.push({ html: stored(1) });
            await sending.run();
        }
        return pauses;
    """)

    assert pauses == [1000, 1000]


@pytest.mark.parametrize("answer", ["{ status: 401 }", '{ status: 0, type: "opaqueredirect" }'])
def test_who_is_signed_out_loses_nothing(queue, answer):
    state, left = queue(f"""
        await choose("7", "a", "2");
        answers.push({answer});
        const sending = begin("7");
        await sending.run();
        return [sending.state, (await Waiting.edits("7")).length];
    """)

    assert (state, left) == ("signed-out", 1)


# -- Another token, another person -----------------------------------------------------------------------

PAGE = '{ ratesFor: "7", html: "<meta name=csrf-token content=second>" }'


def test_a_token_of_an_earlier_sign_in_is_replaced_once(queue):
    sent, left = queue(f"""
        await choose("7", "a", "2");
        answers.push({{ status: 403 }}, {PAGE}, {{ html: stored(1) }});
        await begin("7").run();
        return [sent, (await Waiting.edits("7")).length];
    """)

    assert [(one["url"], one["method"], one["token"]) for one in sent] == [
        ("/practices/a/", "POST", "first"),
        ("/rate/", "GET", None),
        ("/practices/a/", "POST", "second"),
    ]
    assert left == 0


def test_a_second_403_is_a_refusal_and_not_asked_for_ever(queue):
    sent, left = queue(f"""
        await choose("7", "a", "2");
        answers.push({{ status: 403 }}, {PAGE}, {{ status: 403 }});
        await begin("7").run();
        return [sent.length, await Waiting.edits("7")];
    """)

    assert (sent, left[0]["refused"]) == (3, "403")


def test_nothing_is_sent_for_somebody_else_who_has_signed_in_since(queue):
    sent, state, left = queue("""
        await choose("7", "a", "2");
        answers.push({ status: 403 }, { ratesFor: "8", html: "<meta name=csrf-token content=theirs>" });
        const sending = begin("7");
        await sending.run();
        return [sent.length, sending.state, (await Waiting.edits("7"))[0].refused];
    """)

    assert (sent, state, left) == (2, "signed-out", "")


def test_where_the_page_cannot_be_asked_the_edit_waits(queue):
    state, left = queue("""
        await choose("7", "a", "2");
        answers.push({ status: 403 });
        const sending = begin("7");
        await sending.run();
        return [sending.state, (await Waiting.edits("7"))[0].refused];
    """)

    assert (state, left) == ("waiting", "")


# -- What is refused ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "html", "is_final"), [(409, '<div class="saved-area">', False), (409, "<p>", True), (422, "<p>", True)]
)
def test_a_refusal_is_kept_until_the_person_has_decided_or_read_it(queue, status, html, is_final):
    left, sent = queue(f"""
        await choose("7", "a", "2");
        await choose("7", "b", "3");
        answers.push({{ status: {status}, html: '{html}' }}, {{ html: stored(1) }});
        const sending = begin("7");
        await sending.run();
        await sending.run();
        return [await Waiting.edits("7"), sent.length];
    """)

    assert [(edit["answer"], edit["refused"], edit["isFinal"]) for edit in left] == [("2", str(status), is_final)]
    assert sent == 2  # the other one was sent, and the refused one not again


def test_a_later_edit_takes_the_place_of_a_refused_one_and_stands_where_that_stood(queue):
    sent, left = queue("""
        await choose("7", "a", "2", { revision: 6 });
        await choose("7", "a", "3");
        answers.push({ status: 409, html: '<div class="saved-area">' }, { html: stored(7) });
        await begin("7").run();
        return [sent, await Waiting.edits("7")];
    """)

    assert [(one["answer"], one["revision"], one.get("after")) for one in sent] == [("2", "6", None), ("3", "6", None)]
    assert left == []


# -- One at a time -----------------------------------------------------------------------------------------


def test_a_second_run_during_the_first_sends_nothing_twice_and_is_made_up_for(queue):
    sent, asked = queue("""
        await choose("7", "a", "2");
        answers.push({ html: stored(1) });
        const sending = begin("7");
        await Promise.all([sending.run(), sending.run()]);
        return [sent.length, sending.asked];
    """)

    assert (sent, asked) == (1, 0)


def test_what_is_sent_while_the_page_is_left_arrives_without_it(queue):
    kept = queue("""
        await choose("7", "a", "2");
        answers.push({ html: stored(1) });
        const sending = begin("7");
        sending.leaving = true;
        await sending.run();
        return sent[0].keepalive;
    """)

    assert kept is True
