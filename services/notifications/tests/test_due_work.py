"""Sending as due work: claimed first, sent once, honest about what it does not know."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from chassis.call import Again, Job
from notifications import sending
from notifications.domain import Outcome
from notifications.kinds import KINDS, Kind
from notifications.mail import Letter
from notifications.settings import Settings

from .conftest import NOW, OPERATOR, Desk
from .test_events import joined, prompted

Tell = Callable[..., None]
LOST = Outcome("lost", "connection_lost")


class PowerCut(BaseException):
    """The process dies here."""


def send(desk: Desk, mail_id: str) -> Again | None:
    answer: Again | None = desk.service.send_mail(desk.call(), Job("j", "send_mail", mail_id, NOW, {}))
    return answer


def link_of(desk: Desk, number: int) -> str:
    body = desk.post.messages()[number].get_body(("plain",))
    assert body is not None
    return next(word for word in str(body.get_content()).split() if "ticket=" in word)


def test_a_mail_is_claimed_before_the_first_word_is_said(
    desk: Desk, told_contact: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    told_contact()
    prompted(desk)
    seen: list[str] = []

    def look(_letter: Letter, _settings: Settings) -> Outcome:
        seen.append(desk.mail().state)
        return Outcome("accepted")

    monkeypatch.setattr(sending, "deliver", look)
    desk.do_due_work()
    assert seen == ["sending"]


def test_later_is_tried_again_after_a_minute_then_two_then_four(desk: Desk, told_contact: Tell) -> None:
    told_contact()
    prompted(desk)
    desk.post.answers = [Outcome("deferred", "to_450")] * 3
    desk.do_due_work()
    for attempts, minutes in ((1, 1), (2, 2), (3, 4)):
        mail = desk.mail()
        assert (mail.state, mail.attempts, mail.problem) == ("queued", attempts, "to_450")
        assert mail.next_at == desk.now + timedelta(minutes=minutes)
        desk.wait(seconds=minutes * 60 - 1)
        assert len(desk.post.letters) == attempts
        desk.wait(seconds=1)
    assert (desk.mail().state, desk.mail().problem, desk.mail().attempts) == ("accepted", "", 4)


def test_a_server_that_is_away_for_a_day_and_more_loses_nothing(desk: Desk, told_contact: Tell) -> None:
    told_contact()
    joined(desk)
    desk.post.answers = [Outcome("deferred", "no_connection")] * 11
    for _ in range(30):
        desk.wait(hours=1)
    assert desk.mail().state == "accepted"


def test_a_full_mailbox_that_says_never_stops_the_mail_and_nothing_else(
    desk: Desk, told_contact: Tell
) -> None:
    told_contact()
    told_contact("m-2", email="bea@example.org")
    desk.post.answers = [Outcome("refused", "message_552")]
    prompted(desk)
    desk.do_due_work()
    prompted(desk, member_id="m-2")
    desk.wait(days=3)
    assert [(mail.state, mail.problem) for mail in desk.mails()] == [
        ("bounced", "message_552"),
        ("accepted", ""),
    ]
    assert desk.due() == []


def test_an_ordinary_mail_in_doubt_is_sent_once_more_under_the_same_message_id(
    desk: Desk, told_contact: Tell
) -> None:
    told_contact()
    prompted(desk)
    desk.post.answers = [LOST, LOST]
    desk.do_due_work()
    assert desk.mail().state == "ambiguous"
    desk.wait(minutes=1)
    desk.wait(days=3)
    first, second = desk.post.messages()
    assert first["Message-ID"] == second["Message-ID"]
    assert (desk.mail().state, desk.mail().attempts) == ("ambiguous", 2)


def test_a_secret_link_in_doubt_is_replaced_by_a_new_mail_with_a_new_link(
    desk: Desk, told_contact: Tell
) -> None:
    told_contact()
    joined(desk)
    desk.post.answers = [LOST]
    desk.do_due_work()
    first, second = desk.post.messages()
    assert first["Message-ID"] != second["Message-ID"]
    assert link_of(desk, 0) != link_of(desk, 1)
    states = {mail.replaces is None: mail.state for mail in desk.mails()}
    assert states == {True: "ambiguous", False: "accepted"}


@pytest.mark.parametrize(("secret", "letters"), [(False, 2), (True, 2)])
def test_a_crash_while_sending_counts_as_doubt(
    desk: Desk, told_contact: Tell, secret: bool, letters: int
) -> None:
    told_contact()
    if secret:
        joined(desk)
    else:
        prompted(desk)
    desk.post.answers = [PowerCut()]
    with pytest.raises(PowerCut):
        desk.do_due_work()
    assert desk.mail().state == "sending"
    # Another replica looks: at first the send may still be under way.
    desk.do_due_work()
    assert (len(desk.post.letters), desk.mail().state) == (1, "sending")
    desk.wait(seconds=60)
    desk.wait(minutes=1)
    assert len(desk.post.letters) == letters
    assert desk.mails()[-1].state == "accepted" or desk.mails()[0].state == "accepted"
    assert {mail.problem for mail in desk.mails() if mail.state == "ambiguous"} <= {"interrupted"}
    desk.wait(days=3)
    assert len(desk.post.letters) == letters


def test_a_crash_after_the_outcome_was_saved_sends_nothing_twice(desk: Desk, told_contact: Tell) -> None:
    told_contact()
    prompted(desk)
    desk.do_due_work()
    assert send(desk, desk.mail().id) is None
    assert len(desk.post.letters) == 1


def test_a_replica_that_lost_the_race_for_a_mail_does_not_send_it(desk: Desk, told_contact: Tell) -> None:
    told_contact()
    prompted(desk)
    store, row = desk.service.store, desk.mail()
    seen_before = store.mail

    def read_then_lose(mail_id: str) -> Any:
        found = seen_before(mail_id)
        desk.work.database["mail"].update_one({"_id": mail_id}, {"$inc": {"version": 1}})
        return found

    store.mail = read_then_lose  # type: ignore[method-assign]
    assert send(desk, row.id) == Again(NOW + timedelta(seconds=1), {})
    assert desk.post.letters == []


def test_a_mail_whose_turn_has_not_come_is_left_alone(desk: Desk, told_contact: Tell) -> None:
    told_contact()
    prompted(desk)
    desk.post.answers = [Outcome("deferred", "to_450")]
    desk.do_due_work()
    assert send(desk, desk.mail().id) == Again(NOW + timedelta(minutes=1), {})
    assert send(desk, "unknown") is None
    assert len(desk.post.letters) == 1


def test_a_mail_that_cannot_be_composed_is_not_in_doubt_and_goes_when_we_can(
    desk: Desk, told_contact: Tell
) -> None:
    told_contact()
    joined(desk)
    good = desk.service.settings
    desk.service.settings = replace(good, ticket_private_key_file=Path("nowhere.pem"))
    desk.do_due_work()
    assert (desk.mail().state, desk.mail().problem, desk.mail().attempts) == ("queued", "not_composed", 0)
    desk.service.settings = good
    desk.wait(seconds=2)
    assert desk.mail().state == "accepted"


def test_an_address_that_is_none_bounces_until_it_is_mended(desk: Desk, told_contact: Tell) -> None:
    told_contact(email="ada at example")
    prompted(desk)
    desk.do_due_work()
    assert (desk.mail().state, desk.mail().problem) == ("bounced", "address_unusable")
    told_contact(version=2, email="ada@example.org")
    desk.service.send_again(desk.call(OPERATOR), {"id": desk.mail().id})
    desk.do_due_work()
    assert [letter.recipient for letter in desk.post.letters] == ["ada@example.org"]


def test_a_mail_goes_to_the_address_of_the_moment_it_is_sent(desk: Desk, told_contact: Tell) -> None:
    told_contact(email="old@example.org")
    prompted(desk)
    told_contact(version=2, email="new@example.org")
    desk.do_due_work()
    assert [letter.recipient for letter in desk.post.letters] == ["new@example.org"]


def test_a_legal_mail_reaches_somebody_who_has_left(
    desk: Desk, told_contact: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    from .test_events import left

    monkeypatch.setitem(KINDS, "compact_prompt", Kind(legal=True))
    told_contact()
    prompted(desk)
    left(desk, 4)
    assert desk.mail().address == "ada@example.org"
    desk.do_due_work()
    assert [letter.recipient for letter in desk.post.letters] == ["ada@example.org"]
    assert (desk.mail().state, desk.mail().address) == ("accepted", "")


def test_logs_name_the_mail_and_nobody(desk: Desk, told_contact: Tell) -> None:
    told_contact(name="Ada Lovelace", email="ada@example.org")
    joined(desk)
    desk.post.answers = [Outcome("refused", "to_550")]
    with capture_logs() as lines:
        desk.do_due_work()
        desk.service.settings = replace(desk.service.settings, ticket_private_key_file=Path("nowhere.pem"))
        desk.service.send_again(desk.call(OPERATOR), {"id": desk.mail().id})
        desk.do_due_work()
    assert {line["event"] for line in lines} == {"mail", "mail_not_composed"}
    assert all(line["mail_id"] == desk.mail().id for line in lines)
    said = repr(lines).lower()
    # Ids are hexadecimal and may spell "ada" by themselves.
    assert not any(word in said for word in ("ada@", "lovelace", "example.org", "ticket="))
