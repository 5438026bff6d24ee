"""A session that ended, a token that grew old: what was typed is shown once more to its author, and to nobody else."""

import re
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import Client

from assessments.evidence.models import Evidence
from tests.factories import PASSWORD, make_meeting, make_person, members_of

pytestmark = pytest.mark.django_db

WORDS = "What families told us in October.\r\nA second line, with <b>marks</b>, “quotes” & é."
TITLE = "Survey of families"
HERE = {"Sec-Fetch-Site": "same-origin"}
SIGN_IN = "/accounts/login/"


class Fields(HTMLParser):
    """What the form with a certain button would send, as a browser without scripts sends it."""

    def __init__(self, page, action):
        super().__init__()
        self.action, self.inside, self.text_of, self.sent = action, False, None, {}
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "form":
            self.inside = said.get("action") == self.action
        elif self.inside and tag == "input" and said.get("type") == "hidden":
            self.sent.setdefault(said["name"], []).append(said["value"])
        elif self.inside and tag == "textarea":
            self.text_of = said["name"]
            self.sent[self.text_of] = [""]

    def handle_data(self, data):
        if self.text_of:
            self.sent[self.text_of][0] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        if tag == "textarea" and self.text_of:
            # A line break right after the tag is markup's; others are sent as a form sends them.
            text = self.sent[self.text_of][0].removeprefix("\n")
            self.sent[self.text_of][0] = text.replace("\r\n", "\n").replace("\n", "\r\n")
            self.text_of = None


@pytest.fixture
def assessment():
    return make_meeting(members=2, started=False)


@pytest.fixture
def author(assessment):
    return members_of(assessment)[0]


@pytest.fixture
def browser(author):
    browser = Client(enforce_csrf_checks=True, headers=HERE)
    browser.force_login(author)
    return browser


@pytest.fixture
def address(assessment):
    return f"/assessments/{assessment.pk}/evidence/add/"


def token_on(page):
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode().partition("<main")[2])[1]


def typed_on(page, author, **more):
    """What the form of a page sends once it is filled in."""
    said = {"title": TITLE, "kind": "document", "rung": "doing", "note": WORDS, "url": "", "source": "", "dated_on": ""}
    return {"csrfmiddlewaretoken": token_on(page), "typed_by": str(author.pk), **said, **more}


def end_session(browser):
    del browser.cookies["sessionid"]


def sign_in_elsewhere(browser, person):
    """As in another tab: another session, and with it another token than the one on pages that stand open."""
    person.set_password(PASSWORD)
    person.save()
    page = browser.get(SIGN_IN)
    login = {"login": person.email, "password": PASSWORD}
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]
    assert browser.post(SIGN_IN, login | {"csrfmiddlewaretoken": token}).status_code == 302


def sends(answer, address):
    """What the page would send again, but the token."""
    sent = Fields(answer.content.decode(), address).sent
    return {name: values for name, values in sent.items() if name != "csrfmiddlewaretoken"}


def test_every_form_says_on_whose_page_it_was_typed(browser, author, address):
    page = browser.get(address).content.decode().partition("<main")[2]
    visitors = Client().get(SIGN_IN).content.decode()

    forms = page.count('method="post"')
    assert forms >= 1
    assert page.count(f'<input type="hidden" name="typed_by" value="{author.pk}">') == forms
    assert "typed_by" not in visitors
    assert Template("{% csrf_token %}").render(Context()) == ""


def test_what_was_typed_survives_the_end_of_the_session(browser, author, address):
    typed = typed_on(browser.get(address), author)
    end_session(browser)

    ended = browser.post(f"{address}?from=x", typed)
    sent = sends(ended, f"{address}?from=x")
    sign_in_elsewhere(browser, author)
    with_old_token = browser.post(address, typed)
    again = Fields(with_old_token.content.decode(), address).sent
    saved = browser.post(address, again)

    del typed["csrfmiddlewaretoken"]
    assert (ended.status_code, with_old_token.status_code, saved.status_code) == (401, 403, 302)
    assert sent == {name: [value] for name, value in typed.items()}
    assert "Your session has ended." in ended.content.decode()
    assert "<b>marks</b>" not in ended.content.decode()
    assert Evidence.objects.get(title=TITLE).note == WORDS


def test_what_was_typed_never_goes_on_as_somebody_elses(browser, assessment, author, address):
    typed = typed_on(browser.get(address), author)
    end_session(browser)
    sign_in_elsewhere(browser, members_of(assessment)[1])

    with_old_token = browser.post(address, typed)
    with_new_token = browser.post(address, typed | {"csrfmiddlewaretoken": token_on(browser.get(address))})

    assert (with_old_token.status_code, with_new_token.status_code) == (409, 409)
    assert "What families told us" not in with_old_token.content.decode() + with_new_token.content.decode()
    assert not Evidence.objects.filter(title=TITLE).exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": None, "Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": None, "Origin": "null"},
        {"Sec-Fetch-Site": None},
    ],
    ids=str,
)
@pytest.mark.parametrize("has_session", [True, False])
def test_another_site_gets_no_form_that_would_send_what_it_made_up(has_session, headers, author, address):
    browser = Client(enforce_csrf_checks=True)
    if has_session:
        browser.force_login(author)
    made_up = {"typed_by": str(author.pk), "note": WORDS, "title": TITLE}
    said = {name: value for name, value in headers.items() if value}

    answer = browser.post(address, made_up, headers=said)

    assert answer.status_code == 403
    assert "What families told us" not in answer.content.decode()


def test_a_browser_that_does_not_say_where_a_request_is_from_says_its_origin(browser, author, address):
    older = Client(enforce_csrf_checks=True)
    older.force_login(author)
    typed = typed_on(older.get(address), author) | {"csrfmiddlewaretoken": "x" * 64}

    answer = older.post(address, typed, headers={"Origin": "http://testserver"})

    assert answer.status_code == 403
    assert sends(answer, address)["note"] == [WORDS]


def test_a_password_is_never_written_into_a_page(browser, author):
    end_session(browser)

    answer = browser.post(
        "/accounts/password/change/", {"typed_by": str(author.pk), "oldpassword": "secret-words-of-mine" * 3}
    )

    assert "secret-words" not in answer.content.decode()


def test_files_are_named_to_be_chosen_again(browser, author, address):
    typed = typed_on(browser.get(address), author)
    end_session(browser)

    answer = browser.post(address, typed | {"file": SimpleUploadedFile("minutes of May.txt", b"Six met.")})

    page = answer.content.decode()
    assert answer.status_code == 401
    assert "minutes of May.txt" in page
    assert "Six met." not in page
    assert f'action="{address}" enctype="multipart/form-data"' in page


def test_a_button_alone_leads_to_the_sign_in_and_back_to_its_page(browser, author, assessment):
    page = f"/assessments/{assessment.pk}/"
    token = {"csrfmiddlewaretoken": token_on(browser.get("/me/dates/")), "typed_by": str(author.pk)}
    end_session(browser)

    answer = browser.post("/me/welcome/put-away/", token, headers={"Referer": f"http://testserver{page}"})

    assert (answer.status_code, answer["Location"]) == (302, f"{SIGN_IN}?next={page}")


@pytest.mark.parametrize(
    "headers", [{"HX-Request": "true"}, {"X-Requested-With": "XMLHttpRequest"}], ids=["htmx", "fetch"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_script_is_told_that_the_session_has_ended_and_gets_no_page(method, headers, address):
    answer = getattr(Client(), method)(address, headers=headers)

    assert (answer.status_code, answer.content.decode()) == (401, "Your session has ended. Sign in again.")


@pytest.mark.parametrize(
    "headers", [{"HX-Request": "true"}, {"X-Requested-With": "XMLHttpRequest"}], ids=["htmx", "fetch"]
)
def test_a_script_with_an_old_token_gets_no_page(headers, browser, address):
    answer = browser.post(address, {"note": WORDS}, headers=headers)

    assert answer.status_code == 403
    assert "<" not in answer.content.decode()


def test_a_page_that_is_only_opened_leads_to_the_sign_in_page(address):
    answer = Client().get(address)

    assert (answer.status_code, answer["Location"]) == (302, f"{SIGN_IN}?next={address}")


def test_the_page_after_a_sign_in_says_whose_session_it_is():
    person = make_person()
    browser = Client()
    browser.force_login(person)

    page = browser.get("/accounts/signed-in/").content.decode()

    assert f'<meta name="signed-in-as" content="{person.pk}">' in page
