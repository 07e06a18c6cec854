"""The local mailbox, from the SMTP door to the page."""

import smtplib
import subprocess
import sys
import time
import urllib.request
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from launcher import ports
from launcher.mailbox.letters import Letters
from launcher.mailbox.pages import make_app
from launcher.plan import http_probe

NOON = datetime(2026, 7, 21, 11, 0, tzinfo=UTC)
LINK = "http://127.0.0.1:8000/sign-in/link?ticket=abc.def-ghi_jkl"


def mail(subject: str = "Your link", text: str = f"Sign in: {LINK}.", html: str | None = None) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Q Commons <a@b.example>", "zoë@c.example", subject
    message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


@pytest.fixture
def letters(tmp_path) -> Letters:
    return Letters(tmp_path / "mail")


@pytest.fixture
def browser(letters):
    return make_app(letters).test_client()


def test_an_empty_mailbox_says_so(browser):
    assert "No messages." in browser.get("/").text


def test_the_list_is_newest_first_with_london_time(letters, browser):
    letters.add(mail("First"), ["zoe@c.example"], NOON)
    letters.add(mail("Second"), ["zoe@c.example"], NOON.replace(minute=1))
    page = browser.get("/").text
    assert page.index("Second") < page.index("First")
    assert "21 July 2026, 12:00" in page
    assert "2 messages, newest first" in page


def test_the_json_gives_address_subject_text_and_links_without_the_full_stop(letters, browser):
    letters.add(mail("Grüße 👋"), ["zoe@c.example"], NOON)
    [found] = browser.get("/api/messages").json
    assert (found["to"], found["subject"], found["links"]) == (["zoe@c.example"], "Grüße 👋", [LINK])
    assert "Sign in" in found["text"]
    assert found["received"] == "2026-07-21T11:00:00.000Z"


def test_the_json_can_be_asked_for_one_address_and_a_number(letters, browser):
    for number in range(3):
        letters.add(mail(f"To one {number}"), ["One@c.example"], NOON.replace(minute=number))
    letters.add(mail("To two"), ["two@c.example"], NOON.replace(minute=9))
    found = browser.get("/api/messages?to=one@C.example&limit=2").json
    assert [each["subject"] for each in found] == ["To one 2", "To one 1"]


def test_mails_outlive_a_restart(letters, tmp_path):
    identity = letters.add(mail("Kept"), ["a@b.example"], NOON)
    again = Letters(tmp_path / "mail").get(identity)
    assert again is not None
    assert again.subject == "Kept"


def test_what_is_in_a_mail_is_text_and_never_markup(letters, browser):
    identity = letters.add(mail("<b>bold</b>", "<script>alert(1)</script>"), ["a@b.example"], NOON)
    for page in (browser.get("/").text, browser.get(f"/messages/{identity}").text):
        assert "<b>bold" not in page
        assert "<script" not in page


def test_the_html_part_stands_in_a_sandbox(letters, browser):
    identity = letters.add(mail(html="<p>Hello</p><script>alert(1)</script>"), ["a@b.example"], NOON)
    assert "<iframe sandbox src=" in browser.get(f"/messages/{identity}").text
    part = browser.get(f"/messages/{identity}/html")
    policy = part.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "script-src" not in policy


def test_links_of_the_html_part_are_listed_once(letters, browser):
    html = f'<a href="{LINK}">Sign in</a> <a href="javascript:alert(1)">no</a>'
    identity = letters.add(mail(html=html), ["a@b.example"], NOON)
    page = browser.get(f"/messages/{identity}").text
    assert page.count(f'href="{LINK}"') == 1
    assert "javascript:" not in page


def test_broken_mails_are_shown_as_well_as_can_be(letters, browser):
    broken = b"Subject: =?utf-8?q?=FF?=\r\nContent-Type: text/plain; charset=nonsense\r\n\r\nstill here \xff"
    identity = letters.add(broken, ["a@b.example"], NOON)
    assert "still here" in browser.get(f"/messages/{identity}").text
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize("identity", ["..", "nonsense", "20260721T110000000000Z-00000000"])
def test_an_unknown_message_is_not_found(browser, identity):
    assert browser.get(f"/messages/{identity}").status_code == 404


def test_everything_can_be_deleted_but_not_by_another_site(letters, browser):
    letters.add(mail(), ["a@b.example"], NOON)
    assert browser.post("/clear", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert letters.count() == 1
    assert browser.post("/clear").status_code == 303
    assert letters.count() == 0


def test_every_page_forbids_scripts_and_foreign_content(letters, browser):
    identity = letters.add(mail(), ["a@b.example"], NOON)
    for path in ("/", f"/messages/{identity}", "/messages/none"):
        policy = browser.get(path).headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy


@pytest.mark.servers
def test_a_mail_sent_over_smtp_is_on_the_page_and_the_program_ends_when_asked(tmp_path):
    web, smtp = ports.any_free(), ports.any_free()
    environment = {"MAIL_FOLDER": str(tmp_path), "MAILBOX_PORT": str(web), "SMTP_PORT": str(smtp)}
    with (tmp_path / "log").open("w") as log:
        program = subprocess.Popen(
            [sys.executable, "-m", "launcher.mailbox"], env=environment, stdout=log, stderr=log
        )
    try:
        _wait_for(f"http://127.0.0.1:{web}/health/ready", tmp_path / "log")
        with smtplib.SMTP("127.0.0.1", smtp) as sender:
            sender.sendmail("a@b.example", ["zoe@c.example"], mail("Over the wire"))
        with urllib.request.urlopen(f"http://127.0.0.1:{web}/") as page:
            assert "Over the wire" in page.read().decode()
    finally:
        program.terminate()
        assert program.wait(10) == 0


def _wait_for(url: str, log: Path) -> None:
    probe, until = http_probe(url), time.monotonic() + 20
    while missing := probe():
        assert time.monotonic() < until, f"{missing}: {log.read_text()}"
        time.sleep(0.05)
