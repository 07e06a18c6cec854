"""What notifications does when it hears of something: queue once, copy the newest, forget."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from contracts import exchange, meetings, membership, skills_register, stewardship
from notifications import domain
from notifications.service import SERVICES

from .conftest import NOW, Desk

Tell = Callable[..., None]

JOINED: dict[str, Any] = {
    "member_id": "m-1", "version": 1, "region": "WOE", "status": "active", "cohort": "2026",
    "joined": "2026-11-21", "left": None, "roles": [], "route": "application",
}  # fmt: skip


def joined(desk: Desk, version: int = 1, **changes: Any) -> None:
    data = JOINED | {"version": version} | changes
    desk.hear(membership.MEMBER_JOINED, data["member_id"], version, data)


def left(desk: Desk, version: int, member_id: str = "m-1") -> None:
    data = {key: value for key, value in JOINED.items() if key != "route"}
    data |= {"member_id": member_id, "version": version, "status": "left", "left": "2026-11-22"}
    desk.hear(membership.MEMBER_LEFT, member_id, version, data)


def submitted(desk: Desk, version: int = 1, stage: str = "applied", email: str = "ada@example.org") -> None:
    data = {
        "application_id": "a-1", "region": "WOE", "stage": stage, "since": NOW.isoformat(),
        "contact": {"name": "Ada", "email": email},
    }  # fmt: skip
    desk.hear(membership.APPLICATION_SUBMITTED, "a-1", version, data)


def decided(desk: Desk, decision: str, version: int = 3, feedback: str = "") -> None:
    data = {
        "application_id": "a-1", "region": "WOE", "stage": decision, "since": NOW.isoformat(),
        "decision": decision, "member_id": "m-1" if decision == "accepted" else None,
        "feedback": feedback, "contact": {"name": "Ada", "email": "ada@example.org"},
    }  # fmt: skip
    desk.hear(membership.APPLICATION_DECIDED, "a-1", version, data)


def prompted(desk: Desk, version: str = "3", member_id: str = "m-1", days: int = 30) -> None:
    until = (NOW + timedelta(days=days)).isoformat()
    data = {"member_id": member_id, "compact_version": version, "grace_until": until}
    desk.hear(membership.COMPACT_PROMPTED, member_id, 2, data)


def text_of(desk: Desk, number: int = 0) -> str:
    body = desk.post.messages()[number].get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_every_event_that_names_us_is_handled_by_the_queue_of_that_name() -> None:
    named = {
        (listener, event_type.key)
        for event_type in (
            *membership.EVENTS,
            *stewardship.EVENTS,
            *meetings.EVENTS,
            *skills_register.EVENTS,
            *exchange.EVENTS,
        )
        for listener in event_type.listeners
        if listener.startswith("notifications.")
    }
    handled = set()
    for method in [getattr(service, name) for service in SERVICES for name in dir(service)]:
        doorway = getattr(method, "chassis_door", None)
        if doorway is not None and doorway.kind == "event":
            options = doorway.options
            handled.add((f"notifications.{options['queue']}", options["event_type"].key))
    assert named == handled


def test_a_new_member_is_welcomed_once(desk: Desk, told_contact: Tell) -> None:
    told_contact()
    joined(desk)
    joined(desk)  # the same joining, told again under another event id
    desk.do_due_work()
    (message,) = desk.post.messages()
    assert message["Subject"] == "Welcome to Q"
    assert desk.mail().state == "accepted"


def test_a_welcome_waits_for_an_address_that_comes_later_and_then_goes_at_once(
    desk: Desk, told_contact: Tell
) -> None:
    joined(desk)
    desk.do_due_work()
    assert desk.post.letters == []
    assert (desk.mail().state, desk.mail().problem) == ("queued", "no_address")
    told_contact()
    desk.do_due_work()
    assert desk.mail().state == "accepted"


def test_a_welcome_without_an_address_is_given_up_after_48_hours(desk: Desk) -> None:
    joined(desk)
    for _ in range(49):
        desk.wait(hours=1)
    assert (desk.mail().state, desk.mail().problem, desk.due()) == ("bounced", "no_address", [])


def test_people_who_were_imported_are_not_welcomed_by_mail(desk: Desk, told_contact: Tell) -> None:
    told_contact()
    joined(desk, route="import")
    assert desk.mails() == []


def test_somebody_who_comes_back_is_welcomed_again_at_the_new_address(desk: Desk, told_contact: Tell) -> None:
    told_contact()
    joined(desk)
    desk.do_due_work()
    left(desk, 2)
    joined(desk, version=3)  # the first day of all stays, as membership tells it
    desk.do_due_work()
    assert len(desk.post.letters) == 1  # the new address has not reached us
    told_contact(version=3, email="ada@new.example")
    desk.do_due_work()
    assert [letter.recipient for letter in desk.post.letters] == ["ada@example.org", "ada@new.example"]


def test_the_newest_contact_wins_in_whatever_order_it_comes(desk: Desk, told_contact: Tell) -> None:
    told_contact(version=3, email="third@example.org")
    told_contact(version=2, email="second@example.org")
    told_contact(version=3, email="also-third@example.org")
    contact = desk.service.store.contact("m-1")
    assert contact is not None
    assert (contact.version, contact.email, contact.region) == (3, "third@example.org", "WOE")


def test_somebody_who_leaves_is_forgotten_and_gets_nothing_more(desk: Desk, told_contact: Tell) -> None:
    told_contact()
    prompted(desk)
    left(desk, 5)
    desk.do_due_work()
    assert desk.post.letters == []
    assert (desk.mail().state, desk.mail().problem) == ("cancelled", "recipient_gone")
    held = desk.work.database["contacts"].find_one({"_id": "m-1"})
    assert held == {"_id": "m-1", "version": 5, "gone": True}
    assert desk.service.store.members_at("ada@example.org") == []


def test_a_late_event_does_not_bring_a_leaver_back(desk: Desk, told_contact: Tell) -> None:
    left(desk, 5)
    told_contact(version=4)
    joined(desk, version=1)
    desk.do_due_work()
    contact = desk.service.store.contact("m-1")
    assert contact is not None
    assert (contact.gone, contact.email, desk.post.letters) == (True, "", [])
    assert desk.mail().state == "cancelled"


def test_a_late_leaving_does_not_undo_a_return(desk: Desk, told_contact: Tell) -> None:
    joined(desk, version=6)
    left(desk, 5)
    assert desk.mail().state == "queued"
    told_contact(version=6)
    left(desk, 5)
    desk.do_due_work()
    assert desk.mail().state == "accepted"


def test_a_mail_put_off_by_the_server_is_cancelled_when_its_recipient_leaves(
    desk: Desk, told_contact: Tell
) -> None:
    told_contact()
    desk.post.answers = [domain.Outcome("deferred", "to_450")]
    prompted(desk)
    desk.do_due_work()
    left(desk, 9)
    desk.wait(days=2)
    assert (desk.mail().state, len(desk.post.letters)) == ("cancelled", 1)


def test_a_member_is_prompted_once_for_each_version_of_the_compact(desk: Desk, told_contact: Tell) -> None:
    told_contact()
    for version in ("3", "3", "4"):
        prompted(desk, version)
    desk.do_due_work()
    assert len(desk.post.letters) == 2
    assert "new\nversion: 3." in text_of(desk).replace("\r", "")
    assert "/compact" in text_of(desk)


def test_who_came_back_and_is_asked_anew_gets_the_mail_of_the_new_grace(
    desk: Desk, told_contact: Tell
) -> None:
    told_contact()
    prompted(desk)
    desk.do_due_work()
    left(desk, 2)
    told_contact(version=3)
    prompted(desk, days=90)
    desk.do_due_work()
    assert len(desk.post.letters) == 2


def test_an_application_is_acknowledged_with_a_link_to_it(desk: Desk) -> None:
    submitted(desk)
    desk.do_due_work()
    (message,) = desk.post.messages()
    assert (message["To"], message["Subject"]) == (
        "Ada <ada@example.org>",
        "We have your application to join Q",
    )
    assert "http://portal.example/apply/status?ticket=" in text_of(desk)


def test_a_saved_application_gets_a_link_to_go_on_and_a_second_mail_when_it_is_sent_in(desk: Desk) -> None:
    submitted(desk, version=1, stage="prospect")
    submitted(desk, version=2, stage="applied")
    desk.do_due_work()
    assert [mail.template for mail in desk.mails()] == ["application_saved", "application_received"]
    assert "go on with this link" in text_of(desk)


def test_an_old_submission_that_comes_late_is_not_acknowledged(desk: Desk) -> None:
    submitted(desk, version=2, stage="applied")
    submitted(desk, version=1, stage="prospect")
    assert desk.mail().template == "application_received"


def test_a_declined_applicant_is_told_with_the_feedback(desk: Desk) -> None:
    submitted(desk)
    desk.do_due_work()
    decided(desk, "declined", feedback="Do tell us more about your project.")
    desk.do_due_work()
    assert "Do tell us more about your project." in text_of(desk, 1)
    assert desk.mails()[1].about == {}


def test_a_decline_takes_the_place_of_an_acknowledgement_that_was_never_sent(desk: Desk) -> None:
    submitted(desk)
    decided(desk, "declined")
    desk.do_due_work()
    assert {mail.template: mail.state for mail in desk.mails()} == {
        "application_received": "cancelled",
        "application_declined": "accepted",
    }


def test_the_address_of_a_declined_applicant_is_forgotten_after_a_week(desk: Desk) -> None:
    submitted(desk)
    undecided = desk.service.store.contact("applicant:a-1")
    assert undecided is not None
    assert undecided.forget_at == NOW + timedelta(days=365)
    decided(desk, "declined")
    contact = desk.service.store.contact("applicant:a-1")
    assert contact is not None
    assert contact.forget_at == NOW + timedelta(days=7)


def test_an_accepted_applicant_gets_nothing_but_the_welcome(desk: Desk, told_contact: Tell) -> None:
    submitted(desk)
    desk.do_due_work()
    decided(desk, "accepted")
    told_contact()
    joined(desk)
    desk.do_due_work()
    assert [mail.template for mail in desk.mails()] == ["application_received", "welcome"]
    held = desk.work.database["contacts"].find_one({"_id": "applicant:a-1"})
    assert held == {"_id": "applicant:a-1", "version": 3, "gone": True}


def withdrawn(desk: Desk, version: int = 2) -> None:
    data = {"application_id": "a-1", "region": "WOE", "stage": "withdrawn", "since": NOW.isoformat()}
    desk.hear(membership.APPLICATION_WITHDRAWN, "a-1", version, data)


def told_again(desk: Desk, version: int = 1, stage: str = "applied") -> None:
    data = {
        "application_id": "a-1", "region": "WOE", "stage": stage, "since": NOW.isoformat(),
        "contact": {"name": "Ada", "email": "ada@example.org"},
    }  # fmt: skip
    desk.hear(membership.APPLICATION_TOLD_AGAIN, "a-1", version, data)


def test_who_takes_an_application_back_is_forgotten_at_once_and_gets_nothing_more(desk: Desk) -> None:
    desk.post.answers = [domain.Outcome("deferred", "to_450")]
    submitted(desk)
    desk.do_due_work()
    withdrawn(desk)
    desk.wait(days=2)
    assert (desk.mail().state, len(desk.post.letters)) == ("cancelled", 1)
    held = desk.work.database["contacts"].find_one({"_id": "applicant:a-1"})
    assert held == {"_id": "applicant:a-1", "version": 2, "gone": True}
    assert desk.service.store.applicant_at("ada@example.org") is None


def test_a_submission_that_comes_after_the_withdrawal_brings_nobody_back(desk: Desk) -> None:
    withdrawn(desk)
    submitted(desk)
    assert (desk.mails(), desk.service.store.applicant_at("ada@example.org")) == ([], None)


def test_who_applies_again_after_taking_it_back_is_reached_again(desk: Desk) -> None:
    submitted(desk)
    withdrawn(desk)
    data = {
        "application_id": "a-2", "region": "WOE", "stage": "applied", "since": NOW.isoformat(),
        "contact": {"name": "Ada", "email": "ada@example.org"},
    }  # fmt: skip
    desk.hear(membership.APPLICATION_SUBMITTED, "a-2", 1, data)
    found = desk.service.store.applicant_at("ada@example.org")
    assert found is not None
    assert found.subject == "applicant:a-2"


def test_an_application_told_again_fills_an_empty_copy_and_sends_nothing(desk: Desk) -> None:
    told_again(desk, version=2, stage="in_review")
    found = desk.service.store.applicant_at("ada@example.org")
    assert found is not None
    assert (found.version, found.forget_at) == (2, NOW + timedelta(days=365))
    assert desk.mails() == []


def test_an_application_told_again_is_not_acknowledged_twice_and_brings_no_decided_one_back(
    desk: Desk,
) -> None:
    submitted(desk)
    told_again(desk)
    told_again(desk, version=2, stage="in_review")
    assert [mail.template for mail in desk.mails()] == ["application_received"]
    decided(desk, "accepted")
    told_again(desk, version=2)
    assert desk.service.store.applicant_at("ada@example.org") is None


@pytest.mark.parametrize("decision", ["accepted", "declined"])
def test_a_decision_that_overtakes_the_submission_is_the_last_word(desk: Desk, decision: str) -> None:
    decided(desk, decision)
    submitted(desk, version=2)
    assert [mail.template for mail in desk.mails()] == (
        ["application_declined"] if decision == "declined" else []
    )


def test_the_same_event_twice_has_one_effect(desk: Desk, told_contact: Tell) -> None:
    told_contact()
    for _ in range(2):
        desk.hear(membership.MEMBER_JOINED, "m-1", 1, JOINED, event_id="e-1")
    assert len(desk.mails()) == 1


def test_nothing_personal_stands_in_a_mails_row(desk: Desk, told_contact: Tell) -> None:
    """Identity in one collection: what is forgotten there is forgotten (RELIABILITY 2.8)."""
    told_contact(name="Ada Lovelace", email="ada@example.org")
    joined(desk)
    prompted(desk)
    submitted(desk)
    rows = repr(list(desk.work.database["mail"].find()) + list(desk.work.database["jobs"].find()))
    # Ids are hexadecimal and may spell "ada" by themselves.
    assert not any(word in rows.lower() for word in ("ada@", "lovelace", "example.org"))
    assert "ticket" not in rows
