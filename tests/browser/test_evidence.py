"""Evidence where people rate: files chosen and dropped, links pasted, a photo from a telephone; each kept, or refused in words."""

import base64
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import files

from .conftest import new_page
from .test_comforts import MEMBER, rate_page

CASES = Path(__file__).parent.parent / "cases"
pytestmark = [pytest.mark.browser, pytest.mark.once]

# What the browser itself does with a file that is dragged in, or a link that is pasted.
DROP = """([zone, files]) => {
    const data = new DataTransfer();
    for (const [name, text] of files) data.items.add(new File([text], name, { type: "text/plain" }));
    for (const kind of ["dragover", "drop"])
        zone.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""
PASTE = """([node, text]) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    node.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
# A photo of a wall, drawn by the browser: 1600 by 1200.
PHOTO = """() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1600, height: 1200 });
    const pen = canvas.getContext("2d");
    pen.fillStyle = "teal"; pen.fillRect(0, 0, 1600, 1200); pen.fillStyle = "gold"; pen.fillRect(200, 200, 700, 400);
    return canvas.toDataURL("image/jpeg").split(",")[1];
}"""


def text(name, words):
    """A small text file, as a person chooses it."""
    return {"name": name, "mimeType": "text/plain", "buffer": words.encode()}


def first_card(page):
    rate_page(page)
    return page.locator("article.pr").first


def test_files_are_chosen_and_dropped_and_a_link_is_pasted_on_a_practice(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER)
        card = first_card(page)
        chips = card.locator(".chip").count()
        card.locator(".drop-files input").set_input_files(
            [text("Data team minutes, October.txt", "Six met."), text("a.csv", "x")]
        )
        expect(card.locator(".piece-new")).to_have_count(2)
        page.evaluate(DROP, [card.element_handle(), [["Wall of goals.txt", "Goals"], ["virus.exe", "MZ"]]])
        expect(card.locator(".piece-new")).to_have_count(3)
        refused = card.locator(".drop-row.is-refused")
        expect(refused).to_contain_text("virus.exe")
        expect(refused).to_contain_text("are not taken")
        refused.get_by_role("button", name="Leave it").click()
        expect(card.locator(".drop-row")).to_have_count(0)

        radio = card.locator("[type=radio]").first
        page.evaluate(PASTE, [radio.element_handle(), "https://www.example.org/plans/2026\n"])
        expect(card.locator(".piece-new")).to_have_count(4)
        link = card.locator(".piece-new").filter(has_text="example.org")
        link.get_by_label("What it shows").select_option("changing")
        expect(link).to_contain_text("Saved")

        page.reload()
        card = page.locator("article.pr").first
        expect(card.locator(".chip")).to_have_count(chips + 4)
        expect(card.locator(".chip").filter(has_text="example.org")).to_contain_text("changing outcomes")
        expect(card.locator(".chip").filter(has_text="Data team minutes, October")).to_be_visible()


def test_what_is_typed_or_pasted_into_a_field_stays_there(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER)
        card = first_card(page)
        card.locator("details.note summary").click()
        page.evaluate(PASTE, [card.locator("textarea").element_handle(), "https://example.org/private"])
        page.evaluate(PASTE, [card.element_handle(), "no link at all"])

        expect(card.locator(".drop-row, .piece-new")).to_have_count(0)


def test_links_are_pasted_with_their_titles_their_spaces_and_several_at_once(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER)
        card = first_card(page)
        radio = card.locator("[type=radio]").first
        lines = (CASES / "12-links.txt").read_text().splitlines()
        page.evaluate(PASTE, [radio.element_handle(), "\n".join(lines)])
        expect(card.locator(".piece-new")).to_have_count(4)
        page.evaluate(PASTE, [radio.element_handle(), "Plan 2026 www.example.org/plan"])
        expect(card.locator(".piece-new").filter(has_text="Plan 2026")).to_have_count(1)

        card.locator(".drop-link summary").click()
        card.get_by_label("Link", exact=True).fill("\\\\server\\plans\\2026.docx")
        card.locator(".drop-link").get_by_role("button", name="Add").click()
        expect(card.locator(".is-refused")).to_contain_text("Add the file itself")
        expect(card.get_by_role("button", name="Keep it as it is")).to_be_hidden()


def test_a_file_that_cannot_be_cleaned_is_kept_when_a_person_says_so(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER)
        card = first_card(page)
        signed = {"name": "signed.pdf", "mimeType": "application/pdf", "buffer": files.pdf(signed=True)}
        card.locator(".drop-files input").set_input_files([signed])
        expect(card.locator(".is-refused")).to_contain_text("it is signed")
        card.get_by_role("button", name="Keep it as it is").click()
        expect(card.locator(".piece-new")).to_have_count(1)


def test_an_upload_that_met_no_server_is_tried_again_and_is_one_piece(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER)
        card = first_card(page)
        page.context.set_offline(True)
        chosen = [text("offline.txt", "Written on the train.")]
        card.locator(".drop-files input").set_input_files(chosen)
        expect(card.locator(".is-refused")).to_contain_text("The server did not answer")
        page.context.set_offline(False)
        card.get_by_role("button", name="Try again").click()
        expect(card.locator(".piece-new")).to_have_count(1)

        card.locator(".drop-files input").set_input_files(chosen)
        expect(card.locator(".drop-row")).to_have_count(0)
        expect(card.locator(".piece-new")).to_have_count(1)


def test_an_upload_waits_through_signing_in_again(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER, remembered=False)
        card = first_card(page)
        page.context.clear_cookies()
        card.locator(".drop-files input").set_input_files([text("late.txt", "After lunch.")])
        expect(card.locator(".is-refused")).to_contain_text("no longer signed in")
        sign_in(page.context.new_page(), MEMBER, remembered=False)
        card.get_by_role("button", name="Try again").click()

        expect(card.locator(".piece-new")).to_have_count(1)


def test_a_photo_from_a_telephone_is_added_and_shown(chromium, restored_site, sign_in):
    telephone = {"viewport": {"width": 320, "height": 700}, "has_touch": True, "is_mobile": True}
    with new_page(chromium, restored_site, **telephone) as page:
        sign_in(page, MEMBER)
        card = first_card(page)
        photo = base64.b64decode(page.evaluate(PHOTO))
        choose = card.locator(".drop-files")
        assert choose.bounding_box()["height"] >= 44
        assert "image/jpeg" in choose.locator("input").get_attribute("accept")
        choose.locator("input").set_input_files([{"name": "IMG_2041.jpeg", "mimeType": "image/jpeg", "buffer": photo}])
        added = card.locator(".piece-new")
        expect(added).to_contain_text("IMG 2041")
        added.scroll_into_view_if_needed()
        expect(added.locator("img")).to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

        restored_site.manage("work", "--batch")
        added.get_by_role("link").click()
        expect(page).to_have_url(re.compile(r"/evidence/\d+/$"))
        expect(page.get_by_role("img", name="Small picture of")).to_have_js_property("naturalWidth", 640)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_several_files_are_added_without_scripts(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site, java_script_enabled=False) as page:
        sign_in(page, MEMBER)
        card = first_card(page)
        chips = card.locator(".chip").count()
        card.get_by_role("link", name="Link evidence").click()
        page.locator("[name=file]").set_input_files([text("one.txt", "1"), text("two.txt", "2")])
        page.get_by_role("button", name="Add and link").click()

        expect(page.locator("article.pr").first.locator(".chip")).to_have_count(chips + 2)


def test_the_practices_of_a_piece_are_found_by_words(page, sign_in):
    sign_in(page, MEMBER)
    rate_page(page)
    page.locator(".chip").first.click()
    choices = page.locator("#practices .form-check:visible")
    expect(choices).to_have_count(58)
    page.get_by_role("searchbox", name="Find a practice").fill("TRUSTEES evid")
    expect(choices).to_have_count(1)
    expect(choices).to_contain_text("3.7")
    page.get_by_role("searchbox", name="Find a practice").fill("nothing like it")
    expect(page.get_by_text("No practice has these words.")).to_be_visible()
