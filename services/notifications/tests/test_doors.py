"""The doors: asking for links, and what an operator sees and may do."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from chassis.call import Job
from chassis.identity import VISITOR, Caller
from contracts.refusals import Refused
from notifications.domain import Contact, Outcome

from .conftest import GATEWAY, NOW, OPERATOR, Desk
from .test_events import decided, left, submitted

Tell = Callable[..., None]


def ask(desk: Desk, email: str = "ada@example.org") -> Any:
    return desk.service.send_sign_in_link(desk.call(), {"email": email})


def test_a_member_who_asks_gets_a_sign_in_link(desk: Desk, told_contact: Tell) -> None:
    told_contact()
    assert ask(desk, " ADA@Example.org ") == {}
    desk.do_due_work()
    (message,) = desk.post.messages()
    assert (message["Subject"], message["To"]) == (
        "Your link to sign in to Q Commons",
        "Ada <ada@example.org>",
    )
    assert desk.work.database["link_requests"].count_documents({}) == 0


def test_the_call_does_the_same_for_known_and_unknown_addresses(desk: Desk, told_contact: Tell) -> None:
    """Neither the answer nor the work before it tells whether somebody is a member (issue 2, sign-in)."""
    told_contact()
    seen = []
    for email in ("ada@example.org", "nobody@example.org", "not an address"):
        before = {name: desk.work.database[name].count_documents({}) for name in ("link_requests", "jobs")}
        assert ask(desk, email) == {}
        after = {name: desk.work.database[name].count_documents({}) for name in ("link_requests", "jobs")}
        seen.append({name: after[name] - before[name] for name in after})
        assert desk.mails() == []
    assert seen == [{"link_requests": 1, "jobs": 1}] * 3


def test_an_unknown_address_gets_no_mail_and_leaves_no_trace(desk: Desk) -> None:
    ask(desk, "nobody@example.org")
    desk.do_due_work()
    assert desk.post.letters == []
    for name in ("link_requests", "jobs", "mail"):
        assert desk.work.database[name].count_documents({}) == 0


def test_an_applicants_address_does_not_sign_anybody_in(desk: Desk) -> None:
    submitted(desk)
    desk.do_due_work()
    ask(desk)
    desk.do_due_work()
    assert [mail.template for mail in desk.mails()] == ["application_received"]


def test_somebody_who_left_gets_no_link(desk: Desk, told_contact: Tell) -> None:
    told_contact()
    left(desk, 2)
    ask(desk)
    desk.service.renew_sign_in_link(desk.call(), {"member_id": "m-1"})
    desk.do_due_work()
    assert desk.post.letters == []


def test_an_address_that_two_copies_claim_waits_for_the_event_that_tells_them_apart(
    desk: Desk, told_contact: Tell
) -> None:
    told_contact("m-1", email="shared@example.org")
    told_contact("m-2", email="shared@example.org")
    ask(desk, "shared@example.org")
    desk.do_due_work()
    assert desk.post.letters == []
    told_contact("m-1", version=2, email="ada@new.example")
    desk.wait(seconds=31)
    assert [mail.recipient for mail in desk.mails()] == ["m-2"]


def test_an_address_that_stays_disputed_is_sent_nothing(desk: Desk, told_contact: Tell) -> None:
    told_contact("m-1", email="shared@example.org")
    told_contact("m-2", email="shared@example.org")
    ask(desk, "shared@example.org")
    for _ in range(40):
        desk.wait(seconds=30)
    assert (desk.post.letters, desk.work.database["jobs"].count_documents({})) == ([], 0)


def test_an_old_link_is_renewed_by_member_id(desk: Desk, told_contact: Tell) -> None:
    told_contact()
    assert desk.service.renew_sign_in_link(desk.call(), {"member_id": "m-1"}) == {}
    desk.service.renew_sign_in_link(desk.call(), {"member_id": "nobody"})
    desk.service.renew_sign_in_link(desk.call(), {"member_id": "applicant:a-1"})
    desk.do_due_work()
    assert [mail.recipient for mail in desk.mails()] == ["m-1"]


def renew(desk: Desk, email: str = "ada@example.org") -> Any:
    return desk.service.renew_applicant_link(desk.call(), {"email": email})


def test_an_applicant_whose_link_ran_out_gets_a_new_one_by_address(desk: Desk) -> None:
    submitted(desk)
    desk.do_due_work()
    desk.wait(days=100)
    assert renew(desk, " ADA@Example.org ") == {}
    desk.do_due_work()
    message = desk.post.messages()[-1]
    assert (message["Subject"], message["To"]) == (
        "Your link to your application to join Q",
        "Ada <ada@example.org>",
    )
    body = message.get_body(("plain",))
    assert body is not None
    assert "http://portal.example/apply/status?ticket=" in str(body.get_content())
    assert [mail.recipient for mail in desk.mails()] == ["applicant:a-1"] * 2


def test_the_door_for_applicants_does_the_same_for_known_and_unknown_addresses(desk: Desk) -> None:
    submitted(desk)
    desk.do_due_work()
    seen = []
    for email in ("ada@example.org", "nobody@example.org", "not an address"):
        before = {name: desk.work.database[name].count_documents({}) for name in ("link_requests", "jobs")}
        assert renew(desk, email) == {}
        after = {name: desk.work.database[name].count_documents({}) for name in ("link_requests", "jobs")}
        seen.append({name: after[name] - before[name] for name in after})
    assert seen == [{"link_requests": 1, "jobs": 1}] * 3
    desk.do_due_work()
    assert len(desk.post.letters) == 2
    assert desk.work.database["link_requests"].count_documents({}) == 0


def test_a_members_address_gets_no_link_to_an_application(desk: Desk, told_contact: Tell) -> None:
    told_contact()
    renew(desk)
    desk.do_due_work()
    assert desk.mails() == []


def test_who_was_accepted_gets_no_link_to_the_application(desk: Desk) -> None:
    submitted(desk)
    desk.do_due_work()
    decided(desk, "accepted")
    renew(desk)
    desk.do_due_work()
    assert [mail.template for mail in desk.mails()] == ["application_received"]


def test_of_several_applications_the_latest_is_meant(desk: Desk) -> None:
    for number, email in enumerate(("ada@example.org", "Ada@example.org", "bob@example.org")):
        contact = Contact(f"applicant:0199-{number}", 1, "Ada", email, "WOE")
        desk.service.store.keep(contact)
    renew(desk)
    desk.do_due_work()
    assert [mail.recipient for mail in desk.mails()] == ["applicant:0199-1"]


def test_an_applicants_mailbox_cannot_be_flooded_either(desk: Desk) -> None:
    submitted(desk)
    desk.do_due_work()
    desk.service.settings = replace(desk.service.settings, sign_in_links_per_hour=3)
    for _ in range(6):
        renew(desk)
        desk.wait(minutes=1)
    assert len([mail for mail in desk.mails() if mail.template == "application_link"]) == 3


def test_asking_again_while_a_link_is_on_its_way_hurries_that_one(desk: Desk, told_contact: Tell) -> None:
    told_contact()
    desk.post.answers = [Outcome("deferred", "to_450")]
    ask(desk)
    desk.do_due_work()
    ask(desk)
    desk.do_due_work()
    assert (desk.mail().state, desk.mail().attempts) == ("accepted", 2)


def test_a_mailbox_cannot_be_flooded_with_links(desk: Desk, told_contact: Tell) -> None:
    told_contact()
    desk.service.settings = replace(desk.service.settings, sign_in_links_per_hour=3)
    for _ in range(6):
        ask(desk)
        desk.wait(minutes=1)
    assert len(desk.post.letters) == 3
    desk.wait(hours=1)
    ask(desk)
    desk.do_due_work()
    assert len(desk.post.letters) == 4


def test_the_same_command_id_asks_once(desk: Desk, told_contact: Tell) -> None:
    told_contact()
    for _ in range(2):
        assert desk.service.send_sign_in_link(desk.call(command_id="c-1"), {"email": "ada@example.org"}) == {}
    assert desk.work.database["link_requests"].count_documents({}) == 1


@pytest.mark.parametrize(
    ("door", "payload", "caller", "code"),
    [
        ("send_sign_in_link", {"email": "a@b.example"}, VISITOR, "sign_in_required"),
        ("send_sign_in_link", {"email": "a@b.example"}, OPERATOR, "role_required"),
        ("send_sign_in_link", {}, GATEWAY, "invalid_input"),
        ("send_sign_in_link", {"email": ""}, GATEWAY, "invalid_input"),
        ("send_sign_in_link", {"email": "a" * 300}, GATEWAY, "invalid_input"),
        ("send_sign_in_link", {"email": {"$ne": ""}}, GATEWAY, "invalid_input"),
        ("renew_sign_in_link", {"member_id": {"$gt": ""}}, GATEWAY, "invalid_input"),
        ("renew_sign_in_link", {"member_id": "m-1"}, VISITOR, "sign_in_required"),
        ("renew_applicant_link", {"email": "a@b.example"}, VISITOR, "sign_in_required"),
        ("renew_applicant_link", {"email": "a@b.example"}, OPERATOR, "role_required"),
        ("renew_applicant_link", {"email": {"$ne": ""}}, GATEWAY, "invalid_input"),
        ("renew_applicant_link", {}, GATEWAY, "invalid_input"),
        ("list_mail", {}, VISITOR, "sign_in_required"),
        ("list_mail", {}, Caller("m-1", frozenset({"national_team"})), "role_required"),
        ("list_mail", {"state": "eaten"}, OPERATOR, "invalid_input"),
        ("list_mail", {"state": {"$ne": "queued"}}, OPERATOR, "invalid_input"),
        ("list_mail", {"limit": 201}, OPERATOR, "invalid_input"),
        ("list_mail", {"cursor": "made up"}, OPERATOR, "invalid_input"),
        ("send_again", {"id": "x"}, GATEWAY, "role_required"),
        ("send_again", {"id": "unknown"}, OPERATOR, "not_found"),
        ("send_again", {"id": {"$ne": 1}}, OPERATOR, "invalid_input"),
    ],
)
def test_a_door_refuses_with_a_stable_code(
    desk: Desk, door: str, payload: dict[str, Any], caller: Caller, code: str
) -> None:
    with pytest.raises(Refused) as no:
        getattr(desk.service, door)(desk.call(caller), payload)
    assert no.value.code == code


def test_an_operator_sees_mails_without_people(desk: Desk, told_contact: Tell) -> None:
    told_contact()
    ask(desk)
    desk.do_due_work()
    page = desk.service.list_mail(desk.call(OPERATOR), {})
    (item,) = page["items"]
    assert page["next"] is None
    assert item == {
        "id": desk.mail().id,
        "template": "sign_in_link",
        "state": "accepted",
        "attempts": 1,
        "queued_at": NOW.isoformat(),
        "sent_at": NOW.isoformat(),
        "problem": "",
    }


def test_an_operator_sees_one_state_page_by_page_newest_first(desk: Desk, told_contact: Tell) -> None:
    for number in range(5):
        told_contact(f"m-{number}", email=f"m{number}@example.org")
        ask(desk, f"m{number}@example.org")
        desk.wait(seconds=1)
    seen, cursor = [], None
    while True:
        asked = {"state": "accepted", "limit": 2, "cursor": cursor}
        page = desk.service.list_mail(desk.call(OPERATOR), asked)
        seen += [item["queued_at"] for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(seen) == 5
    assert seen == sorted(seen, reverse=True)
    assert desk.service.list_mail(desk.call(OPERATOR), {"state": "bounced"})["items"] == []


def test_an_operator_has_a_bounced_mail_sent_again(desk: Desk, told_contact: Tell) -> None:
    told_contact()
    desk.post.answers = [Outcome("refused", "to_550_5.1.1")]
    ask(desk)
    desk.do_due_work()
    assert (desk.mail().state, desk.mail().problem) == ("bounced", "to_550_5.1.1")
    row = desk.service.send_again(desk.call(OPERATOR), {"id": desk.mail().id})
    assert (row["state"], row["problem"]) == ("queued", "")
    desk.do_due_work()
    assert desk.mail().state == "accepted"
    with pytest.raises(Refused) as no:
        desk.service.send_again(desk.call(OPERATOR), {"id": desk.mail().id})
    assert no.value.code == "mail_not_sendable"


def test_a_look_up_of_a_request_that_is_gone_does_nothing(desk: Desk) -> None:
    desk.service.look_up_address(desk.call(), Job("j-1", "look_up_address", "gone", NOW, {}))
    assert desk.mails() == []
