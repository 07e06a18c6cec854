"""Thanks reach the one who is thanked, who decides whether others see them; nobody is ranked (row 10)."""

import pytest
from membership_desk import Desk

from chassis.identity import Caller
from chassis.wiring import doorway_of
from contracts.refusals import Refused
from membership.connections.service import Connections

THANKS = {
    "kind": "facilitation",
    "date": "2018-05-10",
    "evidence": "QBrings2",
    "words": "Thank you.\nReally.",
}


def pair(desk: Desk) -> tuple[Caller, Caller]:
    return desk.member("WOE", "Ada", "ada@example.org"), desk.member("SW", "Ben", "ben@example.org")


def thank(desk: Desk, giver: Caller, receiver: Caller, **more: object) -> str:
    asked = {"member_id": receiver.subject, **THANKS, **more}
    return str(desk.knock("connections.thank_member", asked, by=giver)["id"])


def test_who_is_thanked_keeps_the_record_with_its_giver(desk: Desk) -> None:
    ada, ben = pair(desk)
    thank(desk, ada, ben)
    [told] = desk.knock("connections.my_recognition", by=ben)["items"]
    assert {name: told[name] for name in THANKS} == THANKS
    assert (told["giver"]["name"], told["formal"], told["hidden"]) == ("Ada", False, False)
    assert desk.knock("connections.my_recognition", by=ada)["items"] == []


def test_a_contract_behind_the_work_is_flagged(desk: Desk) -> None:
    ada, ben = pair(desk)
    thank(desk, ada, ben, formal=True)
    assert desk.knock("connections.my_recognition", by=ben)["items"][0]["formal"] is True


def test_others_see_what_is_not_hidden(desk: Desk) -> None:
    ada, ben = pair(desk)
    first, second = thank(desk, ada, ben), thank(desk, ada, ben, date="2018-06-01")
    desk.knock("connections.hide_recognition", {"id": first, "hidden": True}, by=ben)
    seen = desk.knock("connections.member_recognition", {"member_id": ben.subject}, by=ada)["items"]
    assert [each["id"] for each in seen] == [second]
    assert len(desk.knock("connections.my_recognition", by=ben)["items"]) == 2
    desk.knock("connections.hide_recognition", {"id": first, "hidden": False}, by=ben)
    seen = desk.knock("connections.member_recognition", {"member_id": ben.subject}, by=ada)["items"]
    assert [each["id"] for each in seen] == [second, first]


def test_nobody_else_may_hide_it(desk: Desk) -> None:
    ada, ben = pair(desk)
    for recognition_id in (thank(desk, ada, ben), "nothing"):
        with pytest.raises(Refused) as no:
            desk.knock("connections.hide_recognition", {"id": recognition_id, "hidden": True}, by=ada)
        assert no.value.code == "not_found"


@pytest.mark.parametrize(
    ("to_self", "change", "field"), [(True, {}, "member_id"), (False, {"date": "2030-01-01"}, "date")]
)
def test_thanks_to_oneself_or_ahead_of_time_are_refused(
    desk: Desk, to_self: bool, change: dict[str, str], field: str
) -> None:
    ada, ben = pair(desk)
    with pytest.raises(Refused) as no:
        thank(desk, ada, ada if to_self else ben, **change)
    assert (no.value.code, list(no.value.fields)) == ("invalid_input", [field])


def test_a_hidden_member_is_not_found_by_their_thanks(desk: Desk) -> None:
    ada, ben = pair(desk)
    thank(desk, ada, ben)
    desk.knock("members.change_profile", {"version": 1, "visibility": {"name": "nobody"}}, by=ben)
    with pytest.raises(Refused) as no:
        desk.knock("connections.member_recognition", {"member_id": ben.subject}, by=ada)
    assert no.value.code == "not_found"


def test_no_door_lists_people_by_their_thanks() -> None:
    doors = {name for name in dir(Connections) if doorway_of(getattr(Connections, name)) is not None}
    about_thanks = {name for name in doors if "recognition" in name or "thank" in name}
    assert about_thanks == {"thank_member", "my_recognition", "member_recognition", "hide_recognition"}
