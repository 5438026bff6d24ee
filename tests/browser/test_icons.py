"""Icons come from a sprite, which the site's own policy has to let in."""

from .conftest import wait_until


def test_an_icon_is_drawn_under_the_policy_of_the_site(page):
    page.goto("/accounts/login/")

    wait_until(page, "document.querySelector('.icon use').getBBox().width > 0", otherwise="the icon stayed empty")
