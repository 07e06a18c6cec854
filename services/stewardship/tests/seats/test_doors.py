"""Filling, renewing, resigning and recording, at the doors (rows 12, 15, 23)."""

from datetime import UTC, datetime

import pytest
from pilot_rosters import Group, as_member, backgrounds, places
from stewardship_desk import NATIONAL, OPERATOR, convenor, coordinator

from chassis.identity import VISITOR
from chassis.testkit.refusing import refused
from commons.centre import UK

# The pilots as they were


@pytest.mark.parametrize(("region", "size"), [("WOE", 11), ("SW", 6), ("NENC", 9)])
def test_a_pilots_group_is_recorded_as_it_was(group: Group, region: str, size: int):
    group.desk.now = datetime(2018, 8, 1, 9, tzinfo=UTC)
    group.pilot(region)
    roster = group.roster(region)
    assert roster["size"] == size
    assert roster["seats"][0]["kind"] == "convenor"
    assert [each["patient"] for each in roster["seats"]].count(True) == 1
    assert roster["verdict"] == "ok"


def test_a_recorded_term_keeps_its_rough_dates_and_ends_exclusively(group: Group):
    group.desk.now = datetime(2018, 8, 1, 9, tzinfo=UTC)
    for region, start, end, precision in [
        ("WOE", "2017-09-07", "2018-09-07", "day"),
        ("SW", "2017-09-01", "2018-09-01", "month"),
        ("NENC", "2018-01-01", "2019-01-01", "day"),
    ]:
        group.pilot(region)
        first = group.roster(region)["seats"][0]
        assert (first["start"], first["end"], first["start_precision"]) == (start, end, precision)


def test_the_north_east_falls_from_nine_to_eight_in_october_2018(group: Group):
    group.desk.now = datetime(2018, 11, 30, 9, tzinfo=UTC)
    ids = group.pilot("NENC")
    leaving = {"seat_id": ids[1], "on": "2018-10", "reason": "Other work commitments"}
    group.knock("vacate_seat", leaving, coordinator("NENC"))
    assert group.roster("NENC", "2018-09-30")["size"] == 9
    now = group.roster("NENC")
    assert now["size"] == 8
    assert now["vacant"] == [
        {
            "id": ids[1],
            "version": 2,
            "kind": "member",
            "since": "2018-10-01",
            "precision": "month",
            "how": "resigned",
            "background": "Nurse consultant",
            "patient": False,
        }
    ]
    assert "8 seats against a target of 9" in [each["words"] for each in now["findings"]]
    assert "Other work commitments" not in str(now)


def test_a_recorded_term_may_be_over_and_tell_how_it_ended(group: Group):
    seat = group.record(
        "m-1", start="2017-09", months=12, ended_on="2018-02", how="resigned", reason="Moved to Wales"
    )
    term = seat["terms"][0]
    assert term["ended"] == {"on": "2018-02-01", "precision": "month", "how": "resigned"}
    assert term["reason"] == "Moved to Wales"
    assert group.roster()["size"] == 0
    assert group.roster(on="2018-01-31")["size"] == 1


def test_only_those_who_keep_the_records_record_past_terms(group: Group):
    with refused("role_required"):
        group.record("m-1", by=convenor(), start="2018-01-01")
    with refused("not_your_region"):
        group.record("m-1", by=coordinator("WOE"), start="2018-01-01")
    with refused("term_dates_wrong"):
        group.record("m-1", start="2018-10-01")
    with refused("reason_required"):
        group.record("m-1", start="2017-01-01", ended_on="2017-02-01")
    for wrong in ({"ended_on": "2017-01-01"}, {"ended_on": "2018-03-01"}, {"end": "2017-02-01"}):
        with refused("term_dates_wrong"):
            group.record("m-1", start="2017-02-01", reason="?", **wrong)


# Filling


def test_a_filled_seat_is_told_with_its_term_and_without_a_name(group: Group):
    seat = group.fill("m-1", patient=True, locations=["Devon"], background="Patient representative")
    told = group.desk.events("seat_filled")[0]
    assert told["data"] == {
        "seat_id": seat["id"],
        "version": 1,
        "region": "SW",
        "kind": "member",
        "term_id": seat["terms"][0]["term_id"],
        "member_id": "m-1",
        "patient": True,
        "background": "Patient representative",
        "locations": ["Devon"],
        "start": "2018-09-03",
        "end": "2019-09-03",
    }
    assert told["aggregate_id"] == seat["id"]


def test_a_visitor_sees_the_background_and_no_person(group: Group):
    seat = group.fill("m-1", locations=["Devon"])
    public = group.roster()
    assert "m-1" not in str(public)
    assert "m-1" not in str(group.knock("get_seat", {"seat_id": seat["id"]}, VISITOR))
    assert public["seats"][0]["shown_name"] is None
    assert group.roster(by=coordinator("SW"))["seats"][0]["member_id"] == "m-1"
    assert "m-1" not in str(group.roster(by=coordinator("WOE")))


@pytest.mark.parametrize("status", ["paused", "left"])
def test_only_an_active_member_holds_a_seat(group: Group, status: str):
    group.desk.member("m-1", "SW", status=status)
    with refused("holder_not_active"):
        group.fill("m-1")
    with refused("holder_not_active"):
        group.knock("fill_seat", group.asked("nobody", "SW"), coordinator("SW"))
    assert group.roster()["size"] == 0


def test_a_second_convenor_is_refused_and_a_successor_is_not(group: Group):
    group.fill("m-1", kind="convenor")
    with refused("convenor_held"):
        group.fill("m-2", kind="convenor")
    successor = group.fill("m-2", kind="convenor", start="2019-09-03")
    assert len(successor["terms"]) == 2
    assert group.roster(on="2019-09-02", by=coordinator())["seats"][0]["member_id"] == "m-1"
    assert group.roster(on="2019-09-03", by=coordinator())["seats"][0]["member_id"] == "m-2"


def test_nobody_holds_two_seats_of_one_group_at_once(group: Group):
    group.fill("m-1")
    with refused("holds_seat_already"):
        group.fill("m-1", kind="convenor")
    group.fill("m-1", "WOE")


def test_a_ninth_person_in_the_south_west_is_refused(group: Group):
    group.fill("lead", kind="convenor")
    for number in range(7):
        group.fill(f"m-{number}")
    with refused("group_full") as no:
        group.fill("m-8")
    assert no.value.message == ("South West of England: this group has at most 7 seats beside its convenor.")
    assert group.roster()["size"] == 8


def test_room_that_a_resignation_makes_is_there_from_its_day(group: Group):
    seats = [group.fill(f"m-{number}") for number in range(7)]
    group.knock(
        "vacate_seat", {"seat_id": seats[0]["id"], "on": "2018-09-10", "reason": "A new post"}, coordinator()
    )
    with refused("group_full"):
        group.fill("m-8")
    group.fill("m-8", start="2018-09-10")


def test_a_vacant_seat_is_filled_again_and_keeps_its_history(group: Group):
    seat = group.fill("m-1")
    group.knock("vacate_seat", {"seat_id": seat["id"], "reason": "A new post"}, coordinator())
    again = group.fill("m-2", seat_id=seat["id"], version=2, background="GP")
    assert [each["background"] for each in again["terms"]] == ["GP", "Nurse consultant"]
    assert backgrounds(group.roster()) == ["GP"]
    with refused("stale_version"):
        group.fill("m-3", seat_id=seat["id"], version=2)
    with refused("not_found"):
        group.fill("m-3", "WOE", seat_id=seat["id"])


def test_the_convenor_is_known_in_both_spellings(group: Group):
    assert group.fill("m-1", kind="Convener")["kind"] == "convenor"
    with refused("invalid_input"):
        group.fill("m-2", kind="chief")


def test_the_roster_says_how_seats_are_filled_and_whether_the_convenor_is_paid(group: Group):
    rules = group.roster("SW")["rules"]
    assert (rules["selection"], rules["leader_paid"]) == ("appointment", None)
    assert (rules["size_max"], rules["counts_leader"], rules["term_months"]) == (7, False, 12)


def test_who_may_fill_which_seat(group: Group):
    group.fill("m-1", by=convenor(), designation="co_opted")
    with refused("own_seat"):
        group.fill("m-2", kind="convenor", by=convenor())
    with refused("own_seat"):
        group.fill("c-SW", by=coordinator())
    with refused("not_your_region"):
        group.fill("m-2", "SW", by=coordinator("WOE"))
    with refused("role_required"):
        group.fill("m-2", by=OPERATOR)
    with refused("term_dates_wrong"):
        group.fill("m-2", start="2018-09-02")
    with refused("term_dates_wrong"):
        group.fill("m-2", start="2100-12-31")
    with refused("invalid_input"):
        group.fill("m-2", start="9999-12-31")
    with refused("region_unknown"):
        group.fill("m-2", "XX", by=NATIONAL)


def test_the_same_command_fills_one_seat(group: Group):
    group.desk.now = datetime.now(UTC)  # answers are kept for 35 days of the real calendar
    group.known("m-1", "SW")
    asked = group.asked("m-1", "SW")
    first = group.desk.knock("seats.fill_seat", asked, by=coordinator(), command="k-1")
    second = group.desk.knock("seats.fill_seat", asked, by=coordinator(), command="k-1")
    assert first == second
    assert group.roster()["size"] == 1


# The UK-wide group


def test_the_uk_wide_group_takes_eighteen_seats_and_refuses_the_nineteenth(group: Group):
    group.fill("chair", UK, kind="chair")
    for number in range(17):
        group.fill(f"m-{number}", UK, basis="executive" if number % 2 else "non_executive")
        size = number + 2
        if size in (13, 14, 16, 17, 18):
            assert group.roster(UK)["verdict"] == ("ok" if 14 <= size <= 16 else "warn"), size
    with refused("group_full"):
        group.fill("m-99", UK, basis="executive")
    assert group.roster(UK)["size"] == 18


def test_the_chair_is_an_active_member_and_appointed(group: Group):
    with refused("holder_not_active"):
        group.knock("fill_seat", group.asked("nobody", UK, kind="chair"), NATIONAL)
    with refused("chair_not_appointed"):
        group.fill("m-1", UK, kind="chair", designation="elected")
    with refused("not_your_region"):
        group.fill("m-1", UK, kind="chair", by=coordinator("SW"))


def test_each_regional_group_has_one_voice_and_the_roster_says_who_has_none(group: Group):
    for region in ("SW", "WOE"):
        group.fill(f"lead-{region}", region, kind="convenor")
    group.fill("m-1", UK, basis="region", represents=["SW"])
    with refused("voice_held"):
        group.fill("m-2", UK, basis="region", represents=["SW"])
    with refused("invalid_input"):
        group.fill("m-2", UK, basis="region", represents=["SW", "WOE"])
    with refused("invalid_input"):
        group.fill("m-2", UK, basis="nation", represents=["France"])
    with refused("invalid_input"):
        group.fill("m-2", "SW", basis="region", represents=["SW"])
    words = [each["words"] for each in group.roster(UK)["findings"]]
    assert "needs a seat for every regional group; not yet: West of England" in words


# Names


def test_a_name_is_shown_only_while_its_holder_wants_it(group: Group):
    seat = group.fill("m-1")
    with refused("not_found"):
        group.knock("show_my_name", {"seat_id": seat["id"], "name": "Not me"}, as_member("m-2"))
    group.knock("show_my_name", {"seat_id": seat["id"], "name": "Ada Örn"}, as_member("m-1"))
    assert group.roster()["seats"][0]["shown_name"] == "Ada Örn"
    assert "Ada" not in str(group.desk.events())
    group.knock("show_my_name", {"seat_id": seat["id"], "name": ""}, as_member("m-1"))
    assert group.roster()["seats"][0]["shown_name"] is None


def test_a_member_finds_their_own_seats_with_the_term_that_runs(group: Group):
    seat = group.fill("m-1")
    mine = group.knock("my_seats", {}, as_member("m-1"))["items"]
    assert [(each["id"], each["name"]) for each in mine] == [(seat["id"], "South West of England")]
    assert mine[0]["running"] == seat["terms"][0]["term_id"]
    assert group.knock("my_seats", {}, as_member("m-2")) == {"items": []}


# A proposal


def test_a_proposed_roster_is_checked_and_nothing_is_saved(group: Group):
    people = [each for each in places("SW") if not each["patient"]]
    checked = group.knock("check_roster", {"region": "SW", "people": people}, coordinator())
    assert checked["verdict"] == "warn"
    assert [each["words"] for each in checked["findings"]] == [
        "needs at least 1 patient or service-user seat"
    ]
    assert group.roster()["size"] == 0


def test_a_proposal_may_keep_some_of_those_who_are_there(group: Group):
    kept = group.fill("m-1", kind="convenor")
    group.fill("m-2")
    asked = {"region": "SW", "keep": [kept["id"]], "people": places("SW")[1:2]}
    assert group.knock("check_roster", asked, convenor())["size"] == 2
    with refused("not_found"):
        group.knock("check_roster", {**asked, "keep": ["s-99"]}, convenor())
    with refused("role_required"):
        group.knock("check_roster", asked, as_member("m-1"))
