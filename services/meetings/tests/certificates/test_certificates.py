"""A certificate is for who was checked in; its code names nobody (row 52)."""

from datetime import UTC, datetime

import pytest
from feeds_world import booking, event
from meetings_desk import coordinator

from chassis.identity import VISITOR, Caller
from contracts.refusals import Refused
from meetings.certificates.domain import Certificate
from meetings.certificates.store import CertificateStore

CAME = datetime(2018, 5, 10, 9, 0, tzinfo=UTC)
AFTER = datetime(2018, 5, 10, 15, 0, tzinfo=UTC)
ME = Caller("m-1", frozenset({"member"}), "NENC")


@pytest.fixture
def over(desk):
    event(desk, hosts=("NENC CSG", "NENC AHSN"))
    booking(desk, "m-1", checked_in_at=CAME, name="Zoë Łuczak")
    booking(desk, "m-2")
    desk.now = AFTER
    return desk


def issue(desk, by=ME):
    return desk.knock("certificates.issue_certificate", {"event_id": "event-1"}, by=by, command="c-1")


def check(desk, code, by=VISITOR):
    return desk.knock("certificates.check_certificate", {"code": code}, by=by)


def refused(ask):
    with pytest.raises(Refused) as no:
        ask()
    return no.value.code


def test_who_came_gets_one_with_the_name_as_they_typed_it_and_the_same_code_each_time(over):
    first = issue(over)
    assert first["name"] == "Zoë Łuczak"
    assert first["event"] == {
        "id": "event-1", "title": "Learning from incidents", "region": "NENC", "day": "2018-05-10",
        "minutes": 300, "hosts": ["NENC CSG", "NENC AHSN"],
    }  # fmt: skip
    assert issue(over) == first
    assert len(first["code"]) == 16


def test_anybody_can_check_a_code_and_learns_no_name(over):
    made = issue(over)
    told = check(over, made["code"])
    assert told == {"code": made["code"], "event": made["event"]}
    assert "Zoë" not in str(told)


def test_no_name_is_kept_with_a_code(over):
    issue(over)
    assert set(over.work.database["certificates"].find_one({})) == {"_id", "version", "event_id", "member_id"}


def test_who_only_booked_gets_none_and_nobody_before_the_end(over):
    assert refused(lambda: issue(over, Caller("m-2", frozenset({"member"}), "NENC"))) == "not_at_event"
    assert refused(lambda: issue(over, coordinator())) == "not_at_event"
    assert refused(lambda: issue(over, VISITOR)) == "sign_in_required"
    over.now = datetime(2018, 5, 10, 13, 59, tzinfo=UTC)
    assert refused(lambda: issue(over)) == "certificate_not_ready"


def test_a_check_in_that_was_undone_takes_the_certificate_with_it(over):
    code = issue(over)["code"]
    booking(over, "m-1", version=2, checked_in_at=None)
    assert refused(lambda: check(over, code)) == "not_found"
    assert refused(lambda: issue(over)) == "not_at_event"


@pytest.mark.parametrize("code", ["A" * 16, "O" * 16, "a" * 16, "", {"$ne": ""}])
def test_an_invented_code_is_good_for_nothing(over, code):
    assert refused(lambda: check(over, code)) in ("not_found", "invalid_input")


def test_a_member_has_one_certificate_for_an_event(work, call):
    store = CertificateStore(work)
    work.in_transaction(call, lambda: store.add(Certificate("A" * 16, "event-1", "m-1")))
    assert store.of("event-1", "m-1") == store.get("A" * 16)
    assert store.of("event-1", "m-2") is None
