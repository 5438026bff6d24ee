"""Every list of the Django admin, and every form with rows in it, asks the database as often for three rows as for one."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from districts.roles.models import Role
from tests.factories import appoint
from tests.one_of_each import make_one_of_each

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LISTS = sorted(
    model._meta.label_lower
    for model in admin.site._registry
    if model._meta.app_label in ("frameworks", "districts", "people")
)


def queries_of(client, address):
    client.get(address)  # what a process reads once is read here
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in queries]


@pytest.fixture
def editor_of_all(client):
    """Somebody who opens all of the admin."""
    client.force_login(appoint(Role.INSTALLATION_ADMINISTRATOR, appoint(Role.FRAMEWORK_EDITOR)))
    return client


@pytest.mark.parametrize("label", LISTS)
def test_list_asks_as_often_for_three_rows_as_for_one(editor_of_all, label):
    address = reverse(f"admin:{label.replace('.', '_')}_changelist")
    make_one_of_each()
    one = queries_of(editor_of_all, address)

    make_one_of_each()
    make_one_of_each()

    three = queries_of(editor_of_all, address)
    assert len(three) == len(one), "\n".join(sql for sql in three if sql not in one)
