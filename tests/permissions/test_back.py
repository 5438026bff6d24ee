"""What a form was drawn with and what its fields hold stay together after Back: on every page, in every form.

A hidden input is always as the server drew it last, but a browser fills fields with what they held before. A form with
such an input and such fields either lets nothing be filled in (`autocomplete="off"`), or says by `typed_on` what its
fields were typed on (`people/revisions.py`).
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from django import forms
from django.urls import resolve

from assessments.rating.forms import RatingForm
from people.revisions import FURTHEST, TYPED_ON, RevisionField, RevisionPair

from .addresses import address_of
from .matrix import MATRIX

pytestmark = [pytest.mark.django_db, pytest.mark.once]

GETS = {row: answers for (method, row), answers in MATRIX.items() if method == "GET"}
# Hidden inputs that say what a page showed.
WHAT_WAS_SHOWN = {"revision", "seen", "shown"}
# Their text is sent beside a fingerprint of what it was shown to do, and does nothing else.
FINGERPRINTED = {"districts:school_import", "districts:person_import"}
FILLED_BY_NO_BROWSER = {"hidden", "submit", "button", "file", "reset"}


@dataclass
class DrawnForm:
    """A form in a page: what it says was shown, and the fields a browser may fill."""

    attributes: dict
    address: str
    shown: set = field(default_factory=set)
    filled: set = field(default_factory=set)

    @property
    def is_at_risk(self):
        return bool(self.shown and self.filled)

    @property
    def keeps_together(self):
        says = TYPED_ON in self.filled and self.shown == {"revision"}
        return says or self.attributes.get("autocomplete") == "off"


class Forms(HTMLParser):
    """The forms of a page that are posted."""

    def __init__(self, page, address):
        super().__init__()
        self.found, self.address, self.open = [], address, None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "form":
            self.open = DrawnForm(said, said.get("action") or self.address)
            if said.get("method") == "post":
                self.found.append(self.open)
        elif self.open and tag in ("input", "textarea", "select") and said.get("name"):
            kind = said.get("type", "text") if tag == "input" else tag
            if kind == "hidden" and said["name"] in WHAT_WAS_SHOWN:
                self.open.shown.add(said["name"])
            elif kind not in FILLED_BY_NO_BROWSER:
                self.open.filled.add(said["name"])

    def handle_endtag(self, tag):
        if tag == "form":
            self.open = None


@pytest.fixture
def at_risk(world, clients):
    """The forms of all pages that a browser could fill with something older than what they say was shown."""
    found = []
    for row in GETS.keys() - FINGERPRINTED:
        answers = GETS[row]
        roles = [role for role, answer in answers.items() if answer == "200"]
        role = "facilitator" if "facilitator" in roles else next(iter(roles), None)  # whose pages hold the most forms
        address = role and address_of(row, world)
        response = clients[role].get(address) if role else None
        if response and response.streaming:
            response.close()
        elif response and response.headers["Content-Type"].startswith("text/html"):
            found += [one for one in Forms(response.content.decode(), address).found if one.is_at_risk]
    return found


def test_every_form_that_says_what_was_shown_keeps_it_together_with_its_fields(at_risk):
    assert [(one.address, one.shown, one.filled) for one in at_risk if not one.keeps_together] == []
    assert {resolve(one.address.partition("?")[0]).view_name for one in at_risk} >= {
        "assessments:criterion_practice",
        "assessments:evidence_detail",
        "assessments:evidence_link",
        "assessments:evidence_practices",
        "assessments:feedback_answer",
        "assessments:feedback_change",
        "assessments:meeting_move",
        "assessments:meeting_practice",
        "assessments:rate_practice",
        "reports:board_write",
    }


def every_form(kind=forms.BaseForm):
    for one in kind.__subclasses__():
        yield one
        yield from every_form(one)


def test_every_form_that_takes_a_revision_takes_the_one_its_fields_were_typed_on():
    taking = {one for one in every_form() if "revision" in getattr(one, "base_fields", ()) and one is not RatingForm}

    assert len(taking) >= 6
    assert [one for one in taking if not isinstance(one.base_fields["revision"], RevisionField)] == []


class OnTopOf(forms.Form):
    revision = RevisionField()


@pytest.mark.parametrize(
    ("sent", "seen"),
    [
        ({"revision": "3", "typed_on": "3"}, 3),
        ({"revision": "3", "typed_on": "1"}, 1),  # the page was drawn anew, its fields were filled in again
        ({"revision": "3"}, 3),  # a button without fields
        ({"revision": "3", "typed_on": ""}, 3),
        ({"revision": "-1"}, None),
        ({"revision": "3", "typed_on": "9" * 30}, None),
    ],
)
def test_the_revision_that_counts_is_the_one_on_which_the_fields_were_typed(sent, seen):
    form = OnTopOf(sent)
    form.full_clean()

    assert form.cleaned_data.get("revision") == seen


@pytest.mark.parametrize(("value", "drawn"), [("x", [0]), (None, [0]), ("²", [0]), (2, [0, 1, 2]), (2**31 - 1, None)])
def test_whatever_was_posted_no_more_revisions_are_drawn_than_there_may_be(value, drawn):
    options = RevisionPair().render("revision", value).count("<option")

    assert options == (len(drawn) if drawn else FURTHEST + 1)
