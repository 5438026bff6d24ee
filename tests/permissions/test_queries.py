"""Every page asks the database as often for three rows as for one.

All pages of the matrix are drawn in two worlds, one of which has three of everything where the other has one. A page
whose answer has no more rows there lists nothing, and says so below: a new page either grows with `furnished.py`, or
is named here.
"""

import re
from dataclasses import dataclass

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from frameworks.caching import clear_caches

from .addresses import address_of
from .conftest import clients_in
from .furnished import furnished_world
from .matrix import MATRIX, ROLES

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# What each person finds something else on.
FOR_EVERYBODY = ("home", "me", "my_dates", "dates_file", "assessments:assessment_list")
PAGES = [
    (row, role)
    for (method, row), answers in MATRIX.items()
    if method == "GET"
    for role in [role for role in ROLES if answers[role] == "200"][: None if row in FOR_EVERYBODY else 1]
]
# Where a page lists only what was asked for.
QUERIES = {"frameworks:practice_search": "?q=Do"}
# What an administrator pastes there is shown line by line.
PREVIEWS = {
    "districts:school_import": ("name", "School new-{}"),
    "districts:person_import": ("email,name", "new-{}@example.org,New"),
}
LISTS_NOTHING = set(
    # Forms, questions and sentences.
    "accessibility account_change_password account_inactive account_login account_logout account_reset_password "
    "account_reset_password_done account_reset_password_from_key account_reset_password_from_key_done join protection signed_in welcome "
    "assessments:assessment_end assessments:assessment_extend assessments:assessment_reopen "
    "assessments:feedback_answer@closed assessments:feedback_change@closed assessments:feedback_delete@closed "
    "assessments:pairing_end@closed assessments:pairing_list assessments:pairing_round "
    "assessments:criterion_withdraw assessments:offer_withdraw "
    "assessments:cycle_publish@closed assessments:cycle_retention assessments:evidence_withdraw assessments:notice_detail "
    "districts:appointment_end districts:district_settings districts:family_change districts:invitation_detail "
    "districts:membership_change districts:membership_end districts:notice_change districts:person_change "
    "districts:person_import districts:person_leave districts:school_import districts:team_change "
    "installation:found installation:link installation:person_link "
    "address_confirm my_address my_sealed opening_detail recovery_codes sealed_link "
    # For the first who reads it, an outsider, there is none: see tests/districts/own_account/test_sealed.py.
    "opening_list "
    # Files.
    "assessments:evidence_file assessments:rate_offline assessments:peer_file@closed reports:evidence_file "
    # Names in a line of text, and numbers.
    "assessments:assessment_detail assessments:assessment_detail@meeting assessments:assessment_detail@closed "
    "assessments:meeting_detail districts:administration "
    # One person's own: as many rows as they wrote and were shown, see tests/assessments/reflection/test_reflection_sharing.py.
    "assessments:reflection_detail assessments:reflection_shared assessments:reflection_shared_detail "
    "assessments:reflection_delete assessments:reflection_delete_all assessments:reflection_share "
    "assessments:own_rating_list "  # see tests/assessments/rating/test_own_ratings.py
    # A form for each of a scale's levels, and what is offered: see tests/assessments/criteria/test_criteria.py.
    "assessments:criterion_practice assessments:criterion_practice@meeting assessments:criterion_practice@closed "
    "assessments:offer_list "
    # Nothing looks alike there: see tests/assessments/look_alikes/test_look_alikes.py.
    "assessments:look_alike_list "
    # One practice at a time, one piece, or nothing but a number.
    "assessments:meeting_screen assessments:meeting_screen@closed assessments:meeting_room "
    "assessments:meeting_room@closed assessments:meeting_now assessments:meeting_now@meeting "
    "assessments:evidence_collect assessments:evidence_collect@closed assessments:evidence_delete "
    "assessments:evidence_preview_file "
    # One file, one form.
    "reports:export reports:export_file reports:board_write "
    # The same for everybody; and one person's own, see tests/people/test_tokens.py.
    "api:guide api:openapi_json api:districts_json my_tokens my_data my_data_file "
    # As many rows as a scale has levels: see tests/frameworks/test_views.py.
    "frameworks:scale_detail".split()
)
# The practice at which the meeting stands is revealed in the small world, and its spread read; in the large one not.
FEWER_IN_THE_LARGER = ("assessments:meeting_screen", "assessments:meeting_room")
ROW = re.compile(rb"<(?:tr|li|article|option|td|dt|label)\b")
OF_TRANSACTIONS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


@dataclass(frozen=True)
class Drawn:
    """How a page was drawn: with which queries, and with how many rows."""

    queries: list
    rows: int


def drawn(client, address, **data):
    """The page, asked for twice: what a process reads once, such as a scale's levels, is read before."""
    answered(client, address, data)
    with CaptureQueriesContext(connection) as caught:
        response, body = answered(client, address, data)
    assert response.status_code == 200, f"{response.status_code} from {address}"
    queries = [query["sql"] for query in caught if not query["sql"].startswith(OF_TRANSACTIONS)]
    rows = len(ROW.findall(body)) if response["Content-Type"].startswith("text/html") else len(body)
    return Drawn(queries, rows)


def answered(client, address, data):
    """The answer and all of its body."""
    response = client.post(address, data) if data else client.get(address)
    return response, b"".join(response) if response.streaming else response.content


@pytest.fixture(scope="module")
def twice_drawn(django_db_setup, django_db_blocker):
    """Each page as it is drawn in the small world and in the large one, by page and role."""
    with django_db_blocker.unblock(), transaction.atomic():
        clear_caches()  # what an earlier module's world had under the same keys
        small, large = drawn_everywhere("small", 1), drawn_everywhere("large", 3)
        transaction.set_rollback(True)
    return {page: (small[page], large[page]) for page in small}


@pytest.fixture
def _django_db_helper(twice_drawn):
    """In place of pytest-django's transaction a test: that in which all was drawn."""


def drawn_everywhere(slug, rows):
    """Every page in a world with so many rows. The large world is made after the small one was looked at."""
    world = furnished_world(slug, rows)
    clients = clients_in(world)
    pages = {(row, role): drawn(clients[role], address_of(row, world) + QUERIES.get(row, "")) for row, role in PAGES}
    for row, (head, line) in PREVIEWS.items():
        text = "\n".join([head, *(line.format(number) for number in range(rows))])
        pages["preview", row] = drawn(clients["administrator"], address_of(row, world), text=text)
    return pages


def more_in_the_larger(one, three):
    """How often it was asked in each world, and what was asked in the larger one only."""
    return len(one.queries), len(three.queries), [sql for sql in three.queries if sql not in one.queries]


# All pages in one test: they are drawn together, and would be once more by a second process.
def test_every_page_asks_as_often_for_three_rows_as_for_one(twice_drawn):
    otherwise = {
        (row, role): more_in_the_larger(one, three)
        for (row, role), (one, three) in twice_drawn.items()
        if len(three.queries) != len(one.queries)
        and not (row.startswith(FEWER_IN_THE_LARGER) and len(three.queries) < len(one.queries))
    }

    assert otherwise == {}
    assert {("preview", row) for row in PREVIEWS} < set(twice_drawn)


def test_previews_show_three_lines_where_there_are_three(twice_drawn):
    assert [
        row for row in PREVIEWS if not twice_drawn["preview", row][0].rows < twice_drawn["preview", row][1].rows
    ] == []


def test_pages_that_list_nothing_are_known(twice_drawn):
    grown = {row for (row, _role), (one, three) in twice_drawn.items() if three.rows > one.rows}

    assert ({row for row, _role in PAGES} - grown) ^ LISTS_NOTHING == set(), (
        "a page shows as many rows of three things as of one: give tests/permissions/furnished.py some of what it lists, "
        "or name it in LISTS_NOTHING; a page in LISTS_NOTHING that does list is taken out"
    )
