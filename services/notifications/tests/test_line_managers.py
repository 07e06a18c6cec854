"""A line manager, who is no member, gets one mail with a link for each ask, and is forgotten."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from chassis import tickets
from contracts import skills_register

from .conftest import NOW, Desk

UNTIL = NOW + timedelta(days=14)


def asked(desk: Desk, ask_id: str = "a-1", email: str = "boss@example.org") -> None:
    data = {
        "ask_id": ask_id, "email": email, "until": UNTIL.isoformat(),
        "lender": "North Trust", "borrower": "South Trust", "days": "2 days",
    }  # fmt: skip
    desk.hear(skills_register.LINE_MANAGER_ASKED, ask_id, 1, data)


def ended(desk: Desk, outcome: str, ask_id: str = "a-1") -> None:
    data = {"ask_id": ask_id, "outcome": outcome}
    desk.hear(skills_register.LINE_MANAGER_ASK_ENDED, ask_id, 2, data)


def test_the_link_speaks_for_the_ask_until_it_runs_out(desk: Desk, ticket_keys: tuple[object, str]) -> None:
    asked(desk)
    desk.do_due_work()
    [message] = desk.post.messages()
    assert message["To"] == "boss@example.org"
    body = message.get_body(("plain",))
    assert body is not None
    text = str(body.get_content())
    assert "South Trust asks for the help" in text
    link = next(word for word in text.split() if "ticket=" in word)
    assert link.startswith("http://portal.example/release-answer?")
    (ticket,) = parse_qs(urlsplit(link).query)["ticket"]
    read = tickets.read(ticket_keys[1], ticket, audience="line-manager", now=desk.now)
    assert (read.subject, read.expires_at) == ("line-manager:a-1", UNTIL)


def test_each_ask_is_one_mail_however_often_it_is_told(desk: Desk) -> None:
    asked(desk)
    asked(desk)
    asked(desk, "a-2")
    desk.do_due_work()
    assert [letter.recipient for letter in desk.post.letters] == ["boss@example.org"] * 2


def test_whoever_answered_is_forgotten_and_gets_nothing_that_still_waited(desk: Desk) -> None:
    asked(desk)
    ended(desk, "withdrawn")
    desk.do_due_work()
    assert desk.post.letters == []
    contact = desk.service.store.contact("line-manager:a-1")
    assert contact is not None
    assert (contact.gone, contact.email) == (True, "")


def test_an_end_that_is_heard_first_keeps_a_late_ask_from_being_sent(desk: Desk) -> None:
    ended(desk, "replaced")
    asked(desk)
    desk.do_due_work()
    assert desk.post.letters == []


def test_an_address_is_kept_no_longer_than_the_link_works(desk: Desk) -> None:
    asked(desk)
    contact = desk.service.store.contact("line-manager:a-1")
    assert contact is not None
    assert contact.forget_at == UNTIL
    assert not contact.is_member
