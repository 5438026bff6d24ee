"""What a template keeps is drawn once for a language and its values."""

from django.template import Context, Template
from django.utils.translation import override

TEXT = "{% load i18n kept %}{% kept version %}{% translate 'Close' %} {{ version }} {{ moment }}{% endkept %}"


def test_it_is_drawn_once():
    template = Template(TEXT)
    assert template.render(Context({"version": "1", "moment": "now"})) == "Close 1 now"
    assert template.render(Context({"version": "1", "moment": "later"})) == "Close 1 now"


def test_another_value_is_drawn_anew():
    template = Template(TEXT)
    template.render(Context({"version": "1"}))
    assert template.render(Context({"version": "2"})).strip() == "Close 2"


def test_another_language_is_drawn_anew():
    template = Template(TEXT)
    template.render(Context({"version": "1"}))
    with override("fr"):
        assert template.render(Context({"version": "1"})).strip() == "Fermer 1"
