"""A new Compact: everybody is asked once, has thirty days, and is paused only then."""

from datetime import timedelta

import pytest
from membership_desk import NATIONAL, Desk, coordinator

from chassis.identity import VISITOR, system
from chassis.testkit.refusing import refused

NEW = {"text": "Be kinder.", "summary_of_changes": "More kindness.", "effective": "2018-09-03"}


def prompts(desk) -> dict[str, int]:
    told = [body["data"] for body in desk.events("compact_prompted")]
    assert {data["compact_version"] for data in told} <= {"2"}
    return {data["member_id"]: sum(d["member_id"] == data["member_id"] for d in told) for data in told}


def status(desk, member) -> str:
    return desk.knock("members.my_profile", by=member)["status"]


def test_version_one_is_there_from_the_beginning_and_is_a_text_of_its_own(desk):
    compact = desk.knock("compact.current_compact")
    assert (compact["version"], compact["effective"]) == ("1", "2018-09-03")
    for heading in ("How we behave", "What we value", "What may be expected"):
        assert heading in compact["text"]
    assert desk.knock("compact.compact_history")["items"] == [compact]
    assert len(desk.events("compact_published")) == 1


def test_every_active_member_is_asked_once_in_batches_however_often_the_work_runs(desk):
    members = [desk.member(email=f"m{n}@example.org") for n in range(5)]
    gone = desk.member(email="gone@example.org")
    desk.knock("members.leave", {"version": 1}, by=gone)
    desk.knock("compact.publish_compact", NEW, by=NATIONAL)
    assert desk.do_due_work() >= 3  # batches of two
    for _ in range(3):
        desk.now += timedelta(days=1)
        desk.do_due_work()
    assert prompts(desk) == {member.subject: 1 for member in members}
    assert desk.events("compact_prompted")[0]["data"]["grace_until"] == "2018-10-03T11:00:00+00:00"


def test_access_goes_on_for_the_grace_and_ends_with_it_for_those_who_did_not_accept(desk):
    yes, no, late = (desk.member(email=f"{name}@example.org") for name in ("yes", "no", "late"))
    desk.knock("compact.publish_compact", NEW, by=NATIONAL)
    desk.do_due_work()
    assert desk.knock("members.my_profile", by=no)["compact"] == {
        "version": "1",
        "accepted_at": "2018-09-03T10:30:00+00:00",
        "prompt": True,
        "grace_until": "2018-10-03T11:00:00+00:00",
    }
    desk.knock("compact.accept_compact", {"version": "2"}, by=yes)
    desk.now += timedelta(days=30)
    desk.do_due_work()
    assert [status(desk, each) for each in (yes, no, late)] == ["active", "active", "active"]
    desk.now += timedelta(days=1)
    desk.do_due_work()
    assert [status(desk, each) for each in (yes, no, late)] == ["active", "paused", "paused"]
    desk.knock("compact.accept_compact", {"version": "2"}, by=late)
    assert status(desk, late) == "active"
    assert desk.knock("members.my_profile", by=late)["compact"]["prompt"] is False
    states = [body["data"]["status"] for body in desk.events("member_changed")]
    assert states.count("paused") == 2
    assert [body["data"]["compact_version"] for body in desk.events("compact_accepted")] == ["2", "2"]


@pytest.fixture
def paused(desk: Desk):
    member = desk.member()
    desk.knock("compact.publish_compact", NEW, by=NATIONAL)
    desk.do_due_work()
    desk.now += timedelta(days=32)
    desk.do_due_work()
    assert status(desk, member) == "paused"
    return member


def test_a_paused_member_may_sign_in_look_and_leave_but_change_nothing(desk, paused):
    identity = desk.knock("members.identify", {"id": paused.subject}, by=system("gateway"))
    assert (identity["status"], identity["roles"]) == ("paused", ["member"])
    own = desk.knock("members.my_profile", by=paused)
    with refused("membership_paused"):
        desk.knock("members.change_profile", {"version": own["version"], "about": "x"}, by=paused)
    with refused("membership_paused"):
        desk.knock("members.move_region", {"version": own["version"], "region": "SW"}, by=paused)
    assert desk.knock("members.leave", {"version": own["version"]}, by=paused)


def test_a_paused_member_is_not_in_the_directory_and_does_not_read_it(desk, paused):
    other = desk.member(email="bob@example.org", name="Bob")
    assert [m["name"] for m in desk.knock("members.search_members", by=other)["items"]] == ["Bob"]
    assert desk.knock("members.search_members", by=paused)["items"] == []


def test_a_paused_member_acts_in_no_role(desk):
    ada = desk.member()
    role = {"id": ada.subject, "role": "convenor", "region": "WOE"}
    desk.knock("members.grant_role", role, by=NATIONAL)
    desk.knock("compact.publish_compact", NEW, by=NATIONAL)
    desk.do_due_work()
    desk.now += timedelta(days=32)
    desk.do_due_work()
    ask = lambda: desk.knock("members.identify", {"id": ada.subject}, by=system("gateway"))["roles"]  # noqa: E731
    assert ask() == ["member"]
    at_rest = desk.knock("members.identify", {"id": ada.subject}, by=system("gateway"))["held"]
    assert at_rest == ["convenor:WOE"]
    desk.knock("compact.accept_compact", {"version": "2"}, by=ada)
    assert ask() == ["member", "convenor:WOE"]


def test_a_version_to_come_is_not_yet_in_force_and_asks_nobody(desk):
    ada = desk.member()
    desk.knock("compact.publish_compact", {**NEW, "effective": "2018-09-10"}, by=NATIONAL)
    desk.do_due_work()
    assert desk.knock("compact.current_compact")["version"] == "1"
    assert [each["version"] for each in desk.knock("compact.compact_history")["items"]] == ["1", "2"]
    assert prompts(desk) == {}
    with refused("compact_not_current"):
        desk.knock("compact.accept_compact", {"version": "2"}, by=ada)
    desk.now += timedelta(days=7)
    desk.do_due_work()
    assert prompts(desk) == {ada.subject: 1}


def test_who_joins_with_an_older_acceptance_is_asked_at_the_next_round(desk):
    sent = desk.knock(
        "applications.submit_application",
        {"region": "WOE", "name": "Ada", "email": "ada@example.org", "why": "x", "compact_accepted": True},
    )
    desk.knock("compact.publish_compact", NEW, by=NATIONAL)
    desk.do_due_work()
    decision = {"id": sent["id"], "decision": "accept"}
    member = desk.knock("applications.decide_application", decision, by=coordinator())["member_id"]
    assert prompts(desk) == {}
    desk.now += timedelta(days=1)
    desk.do_due_work()
    assert prompts(desk) == {member: 1}


def test_accepting_twice_is_answered_alike(desk):
    ada = desk.member()
    desk.knock("compact.publish_compact", NEW, by=NATIONAL)
    first = desk.knock("compact.accept_compact", {"version": "2"}, by=ada)
    desk.now += timedelta(hours=1)
    assert desk.knock("compact.accept_compact", {"version": "2"}, by=ada) == first
    assert len(desk.events("compact_accepted")) == 1


def test_only_the_national_team_publishes(desk):
    for by, code in ((VISITOR, "sign_in_required"), (coordinator(), "role_required")):
        with refused(code):
            desk.knock("compact.publish_compact", NEW, by=by)


@pytest.mark.parametrize("field", ["text", "summary_of_changes", "effective"])
def test_a_compact_without_one_of_its_parts_is_refused(desk, field):
    with refused("invalid_input") as no:
        desk.knock("compact.publish_compact", {**NEW, field: " "}, by=NATIONAL)
    assert field in no.value.fields


def test_the_whole_round_holds_on_either_store(work):
    desk = Desk(work)
    members = [desk.member(email=f"m{n}@example.org") for n in range(3)]
    desk.knock("compact.publish_compact", NEW, by=NATIONAL)
    desk.do_due_work()
    desk.knock("compact.accept_compact", {"version": "2"}, by=members[0])
    desk.now += timedelta(days=32)
    desk.do_due_work()
    assert [status(desk, each) for each in members] == ["active", "paused", "paused"]
    assert prompts(desk) == {member.subject: 1 for member in members}
