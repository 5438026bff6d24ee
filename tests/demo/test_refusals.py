"""When no demo can be made, and when there is none to be taken away."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from people.users import User


def test_demo_refuses_without_its_setting(db):
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("demo")
    assert not User.objects.exists()


def test_demo_asks_for_the_frameworks_first(db):
    with override_settings(DEMO=True), pytest.raises(CommandError, match="load_frameworks"):
        call_command("demo")


def test_remove_works_without_the_setting_and_without_a_demo(db):
    call_command("demo", "--remove", stdout=StringIO())
