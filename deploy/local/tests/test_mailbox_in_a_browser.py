"""The mailbox's pages in headless Chromium: accessible, and the whole of it without JavaScript."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from launcher.mailbox.letters import Letters
from launcher.mailbox.pages import make_app

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
LINK = "http://127.0.0.1:8000/sign-in/link?ticket=abc"


@pytest.fixture
def address(tmp_path) -> Iterator[str]:
    letters = Letters(tmp_path)
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.example", "zoe@c.example", "Your sign-in link"
    message.set_content(f"Sign in: {LINK}")
    message.add_alternative(f'<p><a href="{LINK}">Sign in</a></p><script>document.title="x"</script>', "html")
    letters.add(message.as_bytes(), ["zoe@c.example"], datetime.now(UTC))
    server = make_server("127.0.0.1", 0, make_app(letters), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request, chromium) -> Iterator[Page]:
    context = chromium.new_context(java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def test_a_person_finds_the_mail_reads_it_follows_its_link_and_empties_the_box(page, address):
    page.goto(address)
    page.get_by_label("Sent to").fill("zoe@c.example")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Your sign-in link").click()
    assert page.get_by_role("link", name=LINK).get_attribute("href") == LINK
    expect(page.frame_locator("iframe").get_by_text("Sign in")).to_be_visible()
    page.get_by_role("link", name="Back to all messages").click()
    page.get_by_role("button", name="Delete all messages").click()
    expect(page.get_by_text("No messages.")).to_be_visible()


@pytest.mark.parametrize("page", [True], indirect=True)
def test_every_page_is_accessible(page, address):
    page.goto(address)
    paths = [
        "/",
        "/?to=nobody",
        "/messages/none",
        page.get_by_role("link", name="Your sign-in").get_attribute("href"),
    ]
    for path in paths:
        page.goto(f"{address}{path}")
        result = Axe().run(page, options=RULES)
        assert result.violations_count == 0, result.generate_report()
        assert page.title().endswith("Q Commons mailbox")
