"""Icons in long lists."""

import pytest
from django.template import Context, Template

LISTED = Template("{% load icons %}{% icon name %}")
ALONE = Template('{% include "_components/icon.html" %}')


@pytest.mark.parametrize("name", ["external", "file", "lock", "note"])
def test_an_icon_in_a_list_is_the_one_that_stands_alone(name):
    drawn = ALONE.render(Context({"name": name}))
    assert LISTED.render(Context({"name": name})) == "".join(line.strip() for line in drawn.splitlines())
    assert "<path" in drawn
