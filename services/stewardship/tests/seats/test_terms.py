"""Terms at the doors: renewed, resigned, vacated, over; and who leaves Q meanwhile (rows 12 and 15)."""

from datetime import UTC, date, datetime

import pytest
from pilot_rosters import Group, as_member, backgrounds, keeper
from stewardship_desk import NATIONAL, Desk, convenor, coordinator

from chassis.call import Call
from chassis.identity import VISITOR
from chassis.testkit.refusing import refused
from contracts import membership
from contracts.events import Event
from stewardship.seats.service import Seats
from stewardship.seats.store import SeatStore

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
    other = group.fill("m-2")
    with refused("role_required"):
        ending = {**asked, "seat_id": other["id"], "how": "vacated"}
        group.knock("vacate_seat", ending, convenor())
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


def test_who_left_gets_no_seat_though_only_the_seats_have_heard_of_it(group: Group):
    group.known("m-1", "SW")
    seats = Seats()
    seats.store, seats.settings = SeatStore(group.desk.work), group.desk.settings
    state = {"member_id": "m-1", "version": 9, "region": "SW", "status": "left"}
    data = {**state, "joined": date(2018, 1, 15), "left": date(2018, 9, 1), "roles": []}
    event = Event("e-1", "member_left", 1, "m-1", 9, "SW", group.desk.now, data)
    seats.when_member_left_vacate_their_seats(Call(now=group.desk.now), event)
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


def test_a_renewed_term_is_warned_of_in_its_own_time(group: Group):
    seat = group.fill("m-1")
    group.desk.now = datetime(2019, 7, 10, 9, tzinfo=UTC)
    group.desk.do_due_work()
    group.knock("renew_seat", {"seat_id": seat["id"]}, coordinator())
    group.desk.now = datetime(2020, 7, 10, 9, tzinfo=UTC)
    group.desk.do_due_work()
    assert len({cause for cause, _, _ in told_of_end(group.desk)}) == 2


def test_a_convenor_is_told_once_of_their_own_term(group: Group):
    group.fill("m-1", kind="convenor")
    group.desk.now = datetime(2019, 7, 10, 9, tzinfo=UTC)
    group.desk.do_due_work()
    assert [(members, path) for _, members, path in told_of_end(group.desk)] == [(["m-1"], "/my-seats")]


def test_no_due_work_is_left_of_a_term_that_ended_early(group: Group):
    seat = group.fill("m-1")
    jobs = group.desk.work.database["jobs"]
    assert jobs.count_documents({}) == 2
    group.knock("vacate_seat", {"seat_id": seat["id"], "reason": "A new post"}, coordinator())
    assert jobs.count_documents({}) == 0


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
