"""A change of address: a link to the new one, a note to the old one, neither naming the other."""

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from urllib.parse import parse_qs, urlsplit

import pytest

from chassis import tickets
from contracts import membership
from notifications.domain import Outcome

from .conftest import NOW, Desk

Tell = Callable[..., None]
UNTIL = NOW + timedelta(hours=24)


@pytest.fixture(autouse=True)
def _known(told_contact: Tell) -> None:
    told_contact()


def asked(desk: Desk, new_email: str | None = "new@example.org", change_id: str = "c-1") -> None:
    data = {
        "change_id": change_id, "member_id": "m-1", "until": UNTIL.isoformat(),
        "contact": {"name": "Ada", "email": "ada@example.org"}, "new_email": new_email,
    }  # fmt: skip
    desk.hear(membership.EMAIL_CHANGE_ASKED, change_id, 1, data)


def ended(desk: Desk, outcome: str, change_id: str = "c-1") -> None:
    data = {"change_id": change_id, "member_id": "m-1", "outcome": outcome}
    desk.hear(membership.EMAIL_CHANGE_ENDED, change_id, 2, data)


def recipients(desk: Desk) -> list[str]:
    return sorted(letter.recipient for letter in desk.post.letters)


def mail_to(desk: Desk, address: str) -> EmailMessage:
    """The last message to this address."""
    return next(each for each in reversed(desk.post.messages()) if address in each["To"])


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def ticket_to(desk: Desk, address: str, key: str) -> tickets.Ticket:
    link = next(word for word in text_of(mail_to(desk, address)).split() if "ticket=" in word)
    assert link.startswith("http://portal.example/email-change?")
    (ticket,) = parse_qs(urlsplit(link).query)["ticket"]
    return tickets.read(key, ticket, audience="new-address", now=desk.now)


def test_the_new_address_gets_a_link_and_the_old_one_a_note_and_neither_names_the_other(desk: Desk) -> None:
    asked(desk)
    desk.do_due_work()
    assert recipients(desk) == ["ada@example.org", "new@example.org"]
    new, old = mail_to(desk, "new@example.org"), mail_to(desk, "ada@example.org")
    assert new["Subject"] == "Confirm your new e-mail address for Q Commons"
    assert old["Subject"] == "Somebody asked to change your e-mail address"
    assert "new@example.org" not in str(old)
    assert "ada" not in text_of(new).lower().split("ticket=")[0]
    assert "ticket=" not in text_of(old)
    assert "http://portal.example/me/email" in text_of(old)


def test_the_link_speaks_for_the_change_and_works_until_the_wish_runs_out(
    desk: Desk, ticket_keys: tuple[object, str]
) -> None:
    asked(desk)
    desk.wait(hours=3)
    ticket = ticket_to(desk, "new@example.org", ticket_keys[1])
    assert (ticket.subject, ticket.expired) == ("new-address:c-1", False)
    assert ticket.expires_at == UNTIL


def test_nothing_is_sent_to_an_address_that_is_another_members(desk: Desk) -> None:
    asked(desk, new_email=None)
    desk.do_due_work()
    assert recipients(desk) == ["ada@example.org"]


def test_the_old_address_hears_that_it_was_changed_although_the_member_has_another_by_then(
    desk: Desk, told_contact: Tell
) -> None:
    asked(desk)
    desk.do_due_work()
    told_contact(version=2, email="new@example.org")
    ended(desk, "confirmed")
    desk.do_due_work()
    assert recipients(desk) == ["ada@example.org", "ada@example.org", "new@example.org"]
    assert mail_to(desk, "ada@example.org")["Subject"] == "Your e-mail address for Q Commons is changed"


@pytest.mark.parametrize("outcome", ["replaced", "withdrawn"])
def test_a_link_that_was_not_sent_yet_does_not_go_when_the_wish_has_ended(desk: Desk, outcome: str) -> None:
    desk.post.answers = [Outcome("deferred", "to_450"), Outcome("deferred", "to_450")]
    asked(desk)
    desk.do_due_work()
    ended(desk, outcome)
    desk.wait(hours=1)
    assert {mail.template: mail.state for mail in desk.mails()} == {
        "address_wanted": "cancelled",
        "address_change_asked": "accepted",
    }


def test_an_end_that_overtakes_the_wish_leaves_no_link_and_its_note_waits_for_the_address(desk: Desk) -> None:
    ended(desk, "confirmed")
    desk.do_due_work()
    assert desk.post.letters == []
    asked(desk)
    desk.do_due_work()
    assert recipients(desk) == ["ada@example.org", "ada@example.org"]


def test_nobody_signs_in_with_an_address_that_has_not_confirmed_itself(desk: Desk) -> None:
    asked(desk)
    assert desk.service.store.members_at("new@example.org") == []
    assert desk.service.store.applicant_at("new@example.org") is None
    assert [each.subject for each in desk.service.store.members_at("ada@example.org")] == ["m-1"]


def test_the_addresses_of_a_change_are_forgotten(desk: Desk) -> None:
    asked(desk)
    contacts = desk.work.database["contacts"]
    assert contacts.find_one({"_id": "new-address:c-1"})["forget_at"] == UNTIL
    assert contacts.find_one({"_id": "old-address:c-1"})["forget_at"] == UNTIL + timedelta(hours=48)
    ended(desk, "withdrawn")
    held = contacts.find_one({"_id": "new-address:c-1"})
    assert (held["gone"], "email" in held) == (True, False)


def test_the_rows_of_these_mails_hold_no_address_and_are_not_kept_for_good(desk: Desk) -> None:
    asked(desk)
    rows = list(desk.work.database["mail"].find())
    assert "example.org" not in repr(rows)
    assert all(row["forget_at"] == NOW + timedelta(days=30) for row in rows)
