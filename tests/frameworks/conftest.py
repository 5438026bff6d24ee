"""What the tests of frameworks share: an editor, a reader, and the shipped frameworks."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings

from districts.roles.models import Role
from frameworks.loading import load_frameworks
from tests.factories import appoint, make_person


@pytest.fixture
def editor(client):
    """A framework editor, signed in."""
    person = appoint(Role.FRAMEWORK_EDITOR)
    client.force_login(person, backend="people.backends.EmailBackend")
    return person


@pytest.fixture
def reader(client):
    """Somebody with an account and no role, signed in."""
    person = make_person()
    client.force_login(person, backend="people.backends.EmailBackend")
    return person


@pytest.fixture
def shipped(db):
    """The frameworks as they are shipped."""
    return load_frameworks()


@pytest.fixture
def folder(tmp_path):
    """A copy of the fixtures, to write in."""
    return Path(shutil.copytree(settings.FIXTURE_DIRS[0], tmp_path / "fixtures"))
