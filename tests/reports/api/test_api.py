"""The API: a good token opens it as its person, as far as its scope goes; nothing else does, and it opens nothing else."""

import datetime
import re
from pathlib import Path

import pandas as pd
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.test import Client
from django.test.testcases import LiveServerThread
from django.urls import reverse
from django.utils import timezone

from districts.roles.models import Role
from people.access.models import AccessToken
from people.access.tokens import end_token, end_tokens_of
from reports.analysis.tidy import figures_table, tidy_of
from reports.api.auth import WITH_A_TOKEN, WITHOUT
from reports.api.endpoints import OFFERS
from reports.api.schemas import row_of
from reports.figures.records import read_cycle
from tests.factories import appoint, make_cycle, make_district, make_edition, make_family, make_person, token_of
from tests.reports.factories import add_school, make_block, publish, saw_spreads, superintendent_of

pytestmark = pytest.mark.django_db
PLACE = "/api/v1"


@pytest.fixture(autouse=True)
def a_quiet_minute(time_machine):
    """One minute for each test, in which nobody has asked yet."""
    time_machine.move_to(datetime.datetime(2026, 11, 20, 15, 0, 10, tzinfo=datetime.UTC), tick=False)
    cache.clear()


@pytest.fixture
def cycle():
    cycle = make_cycle(make_district(), edition=make_edition(2, 3))
    for name in ("Lake", "Hill"):
        family = make_family(cycle.district, name=name)
        school = add_school(cycle, {"1.1": 2, "1.2": 4, "2.1": "no"}, family=family, name=name)
        type(school).objects.filter(pk=school.pk).update(sourced_id=f"0449{school.pk}")
    return publish(cycle)


def ask(secret, path, **headers):
    """What a program is answered that sends this secret."""
    return Client(headers={"Authorization": f"Bearer {secret}"}).get(f"{PLACE}/{path}", **headers)


def at(cycle, name):
    return f"districts/{cycle.district.slug}/{name}"


def reader_of(cycle, *families):
    return superintendent_of(cycle.district, families)


# -- Who comes in ----------------------------------------------------------------------------------------


def test_without_a_good_token_nothing_opens_and_a_session_is_none(client, cycle):
    reader = reader_of(cycle)
    client.force_login(reader)

    for answer in (
        client.get(f"{PLACE}/{at(cycle, 'figures')}"),
        ask("strong_wrong", at(cycle, "figures")),
        ask("", ""),
    ):
        if answer.status_code != 200:  # the guide is for everybody
            assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
            assert answer["Content-Type"] == "application/problem+json"
            assert answer.json()["status"] == 401
    assert client.get(f"{PLACE}/{at(cycle, 'figures')}").status_code == 401


def test_a_token_opens_no_page(cycle):
    secret = token_of(reader_of(cycle))

    page = Client(headers={"Authorization": f"Bearer {secret}"}).get(
        reverse("reports:heatmap", args=[cycle.district.slug])
    )

    assert page.status_code == 302
    assert page["Location"].startswith("/accounts/login/")


def expire(token):
    AccessToken.objects.filter(pk=token.pk).update(expires_at=timezone.now())


def block(token):
    token.person.is_active = False
    token.person.save()


ENDS = {
    "its day": expire,
    "its person": lambda token: end_token(token=token, by=token.person),
    "a new password": lambda token: end_tokens_of(person=token.person, by=token.person),
    "the account": block,
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_token_ends_with(cycle, end):
    secret = token_of(reader_of(cycle))
    assert ask(secret, at(cycle, "figures")).status_code == 200

    end(AccessToken.objects.get())

    assert ask(secret, at(cycle, "figures")).status_code == 401


def test_a_token_reads_no_more_when_its_person_loses_the_role(cycle):
    reader = reader_of(cycle)
    secret = token_of(reader)
    assert ask(secret, at(cycle, "figures")).status_code == 200

    reader.appointments.all().delete()

    assert ask(secret, at(cycle, "figures")).status_code == 404
    assert ask(secret, "districts").json() == []


def test_a_scope_narrows_what_a_token_opens(cycle):
    reader = reader_of(cycle)

    words, results = token_of(reader, "frameworks"), token_of(reader, "results")

    assert [ask(words, path).status_code for path in ("frameworks", at(cycle, "figures"))] == [200, 403]
    assert [ask(results, path).status_code for path in ("frameworks", at(cycle, "figures"))] == [403, 200]


def test_what_is_sent_is_never_changed_or_written(client, cycle):
    address = f"{PLACE}/{at(cycle, 'figures')}"

    answer = Client(enforce_csrf_checks=True).post(address, {"level": 4})

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert answer["Content-Type"] == "application/problem+json"


def test_use_is_noted_at_most_once_an_hour(cycle, time_machine):
    secret = token_of(reader_of(cycle))
    AccessToken.objects.update(last_used_at=None)
    seen = []
    for minutes in (0, 59, 60):
        time_machine.move_to(
            datetime.datetime(2026, 11, 20, 15, tzinfo=datetime.UTC) + datetime.timedelta(minutes=minutes)
        )
        ask(secret, "districts")
        seen.append(AccessToken.objects.get().last_used_at)

    assert seen[0] == seen[1]
    assert seen[2] - seen[0] >= datetime.timedelta(hours=1)


# -- How often ---------------------------------------------------------------------------------------------


def test_too_many_requests_with_one_token_wait_for_the_next_minute_and_others_do_not(cycle, time_machine):
    reader = reader_of(cycle)
    busy, other = token_of(reader), token_of(reader)
    for _number in range(WITH_A_TOKEN):
        assert ask(busy, "districts").status_code == 200

    refused = ask(busy, "districts")

    assert (refused.status_code, refused["Retry-After"]) == (429, "50")
    assert refused.json()["detail"] == "Too many requests. Go on in 50 seconds."
    assert ask(other, "districts").status_code == 200
    time_machine.move_to(datetime.datetime(2026, 11, 20, 15, 1, tzinfo=datetime.UTC), tick=False)
    assert ask(busy, "districts").status_code == 200


def test_guessing_is_counted_by_address_whatever_the_header_claims(cycle):
    good = token_of(reader_of(cycle))
    answers = {
        ask(f"strong_{n}", "districts", headers={"X-Forwarded-For": f"10.0.0.{n}"}).status_code for n in range(WITHOUT)
    }

    assert answers == {401}
    assert ask("strong_x", "districts").status_code == 429
    assert ask("strong_x", "districts", REMOTE_ADDR="10.1.1.1").status_code == 401
    assert ask(good, "districts").status_code == 200


# -- What is answered --------------------------------------------------------------------------------------


def test_figures_are_the_rows_of_the_tidy_table(cycle):
    table = figures_table(tidy_of(read_cycle(cycle)))

    rows = ask(token_of(reader_of(cycle)), at(cycle, "figures")).json()

    assert rows == [dict(zip([field.key for field in table.fields], row, strict=True)) for row in table.rows]
    assert len(rows) == 4


def test_readers_of_some_schools_get_the_rows_of_those(cycle):
    lake, hill = cycle.district.families.order_by("-name")
    of_a_family = token_of(reader_of(cycle, lake))
    principal = appoint(Role.PRINCIPAL, district=cycle.district, school=cycle.district.schools.get(name="Hill"))
    both = appoint(Role.SUPERINTENDENT, principal, district=cycle.district, families=[lake])

    for name in ("figures", "records"):
        assert {row["name"] for row in ask(of_a_family, at(cycle, name)).json()} == {"Lake"}
    secret = token_of(both)
    assert {row["name"] for row in ask(secret, at(cycle, "records")).json()} == {"Lake", "Hill"}
    assert {row["name"] for row in ask(secret, at(cycle, "figures")).json()} == {"Lake"}
    both.appointments.filter(role=Role.SUPERINTENDENT).delete()
    assert {row["name"] for row in ask(secret, at(cycle, "records")).json()} == {"Hill"}
    assert ask(secret, at(cycle, "figures")).status_code == 403


def test_blocks_are_a_row_a_practice_and_answer_and_nothing_for_who_could_subtract(cycle):
    lake = cycle.district.families.get(name="Lake")
    make_block(cycle, {"1.1": [0, 25, 50, 25, 0, 0, 0]}, people=47, step=5, family=lake)
    reader, subtracting = reader_of(cycle, lake), reader_of(cycle)
    saw_spreads(subtracting, cycle, 3)

    rows = ask(token_of(reader), at(cycle, "blocks")).json()

    assert len(rows) == 6 * 7
    assert rows[1] == {
        "block": 1, "family": "Lake", "others": False, "people": 47, "step": 5, "characteristic": 1, "practice": "P1.1",
        "answer": "level", "level": 2, "share": 25,
    }  # fmt: skip
    assert [(row["answer"], row["level"]) for row in rows[3:7]] == [
        ("level", 4),
        ("not_enough_information", None),
        ("does_not_apply", None),
        ("no_answer", None),
    ]
    assert {row["share"] for row in rows[7:]} == {None}
    assert ask(token_of(subtracting), at(cycle, "blocks")).json() == []


def test_a_cycle_that_is_not_published_is_not_there(cycle):
    secret = token_of(reader_of(cycle))
    open_cycle = make_cycle(cycle.district, edition=cycle.edition)
    add_school(open_cycle, {"1.1": 1}, name="New")

    assert [row["cycle"] for row in ask(secret, at(cycle, "cycles")).json()] == [cycle.pk]
    for name in ("figures", "means", "records", "blocks", "board"):
        assert ask(secret, f"{at(cycle, name)}?cycle={open_cycle.pk}").status_code == 404
        assert "New" not in ask(secret, at(cycle, name)).content.decode()


def test_no_answer_has_a_tag_or_is_kept(cycle):
    answer = ask(token_of(reader_of(cycle)), at(cycle, "figures"))

    assert answer["Cache-Control"] == "private, no-store"
    assert not {"ETag", "Last-Modified", "Set-Cookie"} & set(answer.headers)


def test_the_link_header_leads_through_all_rows(cycle):
    secret = token_of(reader_of(cycle))
    whole = ask(secret, at(cycle, "records")).json()
    found, path = [], f"{at(cycle, 'records')}?cycle={cycle.pk}&limit=5"
    while path:
        answer = ask(secret, path)
        found += answer.json()
        following = re.fullmatch(r'<http://testserver/api/v1/(.+)>; rel="next"', answer.headers.get("Link", ""))
        path = following and following[1]

    assert found == whole
    assert len(whole) == 12


@pytest.mark.parametrize("query", ["limit=0", "limit=5001", "offset=-1", "limit=x", f"cycle={'9' * 5000}"])
def test_a_parameter_that_cannot_be_read_is_named_and_not_repeated(cycle, query):
    answer = ask(token_of(reader_of(cycle)), f"{at(cycle, 'figures')}?{query}")

    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert [error["parameter"] for error in answer.json()["errors"]] == [query.partition("=")[0]]
    assert len(answer.content) < 400


def test_every_answer_has_the_shape_that_the_description_says(client, cycle):
    everything = superintendent_of(cycle.district)
    appoint(Role.PROVINCE_VIEWER, everything)
    secret = token_of(everything)
    make_block(cycle, {"1.1": [0, 25, 50, 25, 0, 0, 0]})
    described = client.get(f"{PLACE}/openapi.json").json()

    for offer in OFFERS.values():
        path = offer.path.replace("{slug:slug}", cycle.district.slug).replace("{uuid:uuid}", str(cycle.edition.uuid))
        rows = ask(secret, path[1:]).json()
        assert rows, offer.name
        for row in rows:
            row_of(offer).model_validate(row, strict=False)
            assert list(row) == [field.key for field in offer.fields]
    plain = {offer.path.replace(":slug", "").replace(":uuid", "") for offer in OFFERS.values()}
    assert set(described["paths"]) == {f"{PLACE}{path}" for path in plain}
    assert described["components"]["securitySchemes"]["Token"] == {"type": "http", "scheme": "bearer"}


def test_the_guide_names_every_address_and_loads_nothing_foreign(client):
    page = client.get(f"{PLACE}/").content.decode()

    assert all(offer.path.replace(":slug", "").replace(":uuid", "") in page for offer in OFFERS.values())
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)


# -- As the documentation says -------------------------------------------------------------------------------


@pytest.fixture
def server(settings):
    """A real server beside the test, that sees what the test has written."""
    settings.MEDIA_URL = "/media/"  # Django's server for tests answers below it by itself, and below nothing at all
    connection = connections["default"]
    connection.inc_thread_sharing()
    thread = LiveServerThread("localhost", lambda handler: handler, connections_override={"default": connection})
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    yield f"http://localhost:{thread.port}"
    thread.terminate()
    connection.dec_thread_sharing()


@pytest.mark.once
def test_pandas_reads_it_in_the_three_lines_of_the_documentation(server, cycle):
    code = re.search(r"```python\n(.+?)```", (Path(settings.BASE_DIR) / "docs" / "api.md").read_text(), re.DOTALL)[1]
    assert len(code.splitlines()) == 3
    for shown, real in (
        ("https://strong.example.ca", server),
        ("northern-lakes", cycle.district.slug),
        ("strong_…", token_of(reader_of(cycle))),
    ):
        assert shown in code
        code = code.replace(shown, real)
    names = {}

    exec(code, names)

    table = figures_table(tidy_of(read_cycle(cycle)))
    expected = pd.DataFrame(table.rows, columns=[field.key for field in table.fields])
    pd.testing.assert_frame_equal(names["frame"], expected, check_dtype=False)


def test_a_stranger_s_token_opens_what_is_everybody_s_alone(cycle):
    secret = token_of(make_person())

    assert ask(secret, at(cycle, "figures")).status_code == 404
    assert ask(secret, "frameworks").status_code == 200
