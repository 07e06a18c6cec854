"""What a mail says, and what can never get into it."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from chassis import tickets
from contracts import exchange, meetings, skills_register, stewardship
from notifications import domain, mail
from notifications.domain import Contact
from notifications.kinds import KINDS
from notifications.mail import AddressUnusable, Letter, compose
from notifications.settings import Settings

NOTICES = stewardship.NOTICES | meetings.NOTICES | skills_register.NOTICES | exchange.NOTICES
NOW = datetime(2026, 7, 1, 13, 5, tzinfo=UTC)  # 14:05 in London
ABOUT: dict[str, dict[str, Any]] = {
    "application_declined": {"feedback": "Your idea is sound.\nPlease say more on <users>."},
    "compact_prompt": {"compact_version": "3", "grace_until": "2026-07-31T23:30:00+00:00"},
    "address_wanted": {"until": "2026-07-02T09:00:00+00:00"},
    "release_wanted": {
        "lender": "North Trust",
        "borrower": "South Trust",
        "days": "2 days",
        "until": "2026-07-15T09:00:00+00:00",
    },
    "address_change_asked": {"until": "2026-07-02T09:00:00+00:00"},
    "address_changed": {"changed_at": "2026-07-01T09:00:00+00:00"},
    **{kind: {gap: f"words of {gap}" for gap in gaps} for kind, gaps in NOTICES.items()},
}
PAGES = {
    "sign_in_link": "http://portal.example/sign-in/link?ticket=",
    "welcome": "http://portal.example/sign-in/link?ticket=",
    "application_received": "http://portal.example/apply/status?ticket=",
    "application_saved": "http://portal.example/apply/status?ticket=",
    "application_link": "http://portal.example/apply/status?ticket=",
    "application_declined": "http://portal.example/join",
    "compact_prompt": "http://portal.example/compact",
    "address_wanted": "http://portal.example/email-change?ticket=",
    "release_wanted": "http://portal.example/release-answer?ticket=",
    "address_change_asked": "http://portal.example/me/email",
    "address_changed": "http://portal.example/regions",
    **dict.fromkeys(NOTICES, "http://portal.example/groups/SW"),
}
ADA = Contact("m-1", 1, "Ada Lovelace", "ada@example.org")


def letter(template: str, settings: Settings, to: Contact = ADA, about: Any = None) -> Letter:
    facts = ABOUT.get(template) if about is None else about
    recipient = "applicant:a-1" if template.startswith("application") else "m-1"
    queued = domain.queue("0199-row", NOW, recipient, template, "cause", facts, path="/groups/SW")
    return compose(queued, to, settings, NOW)


def read(sent: Letter) -> EmailMessage:
    message = message_from_bytes(sent.content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


class Page(HTMLParser):
    """The elements and links of a page, and whether it is well nested."""

    EMPTY = frozenset({"meta", "br"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.links: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.links += [value for name, value in attrs if name == "href" and value]
        if tag not in self.EMPTY:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


def test_every_template_has_a_subject_a_kind_and_both_parts() -> None:
    folder = Path(mail.__file__).parent / "templates"
    files = {file.name for file in folder.iterdir() if not file.name.startswith("_")}
    assert set(mail.SUBJECTS) == set(KINDS) == set(PAGES)
    assert files == {f"{name}.{form}" for name in KINDS for form in ("txt", "html")}


@pytest.mark.parametrize("template", sorted(KINDS))
def test_no_mail_shows_a_placeholder_and_both_parts_carry_its_link(template: str, settings: Settings) -> None:
    message = read(letter(template, settings))
    assert [each.get_content_type() for each in message.iter_parts()] == ["text/plain", "text/html"]
    for kind in ("plain", "html"):
        text = part(message, kind)
        assert not re.search(r"\{\{|\}\}|\{%|%\}|None|Undefined|datetime", text)
        assert PAGES[template] in text
        assert "Ada Lovelace" in text


@pytest.mark.parametrize("template", sorted(KINDS))
def test_the_page_of_a_mail_is_whole_and_fetches_nothing(template: str, settings: Settings) -> None:
    page = Page(part(read(letter(template, settings)), "html"))
    assert page.names.count("h1") == 1
    assert not {"img", "script", "link", "style", "iframe", "form"} & set(page.names)
    assert all(link.startswith("http://portal.example") for link in page.links)


@pytest.mark.parametrize("template", sorted(KINDS))
def test_a_mail_says_that_a_machine_sent_it(template: str, settings: Settings) -> None:
    message = read(letter(template, settings))
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == "<0199-row@qcommons.example>"
    assert message["From"] == "Q Commons <hello@qcommons.example>"
    assert message["To"] == "Ada Lovelace <ada@example.org>"
    assert message["Date"].datetime == NOW


@pytest.mark.parametrize("template", sorted(KINDS))
def test_a_mail_is_seven_bit_with_short_lines(template: str, settings: Settings) -> None:
    sent = letter(template, settings, replace(ADA, name="Zoë Ó Brien"))
    assert sent.content.isascii()
    assert max(len(line) for line in sent.content.split(b"\r\n")) <= 998
    assert b"\n" not in sent.content.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    ("template", "audience", "subject", "lifetime"),
    [
        ("sign_in_link", "sign-in", "m-1", timedelta(minutes=15)),
        ("welcome", "sign-in", "m-1", timedelta(minutes=15)),
        ("application_received", "applicant", "applicant:a-1", timedelta(days=90)),
        ("application_saved", "applicant", "applicant:a-1", timedelta(days=90)),
    ],
)
def test_a_secret_link_carries_a_genuine_ticket(
    template: str,
    audience: str,
    subject: str,
    lifetime: timedelta,
    settings: Settings,
    ticket_keys: tuple[Path, str],
) -> None:
    message = read(letter(template, settings))
    found = [
        link for link in re.findall(r"http\S+", part(message, "plain")) if link.startswith(PAGES[template])
    ]
    assert len(found) == 1
    assert found[0] in part(message, "html").replace("&amp;", "&")
    (text,) = parse_qs(urlsplit(found[0]).query)["ticket"]
    ticket = tickets.read(ticket_keys[1], text, audience=audience, now=NOW)
    assert (ticket.subject, ticket.issued_at, ticket.expires_at) == (subject, NOW, NOW + lifetime)


def test_each_composing_mints_a_new_ticket_and_keeps_the_message_id(settings: Settings) -> None:
    first, second = read(letter("welcome", settings)), read(letter("welcome", settings))
    assert first["Message-ID"] == second["Message-ID"]
    assert part(first, "plain") != part(second, "plain")


def test_lifetimes_are_told_as_they_are_set(settings: Settings) -> None:
    other = replace(settings, sign_in_link_minutes=20, applicant_link_days=30)
    assert "for 20 minutes from 14:05 (UK time) on 1 July 2026" in " ".join(
        part(read(letter("welcome", other)), "plain").split()
    )
    assert "It works for 30 days" in part(read(letter("application_saved", other)), "plain")


def test_a_day_is_the_day_in_london(settings: Settings) -> None:
    # 23:30 UTC on 31 July is half past midnight on 1 August there.
    words = " ".join(part(read(letter("compact_prompt", settings)), "plain").split())
    assert "until 00:30 (UK time) on 1 August 2026. From then on" in words
    assert mail.say_date("2026-11-21T23:30:00+00:00") == "21 November 2026"


def test_a_decline_gives_the_feedback_and_leaves_no_gap_without_any(settings: Settings) -> None:
    told = read(letter("application_declined", settings))
    assert "Your idea is sound.\nPlease say more on <users>." in part(told, "plain")
    assert "Please say more on &lt;users&gt;." in part(told, "html")
    bare = read(letter("application_declined", settings, about={"feedback": ""}))
    assert "like you to know" not in part(bare, "plain") + part(bare, "html")


def test_what_people_typed_is_text_in_the_page_and_never_markup(settings: Settings) -> None:
    about = {"feedback": "<script>alert(1)</script> & \"quoted\" 'text'"}
    page = Page(part(read(letter("application_declined", settings, about=about)), "html"))
    assert "script" not in page.names
    named = read(letter("welcome", settings, replace(ADA, name='Ada "the" O\'Neil & Sons')))
    assert "&amp; Sons" in part(named, "html")
    assert "& Sons" in part(named, "plain")


@pytest.mark.parametrize(
    "name",
    [
        "Zoë Ó Brien",
        "محمد علي",
        "עדה לאבלייס",
        "李 小龙",
        "Ada 🚀 Lovelace",
        "O'Neil, Ada",
        "Ada <Lovelace>",
        '"Ada"',
    ],
)
def test_names_of_all_scripts_arrive_unharmed(name: str, settings: Settings) -> None:
    message = read(letter("welcome", settings, replace(ADA, name=name)))
    (to,) = message["To"].addresses
    assert (to.display_name, to.addr_spec) == (name, "ada@example.org")


def test_a_name_of_300_characters_is_left_out_of_header_and_greeting(settings: Settings) -> None:
    message = read(letter("welcome", settings, replace(ADA, name="a" * 300)))
    assert message["To"] == "ada@example.org"
    assert part(message, "plain").startswith("Hello,\n")


@pytest.mark.parametrize(
    "name",
    ["Win at evil.example", "http://evil.example", "www.evil", "x@evil.example", "see evil.example/now"],
)
def test_a_name_that_could_pass_for_a_link_is_not_repeated_in_the_text(name: str, settings: Settings) -> None:
    message = read(letter("application_received", settings, replace(ADA, name=name)))
    assert "evil" not in part(message, "plain") + part(message, "html")


def test_initials_are_a_name() -> None:
    assert mail.greeting_name("J.R.R. Tolkien") == "J.R.R. Tolkien"


def test_direction_overrides_are_taken_out_of_names() -> None:
    assert mail.clean_line("Ada \u202egro.live\u202c \u2066x\u2069") == "Ada gro.live x"


@examples(deadline=None)
@given(st.text(max_size=200))
def test_cleaned_text_has_one_line_and_no_controls(text: str) -> None:
    line = mail.clean_line(text)
    assert len(line.splitlines()) <= 1
    assert not re.search(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\ud800-\udfff]", line)
    assert mail.clean_line(line) == line


HEADERS = {
    "from", "to", "subject", "date", "message-id", "auto-submitted", "x-auto-response-suppress",
    "content-language", "mime-version", "content-type",
}  # fmt: skip


@examples(max_examples=60, deadline=None)  # two renderings each, on a machine that may be busy
@given(
    name=st.text(max_size=120),
    inserted=st.sampled_from(["\r\nBcc: x@evil.example", "\n\nbody", "\r", "\x00"]),
)
def test_no_name_can_add_a_header_or_a_recipient(name: str, inserted: str, settings: Settings) -> None:
    sent = letter("application_received", settings, replace(ADA, name=f"{name}{inserted}{name}"))
    message = read(sent)
    assert {header.lower() for header in message} == HEADERS
    assert len(message) == len(HEADERS)
    assert [each.addr_spec for each in message["To"].addresses] == ["ada@example.org"]
    assert sent.recipient == "ada@example.org"


@pytest.mark.parametrize(
    "email",
    [
        *("", "ada", "ada@", "@example.org", "a@b@c", "Ada <ada@example.org>", "ada@exa mple.org", "ada@["),
        *("ada@example.org\r\nBcc: x@evil.example", "ada@example.org\nRCPT TO:<x@evil.example>"),
        *("a@example.org, b@evil.example", "a\x00@b.c", "zoë\r\n@example.org"),
    ],
)
def test_an_address_that_is_none_is_refused_without_being_quoted(email: str, settings: Settings) -> None:
    with pytest.raises(AddressUnusable) as no:
        letter("welcome", settings, replace(ADA, email=email))
    assert no.value.args == ()
    assert no.value.__context__ is None or no.value.__suppress_context__


def test_an_address_beyond_ascii_asks_for_smtputf8(settings: Settings) -> None:
    sent = letter("welcome", settings, replace(ADA, email="zoë@example.org"))
    assert sent.needs_utf8
    assert "zoë@example.org".encode() in sent.content
    assert not letter("welcome", settings).needs_utf8


def test_a_wrong_key_file_stops_the_mail_and_not_the_rules(settings: Settings) -> None:
    with pytest.raises(OSError):
        letter("welcome", replace(settings, ticket_private_key_file=Path("nowhere.pem")))
