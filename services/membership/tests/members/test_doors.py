"""Who may do what with a member's record, at the doors."""

from datetime import UTC, datetime

import pytest
from membership_desk import NATIONAL, coordinator

from chassis.identity import VISITOR, Caller, system
from chassis.testkit.refusing import refused

GATEWAY = system("gateway")
OPERATOR = Caller("o-1", frozenset({"member", "operator"}))


def version_of(desk, member) -> int:
    return desk.knock("members.my_profile", by=member)["version"]


def test_a_member_sees_everything_of_their_own_and_what_others_see(desk):
    ada = desk.member()
    own = desk.knock("members.my_profile", by=ada)
    assert (own["name"], own["email"], own["status"]) == ("Ada Örn", "ada@example.org", "active")
    assert own["home_regions"] == [{"region": "WOE", "from": "2018-09-03", "until": None}]
    assert own["compact"]["version"] == "1"
    assert own["compact"]["prompt"] is False
    assert own["seen_by"]["public"] == {}
    assert "email" not in own["seen_by"]["members"]


def test_a_changed_profile_changes_only_the_named_fields(desk):
    ada = desk.member()
    changes = {
        "version": 1,
        "profession": " nurse ",
        "interests": ["frailty"],
        "visibility": {"name": "public"},
    }
    own = desk.knock("members.change_profile", changes, by=ada)
    assert (own["version"], own["profession"], own["name"]) == (2, "nurse", "Ada Örn")
    assert own["visibility"]["name"] == "public"
    assert own["visibility"]["email"] == "nobody"


def test_a_stale_version_is_refused(desk):
    ada = desk.member()
    desk.knock("members.change_profile", {"version": 1, "about": "x"}, by=ada)
    with refused("stale_version"):
        desk.knock("members.change_profile", {"version": 1, "about": "y"}, by=ada)


@pytest.mark.parametrize("field", ["email", "region", "status", "cohort", "roles", "joined", "_id"])
def test_a_profile_form_takes_no_other_field(desk, field):
    ada = desk.member()
    with refused("invalid_input") as no:
        desk.knock("members.change_profile", {"version": 1, field: "x"}, by=ada)
    assert field in no.value.fields


@pytest.mark.parametrize("value", [{"$ne": ""}, ["a"], 7, None])
def test_an_operator_or_another_type_is_no_name(desk, value):
    ada = desk.member()
    with refused("invalid_input"):
        desk.knock("members.change_profile", {"version": 1, "name": value}, by=ada)


def test_a_move_keeps_the_history(desk):
    ada = desk.member()
    own = desk.knock("members.move_region", {"version": 1, "region": "SW"}, by=ada)
    assert own["home_regions"] == [
        {"region": "WOE", "from": "2018-09-03", "until": "2018-09-03"},
        {"region": "SW", "from": "2018-09-03", "until": None},
    ]
    with refused("region_unknown"):
        desk.knock("members.move_region", {"version": 2, "region": "ATLANTIS"}, by=ada)


def test_a_coordinator_moves_only_members_of_their_region_and_sees_no_hidden_field(desk):
    ada = desk.member()
    move = {"id": ada.subject, "version": 1, "region": "SW"}
    with refused("not_found"):
        desk.knock("members.move_region", move, by=coordinator("SW"))
    moved = desk.knock("members.move_region", move, by=coordinator("WOE"))
    assert moved["region"] == "SW"
    assert "about" not in moved
    assert moved["perspective"] == ""


def test_a_member_cannot_move_somebody_else(desk):
    ada, bob = desk.member(), desk.member(email="bob@example.org", name="Bob")
    with refused("not_found"):
        desk.knock("members.move_region", {"id": ada.subject, "version": 1, "region": "SW"}, by=bob)


def test_who_may_move_a_member_reads_the_version_and_nobody_else_does(desk):
    ada, bob = desk.member(), desk.member(email="bob@example.org", name="Bob")
    desk.knock("members.change_profile", {"version": 1, "visibility": {"name": "public"}}, by=ada)
    for reader in (ada, coordinator("WOE"), NATIONAL):
        assert desk.knock("members.get_member", {"id": ada.subject}, by=reader)["version"] == 2, reader
    for reader in (VISITOR, bob, coordinator("SW"), Caller("c", frozenset({"convenor:WOE"})), OPERATOR):
        assert "version" not in desk.knock("members.get_member", {"id": ada.subject}, by=reader), reader


def test_a_coordinator_moves_a_hidden_member_with_the_version_that_was_read(desk):
    ada = desk.member()
    hidden = {"version": 1, "about": "A secret", "visibility": {"name": "nobody", "region": "nobody"}}
    desk.knock("members.change_profile", hidden, by=ada)
    read = desk.knock("members.get_member", {"id": ada.subject}, by=coordinator("WOE"))
    assert read == {"id": ada.subject, "version": 2}
    with refused("not_found"):
        desk.knock("members.get_member", {"id": ada.subject}, by=coordinator("SW"))
    moved = desk.knock("members.move_region", {**read, "region": "SW"}, by=coordinator("WOE"))
    assert (moved["region"], moved["version"]) == ("SW", 3)
    with refused("not_found"):
        desk.knock("members.get_member", {"id": ada.subject}, by=coordinator("WOE"))


def test_nobody_reads_the_version_of_who_left(desk):
    ada = desk.member()
    desk.knock("members.leave", {"version": 1}, by=ada)
    for reader in (ada, coordinator("WOE"), NATIONAL):
        with refused("not_found"):
            desk.knock("members.get_member", {"id": ada.subject}, by=reader)


def test_who_left_is_found_by_nobody_and_cannot_sign_in(desk):
    ada, bob = desk.member(), desk.member(email="bob@example.org", name="Bob")
    assert desk.knock("members.leave", {"version": 1, "reason": "moved away"}, by=ada) == {
        "left": "2018-09-03"
    }
    for question in ({"email": "ada@example.org"}, {"id": ada.subject}):
        with refused("not_found"):
            desk.knock("members.identify", question, by=GATEWAY)
    with refused("not_found"):
        desk.knock("members.get_member", {"id": ada.subject}, by=bob)
    assert desk.events("member_left")[0]["data"]["left"] == "2018-09-03"


def test_the_reason_for_leaving_is_kept_nowhere(desk):
    ada = desk.member()
    desk.knock("members.leave", {"version": 1, "reason": "a private matter"}, by=ada)
    for name in desk.work.database.list_collection_names():
        assert "private matter" not in str(list(desk.work.database[name].find()))


def test_the_gateway_learns_who_somebody_is_by_address_or_id(desk):
    ada = desk.member()
    by_address = desk.knock("members.identify", {"email": "Ada@Example.org"}, by=GATEWAY)
    assert by_address == desk.knock("members.identify", {"id": ada.subject}, by=GATEWAY)
    assert by_address["roles"] == ["member"]


@pytest.mark.parametrize("question", [{}, {"email": "a@b.cd", "id": "m-1"}])
def test_the_gateway_asks_by_one_of_the_two(desk, question):
    with refused("invalid_input"):
        desk.knock("members.identify", question, by=GATEWAY)


@pytest.mark.parametrize(
    ("by", "code"),
    [(VISITOR, "sign_in_required"), (coordinator(), "role_required"), (NATIONAL, "role_required")],
)
def test_no_person_may_ask_who_has_an_address(desk, by, code):
    with refused(code):
        desk.knock("members.identify", {"email": "ada@example.org"}, by=by)


def test_a_role_is_given_and_ended_by_the_centre(desk):
    ada = desk.member()
    role = {"id": ada.subject, "role": "coordinator", "region": "WOE"}
    given = desk.knock("members.grant_role", role, by=OPERATOR)
    assert given["roles"] == [{"role": "coordinator", "region": "WOE", "from": "2018-09-03"}]
    assert desk.knock("members.grant_role", role, by=NATIONAL) == given
    identity = desk.knock("members.identify", {"id": ada.subject}, by=GATEWAY)
    assert identity["roles"] == ["member", "coordinator:WOE"]
    assert desk.knock("members.end_role", role, by=NATIONAL)["roles"] == []
    assert [each["data"]["held"] for each in desk.events("role_changed")] == [True, False]
    with refused("role_not_held"):
        desk.knock("members.end_role", role, by=NATIONAL)


@pytest.mark.parametrize("by", [coordinator(), Caller("m", frozenset({"member"}))])
def test_nobody_in_a_region_gives_roles(desk, by):
    with refused("role_required"):
        desk.knock("members.grant_role", {"id": "x", "role": "operator"}, by=by)


def test_the_directory_shows_a_visitor_only_who_is_public_by_name(desk):
    ada = desk.member()
    desk.member(email="bob@example.org", name="Bob")
    desk.knock("members.change_profile", {"version": 1, "visibility": {"name": "public"}}, by=ada)
    assert desk.knock("members.search_members") == {
        "items": [{"id": ada.subject, "name": "Ada Örn"}],
        "next": None,
    }
    assert [m["name"] for m in desk.knock("members.search_members", by=ada)["items"]] == ["Ada Örn", "Bob"]


def test_a_field_for_the_region_is_seen_and_found_in_the_region_alone(desk):
    ada, near = desk.member(), desk.member(email="near@example.org", name="Near")
    far = desk.member("SW", email="far@example.org", name="Far")
    shown = {"version": 1, "profession": "hospice nurse", "visibility": {"profession": "region"}}
    desk.knock("members.change_profile", shown, by=ada)
    for reader, found in (
        (near, 1),
        (far, 0),
        (coordinator("WOE"), 1),
        (coordinator("SW"), 0),
        (NATIONAL, 1),
    ):
        page = desk.knock("members.search_members", {"q": "hosp"}, by=reader)
        assert len(page["items"]) == found, reader
    assert "profession" not in desk.knock("members.get_member", {"id": ada.subject}, by=far)


def test_a_member_is_found_by_sector_topic_and_the_beginning_of_a_word(desk):
    ada = desk.member()
    filled = {"version": 1, "sector": "Primary care", "interests": ["Frailty", "End of life"]}
    desk.knock("members.change_profile", filled, by=ada)
    for question in (
        {"sector": "primary CARE"},
        {"topic": "end of life"},
        {"q": "ör frail"},
        {"region": "WOE"},
    ):
        assert len(desk.knock("members.search_members", question, by=ada)["items"]) == 1, question
    for question in ({"sector": "primary"}, {"topic": "life"}, {"q": "örnx"}, {"region": "SW"}):
        assert desk.knock("members.search_members", question, by=ada)["items"] == [], question


def test_search_pages_follow_one_another_without_gap_or_repeat(desk):
    reader, *_ = [desk.member(email=f"m{n}@example.org", name=f"Name {n:02}") for n in range(7)]
    names, cursor = [], None
    while True:
        page = desk.knock("members.search_members", {"limit": 3, "cursor": cursor}, by=reader)
        names += [member["name"] for member in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert names == [f"Name {n:02}" for n in range(7)]


@pytest.mark.parametrize("q", [".*", "^w:", "(((", "\\", "$ne", "😀"])
def test_a_search_text_is_never_a_pattern(desk, q):
    ada = desk.member()
    assert desk.knock("members.search_members", {"q": q}, by=ada)["next"] is None


def test_an_export_is_for_the_coordinator_of_the_region(desk):
    ada = desk.member()
    desk.member("SW", email="far@example.org", name="Far")
    desk.knock("members.change_profile", {"version": 1, "sector": "hospice", "perspective": "carer"}, by=ada)
    row = desk.knock("members.export_members", by=coordinator("WOE"))["items"]
    assert [(r["email"], r["sector"], r["perspective"]) for r in row] == [("ada@example.org", "hospice", "")]
    assert len(desk.knock("members.export_members", by=NATIONAL)["items"]) == 2
    with refused("not_your_region"):
        desk.knock("members.export_members", {"region": "SW"}, by=coordinator("WOE"))
    with refused("role_required"):
        desk.knock("members.export_members", by=ada)


def test_the_same_command_id_is_answered_once(desk):
    desk.now = datetime.now(UTC)  # answers are kept for some weeks only
    ada = desk.member()
    change = {"version": 1, "about": "x"}
    first = desk.knock("members.change_profile", change, by=ada, command="k-1")
    assert desk.knock("members.change_profile", change, by=ada, command="k-1") == first
    with refused("command_id_reused"):
        desk.knock("members.change_profile", {"version": 1, "about": "z"}, by=ada, command="k-1")


def test_no_event_but_the_contact_carries_a_name_or_an_address(desk):
    ada = desk.member()
    desk.knock("members.change_profile", {"version": 1, "name": "Ada Sund", "about": "secret"}, by=ada)
    desk.knock("members.move_region", {"version": 2, "region": "SW"}, by=ada)
    desk.knock("members.leave", {"version": 3}, by=ada)
    may_carry = {"member_contact_changed", "application_submitted", "application_decided"}
    for body in desk.events():
        if body["type"] not in may_carry:
            assert not any(word in str(body) for word in ("Ada", "example.org", "secret")), body["type"]
