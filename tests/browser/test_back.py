"""Back: what a browser puts back into a page never takes the place of what somebody saved since."""

import json
import re

import pytest
from playwright.sync_api import expect

from .conftest import new_page
from .test_rate import MEMBER, cards, choose, code_of, open_rate, says, stored

pytestmark = [pytest.mark.browser, pytest.mark.once]

# Where each form stands that saves on top of a revision, and who opens it.
PREPARE = """
import json
from django.urls import reverse
from assessments.cycles.models import Assessment
from assessments.feedback.models import Feedback
from frameworks.framework_cache import practices_of
def one(page, *place):
    return reverse(f"assessments:{page}", args=place)
open_now = Assessment.objects.filter(cycle__published_at=None)
ours, meeting = (open_now.get(team__memberships__person__email=f"{who}@demo.example") for who in ("facilitator", "guide"))
practice = next(iter(practices_of(ours.cycle.edition_id).values()))
unanswered = Feedback.objects.filter(answered_at=None, pairing__ended_at=None)
asked = unanswered.filter(pairing__reader__memberships__person__email="superintendent@demo.example").first()
received = unanswered.filter(pairing__rated__team=ours.team).first()
piece = ours.team.evidence.filter(carrier="note", withdrawn_at=None).first()
print("prepared:", json.dumps({
    "evidence": ["facilitator", one("evidence_detail", ours.pk, piece.pk)],
    "board": ["superintendent", reverse("reports:board_write", args=[ours.cycle.district.slug])],
    "desk": ["guide", one("meeting_practice", meeting.pk, meeting.reveals.earliest("pk").practice.uuid)],
    "criterion": ["facilitator", one("criterion_practice", ours.pk, practice.uuid)],
    "feedback": ["superintendent", one("feedback_change", asked.pairing_id, asked.pk)],
    "answer": ["facilitator", one("feedback_answer", received.pairing.rated_id, received.pk)],
}))
"""
# Of each form: what two people change, and what one of them changes after Back.
FIELDS = {
    "evidence": ("[name=title]", "[name=source]"),
    "board": ("[name=learned]", "[name=next_steps]"),
    "desk": ("[name=reason]", "[name=dissent]"),
    "criterion": ("#level-3 [name=text]", "#level-3 [name=lens]"),
    "feedback": ("[name=text]", "[name=kind]"),
    "answer": ("[name=answer]", "[name=taken_up]"),
}


@pytest.fixture(scope="module")
def forms(site_to_change):
    printed = site_to_change.manage("shell", "--verbosity", "0", "-c", PREPARE)
    return json.loads(re.search(r"prepared: (.*)", printed)[1])


def change(page, selector, text):
    """Change one field, of whatever kind it is."""
    field = page.locator(selector).first
    for around in field.locator("xpath=ancestor::details").all():
        around.evaluate("details => { details.open = true }")
    kind = field.evaluate("field => field.type")
    if kind == "radio":
        page.locator(f"{selector}:not(:checked)").first.check()
    elif kind == "checkbox":
        field.set_checked(not field.is_checked())
    elif kind == "select-one":
        field.select_option(index=1)
    else:
        field.fill(text)


def save(page, selector):
    """Send the form of a field; what the server said."""
    form = (
        page.locator(f"form:has({selector})").first
        if "#" not in selector
        else page.locator("#level-3 form:has(textarea)")
    )
    with page.expect_navigation() as navigated:
        form.locator("[type=submit]").first.click()
    return navigated.value


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("name", FIELDS)
def test_back_to_a_form_that_a_colleague_changed_shows_both(name, scripts, chromium, restored_site, forms, sign_in):
    (who, address), (field, other) = forms[name], FIELDS[name]
    with (
        new_page(chromium, restored_site, java_script_enabled=scripts) as mine,
        new_page(chromium, restored_site) as theirs,
    ):
        for page in (mine, theirs):
            sign_in(page, f"{who}@demo.example")
            page.goto(address)
        change(mine, field, "What I was writing")
        mine.goto("/me/")
        change(theirs, field, "What they wrote meanwhile")
        saved = save(theirs, field)
        mine.go_back()
        change(mine, other, "And one thing more")
        answered = save(mine, other)

        assert (saved.status, answered.status) == (200, 409)
        page = mine.locator("main")
        expect(page).to_contain_text("What they wrote meanwhile")
        expect(mine.locator(field).first).to_have_value("What I was writing")


def test_back_to_a_form_that_shows_what_is_stored_saves_on_top_of_it(chromium, restored_site, forms, sign_in):
    (who, address), (field, other) = forms["evidence"], FIELDS["evidence"]
    with new_page(chromium, restored_site) as page:
        sign_in(page, f"{who}@demo.example")
        page.goto(address)
        change(page, field, "Saved, and then gone back")
        page.goto("/me/")
        page.go_back()
        saved = [save(page, field).status]
        page.goto("/me/")
        page.go_back()
        page.go_back()  # to the page on which it was typed, one revision ago
        change(page, other, "And one thing more")
        saved.append(save(page, other).status)

    assert saved == [200, 200]


def test_back_to_ticked_practices_shows_those_that_are_linked(chromium, restored_site, forms, sign_in):
    who, address = forms["evidence"]
    with new_page(chromium, restored_site) as mine, new_page(chromium, restored_site) as theirs:
        for page in (mine, theirs):
            sign_in(page, f"{who}@demo.example")
            page.goto(address)
        mine.goto("/me/")
        tick = "[name=practices]:not(:checked)"
        linked = theirs.locator(tick).first.get_attribute("id")
        theirs.locator(tick).first.check()
        with theirs.expect_navigation():
            theirs.locator("form:has([name=practices]) [type=submit]").click()
        mine.go_back()
        with mine.expect_navigation():
            mine.locator("form:has([name=practices]) [type=submit]").click()

        expect(mine.locator(f"#{linked}")).to_be_checked()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("view", ["cards", "table"])
def test_back_on_the_rate_screen_and_a_note_alone_leave_the_stored_answer(
    view, scripts, chromium, restored_site, sign_in
):
    with new_page(chromium, restored_site, java_script_enabled=scripts) as page:
        sign_in(page, MEMBER)
        card_page = open_rate(page, 6)
        key = cards(page)[0].get_attribute("id")
        table = card_page.replace("rate/6/", "rate/table/")
        here, there = (card_page, table) if view == "cards" else (table, card_page)

        def rate(fill):
            card = page.locator(f"#{key}")
            fill(card)
            if scripts:
                page.locator("h1").first.click()  # leaves the card
                says(page, "All saved")
            else:
                with page.expect_navigation():
                    card.locator("[type=submit]").first.click()
            return code_of(card)

        page.goto(here)
        rate(lambda card: choose_any(card, 2))
        page.goto(there)
        rate(lambda card: choose_any(card, 4))
        while page.url.partition("#")[0] != restored_site.base_url + here:
            page.go_back()
        expect(page.locator(f"#{key} [name=answer][value='4']")).to_be_checked()
        code = rate(write_note)

        assert stored(restored_site)[code][:2] == [4, "Only a note"]


def choose_any(card, level):
    card.locator(f"[name=answer][value='{level}']").check(force=True)


def write_note(card):
    if not card.locator("[name=note]").is_visible():
        card.locator("details.note summary").click()
    card.locator("[name=note]").fill("Only a note")


def test_a_rate_page_out_of_the_back_forward_cache_takes_what_was_saved_elsewhere(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as kept, new_page(chromium, restored_site) as elsewhere:
        for page in (kept, elsewhere):
            sign_in(page, MEMBER)
            open_rate(page, 6)
        first, second = cards(kept)[:2]
        choose(first, 2)
        says(kept, "All saved")
        elsewhere.reload()
        choose(cards(elsewhere)[0], 4)
        says(elsewhere, "All saved")

        kept.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

        expect(first.locator("[name=answer][value='4']")).to_be_checked()
        write_note(first)
        second.locator("[name=answer]").first.focus()
        expect(first.locator("[name=revision]")).to_have_value("3")
        assert stored(restored_site)[code_of(first)][:2] == [4, "Only a note"]
