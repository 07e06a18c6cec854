"""A change of address at the doors: wished for, confirmed by the link, taken back."""

from datetime import timedelta

import pytest
from membership_desk import TODAY, Desk

from chassis.identity import VISITOR, Caller, system
from chassis.testkit.refusing import refused

ASK, CONFIRM, LOOK = "addresses.change_email", "addresses.confirm_email_change", "addresses.email_change"
GATEWAY = system("gateway")


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.now = TODAY
    return desk


def ask(desk: Desk, member: Caller, email: str = "new@example.org", **more):
    version = desk.knock("members.my_profile", by=member)["version"]
    return desk.knock(ASK, {"version": version, "email": email}, by=member, **more)


def address(desk: Desk, member: Caller) -> str:
    return desk.knock("members.my_profile", by=member)["email"]


def test_the_old_address_stays_until_the_new_one_confirms_it(desk):
    ada = desk.member()
    answer = ask(desk, ada)
    until = (TODAY + timedelta(hours=24)).isoformat()
    wished = {"email": "new@example.org", "asked_at": TODAY.isoformat(), "until": until}
    assert answer == {"email": "ada@example.org", "change": wished}
    assert desk.knock("addresses.my_address", by=ada) == answer
    assert address(desk, ada) == "ada@example.org"
    assert desk.knock("members.identify", {"email": "ada@example.org"}, by=GATEWAY)["id"] == ada.subject
    with refused("not_found"):
        desk.knock("members.identify", {"email": "new@example.org"}, by=GATEWAY)

    assert desk.knock(LOOK, by=desk.link()) == {"email": "new@example.org", "until": until}
    assert address(desk, ada) == "ada@example.org"  # looking changes nothing

    assert desk.knock(CONFIRM, by=desk.link()) == {"email": "new@example.org"}
    assert desk.knock("addresses.my_address", by=ada) == {"email": "new@example.org", "change": None}
    assert desk.knock("members.identify", {"email": "new@example.org"}, by=GATEWAY)["id"] == ada.subject
    told = desk.events("member_contact_changed")[-1]
    assert (told["data"]["email"], told["aggregate_version"]) == ("new@example.org", 2)


def test_what_is_told_carries_both_addresses_and_the_end_carries_none(desk):
    ada = desk.member()
    ask(desk, ada)
    (asked,) = desk.events("email_change_asked")
    assert asked["data"]["contact"] == {"name": "Ada Örn", "email": "ada@example.org"}
    assert asked["data"]["new_email"] == "new@example.org"
    assert desk.events("email_change_ended") == []
    desk.knock(CONFIRM, by=desk.link())
    (ended,) = desk.events("email_change_ended")
    assert (ended["data"]["outcome"], ended["aggregate_version"]) == ("confirmed", 2)
    assert "@" not in str(ended)


def test_a_link_is_used_once(desk):
    ada = desk.member()
    ask(desk, ada)
    desk.knock(CONFIRM, by=desk.link(), command="twice")
    assert desk.knock(CONFIRM, by=desk.link(), command="twice") == {"email": "new@example.org"}
    for door in (CONFIRM, LOOK):
        with refused("email_change_used"):
            desk.knock(door, by=desk.link())
    assert len(desk.events("email_change_ended")) == 1


def test_a_second_wish_takes_the_place_of_the_first(desk):
    ada = desk.member()
    ask(desk, ada, "first@example.org")
    ask(desk, ada, "second@example.org")
    with refused("email_change_replaced"):
        desk.knock(CONFIRM, by=desk.link(0))
    assert desk.knock(CONFIRM, by=desk.link(1)) == {"email": "second@example.org"}
    assert [event["data"]["outcome"] for event in desk.events("email_change_ended")] == [
        "replaced",
        "confirmed",
    ]


def test_a_wish_that_is_taken_back_is_over_and_taking_back_nothing_changes_nothing(desk):
    ada = desk.member()
    ask(desk, ada)
    for _ in range(2):
        back = desk.knock("addresses.withdraw_email_change", by=ada)
        assert back == {"email": "ada@example.org", "change": None}
    with refused("email_change_replaced"):
        desk.knock(CONFIRM, by=desk.link())
    assert [event["data"]["outcome"] for event in desk.events("email_change_ended")] == ["withdrawn"]


def test_a_link_runs_out_after_a_day(desk):
    ada = desk.member()
    ask(desk, ada)
    desk.now += timedelta(hours=24)
    for door in (CONFIRM, LOOK):
        with refused("email_change_expired"):
            desk.knock(door, by=desk.link())
    assert desk.knock("addresses.my_address", by=ada)["change"] is None
    assert address(desk, ada) == "ada@example.org"


def test_the_address_of_another_member_gets_the_same_answer_and_no_mail(desk):
    ada = desk.member()
    desk.member(email="bob@example.org", name="Bob")
    taken, free = ask(desk, ada, "BOB@example.org"), ask(desk, ada, "free@example.org")
    assert taken["change"].pop("email") == "BOB@example.org"
    assert free["change"].pop("email") == "free@example.org"
    assert taken == free
    assert [event["data"]["new_email"] for event in desk.events("email_change_asked")] == [
        None,
        "free@example.org",
    ]


def test_an_address_that_became_another_members_meanwhile_is_not_taken(desk):
    ada = desk.member()
    ask(desk, ada)
    desk.member(email="new@example.org", name="Bob")
    with refused("email_taken"):
        desk.knock(CONFIRM, by=desk.link())
    assert address(desk, ada) == "ada@example.org"


def test_the_own_address_in_other_letters_may_be_wished_for(desk):
    ada = desk.member()
    assert desk.move_address(ada, "Ada@example.org") == {"email": "Ada@example.org"}


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"version": 1, "email": "ada@example.org"}, "invalid_input"),
        ({"version": 1, "email": "nobody"}, "invalid_input"),
        ({"version": 1, "email": {"$ne": ""}}, "invalid_input"),
        ({"version": 7, "email": "new@example.org"}, "stale_version"),
    ],
)
def test_what_cannot_be_wished_for_is_refused(desk, asked, code):
    ada = desk.member()
    with refused(code):
        desk.knock(ASK, asked, by=ada)
    assert desk.events("email_change_asked") == []


def test_five_wishes_a_day_are_enough(desk):
    ada = desk.member()
    for number in range(5):
        ask(desk, ada, f"new{number}@example.org")
    with refused("too_many_attempts"):
        ask(desk, ada, "new5@example.org")
    desk.now += timedelta(hours=24, seconds=1)
    assert ask(desk, ada, "new5@example.org")["change"]


def test_the_link_of_somebody_who_left_moves_nobody(desk):
    ada = desk.member()
    ask(desk, ada)
    desk.knock("members.leave", {"version": 1}, by=ada)
    with refused("email_change_replaced"):
        desk.knock(CONFIRM, by=desk.link())


def test_only_who_holds_the_link_confirms(desk):
    ada = desk.member()
    ask(desk, ada)
    change_id = desk.link().subject.partition(":")[2]
    held = frozenset({"new_address"})
    with refused("sign_in_required"):
        desk.knock(CONFIRM, by=VISITOR)
    with refused("role_required"):
        desk.knock(CONFIRM, by=ada)
    for subject in (change_id, f"applicant:{change_id}", "new-address:other", f"new-address:{ada.subject}"):
        with refused("email_change_expired"):
            desk.knock(CONFIRM, by=Caller(subject, held))
    assert address(desk, ada) == "ada@example.org"


def test_the_address_is_forgotten_when_the_wish_has_ended(desk):
    ada = desk.member()
    ask(desk, ada)
    desk.knock("addresses.withdraw_email_change", by=ada)
    assert "new@example.org" not in str(list(desk.work.database["address_changes"].find()))
