"""Both sides say that they met; the two see it, everybody else sees counts (row 9)."""

import pytest
from membership_desk import Desk

from chassis.identity import Caller
from contracts.refusals import Refused

MET = {"how": "at an event", "where": "QBrings2", "met_on": "2018-05-10"}


def pair(desk: Desk) -> tuple[Caller, Caller]:
    return desk.member("WOE", "Ada", "ada@example.org"), desk.member("SW", "Ben", "ben@example.org")


def refused(desk: Desk, door: str, payload: dict[str, object], by: Caller) -> str:
    with pytest.raises(Refused) as no:
        desk.knock(f"connections.{door}", payload, by=by)
    return no.value.code


def met(desk: Desk, one: Caller, other: Caller, **more: str) -> str:
    made = desk.knock("connections.propose_connection", {"member_id": other.subject, **MET, **more}, by=one)
    desk.knock("connections.confirm_connection", {"id": made["id"]}, by=other)
    return str(made["id"])


def test_a_connection_counts_when_the_other_side_has_confirmed_it(desk: Desk) -> None:
    ada, ben = pair(desk)
    made = desk.knock("connections.propose_connection", {"member_id": ben.subject, **MET}, by=ada)
    assert (made["state"], made["proposed_by"]) == ("proposed", ada.subject)
    [waiting] = desk.knock("connections.my_connections", by=ben)["items"]
    assert waiting["other"] == {"id": ada.subject, "name": "Ada"}
    assert desk.knock("connections.connection_counts")["pairs"] == 0
    told = desk.knock("connections.confirm_connection", {"id": made["id"]}, by=ben)
    assert (told["state"], told["where"]) == ("confirmed", "QBrings2")
    assert desk.knock("connections.connection_counts")["pairs_shown"] == "<5"


def test_confirming_twice_is_confirming_once(desk: Desk) -> None:
    ada, ben = pair(desk)
    connection_id = met(desk, ada, ben)
    again = desk.knock("connections.confirm_connection", {"id": connection_id}, by=ben)
    assert (again["state"], again["version"]) == ("confirmed", 2)


def test_who_proposed_it_cannot_confirm_it_and_a_stranger_does_not_find_it(desk: Desk) -> None:
    ada, ben = pair(desk)
    cleo = desk.member("SCO", "Cleo", "cleo@example.org")
    made = desk.knock("connections.propose_connection", {"member_id": ben.subject, **MET}, by=ada)
    assert refused(desk, "confirm_connection", {"id": made["id"]}, ada) == "role_required"
    assert refused(desk, "confirm_connection", {"id": made["id"]}, cleo) == "not_found"
    assert refused(desk, "decline_connection", {"id": made["id"]}, cleo) == "not_found"
    assert desk.knock("connections.my_connections", by=cleo)["items"] == []


def test_either_side_may_take_its_consent_back_and_tell_it_anew(desk: Desk) -> None:
    ada, ben = pair(desk)
    connection_id = met(desk, ada, ben)
    assert refused(desk, "propose_connection", {"member_id": ada.subject, **MET}, ben) == "connection_exists"
    desk.knock("connections.decline_connection", {"id": connection_id}, by=ada)
    assert refused(desk, "confirm_connection", {"id": connection_id}, ben) == "connection_answered"
    assert desk.knock("connections.my_connections", by=ben)["items"] == []
    assert desk.knock("connections.connection_counts")["pairs"] == 0
    met(desk, ben, ada, where="qbrings2 ")


@pytest.mark.parametrize(
    ("change", "field"),
    [({"met_on": "2030-01-01"}, "met_on"), ({"how": " "}, "how"), ({"met_on": "May"}, "met_on")],
)
def test_what_cannot_be_is_told_with_its_field(desk: Desk, change: dict[str, str], field: str) -> None:
    ada, ben = pair(desk)
    with pytest.raises(Refused) as no:
        desk.knock("connections.propose_connection", {"member_id": ben.subject, **MET, **change}, by=ada)
    assert (no.value.code, list(no.value.fields)) == ("invalid_input", [field])


def test_nobody_meets_themselves_or_somebody_who_is_not_there(desk: Desk) -> None:
    ada, ben = pair(desk)
    assert refused(desk, "propose_connection", {"member_id": ada.subject, **MET}, ada) == "invalid_input"
    assert refused(desk, "propose_connection", {"member_id": "nobody", **MET}, ada) == "not_found"
    desk.knock("members.leave", {"version": 1}, by=ben)
    assert refused(desk, "propose_connection", {"member_id": ben.subject, **MET}, ada) == "not_found"


def test_a_leavers_name_is_gone_and_the_count_stays(desk: Desk) -> None:
    ada, ben = pair(desk)
    met(desk, ada, ben)
    desk.knock("members.leave", {"version": 1}, by=ben)
    [told] = desk.knock("connections.my_connections", by=ada)["items"]
    assert told["other"]["name"] is None
    assert desk.knock("connections.connection_counts")["pairs_shown"] == "<5"


def test_five_pairs_are_shown_and_each_pair_counts_once(desk: Desk) -> None:
    people = [desk.member("WOE", f"P{each}", f"p{each}@example.org") for each in range(4)]
    everybody = [(one, other) for at, one in enumerate(people) for other in people[at + 1 :]]
    for one, other in everybody[:5]:
        met(desk, one, other)
    met(desk, *everybody[0], met_on="2018-06-01")
    found = desk.knock("connections.connection_counts", {"region": "WOE", "where": "QBRINGS2"})
    assert (found["pairs"], found["pairs_shown"], found["organisations"]) == (5, "5", 0)
    assert desk.knock("connections.connection_counts", {"region": "SW"})["pairs"] == 0
    assert desk.knock("connections.connection_counts", {"where": "elsewhere"})["pairs"] == 0
    assert refused(desk, "connection_counts", {"region": "XX"}, Caller()) == "region_unknown"
