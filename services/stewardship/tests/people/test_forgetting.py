"""Who leaves Q leaves no name behind, whatever they had it shown beside; their words stay."""

import pytest
from stewardship_desk import NATIONAL, Desk, convenor
from stewardship_papers import agreed_at, terms

from chassis.identity import Caller
from chassis.testkit import desk as kit
from contracts import membership
from stewardship.service import SERVICES

NAME = "Ada Lovelace"
LEFT = {
    "member_id": "m-1",
    "version": 9,
    "region": "SW",
    "status": "left",
    "cohort": "2018",
    "joined": "2018-01-15",
    "left": "2018-09-03",
    "roles": [],
}

RULE = {"region": "SW", "space": "Room 4", "text": "We are quiet.", "why": "To hear.", "shown_name": NAME}
QUESTION = {
    "title": "Meetings",
    "question": "Meet in the evening?",
    "asked_by": "SW",
    "scope": "regions",
    "regions": ["SW"],
    "first_days": 0,
}
GROUP = {
    "name": "Frailty",
    "purpose": "To keep frail people at home.",
    "regions": ["SW"],
    "shown_name": NAME,
    "reach": "Through my page in the directory.",
    "compact_accepted": True,
}


@pytest.fixture
def ada(desk: Desk) -> Caller:
    """She has her name shown beside a seat, a comment, a rule, an answer, and in a group of her own."""
    member = desk.member("m-1", "SW")
    seat = {"region": "SW", "kind": "member", "member_id": "m-1", "background": "Nurse"}
    place = {**seat, "locations": ["Devon"], "designation": "appointed", "start": "2018-09-03"}
    held = desk.knock("seats.fill_seat", place, by=NATIONAL)
    desk.knock("seats.show_my_name", {"seat_id": held["id"], "name": NAME}, by=member)
    desk.knock("documents.begin_document", terms(), by=convenor("SW"))
    desk.knock("documents.agree_document", agreed_at(), by=convenor("SW"))
    said = {"id": "SW:terms_of_reference", "text": "Good.", "shown_name": NAME}
    desk.knock("comments.comment_on_document", said, by=member)
    desk.knock("ground_rules.propose_ground_rule", RULE, by=member)
    asked = desk.knock("consultations.ask_question", QUESTION, by=convenor("SW"))
    desk.knock(
        "consultations.add_comment", {"id": asked["id"], "text": "Yes.", "shown_name": NAME}, by=member
    )
    desk.knock("self_organised.start_group", GROUP, by=member)
    return member


def kept(desk: Desk) -> list[str]:
    """The collections that hold her name, beside what commands remember and what is still to be told."""
    database = desk.work.database
    names = set(database.list_collection_names()) - {"commands", "outbox"}
    return sorted(name for name in names if NAME in str(list(database[name].find())))


def test_who_leaves_is_named_nowhere_and_what_they_said_stays(desk: Desk, ada: Caller):
    assert len(kept(desk)) == 5
    desk.hear(membership.MEMBER_LEFT, "m-1", 9, LEFT, "SW")
    desk.do_due_work()
    assert kept(desk) == []
    [comment] = desk.knock("comments.list_document_comments", {"id": "SW:terms_of_reference"}, by=NATIONAL)[
        "items"
    ]
    assert (comment["text"], comment["shown_name"]) == ("Good.", "")


def test_the_names_go_whichever_queue_hears_of_the_leaving_first(desk: Desk, ada: Caller):
    back_to_front = kit.Desk(reversed(SERVICES), desk.work, desk.settings, desk.now)
    back_to_front.hear(membership.MEMBER_LEFT, "m-1", 9, LEFT, "SW")
    desk.do_due_work()
    assert kept(desk) == []


def test_what_a_convenor_kept_to_themselves_goes_with_them_and_what_they_shared_stays(desk: Desk):
    desk.member("v-SW", "SW", "convenor:SW")
    for text, shared in (("I am tired", False), ("We meet by phone", True)):
        desk.knock("convenors.write_note", {"text": text, "shared": shared}, by=convenor("SW"))
    course = {"title": "Mediation", "on": "2018-06", "provider": "A college"}
    desk.knock("convenors.record_training", course, by=convenor("SW"))
    desk.knock("convenors.record_training", course, by=convenor("WOE"))
    desk.hear(membership.MEMBER_LEFT, "v-SW", 9, {**LEFT, "member_id": "v-SW"}, "SW")
    desk.do_due_work()
    notes = [each["text"] for each in desk.work.collection("convenor_notes").find({})]
    assert notes == ["We meet by phone"]
    assert [each["member_id"] for each in desk.work.collection("trainings").find({})] == ["v-WOE"]


def test_a_leaving_that_comes_late_takes_no_name_from_who_joined_again(desk: Desk, ada: Caller):
    desk.hear(
        membership.MEMBER_CHANGED, "m-1", 10, {**LEFT, "version": 10, "status": "active", "left": None}, "SW"
    )
    before = kept(desk)
    desk.hear(membership.MEMBER_LEFT, "m-1", 9, LEFT, "SW")
    desk.do_due_work()
    assert set(before) - set(kept(desk)) <= {"seats"}
