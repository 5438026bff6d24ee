"""What is too large, as the person sees it who sends it: a page, a line on the page, or the file's own row."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import new_page
from .test_comforts import MEMBER, rate_page
from .test_evidence import first_card, text

pytestmark = [pytest.mark.browser, pytest.mark.once]
MEGABYTE = 1024 * 1024


def large_files(folder, number, megabytes):
    """So many files on the disk: the browser sends them while the server has long said no."""
    files = [folder / f"{name}.txt" for name in range(number)]
    for file in files:
        file.write_bytes(b"a" * megabytes * MEGABYTE)
    return files


def test_a_form_with_too_many_large_files_is_answered_with_a_page(chromium, restored_site, sign_in, tmp_path):
    with new_page(chromium, restored_site, java_script_enabled=False) as page:
        sign_in(page, MEMBER)
        rate_page(page)
        page.goto(re.sub(r"(/assessments/\d+/).*", r"\1evidence/add/", page.url))
        page.locator("[name=file]").set_input_files(large_files(tmp_path, 4, 9))
        page.locator("main form [type=submit]").click()

        expect(page.get_by_role("heading", level=1)).to_have_text("This is more than we can take at once")
        expect(page.locator("main")).to_contain_text("together up to 30 MB")


def test_a_file_that_only_the_server_finds_too_large_says_so_in_its_row(chromium, restored_site, sign_in, tmp_path):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER)
        card = first_card(page)
        page.evaluate("document.getElementById('drop-tools').dataset.mostBytes = 1e9")
        card.locator(".drop-files input").set_input_files(large_files(tmp_path, 1, 12))

        expect(card.locator(".drop-row.is-refused")).to_contain_text("The file is larger than 10 MB.")


def test_a_part_of_a_page_says_that_it_sent_too_much(chromium, restored_site, sign_in):
    with new_page(chromium, restored_site) as page:
        sign_in(page, MEMBER)
        card = first_card(page)
        card.locator(".drop-files input").set_input_files([text("minutes.txt", "Six met.")])
        form = card.locator("form.piece-place")
        expect(form).to_be_visible()
        form.locator("[name=revision]").evaluate("(field) => { field.value = '1'.repeat(3e6); }")
        form.locator("select").first.select_option(index=1)

        expect(page.locator("#connection")).to_contain_text("This is more than the server takes at once.")
