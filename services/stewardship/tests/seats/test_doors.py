"""Filling, renewing, resigning and recording, at the doors (rows 12, 15, 23)."""

from datetime import UTC, date, datetime

import pytest
from pilot_rosters import Group, keeper, places
from stewardship_desk import NATIONAL, OPERATOR, Desk, convenor, coordinator

from chassis.call import Call
from chassis.identity import VISITOR, Caller
from contracts import membership
from contracts.refusals import Refused
from stewardship.seats.domain import UK
from stewardship.seats.store import SeatStore


def refused(code: str):
    return pytest.raises(Refused, match=code)


def as_member(member_id: str) -> Caller:
    return Caller(member_id, frozenset({"member"}), "SW")


def backgrounds(roster) -> list[str]:
    return [each["background"] for each in roster["seats"]]


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
    with refused("term_dates_wrong"):
        group.record("m-1", start="2017-02-01", ended_on="2017-01-01", reason="?")


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


# Terms


def test_a_renewal_is_explicit_and_told_as_a_change(group: Group):
    seat = group.fill("m-1")
    renewed = group.knock("renew_seat", {"seat_id": seat["id"], "version": 1}, coordinator())
    assert [(each["start"], each["end"]) for each in renewed["terms"]] == [
        ("2019-09-03", "2020-09-03"),
        ("2018-09-03", "2019-09-03"),
    ]
    told = group.desk.events("seat_changed")[0]["data"]
    assert (told["start"], told["end"], told["version"]) == ("2019-09-03", "2020-09-03", 2)
    with refused("term_renewed_already"):
        group.knock("renew_seat", {"seat_id": seat["id"]}, coordinator())
    with refused("stale_version"):
        group.knock("renew_seat", {"seat_id": seat["id"], "version": 1}, coordinator())


def test_nobody_renews_their_own_seat_and_another_regions_seat_is_not_found(group: Group):
    seat = group.fill("c-SW", by=NATIONAL)
    with refused("own_seat"):
        group.knock("renew_seat", {"seat_id": seat["id"]}, coordinator())
    with refused("not_found"):
        group.knock("renew_seat", {"seat_id": seat["id"]}, coordinator("WOE"))


def test_a_holder_resigns_with_a_reason_that_the_public_does_not_read(group: Group):
    seat = group.fill("m-1")
    asked = {"seat_id": seat["id"], "reason": "Ill health", "on": "2018-10-01"}
    own = group.knock("resign_seat", asked, as_member("m-1"))
    assert own["terms"][0]["reason"] == "Ill health"
    assert group.roster(on="2018-09-30")["size"] == 1
    assert group.roster(on="2018-10-01")["size"] == 0
    told = group.desk.events("seat_vacated")[0]["data"]
    assert (told["end"], told["member_id"]) == ("2018-10-01", "m-1")
    assert "Ill health" not in str(group.desk.events()) + str(group.roster())
    with refused("seat_vacant"):
        group.knock("resign_seat", asked, as_member("m-1"))


def test_only_the_holder_resigns_and_not_for_yesterday(group: Group):
    seat = group.fill("m-1")
    with refused("not_found"):
        group.knock("resign_seat", {"seat_id": seat["id"], "reason": "?"}, as_member("m-2"))
    with refused("term_dates_wrong"):
        yesterday = {"seat_id": seat["id"], "reason": "?", "on": "2018-09-02"}
        group.knock("resign_seat", yesterday, as_member("m-1"))
    with refused("invalid_input"):
        group.knock("resign_seat", {"seat_id": seat["id"], "reason": " "}, as_member("m-1"))


def test_a_convenor_logs_a_members_resignation_and_not_their_own_seats_end(group: Group):
    seat = group.fill("m-1")
    asked = {"seat_id": seat["id"], "reason": "Moved away"}
    assert group.knock("vacate_seat", asked, convenor())["vacant"] is True
    lead = group.fill("v-SW", kind="convenor")
    with refused("own_seat"):
        group.knock("vacate_seat", {**asked, "seat_id": lead["id"]}, convenor())


def test_a_month_in_which_the_term_began_ends_it_no_earlier_than_it_started(group: Group):
    seat = group.record("m-1", start="2018-08-15")
    asked = {"seat_id": seat["id"], "on": "2018-08", "reason": "A new post"}
    ended = group.knock("vacate_seat", asked, coordinator())["terms"][0]["ended"]
    assert ended == {"on": "2018-08-15", "precision": "month", "how": "resigned"}


def test_a_seat_is_given_up_once_vacant_and_leaves_the_roster(group: Group):
    seat = group.fill("m-1")
    with refused("seat_held"):
        group.knock("close_seat", {"seat_id": seat["id"]}, coordinator())
    group.knock("vacate_seat", {"seat_id": seat["id"], "reason": "A new post"}, coordinator())
    assert len(group.roster()["vacant"]) == 1
    group.knock("close_seat", {"seat_id": seat["id"]}, coordinator())
    assert group.roster()["vacant"] == []


def test_what_is_shown_of_a_holder_is_corrected_and_told(group: Group):
    seat = group.fill("m-1")
    group.knock("renew_seat", {"seat_id": seat["id"]}, coordinator())
    asked = {"seat_id": seat["id"], "version": 2, "background": "GP", "locations": ["Devon"], "patient": True}
    group.knock("describe_seat", asked, coordinator())
    assert backgrounds(group.roster()) == backgrounds(group.roster(on="2019-10-01")) == ["GP"]
    told = [body["data"] for body in group.desk.events("seat_changed") if body["data"]["version"] == 3]
    assert [each["patient"] for each in told] == [True, True]
    with refused("invalid_input"):
        group.knock("describe_seat", {**asked, "version": None, "basis": "nation"}, coordinator())


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


# Who leaves or pauses


def left(desk: Desk, member_id: str, on: str, version: int = 9) -> None:
    state = {
        "member_id": member_id,
        "version": version,
        "region": "SW",
        "status": "left",
        "cohort": "2018",
        "joined": "2018-01-15",
        "left": on,
        "roles": [],
    }
    desk.hear(membership.MEMBER_LEFT, member_id, version, state, "SW")


def test_who_leaves_q_holds_no_seat_from_that_day_and_is_shown_by_no_name(group: Group):
    seat = group.record("m-1", start="2018-03-01")
    group.knock("show_my_name", {"seat_id": seat["id"], "name": "Ada"}, as_member("m-1"))
    left(group.desk, "m-1", "2018-09-01")
    assert group.roster(on="2018-08-31")["size"] == 1
    assert group.roster()["vacant"][0]["how"] == "left"
    assert "Ada" not in str(group.knock("get_seat", {"seat_id": seat["id"]}, VISITOR))
    assert group.desk.events("seat_vacated")[0]["data"]["end"] == "2018-09-01"
    with refused("holder_not_active"):
        group.fill("m-1")


def test_a_paused_holder_keeps_the_seat_and_those_who_look_after_it_are_told(group: Group):
    group.fill("m-1", kind="convenor")
    group.desk.member("m-1", "SW", status="paused")
    words = "1 seat is held by somebody whose membership is not active"
    assert words in [each["words"] for each in group.roster(by=coordinator())["findings"]]
    assert words not in str(group.roster())
    assert group.roster()["size"] == 1


# Before and at the end of a term


def told_of_end(desk: Desk) -> list[tuple[str, list[str], str]]:
    notices = [body["data"] for body in desk.events("notice_raised")]
    return sorted(
        (each["cause"], each["members"], each["path"]) for each in notices if each["kind"] == "term_ending"
    )


def test_sixty_days_before_the_end_a_holder_and_those_who_look_after_the_group_are_told_once(group: Group):
    desk = group.desk
    desk.member("c-SW", "SW", "coordinator:SW")
    group.fill("lead", kind="convenor", months=24)
    seat = group.fill("m-1")
    desk.now = datetime(2019, 7, 4, 22, 59, tzinfo=UTC)
    desk.do_due_work()
    assert told_of_end(desk) == []
    desk.now = datetime(2019, 7, 4, 23, 0, tzinfo=UTC)  # midnight in London: 60 days before 3 September
    desk.do_due_work()
    cause = f"term {seat['terms'][0]['term_id']}"
    assert told_of_end(desk) == [
        (cause, ["c-SW", "lead"], "/groups/SW/seats"),
        (cause, ["m-1"], "/my-seats"),
    ]
    about = desk.events("notice_raised")[0]["data"]["about"]
    assert about == [
        {"name": "group", "words": "South West of England"},
        {"name": "ends", "words": "3 September 2019"},
    ]
    job = {"seat": seat["id"], "term": seat["terms"][0]["term_id"]}
    desk.work.in_transaction(
        Call(now=desk.now), lambda: desk.work.schedule("warn_of_term_end", job["term"], desk.now, job)
    )
    desk.do_due_work()
    assert len(told_of_end(desk)) == 2


@pytest.mark.parametrize("how", ["renewed", "resigned"])
def test_nobody_is_told_of_a_term_that_was_renewed_or_ended_before(group: Group, how: str):
    seat = group.fill("m-1")
    if how == "renewed":
        group.knock("renew_seat", {"seat_id": seat["id"]}, coordinator())
    else:
        asked = {"seat_id": seat["id"], "reason": "A new post"}
        group.knock("vacate_seat", asked, coordinator())
    group.desk.now = datetime(2019, 7, 10, 9, tzinfo=UTC)
    group.desk.do_due_work()
    assert told_of_end(group.desk) == []


def roles_told(desk: Desk) -> list[tuple[list[str], str, str]]:
    notices = [body["data"] for body in desk.events("notice_raised")]
    return [
        (each["members"], each["about"][1]["words"], each["path"])
        for each in notices
        if each["kind"] == "convenor_changed"
    ]


def test_the_national_team_is_told_of_a_convenor_who_begins_and_of_one_who_ends(group: Group):
    group.desk.member("n-1", "WOE", "national_team")
    group.fill("other")
    seat = group.fill("m-1", kind="convenor")
    assert roles_told(group.desk) == [(["n-1"], "has a new convenor from 3 September 2018", "/roles/m-1")]
    group.knock("vacate_seat", {"seat_id": seat["id"], "reason": "A new post"}, coordinator())
    assert roles_told(group.desk)[1:] == [(["n-1"], "loses its convenor on 3 September 2018", "/roles/m-1")]


def test_a_convenor_who_is_renewed_keeps_the_role_and_one_who_is_followed_does_not(group: Group):
    group.desk.member("n-1", "WOE", "national_team")
    seat = group.fill("m-1", kind="convenor")
    group.knock("renew_seat", {"seat_id": seat["id"]}, coordinator())
    group.fill("m-2", kind="convenor", start="2020-09-03")
    group.desk.now = datetime(2019, 9, 3, 9, tzinfo=UTC)
    group.desk.do_due_work()
    assert len(roles_told(group.desk)) == 2
    group.desk.now = datetime(2020, 9, 3, 9, tzinfo=UTC)
    group.desk.do_due_work()
    assert (["n-1"], "loses its convenor on 3 September 2020", "/roles/m-1") in roles_told(group.desk)
    assert group.desk.events("seat_vacated") == []


def test_nobody_is_told_of_a_convenor_of_the_past(group: Group):
    group.desk.member("n-1", "WOE", "national_team")
    group.record("m-1", kind="convenor", start="2016-09", months=12)
    assert roles_told(group.desk) == []


def test_a_term_that_runs_out_leaves_a_vacant_seat_and_says_so(group: Group):
    seat = group.fill("m-1")
    group.desk.now = datetime(2019, 9, 3, 9, tzinfo=UTC)
    group.desk.do_due_work()
    told = group.desk.events("seat_vacated")
    assert [(body["data"]["end"], body["data"]["member_id"]) for body in told] == [("2019-09-03", "m-1")]
    assert group.roster()["vacant"][0]["how"] == "term_over"
    assert SeatStore(group.desk.work).held_by("m-1", date(2019, 9, 2))[0].seat_id == seat["id"]
    assert SeatStore(group.desk.work).held_by("m-1", date(2019, 9, 3)) == []


def test_a_renewed_term_is_not_told_as_vacant(group: Group):
    seat = group.fill("m-1")
    group.knock("renew_seat", {"seat_id": seat["id"]}, keeper("SW"))
    group.desk.now = datetime(2019, 9, 3, 9, tzinfo=UTC)
    group.desk.do_due_work()
    assert group.desk.events("seat_vacated") == []
    assert group.roster()["size"] == 1
