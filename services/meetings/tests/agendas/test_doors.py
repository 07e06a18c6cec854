"""Who proposes, supports, orders, publishes and reads; who is told (row 42)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from meetings_desk import MEETING, NATIONAL, NOW, Desk, convenor, coordinator

from chassis.call import Call
from chassis.identity import VISITOR, Caller
from contracts.refusals import Refused
from meetings.actions.domain import raise_action
from meetings.actions.store import ActionStore
from meetings.agendas.following import CANCELLED_REASON
from meetings.agendas.reminding import plan_reminder
from meetings.calendar.domain import DISPUTE, ClosedPart
from meetings.decisions.domain import CONSENT, Decision, quorum_of
from meetings.decisions.store import DecisionStore
from meetings.seats.domain import CHAIR

ITEM = {"title": "Rooms for next year", "minutes": 30, "outcome": "discuss", "why": "We outgrew the old one."}
CLOSED_PART = (ClosedPart(DISPUTE, "A dispute about a seat"),)


@pytest.fixture(autouse=True)
def the_meeting(desk: Desk) -> None:
    desk.work.in_transaction(_call(desk), desk.meeting)


def _call(desk: Desk) -> Call:
    return Call(now=desk.now)


def propose(desk: Desk, by: Caller, meeting: str = "meeting-1", **more: Any) -> dict[str, Any]:
    return desk.knock("agendas.propose_item", {"meeting_id": meeting, **ITEM, **more}, by=by)


def act(desk: Desk, door: str, by: Caller, item_id: str, **more: Any) -> dict[str, Any]:
    return desk.knock(f"agendas.{door}", {"meeting_id": "meeting-1", "item_id": item_id, **more}, by=by)


def read(desk: Desk, by: Caller = VISITOR, meeting: str = "meeting-1") -> dict[str, Any]:
    return desk.knock("agendas.get_agenda", {"meeting_id": meeting}, by=by)


def publish(desk: Desk, by: Caller | None = None, **more: Any) -> dict[str, Any]:
    return desk.knock("agendas.publish_agenda", {"meeting_id": "meeting-1", **more}, by=by or convenor())


def told(desk: Desk) -> list[tuple[str, list[str], str]]:
    notices = [each["data"] for each in desk.events("notice_raised")]
    return [(each["kind"], each["members"], each["path"]) for each in notices]


def refused(code: str, verb: Any) -> None:
    with pytest.raises(Refused) as no:
        verb()
    assert no.value.code == code


def test_a_member_proposes_another_supports_and_the_convenor_orders(desk: Desk) -> None:
    first, second = desk.holder("m-1"), desk.holder("m-2", background="GP")
    one = propose(desk, first)["items"][0]["id"]
    two = propose(desk, second, title="Second")["items"][1]["id"]
    act(desk, "support_item", second, one)
    ordered = desk.knock(
        "agendas.order_items", {"meeting_id": "meeting-1", "item_ids": [two, one]}, by=convenor()
    )
    assert [(each["title"], each["supporters"]) for each in ordered["items"]] == [
        ("Second", 0),
        ("Rooms for next year", 1),
    ]
    assert ordered["items"][0]["proposer"] == "GP, Newcastle"
    assert [each["begins_at"][11:16] for each in ordered["items"]] == ["09:00", "09:30"]


def test_five_items_of_30_minutes_are_flagged_30_over_and_not_refused(desk: Desk) -> None:
    member = desk.holder()
    for _ in range(5):
        answer = propose(desk, member)
    assert answer["minutes"] == {"sum": 150, "limit": 120, "over": 30}
    assert publish(desk)["minutes"]["over"] == 30


@pytest.mark.parametrize(
    ("who", "code"),
    [
        (Caller("x-1", frozenset({"member"}), "NENC"), "not_found"),
        (convenor("SW"), "not_found"),
        (VISITOR, "sign_in_required"),
    ],
)
def test_who_is_not_at_the_table_proposes_nothing(desk: Desk, who: Caller, code: str) -> None:
    refused(code, lambda: propose(desk, who))


@pytest.mark.parametrize("who", [coordinator(), convenor(), NATIONAL])
def test_keepers_are_at_the_table(desk: Desk, who: Caller) -> None:
    assert propose(desk, who)["may"] == ["propose", "order", "publish"]


def test_the_chair_of_a_group_leads_it_without_the_convenors_role(desk: Desk) -> None:
    chair = desk.holder("m-9", kind=CHAIR)
    propose(desk, chair)
    assert publish(desk, chair)["published_at"]


def test_a_seat_holder_neither_orders_nor_publishes_nor_parks(desk: Desk) -> None:
    member = desk.holder()
    item = propose(desk, member)["items"][0]["id"]
    refused("not_agenda_keeper", lambda: publish(desk, member))
    refused("not_agenda_keeper", lambda: act(desk, "park_item", member, item, reason="Later"))


def test_a_keeper_writes_down_what_a_member_asked_for_by_chat(desk: Desk) -> None:
    desk.holder("m-2", background="GP")
    item = propose(desk, coordinator(), proposer="m-2")["items"][0]
    assert item["proposer"] == "GP, Newcastle"
    refused("not_at_the_table", lambda: propose(desk, coordinator(), proposer="m-404"))
    refused("not_at_the_table", lambda: propose(desk, desk.holder("m-3"), proposer="m-2"))


class TestWhoReads:
    def test_before_publication_only_the_table_does(self, desk: Desk) -> None:
        member = desk.holder()
        propose(desk, member)
        refused("not_found", lambda: read(desk))
        refused("not_found", lambda: read(desk, desk.member("m-5")))
        assert len(read(desk, member)["items"]) == 1

    def test_after_publication_everybody_does_and_sees_a_seat_not_an_id(self, desk: Desk) -> None:
        member = desk.holder()
        propose(desk, member)
        publish(desk)
        shown = read(desk)
        assert shown["items"][0]["proposer"] == "Nurse consultant, Newcastle"
        assert "m-1" not in str(shown)
        assert (shown["may"], shown["items"][0]["may"], shown["set_aside"]) == ([], [], [])

    def test_a_closed_item_is_counted_for_everybody_and_shown_to_the_table(self, desk: Desk) -> None:
        desk.work.in_transaction(_call(desk), lambda: desk.meeting(id="meeting-2", closed_parts=CLOSED_PART))
        member = desk.holder()
        propose(desk, member, "meeting-2", title="A seat in dispute", part="closed")
        propose(desk, member, "meeting-2")
        desk.knock("agendas.publish_agenda", {"meeting_id": "meeting-2"}, by=convenor())
        shown = read(desk, meeting="meeting-2")
        assert ([each["title"] for each in shown["items"]], shown["closed_items"]) == ([ITEM["title"]], 1)
        assert "dispute" not in str(shown)
        assert len(read(desk, member, "meeting-2")["items"]) == 2

    def test_an_agenda_of_a_meeting_that_is_not_published_is_not_either(self, desk: Desk) -> None:
        desk.work.in_transaction(_call(desk), lambda: desk.meeting(id="meeting-2", published_at=None))
        propose(desk, coordinator(), "meeting-2")
        refused(
            "meeting_not_published",
            lambda: desk.knock("agendas.publish_agenda", {"meeting_id": "meeting-2"}, by=convenor()),
        )


class TestPublication:
    def test_the_table_is_told_once_and_the_lead_time_shown(self, desk: Desk) -> None:
        member = desk.holder()
        desk.member("c-1", "NENC", "coordinator:NENC")
        propose(desk, member)
        desk.now = NOW + timedelta(days=11)  # 14 April, three days before
        assert publish(desk)["lead"] == {"days": 3, "wanted": 7, "is_late": True}
        assert publish(desk)["lead"]["days"] == 3
        assert told(desk) == [("agenda_published", ["c-1", "m-1"], "/meetings/meeting-1/agenda")]

    def test_an_agenda_of_the_past_is_recorded_with_its_day_and_nobody_is_told(self, desk: Desk) -> None:
        propose(desk, coordinator())
        desk.now = NOW + timedelta(days=100)
        refused("invalid_input", lambda: publish(desk, published_on="2019-01-01"))
        answer = publish(desk, published_on="2018-04-10")
        assert answer["lead"] == {"days": 7, "wanted": 7, "is_late": False}
        assert told(desk) == []

    def test_afterwards_members_change_nothing_and_a_keepers_change_is_dated(self, desk: Desk) -> None:
        member = desk.holder()
        item = propose(desk, member)["items"][0]["id"]
        publish(desk)
        refused("agenda_published", lambda: act(desk, "change_item", member, item, minutes=10))
        refused("agenda_published", lambda: propose(desk, member))
        act(desk, "change_item", convenor(), item, minutes=10)
        changes = read(desk)["changes"]
        assert [(each["kind"], each["title"], each["words"]) for each in changes] == [
            ("changed", ITEM["title"], "30 to 10 minutes")
        ]

    def test_an_order_given_on_an_old_version_is_refused(self, desk: Desk) -> None:
        member = desk.holder()
        before = propose(desk, member)
        propose(desk, member)
        payload = {"meeting_id": "meeting-1", "item_ids": [], "version": before["version"]}
        refused("stale_version", lambda: desk.knock("agendas.order_items", payload, by=convenor()))


class TestSettingAside:
    def test_a_parked_item_is_on_the_next_agenda_and_its_proposer_told(self, desk: Desk) -> None:
        member = desk.holder()
        later = replace(MEETING, id="meeting-2", starts_at=MEETING.starts_at + timedelta(days=90))
        desk.work.in_transaction(_call(desk), lambda: desk.meeting(**vars(later)))
        item = propose(desk, member)["items"][0]["id"]
        parked = act(desk, "park_item", convenor(), item, reason="No time this time")
        assert (parked["items"], parked["set_aside"][0]["reason"]) == ([], "No time this time")
        assert told(desk) == [("item_parked", ["m-1"], "/meetings/meeting-1/agenda")]
        arisen = read(desk, member, "meeting-2")["items"][0]
        assert (arisen["id"], arisen["came_from"]) == (item, "2018-04-17")

    @pytest.mark.parametrize(
        ("door", "stands_on"), [("withdraw_item", []), ("send_back_item", []), ("park_item", ["meeting-3"])]
    )
    def test_what_arose_and_was_set_aside_again_arises_no_second_time(
        self, desk: Desk, door: str, stands_on: list[str]
    ) -> None:
        member = desk.holder()
        for number in (2, 3):
            starts_at = MEETING.starts_at + timedelta(days=90 * number)
            later = replace(MEETING, id=f"meeting-{number}", starts_at=starts_at)
            desk.work.in_transaction(_call(desk), lambda later=later: desk.meeting(**vars(later)))  # type: ignore[misc]
        item = propose(desk, member)["items"][0]["id"]
        act(desk, "park_item", convenor(), item, reason="No time")
        again = {"meeting_id": "meeting-2", "item_id": item}
        if door == "withdraw_item":
            desk.knock("agendas.withdraw_item", again, by=member)
        else:
            desk.knock(f"agendas.{door}", {**again, "reason": "Again"}, by=convenor())
        # A later change of the second agenda must not take anything from the third.
        propose(desk, member, "meeting-2", title="Another")
        found = [
            f"meeting-{number}"
            for number in (2, 3)
            for each in read(desk, member, f"meeting-{number}")["items"]
            if each["id"] == item
        ]
        assert found == stands_on

    def test_the_items_of_a_cancelled_meeting_come_back_at_the_next_one(self, desk: Desk) -> None:
        member = desk.holder()
        later = replace(MEETING, id="meeting-2", starts_at=MEETING.starts_at + timedelta(days=90))
        desk.work.in_transaction(_call(desk), lambda: desk.meeting(**vars(later)))
        titles = ["First", "Second"]
        for title in titles:
            propose(desk, member, title=title)
        cancelled = {"id": "meeting-1", "cause": "Snow"}
        desk.knock("calendar.cancel_meeting", cancelled, by=coordinator())
        assert [each["reason"] for each in read(desk, member)["set_aside"]] == [CANCELLED_REASON] * 2
        assert [each["title"] for each in read(desk, member, "meeting-2")["items"]] == titles
        refused("meeting_cancelled", lambda: propose(desk, member))

    def test_the_items_of_a_cancelled_meeting_come_back_at_one_planned_before_its_day(
        self, desk: Desk
    ) -> None:
        member = desk.holder()
        propose(desk, member)
        desk.knock("calendar.cancel_meeting", {"id": "meeting-1", "cause": "Snow"}, by=coordinator())
        sooner = replace(MEETING, id="meeting-2", starts_at=MEETING.starts_at - timedelta(days=7))
        desk.work.in_transaction(_call(desk), lambda: desk.meeting(**vars(sooner)))
        assert [each["title"] for each in read(desk, member, "meeting-2")["items"]] == [ITEM["title"]]

    def test_what_was_sent_back_returns_when_its_proposer_changes_it(self, desk: Desk) -> None:
        member = desk.holder()
        item = propose(desk, member)["items"][0]["id"]
        act(desk, "send_back_item", convenor(), item, reason="Say what you want of us")
        assert told(desk)[-1][:2] == ("item_sent_back", ["m-1"])
        again = act(desk, "change_item", member, item, outcome="decide")
        assert [each["outcome"] for each in again["items"]] == ["decide"]

    def test_a_proposal_is_taken_back(self, desk: Desk) -> None:
        member = desk.holder()
        item = propose(desk, member)["items"][0]["id"]
        assert act(desk, "withdraw_item", member, item)["items"] == []


class TestTheReminder:
    def plan(self, desk: Desk, **changes: Any) -> None:
        meeting = replace(MEETING, **changes)
        desk.work.in_transaction(
            _call(desk), lambda: plan_reminder(desk.work, meeting, desk.settings.agenda_lead_days, desk.now)
        )

    def test_keepers_are_reminded_when_the_lead_time_comes(self, desk: Desk) -> None:
        desk.member("c-1", "NENC", "coordinator:NENC")
        desk.holder("m-9", kind=CHAIR)
        desk.holder("m-1")
        self.plan(desk)
        desk.now = NOW.replace(day=10, hour=10, minute=59)
        assert desk.do_due_work() == 0
        desk.now = NOW.replace(day=10, hour=11, minute=0)  # 12:00 in London
        assert desk.do_due_work() == 1
        assert told(desk) == [("agenda_due", ["c-1", "m-9"], "/meetings/meeting-1/agenda")]

    def test_whoever_plans_or_moves_a_meeting_plans_its_reminder(self, desk: Desk) -> None:
        desk.member("c-1", "NENC", "coordinator:NENC")
        planned = {
            "region": "NENC",
            "title": "Second meeting",
            "starts_at": "2018-07-17T09:00:00+00:00",
            "minutes": 120,
            "mode": "virtual",
            "join_link": "https://join.example.org",
            "public_link": "https://watch.example.org",
        }
        meeting = desk.knock("calendar.plan_meeting", planned, by=coordinator())
        moved = {"id": meeting["id"], "starts_at": "2018-08-14T09:00:00+00:00"}
        desk.knock("calendar.change_meeting", moved, by=coordinator())
        desk.now = desk.now.replace(month=8, day=6)
        desk.do_due_work()
        assert "agenda_due" not in [kind for kind, _, _ in told(desk)]
        desk.now = desk.now.replace(day=7, hour=12)
        desk.do_due_work()
        assert ("agenda_due", ["c-1"], f"/meetings/{meeting['id']}/agenda") in told(desk)

    def test_nobody_is_reminded_of_a_published_one_or_after_the_meeting(self, desk: Desk) -> None:
        desk.member("c-1", "NENC", "coordinator:NENC")
        self.plan(desk)
        propose(desk, coordinator())
        publish(desk)
        desk.now = NOW + timedelta(days=8)
        assert desk.do_due_work() == 0
        self.plan(desk, starts_at=NOW - timedelta(days=20))
        assert desk.do_due_work() == 0


def test_open_actions_stand_on_the_next_agenda_by_themselves(desk: Desk) -> None:
    member = desk.holder()
    action = raise_action(
        "a-1",
        region="NENC",
        meeting_id="meeting-0",
        raised_on=date(2018, 1, 16),
        text="Ask three rooms for their price",
        owner_id="m-1",
        due_on=date(2018, 4, 1),
        by="c-NENC",
        now=NOW - timedelta(days=77),
    )
    desk.work.in_transaction(_call(desk), lambda: ActionStore(desk.work).save(action))
    shown = read(desk, member)["actions"]
    assert (shown["count"], [each["text"] for each in shown["items"]]) == (1, [action.text])
    propose(desk, member)
    publish(desk)
    everybody = read(desk)["actions"]
    assert (everybody["count"], everybody["items"]) == (1, [])


def test_decisions_that_are_due_by_then_stand_on_the_agenda_to_be_looked_at_again(desk: Desk) -> None:
    member = desk.holder()
    made = Decision(
        "d-1", 1, "NENC", "meeting-0", date(2018, 1, 16), "We meet in public", "Text", CONSENT,
        quorum_of(9, 7, 50), review_on=date(2018, 4, 17),
    )  # fmt: skip
    later = replace(made, id="d-2", review_on=date(2018, 4, 18))

    def save() -> None:
        for each in (made, later):
            DecisionStore(desk.work).save(each)

    desk.work.in_transaction(_call(desk), save)
    reviews = read(desk, member)["reviews"]
    assert reviews == [{"id": "d-1", "title": "We meet in public", "decided_on": "2018-01-16"}]
    propose(desk, member)
    publish(desk)
    assert read(desk)["reviews"] == []
    desk.work.in_transaction(_call(desk), lambda: DecisionStore(desk.work).share("meeting-0"))
    assert read(desk)["reviews"] == reviews


def test_a_day_typed_with_two_digits_of_its_year_is_refused_beside_its_field(desk: Desk) -> None:
    propose(desk, convenor())
    with pytest.raises(Refused) as no:
        publish(desk, published_on="0018-04-03")
    assert no.value.fields == {"published_on": ["Enter a year between 1900 and 2999."]}
    assert read(desk, convenor())["published_at"] is None
