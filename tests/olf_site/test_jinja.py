"""Jinja's templates: Django's second engine, and what of them a translator is given."""

import shutil
from datetime import UTC, date, datetime

import polib
import pytest
from django.core.management import call_command
from django.template import TemplateDoesNotExist, engines
from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import override
from jinja2 import UndefinedError

from olf_site.management.commands.makemessages import as_python


def draw(source, **values):
    return engines["jinja"].from_string(source).render(values)


def test_engine_has_no_templates_but_its_own():
    with pytest.raises(TemplateDoesNotExist):
        engines["jinja"].get_template("base.html")

    assert get_template("base.html").backend is engines["django"]


def test_what_people_typed_is_escaped():
    assert draw("<p>{{ typed }}</p>", typed="<b>&'\"") == "<p>&lt;b&gt;&amp;&#39;&#34;</p>"


def test_what_is_put_into_a_sentence_is_escaped():
    assert draw('{{ _("Saved %(time)s", time=typed) }}', typed="<b>") == "Saved &lt;b&gt;"


def test_what_an_engine_drew_is_html_to_the_other():
    page = engines["django"].from_string("{{ drawn }}")

    assert page.render({"drawn": engines["jinja"].from_string("<i>").render()}) == "<i>"
    assert draw("{{ icon('lock') }}").startswith("<svg")


def test_a_value_that_nobody_gave_is_an_error():
    with pytest.raises(UndefinedError):
        draw("{{ nowhere }}")


def test_a_sentence_is_said_in_the_language_of_the_reader():
    source = '{{ _("Save rating") }}'
    with override("fr"):
        french = draw(source)

    assert (draw(source), french) == ("Save rating", "Enregistrer")


def test_days_and_hours_are_the_districts():
    moment = datetime(2026, 1, 1, 3, tzinfo=UTC)

    with override("en"), timezone.override("America/Toronto"):
        drawn = draw("{{ moment|day }}, {{ moment|clock }}; {{ date|day }}", moment=moment, date=date(2026, 1, 1))

    assert drawn == "Dec. 31, 2025, 22:00; Jan. 1, 2026"


SENTENCES = """
{{ _("Call") }} {{ ngettext("%(num)s piece", "%(num)s pieces", number) }} {{ pgettext("of a school", "Level") }}
{% trans trimmed name=name %}
  Block of
  {{ name }}
{% endtrans %}
{{ _("Rate %(name)s", name=name) }}
"""


def test_sentences_are_handed_on_as_python():
    assert as_python(SENTENCES).splitlines() == [
        "_('Call')",
        "ngettext('%(num)s piece', '%(num)s pieces')",
        "pgettext('of a school', 'Level')",
        "gettext('Block of %(name)s')",
        "_('Rate %(name)s')",
    ]


@pytest.mark.once
@pytest.mark.skipif(not shutil.which("xgettext"), reason="needs gettext")
def test_makemessages_collects_from_both_engines(tmp_path, monkeypatch, settings):
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    (tmp_path / "locale" / "fr").mkdir(parents=True)
    (tmp_path / "page.html").write_text('{% load i18n %}{% translate "Page" %}')
    (tmp_path / "part.jinja").write_text(SENTENCES)
    monkeypatch.chdir(tmp_path)

    call_command("makemessages", "--locale", "fr", verbosity=0)

    found = polib.pofile(str(tmp_path / "locale/fr/LC_MESSAGES/django.po"))
    assert {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in found} == {
        (None, "Page", ""),
        (None, "Call", ""),
        (None, "%(num)s piece", "%(num)s pieces"),
        ("of a school", "Level", ""),
        (None, "Block of %(name)s", ""),
        (None, "Rate %(name)s", ""),
    }
    assert not (tmp_path / "part.jinja.py").exists()
