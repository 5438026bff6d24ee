"""A session ends while a page stands open: a sign-in page of its own or a word, and nothing that was typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from .axe import TAGS, barriers_on, bring_axe
from .conftest import DEMO_PASSWORD, new_page
from .test_comforts import MEMBER
from .test_evidence import first_card, text

pytestmark = [pytest.mark.browser, pytest.mark.once]

SUPERINTENDENT = "superintendent@demo.example"
RESULTS = "/districts/northern-lakes/results/"
# Somebody who rates in the meeting that goes on gets the demo's password; the practice it stands at is not revealed.
PREPARE = """
from assessments.cycles.models import Assessment
from assessments.rating.models import Rating
from people.users import User
meeting = Assessment.objects.get(cycle__published_at=None, team__memberships__person__email="guide@demo.example")
meeting.reveals.filter(practice=meeting.place.practice).delete()
meeting.outcomes.filter(practice=meeting.place.practice).delete()
person = meeting.team.memberships.filter(rates=True).earliest("pk").person
User.objects.filter(pk=person.pk).update(password=User.objects.get(email="guide@demo.example").password)
print("prepared:", meeting.pk, person.email)
"""
GO_BACK_TO_THE_TAB = "window.dispatchEvent(new Event('focus'))"


def end_session(page):
    page.context.clear_cookies(name="sessionid")


def sign_in_elsewhere(page, email):
    """In another tab, by the link of the page that says so where it has one; then back to this one."""
    other = page.context.new_page()
    other.goto("/accounts/login/?next=/accounts/signed-in/")
    other.fill("[name=login]", email)
    other.fill("[name=password]", DEMO_PASSWORD)
    other.locator("form:has([name=password]) [type=submit]").click()
    expect(other.locator("h1")).to_have_text("You are signed in")
    other.close()
    page.evaluate(GO_BACK_TO_THE_TAB)


def says_so(page):
    expect(page.locator("body")).to_contain_text(re.compile("Your session has ended|You are signed out"))
    expect(page.locator("[name=password]")).to_have_count(0)


def test_a_vote_in_the_meeting_room_arrives_after_signing_in_again(chromium, restored_site, sign_in):
    printed = restored_site.manage("shell", "--verbosity", "0", "-c", PREPARE)
    pk, email = re.search(r"prepared: (\d+) (\S+)", printed).groups()
    with new_page(chromium, restored_site) as page:
        sign_in(page, email)
        page.goto(f"/assessments/{pk}/meeting/room/")
        vote = page.locator("form.vote")
        chosen = vote.locator("[name=answer]:not(:checked)").first
        level = chosen.get_attribute("value")
        revision = int(vote.locator("[name=revision]").input_value())
        end_session(page)
        vote.locator(f"label:has([value='{level}'])").click()
        says_so(page)
        expect(vote.locator(f"[name=answer][value='{level}']")).to_be_checked()

        sign_in_elsewhere(page, email)

        expect(page.locator("#session-ended p")).to_be_hidden()
        expect(vote.locator("[name=revision]")).to_have_value(str(revision + 1))
        page.reload()
        expect(vote.locator(f"[name=answer][value='{level}']")).to_be_checked()


def test_the_kind_of_a_dropped_piece_is_saved_after_signing_in_again(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER, remembered=False)
        card = first_card(page)
        card.locator(".drop-files input").set_input_files([text("Minutes.txt", "Six met.")])
        piece = card.locator(".piece-new")
        kind = piece.locator("[name=kind]")
        before = kind.input_value()
        other = kind.locator(f"option:not([value={before}])").first.get_attribute("value")
        end_session(page)
        kind.select_option(other)
        says_so(page)
        expect(kind).to_have_value(other)

        sign_in_elsewhere(page, MEMBER)

        expect(piece.locator(".saved")).to_contain_text("Saved")
        expect(kind).to_have_value(other)
        expect(page.locator("#session-ended p")).to_be_hidden()


def test_a_request_with_an_old_token_goes_on_by_itself_as_the_same_person(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER, remembered=False)
        card = first_card(page)
        card.locator(".drop-files input").set_input_files([text("Minutes.txt", "Six met.")])
        kind = card.locator(".piece-new [name=kind]")
        expect(kind).to_be_visible()
        end_session(page)
        sign_in_elsewhere(page, MEMBER)
        kind.select_option(index=2)

        expect(card.locator(".piece-new .saved")).to_contain_text("Saved")


def test_nothing_goes_on_when_somebody_else_has_signed_in(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER, remembered=False)
        card = first_card(page)
        card.locator(".drop-files input").set_input_files([text("Minutes.txt", "Six met.")])
        kind = card.locator(".piece-new [name=kind]")
        expect(kind).to_be_visible()
        end_session(page)
        sign_in_elsewhere(page, "facilitator@demo.example")
        kind.select_option(index=2)

        expect(page.locator("#session-ended")).to_contain_text("Somebody else has signed in")
        expect(card.locator(".piece-new .saved")).to_contain_text("Added")


def test_a_heatmap_is_not_emptied_and_filters_after_signing_in_again(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, SUPERINTENDENT, remembered=False)
        page.goto(RESULTS)
        rows = page.locator(".heat tbody tr")
        before = rows.count()
        end_session(page)
        page.locator("select[name=family]").select_option(index=1)
        says_so(page)
        assert rows.count() == before > 0
        page.set_viewport_size({"width": 360, "height": 780})
        box = page.locator("#session-ended p").bounding_box()
        assert box["width"] <= 360

        sign_in_elsewhere(page, SUPERINTENDENT)

        expect(page).to_have_url(re.compile("family="))
        expect(rows).not_to_have_count(before)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("signs_in", ["before", "after"])
def test_the_words_of_the_board_are_sent_again_after_signing_in(signs_in, scripts, chromium, restored_site, sign_in):
    with new_page(chromium, restored_site, java_script_enabled=scripts) as page:
        sign_in(page, SUPERINTENDENT, remembered=False)
        page.goto(f"{RESULTS}board/write/")
        page.fill("[name=learned]", "Families speak of trust.\nAnd of time.")
        page.fill("[name=next_steps]", "Short")
        end_session(page)
        if signs_in == "before":
            sign_in_elsewhere(page, SUPERINTENDENT)
        page.get_by_role("button", name="Save the draft").click()
        expect(page.locator("h1")).to_have_text("Not saved yet")
        expect(page.locator("textarea[name=learned]")).to_have_value("Families speak of trust.\nAnd of time.")
        if signs_in == "after":
            sign_in_elsewhere(page, SUPERINTENDENT)
            if scripts:
                expect(page.locator("[data-signed-in-again]")).to_be_visible()
            else:
                page.get_by_role("button", name="Send it again").click()
        page.get_by_role("button", name="Send it again").click()

        expect(page.locator("main")).to_contain_text("Saved as a draft.")
        expect(page.locator("main")).to_contain_text("Families speak of trust.")


def test_back_through_filters_without_a_session_leads_to_the_sign_in_page(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, SUPERINTENDENT, remembered=False)
        page.goto(RESULTS)
        page.locator("select[name=family]").select_option(index=1)
        expect(page).to_have_url(re.compile("family="))
        end_session(page)
        page.go_back()

        expect(page).to_have_url(re.compile("/accounts/login/"))
        expect(page.locator(".heat")).to_have_count(0)


def test_what_is_said_about_the_end_of_a_session_has_no_barrier(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site, reduced_motion="reduce", viewport={"width": 320, "height": 640}) as page:
        bring_axe(page.context)
        sign_in(page, SUPERINTENDENT, remembered=False)
        page.goto(RESULTS)
        end_session(page)
        page.locator("select[name=family]").select_option(index=1)
        says_so(page)
        found = barriers_on(page, tags=TAGS)
        sign_in_elsewhere(page, SUPERINTENDENT)
        page.goto(f"{RESULTS}board/write/")
        page.fill("[name=learned]", "Families speak of trust.")
        end_session(page)
        page.get_by_role("button", name="Save the draft").click()
        expect(page.locator("h1")).to_have_text("Not saved yet")
        found += barriers_on(page, tags=TAGS)

        assert found == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
