"""The checks of every page are checked: each seeded fault is found."""

import pytest
from werkzeug.test import TestResponse
from werkzeug.wrappers import Response

from .page import Page

SOUND = """<!DOCTYPE html><html lang="en-GB"><head><title>Hello - Q Commons</title></head><body>
<a href="#maincontent">Skip to main content</a><main id="maincontent"><h1>Hello</h1>
<label for="name">Name</label><input id="name" name="name"><ul><li>One</li></ul></main></body></html>"""


def problems(html):
    sent = Response(html, mimetype="text/html")
    sent.headers["Content-Security-Policy"] = "script-src 'nonce-abc'"
    return Page(TestResponse(sent.response, sent.status, sent.headers, None)).problems  # type: ignore[arg-type]


def test_a_sound_page_has_no_problems():
    assert problems(SOUND) == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("<h1>Hello</h1>", "<h1>Hello</h1><h1>Again</h1>"),
        ("<h1>Hello</h1>", "<p>Hello</p>"),
        ("<title>Hello", "<title>Other"),
        ('lang="en-GB"', 'lang="en"'),
        ('<input id="name"', '<input id="name"><input id="name"'),
        ('<label for="name">', '<label for="other">'),
        ("<li>One</li>", "<p>One</p>"),
        ("<li>One</li>", "<li>One"),
        ("<h1>Hello</h1>", '<h1 style="color:red">Hello</h1>'),
        ("<h1>Hello</h1>", "<h1 onclick='x()'>Hello</h1>"),
        ("<h1>Hello</h1>", "<h1>Hello</h1><style>h1 {}</style>"),
        ("<h1>Hello</h1>", "<h1>Hello</h1><script>x()</script>"),
        ("<h1>Hello</h1>", "<h1>Hello</h1><p><div>x</div></p>"),
        ("<h1>Hello</h1>", "<h1>Hello</h1><form><form></form></form>"),
        ("<h1>Hello</h1>", "<h1>Hello</h1><a href='#nowhere'>x</a>"),
        ("<h1>Hello</h1>", "<h1>Hello</h1><a href='/x'></a>"),
        ("<h1>Hello</h1>", "<h1>Hello</h1><img src='x'>"),
        ("<h1>Hello</h1>", "<h1>Hello</h1><button tabindex='3'>x</button>"),
        ('<a href="#maincontent">', '<a href="/">Home</a><a href="#maincontent">'),
        ("Skip to main content", "Skip"),
    ],
)
def test_each_fault_is_found(good, bad):
    assert good in SOUND
    assert problems(SOUND.replace(good, bad, 1)) != []
