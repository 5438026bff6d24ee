"""Jinja's code escapes as Jinja itself does, by two names that neither Jinja nor MarkupSafe calls public."""

import markupsafe
import pytest
from django.utils.safestring import mark_safe
from jinja2 import UndefinedError
from jinja2.compiler import CodeGenerator

from olf_site.jinja import environment

pytestmark = pytest.mark.once


class Name(str):
    """A text with a class of its own."""


@pytest.mark.parametrize(
    "value",
    ["<b>\"A\" & 'B'</b>", Name("<i>"), mark_safe("<b>bold</b>"), markupsafe.Markup("<b>"), 12, None, 1.5],
    ids=repr,
)
def test_what_is_printed_is_escaped_as_jinja_escapes_it(value):
    drawn = environment(autoescape=True).from_string("[{{ value }}]").render(value=value)

    assert drawn == f"[{markupsafe.escape(value)}]"


def test_what_a_macro_has_drawn_is_not_escaped_again():
    source = "{% macro cell(text) %}<td>{{ text }}</td>{% endmacro %}{{ cell('a') }}{{ cell(value) }}"

    assert environment(autoescape=True).from_string(source).render(value="<b>") == "<td>a</td><td>&lt;b&gt;</td>"


def test_what_was_not_given_is_an_error():
    with pytest.raises(UndefinedError):
        environment(autoescape=True).from_string("{{ missing }}").render()


def test_the_private_names_that_it_uses_are_there():
    code = environment(autoescape=True).compile("{{ value }}", raw=True)

    assert callable(CodeGenerator._output_child_pre)
    assert markupsafe._escape_inner("<") == "&lt;"
    assert "environment.escaped(" in code
