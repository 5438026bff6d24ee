"""What templates keep: parts that hang on the language and on settings, never on a person."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template

pytestmark = pytest.mark.once
CACHED = re.compile(r"\{% cache (\S+) (\S+) ([^%]*?) ?%\}(.*?)\{% endcache %\}", re.DOTALL)
# What a kept part may differ by, beside the language: settings, as a page's context has them.
SETTINGS = {"version", "source_url", "upload.most_bytes", "upload.accept"}
OF_A_READER = re.compile(r"csrf|\b(user|request|reader|bar|messages|perms|district)\b(?=[.\s|}])")


TEMPLATES = Path(settings.BASE_DIR, "templates")
INCLUDED = re.compile(r'\{% include "([^"]+)"')


def cached_parts():
    for path in TEMPLATES.rglob("*.html"):
        for timeout, name, varies, part in CACHED.findall(path.read_text()):
            yield pytest.param(timeout, varies.split(), part, id=name)


@pytest.mark.parametrize(("timeout", "varies", "part"), list(cached_parts()))
def test_part_that_is_kept_hangs_on_the_language_and_settings_alone(timeout, varies, part):
    assert timeout == "None"
    assert varies[0] == "LANGUAGE_CODE"
    assert set(varies[1:]) <= SETTINGS
    drawn = part + "".join((TEMPLATES / name).read_text() for name in INCLUDED.findall(part))
    code = " ".join(re.findall(r"\{[{%].*?[%}]\}", drawn))
    assert not OF_A_READER.search(code)


def test_no_two_parts_share_a_name():
    names = [param.id for param in cached_parts()]

    assert len(names) == len(set(names)) >= 8


@pytest.mark.parametrize("language", ["en", "fr"])
def test_page_is_kept_in_each_language(client, language):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    page = client.get("/accounts/login/").content.decode()

    assert f'<html lang="{language}">' in page
    assert ("No tracking" in page) == (language == "en")


def test_it_is_drawn_once():
    template = Template("{% load cache %}{% cache None drawn-once LANGUAGE_CODE %}{{ moment }}{% endcache %}")

    drawn = [
        template.render(Context({"LANGUAGE_CODE": code, "moment": code + tail}))
        for code, tail in (("en", "1"), ("en", "2"), ("fr", "3"))
    ]

    assert drawn == ["en1", "en1", "fr3"]
