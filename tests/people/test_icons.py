"""Icons: each one named is in the sprite, and none is there that nobody names."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template

from assessments.evidence.models import Evidence

pytestmark = pytest.mark.once

ROOT = Path(settings.BASE_DIR)
SPRITE = (ROOT / "static/img/icons.svg").read_text()
LISTED = Template("{% load icons %}{% icon name %}")
ALONE = Template('{% include "_components/icon.html" %}')
# An include or a tag in a template, a call in a module.
NAMED = re.compile(r"""(?:icon\.html" with name=|% icon |icon\(|icon\.html", \{"name": )["'](\w+)["']""")


def named_in(path):
    return NAMED.findall(path.read_text())


def test_every_icon_that_is_named_is_in_the_sprite_and_every_one_there_is_named():
    files = [*(ROOT / "templates").rglob("*.*"), *ROOT.glob("[a-z]*/**/*.py")]
    named = {name for path in files if "tests" not in path.parts for name in named_in(path)}
    by_evidence = set(Evidence.Carrier.values)

    assert named | by_evidence == set(re.findall(r'<symbol id="(\w+)"', SPRITE))


def test_an_icon_in_a_list_is_the_one_that_stands_alone():
    drawn = ALONE.render(Context({"name": "lock"}))

    assert LISTED.render(Context({"name": "lock"})) == drawn.strip()
    assert f'<use href="{settings.STATIC_URL}img/icons.svg#lock"/>' in drawn
