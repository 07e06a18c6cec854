"""What visitors see: the site, the regions, growth, and nobody who did not ask to be seen."""

import pytest

PUBLIC = ("/", "/regions", "/regions/WOE", "/regions/WAL", "/growth", "/join", "/members", "/compact",
          "/compact/history", "/accessibility", "/privacy", "/join/sent?region=WOE", "/goodbye")  # fmt: skip


@pytest.mark.parametrize("path", PUBLIC)
def test_every_public_page_is_sound(browser, calling, path):
    browser.get(path)
