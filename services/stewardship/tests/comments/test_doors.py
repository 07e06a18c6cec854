"""Comments on documents: the group on its draft, any member on a text in force."""

import pytest
from stewardship_desk import NATIONAL, Desk, convenor
from stewardship_papers import agreed_at, terms

from chassis.identity import Caller
from contracts.refusals import Refused

SW = convenor("SW")
TERMS = "SW:terms_of_reference"
MEMBER = Caller("m-9", frozenset({"member"}), "WOE")


def comment(desk: Desk, by: Caller, text: str = "Good.", **more: str):
    return desk.knock("comments.comment_on_document", {"id": TERMS, "text": text, **more}, by=by)


def comments(desk: Desk, by: Caller = MEMBER, **more: str | int) -> list[dict]:
    return desk.knock("comments.list_document_comments", {"id": TERMS, **more}, by=by)["items"]


def refused(expected: str, knock) -> None:
    with pytest.raises(Refused) as no:
        knock()
    assert no.value.code == expected


@pytest.fixture
def seat_holder(desk: Desk) -> Caller:
    holder = desk.member("m-7", "SW")
    seat = {
        "region": "SW",
        "kind": "member",
        "member_id": "m-7",
        "background": "Nurse",
        "locations": ["Devon"],
    }
    desk.knock("seats.fill_seat", {**seat, "designation": "appointed", "start": "2018-09-03"}, by=NATIONAL)
    return holder


def test_a_seat_holder_reads_the_draft_and_comments_on_a_clause_of_it(desk: Desk, seat_holder: Caller):
    desk.knock("documents.begin_document", terms(), by=SW)
    made = comment(desk, seat_holder, "Six meetings.", about="draft", clause="purpose")
    assert (made["role"], made["clause"], made["mine"]) == ("seat", "purpose", True)
    assert [each["text"] for each in comments(desk, SW, about="draft")] == ["Six meetings."]


def test_nobody_else_reads_or_comments_on_a_draft(desk: Desk):
    desk.knock("documents.begin_document", terms(), by=SW)
    for stranger in (MEMBER, convenor("WOE")):
        refused("not_found", lambda stranger=stranger: comment(desk, stranger, about="draft"))
        refused("not_found", lambda stranger=stranger: comments(desk, stranger, about="draft"))


def test_any_member_comments_on_the_text_in_force_and_everybody_reads_it(desk: Desk):
    desk.knock("documents.begin_document", terms(), by=SW)
    refused("not_found", lambda: comments(desk, Caller(), about="draft"))
    desk.knock("documents.agree_document", agreed_at(), by=SW)
    comment(desk, MEMBER, "Clear.", shown_name="Ada")
    (said,) = comments(desk, Caller())
    assert (said["shown_name"], said["role"], said["region"], said["mine"]) == ("Ada", "member", "WOE", False)
    assert MEMBER.subject not in str(said)


def test_a_comment_names_a_clause_of_the_text_or_none(desk: Desk):
    desk.knock("documents.begin_document", terms(), by=SW)
    desk.knock("documents.agree_document", agreed_at(), by=SW)
    refused("clause_unknown", lambda: comment(desk, MEMBER, clause="poetry"))
    refused("sign_in_required", lambda: comment(desk, Caller()))
    refused("invalid_input", lambda: comment(desk, MEMBER, text="  "))


def test_the_guidance_takes_comments_before_any_version_is_agreed(desk: Desk):
    payload = {"id": "UK:guidance", "clause": "complaints", "text": "Who answers?"}
    desk.knock("comments.comment_on_document", payload, by=MEMBER)
    found = desk.knock("comments.list_document_comments", {"id": "UK:guidance"})["items"]
    assert [each["clause"] for each in found] == ["complaints"]


@pytest.mark.parametrize("document_id", ["SW:guidance", "SW:vision", "NOWHERE:duties", "x"])
def test_a_document_that_cannot_be_takes_no_comments(desk: Desk, document_id: str):
    payload = {"id": document_id, "text": "Hello."}
    refused("not_found", lambda: desk.knock("comments.comment_on_document", payload, by=MEMBER))


def test_a_name_is_shown_only_as_long_as_its_owner_wants(desk: Desk):
    desk.knock("documents.begin_document", terms(), by=SW)
    desk.knock("documents.agree_document", agreed_at(), by=SW)
    made = comment(desk, MEMBER, shown_name="Ada")
    off = {"id": made["id"], "shown_name": ""}
    refused("not_found", lambda: desk.knock("comments.show_name_beside_comment", off, by=SW))
    for _ in range(2):
        desk.knock("comments.show_name_beside_comment", off, by=MEMBER)
    (said,) = comments(desk)
    assert (said["text"], said["shown_name"]) == ("Good.", "")


def test_what_the_group_said_of_a_draft_stays_readable_for_it_after_it_was_agreed(desk: Desk):
    desk.knock("documents.begin_document", terms(), by=SW)
    comment(desk, SW, "Six meetings.", about="draft")
    desk.knock("documents.agree_document", agreed_at(), by=SW)
    assert [each["text"] for each in comments(desk, SW, about="draft", number=1)] == ["Six meetings."]
    refused("not_found", lambda: comments(desk, MEMBER, about="draft", number=1))
    refused("not_found", lambda: comments(desk, SW, about="draft", number=2))
    assert comments(desk) == []


def test_a_name_is_shown_no_more_when_its_owner_left(desk: Desk):
    desk.knock("documents.begin_document", terms(), by=SW)
    desk.knock("documents.agree_document", agreed_at(), by=SW)
    comment(desk, desk.member("m-9", "WOE"), shown_name="Ada")
    assert comments(desk)[0]["shown_name"] == "Ada"
    desk.member("m-9", "WOE", status="left")
    assert (comments(desk)[0]["shown_name"], comments(desk)[0]["text"]) == ("", "Good.")


def test_no_remembered_answer_keeps_a_name_that_may_be_taken_off(desk: Desk):
    desk.knock("documents.begin_document", terms(), by=SW)
    desk.knock("documents.agree_document", agreed_at(), by=SW)
    said = {"id": TERMS, "text": "Good.", "shown_name": "Ada"}
    made = desk.knock("comments.comment_on_document", said, by=MEMBER, command="1")
    again = {"id": made["id"], "shown_name": "Ada B"}
    desk.knock("comments.show_name_beside_comment", again, by=MEMBER, command="2")
    rule = {"region": "SW", "space": "Events", "text": "Be kind.", "shown_name": "Ada"}
    made = desk.knock("ground_rules.propose_ground_rule", rule, by=MEMBER, command="3")
    desk.knock("ground_rules.comment_on_ground_rule", {**said, "id": made["id"]}, by=MEMBER, command="4")
    assert desk.knock("ground_rules.get_ground_rule", {"id": made["id"]})["shown_name"] == "Ada"
    assert "Ada" not in str(list(desk.work.database["commands"].find()))
