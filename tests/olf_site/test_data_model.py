"""docs/data-model.md is drawn from the models as they are."""

import tomllib

import pytest

from people.users import User
from scripts import diagram

pytestmark = pytest.mark.once
MODELS = [model for models in diagram.own_models().values() for model in models]


def test_the_drawing_is_up_to_date():
    text = diagram.PAGE.read_text()

    assert diagram.page(text) == text, "run `make diagram`"


def test_the_drawing_has_the_tables_of_this_project_and_no_others():
    pyproject = tomllib.loads((diagram.ROOT / "pyproject.toml").read_text())
    apps = {model._meta.app_label for model in MODELS}

    assert User in MODELS
    assert apps <= set(pyproject["tool"]["importlinter"]["root_packages"])


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_model_says_in_plain_words_what_its_table_holds(model):
    made_by_django = f"{model.__name__}("

    assert not model.__doc__.startswith(made_by_django)


def test_two_tables_do_not_share_a_name():
    names = [model.__name__ for model in MODELS]

    assert sorted(names) == sorted(set(names))
