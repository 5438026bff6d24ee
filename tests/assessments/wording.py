"""A team's assessment, a practice of it, the district's team beside it; and how criteria are written and asked for."""

import pytest

from assessments.criteria import actions, queries
from assessments.criteria.models import CriterionVersion
from tests.factories import (
    make_assessment,
    make_meeting,
    make_team,
    members_of,
    practices_of,
)


@pytest.fixture
def assessment():
    return make_meeting(members=2, started=False, characteristics=2)


@pytest.fixture
def practice(assessment):
    return practices_of(assessment)[0]


@pytest.fixture
def board(assessment):
    """The district team's assessment in the same cycle."""
    return make_assessment(assessment.cycle, make_team(assessment.district, members=2))


@pytest.fixture
def member(assessment, client):
    """A member of the school's team, signed in."""
    person = members_of(assessment)[0]
    client.force_login(person)
    return person


def level_of(assessment, value=3):
    return assessment.cycle.scale.levels.get(value=value)


def write(assessment, practice, text="It shows", revision=0, value=3, lens="", by=None):
    level = level_of(assessment, value)
    written = {"practice": practice, "level": level, "text": text, "lens": lens, "revision": revision}
    return actions.write_criterion(team=assessment.team, by=by, **written)


def texts_of(team, value=3):
    versions = CriterionVersion.objects.filter(criterion__team=team, criterion__level__value=value)
    return list(versions.order_by("number").values_list("number", "text"))


def offer(board, practice, text="The district’s", revision=0):
    version = write(board, practice, text, revision)
    actions.offer_criterion(version=version, by=None)
    return version


def url_of(assessment, practice=None, what=""):
    base = f"/assessments/{assessment.pk}/criteria/"
    return f"{base}{practice.uuid}/" if practice else f"{base}{what}"


def version_url(assessment, version, what):
    return url_of(assessment, what=f"versions/{version.pk}/{what}/")


def sent(**fields):
    return {"level": "3", "text": "Typed", "lens": "", "revision": "0", **fields}


def offers_of(assessment, practice):
    return [one for row in queries.levels_of_practice(assessment, practice) for one in row.offers]
