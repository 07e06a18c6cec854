"""From a draft to a declared result, at the doors, with the clock going on."""

import pytest
from hustings import DAYS, FRAME, OFFICER, Hustings
from stewardship_desk import NATIONAL, Desk, coordinator

from chassis.identity import VISITOR
from chassis.testkit.refusing import refused
from commons.people.store import People
from stewardship.elections.counting import count, read_blt
from stewardship.seats.store import SeatStore


def test_an_election_goes_from_its_draft_to_seats_that_are_filled(hustings: Hustings, desk: Desk):
    hustings.open_voting()
    assert hustings.election()["state"] == "voting"
    for voter, names in zip(
        hustings.voters, [("Ben", "Cat"), ("Ben",), ("Ben", "Ann"), ("Cat", "Ann"), ("Cat",)], strict=False
    ):
        hustings.vote(voter, *names)
    hustings.count()
    told = desk.knock("results.get_count", {"election": hustings.id})
    assert told["state"] == "counted"
    assert told["turnout"] == {"ballots": 5, "roll": 12, "percent": 41.7}
    assert [each["shown_name"] for each in told["elected"]] == ["Ann", "Ben"]
    [difference] = told["count"]["differences"]
    assert difference["rules"] == ["patient_seats"]

    declared = desk.knock("results.declare_result", {"election": hustings.id}, by=OFFICER)
    assert declared["state"] == "declared"
    held = SeatStore(desk.work).holders("SW", desk.now.date())
    assert {(each.member_id, each.term.designation) for each in held} == {
        ("v-001", "elected"),
        ("v-002", "elected"),
    }
    [event] = desk.events("election_declared")
    assert event["data"] == {
        "region": "SW",
        "election_id": hustings.id,
        "elected": ["v-001", "v-002"],
        "seats": 2,
        "roll_size": 12,
        "ballots": 5,
    }
    again = desk.knock("results.declare_result", {"election": hustings.id}, by=OFFICER)
    assert again == declared
    assert len(desk.events("election_declared")) == 1


def test_64_of_159_are_40_point_3_per_cent_and_the_published_file_gives_the_same_result(desk: Desk):
    hustings = Hustings(desk, members=159)
    hustings.open_voting()
    ways = [("Ben", "Cat"), ("Cat", "Ben", "Ann"), ("Ben",), ("Ann", "Cat")]
    for number, voter in enumerate(hustings.voters[:64]):
        hustings.vote(voter, *ways[number % 4])
    hustings.count()
    told = desk.knock("results.get_count", {"election": hustings.id})
    assert told["turnout"] == {"ballots": 64, "roll": 159, "percent": 40.3}

    part = desk.knock("results.get_ballot_file", {"election": hustings.id})
    assert part["next"] is None
    file = read_blt(part["text"])
    names = {each.id: each.name for each in file.contest.candidates}
    again = count(file.contest, file.ballots)
    assert [names[each] for each in again.elected_ids] == [each["shown_name"] for each in told["elected"]]
    assert sum(file.ballots.values()) == 64


def test_deadlines_act_at_noon_in_london_and_leave_a_trace(hustings: Hustings):
    hustings.draft()
    hustings.at(DAYS["nominations_open"], seconds=-1)
    assert hustings.election()["state"] == "drafted"
    hustings.at(DAYS["nominations_open"])
    told = hustings.election()
    assert told["state"] == "nominations_open"
    # In September London is an hour before UTC.
    assert told["history"][-1] == {
        "name": "nominations_open",
        "at": "2018-09-10T11:00:00+00:00",
        "note": None,
    }
    assert told["next_step"] == {"name": "roll_frozen", "at": "2018-09-24T11:00:00+00:00"}


def test_a_visitor_reads_the_election_and_learns_nothing_of_people(hustings: Hustings, desk: Desk):
    hustings.open_voting()
    told = hustings.election(by=VISITOR)
    assert told["mine"] is None
    assert "v-00" not in str(told)
    assert "c-SW" not in str(told)
    roll = desk.knock("elections.read_roll", {"id": hustings.id})
    assert (roll["size"], roll["items"]) == (12, None)


def test_the_roll_is_frozen_with_those_who_belong_on_that_day(hustings: Hustings, desk: Desk):
    hustings.open_nominations()
    desk.member("v-002", "SW", status="paused")
    hustings.at(DAYS["roll_on"])
    late = desk.member("v-late", "SW")
    desk.member("v-003", "WOE")
    roll = desk.knock("elections.read_roll", {"id": hustings.id, "limit": 200}, by=hustings.voters[0])
    assert roll["size"] == 11
    assert roll["items"] == [f"v-{n:03}" for n in range(1, 13) if n != 2]
    assert roll["mine"] == {"on_roll": True, "voted": False}
    assert hustings.election(by=late)["mine"] == {"on_roll": False, "voted": False}
    assert "voted" not in str(roll["items"])


def test_a_roll_is_not_changed_after_freezing(hustings: Hustings, desk: Desk):
    hustings.open_nominations(roll_on="2018-09-12")
    hustings.at("2018-09-12")
    change = {key: value for key, value in FRAME.items() if key != "region"}
    with refused("roll_frozen"):
        desk.knock(
            "elections.change_election",
            {"id": hustings.id, **change, "roll_on": "2018-09-20"},
            by=OFFICER,
        )
    roll = desk.knock("elections.read_roll", {"id": hustings.id}, by=OFFICER)
    assert roll["size"] == 12


def test_a_region_whose_file_says_appointment_may_vote_and_its_trace_says_so(hustings: Hustings):
    drafted = hustings.draft()
    assert drafted["history"][0]["note"] == "The region's file says that its group is chosen by appointment."


def test_rules_may_change_until_nominations_open_and_not_after(hustings: Hustings, desk: Desk):
    drafted = hustings.draft()
    change = {key: value for key, value in FRAME.items() if key != "region"}
    changed = desk.knock(
        "elections.change_election", {"id": hustings.id, **change, "seats": 3, "version": 1}, by=OFFICER
    )
    assert (changed["seats"], changed["version"]) == (3, drafted["version"] + 1)
    with refused("stale_version"):
        desk.knock("elections.change_election", {"id": hustings.id, **change, "version": 1}, by=OFFICER)
    hustings.at(DAYS["nominations_open"])
    with refused("election_begun"):
        desk.knock("elections.change_election", {"id": hustings.id, **change}, by=OFFICER)


def test_days_that_do_not_follow_each_other_are_refused_each_by_its_name(hustings: Hustings):
    with refused("election_dates_wrong") as no:
        hustings.draft(
            nominations_open="2018-09-03",
            nominations_close="2018-09-03",
            roll_on="2018-09-02",
            voting_opens="2018-09-02",
            voting_closes="2018-09-01",
        )
    assert set(no.value.fields) == set(DAYS) - {"nominations_open"}


def test_a_first_day_whose_noon_has_passed_is_refused(hustings: Hustings, desk: Desk):
    hustings.draft(nominations_open="2018-09-03")  # it is 11:30 in London
    desk.now = desk.now.replace(hour=11)
    with refused("election_dates_wrong") as no:
        hustings.draft(nominations_open="2018-09-03")
    assert set(no.value.fields) == {"nominations_open"}


@pytest.mark.parametrize(
    "rules",
    [
        {"seats": 2, "patient_seats": 3},
        {"seats": 2, "system_seats": [{"system": "Devon STP", "seats": 3}]},
    ],
)
def test_rules_that_no_result_could_keep_are_refused(hustings: Hustings, rules):
    with refused("election_impossible") as no:
        hustings.draft(**rules)
    assert no.value.message


def test_a_system_has_one_rule(hustings: Hustings):
    with refused("invalid_input") as no:
        hustings.draft(
            system_seats=[{"system": "Devon STP", "seats": 1}, {"system": "devon  stp", "seats": 2}]
        )
    assert set(no.value.fields) == {"system_seats"}


def test_a_county_and_a_system_are_the_same_however_candidates_type_them(hustings: Hustings):
    hustings.open_nominations(
        seats=2, patient_seats=0, most_per_county=1, system_seats=[{"system": "Devon STP", "seats": 1}]
    )
    hustings.stand(1, "Ann", county="Devon", system="devon stp")
    hustings.stand(2, "Ben", county="devon ")
    hustings.stand(3, "Cat", county="Cornwall")
    hustings.at(DAYS["nominations_close"])
    told = hustings.election()
    assert (told["state"], told["contested_seats"]) == ("nominations_closed", 2)
    assert {(each["shown_name"], each["county"], each["system"]) for each in told["candidates"]} == {
        ("Ann", "Devon", "Devon STP"),
        ("Ben", "Devon", None),
        ("Cat", "Cornwall", None),
    }


def test_another_regions_coordinator_sets_up_nothing_here(hustings: Hustings, desk: Desk):
    with refused("not_your_region"):
        hustings.draft(by=coordinator("WOE"))
    hustings.draft(by=NATIONAL)
    with refused("not_found"):
        desk.knock("elections.cancel_election", {"id": hustings.id, "reason": "x"}, by=coordinator("WOE"))
    with refused("role_required"):
        hustings.draft(by=hustings.voters[0])
    with refused("region_unknown"):
        hustings.draft(region="NOWHERE", by=NATIONAL)


def test_an_election_is_cancelled_with_a_reason_that_everybody_reads(hustings: Hustings, desk: Desk):
    hustings.open_voting()
    with refused("reason_required"):
        desk.knock("elections.cancel_election", {"id": hustings.id}, by=OFFICER)
    desk.knock("elections.cancel_election", {"id": hustings.id, "reason": "A wrong roll."}, by=OFFICER)
    told = hustings.election(by=VISITOR)
    assert (told["state"], told["reason"]) == ("cancelled", "A wrong roll.")
    hustings.count()
    assert hustings.election()["state"] == "cancelled"
    with refused("election_over"):
        desk.knock("elections.cancel_election", {"id": hustings.id, "reason": "Again."}, by=OFFICER)


def test_without_a_candidate_the_election_ends_by_itself(hustings: Hustings):
    hustings.open_nominations()
    hustings.at(DAYS["nominations_close"])
    told = hustings.election()
    assert told["state"] == "cancelled"
    assert "nobody was fully nominated" in told["reason"]


def test_as_many_candidates_as_seats_need_no_vote(hustings: Hustings, desk: Desk):
    hustings.open_nominations()
    hustings.stand(1, "Ann", patient=True)
    hustings.stand(2, "Ben")
    hustings.at(DAYS["nominations_close"])
    assert hustings.election()["state"] == "counted"
    told = desk.knock("results.declare_result", {"election": hustings.id}, by=OFFICER)
    assert (told["turnout"], {each["shown_name"] for each in told["elected"]}) == (None, {"Ann", "Ben"})


def test_a_patient_seat_that_no_patient_may_take_stays_empty(hustings: Hustings, desk: Desk):
    hustings.open_nominations(seats=2, patient_seats=1)
    hustings.stand(2, "Ben")
    hustings.stand(3, "Cat")
    hustings.at(DAYS["nominations_close"])
    told = hustings.election()
    assert (told["state"], told["contested_seats"], told["seats"]) == ("nominations_closed", 1, 2)
    assert told["history"][-1]["note"] == "1 of 2 seats stay empty: nobody may take them."


def test_members_are_told_of_the_vote_and_only_those_yet_to_vote_are_reminded_once(
    hustings: Hustings, desk: Desk
):
    hustings.open_voting()
    hustings.vote(hustings.voters[0], "Ann")
    hustings.at("2018-10-12")
    hustings.at("2018-10-13")
    told = {kind: [] for kind in ("nomination_asked", "voting_opened", "ballot_reminder")}
    for event in desk.events("notice_raised"):
        told[event["data"]["kind"]] += event["data"]["members"]
    assert told["voting_opened"] == [each.subject for each in hustings.voters]
    assert told["ballot_reminder"] == [each.subject for each in hustings.voters[1:]]


def test_nobody_is_reminded_of_a_vote_that_has_closed(hustings: Hustings, desk: Desk):
    hustings.open_voting()
    hustings.at(DAYS["voting_closes"])  # nothing ran since the vote opened
    assert "ballot_reminder" not in [each["data"]["kind"] for each in desk.events("notice_raised")]
    hustings.count()
    assert "reminded" not in [each["name"] for each in hustings.election()["history"]]


def test_the_result_is_told_to_all_candidates(hustings: Hustings, desk: Desk):
    hustings.open_voting()
    hustings.vote(hustings.voters[5], "Ann")
    hustings.count()
    desk.knock("results.declare_result", {"election": hustings.id}, by=OFFICER)
    [notice] = [e["data"] for e in desk.events("notice_raised") if e["data"]["kind"] == "election_declared"]
    assert notice["members"] == ["v-001", "v-002", "v-003"]


def test_a_count_waits_until_the_last_ballot_that_was_cast_in_time_is_in(hustings: Hustings, desk: Desk):
    hustings.open_voting()
    hustings.vote(hustings.voters[5], "Ann")
    roll = desk.work.collection("electoral_roll")
    roll.update_one({"member": {"$eq": "v-007"}}, {"$set": {"voted": True}})
    hustings.at(DAYS["voting_closes"], seconds=21)
    assert hustings.election()["state"] == "voting"
    roll.update_one({"member": {"$eq": "v-007"}}, {"$set": {"voted": False}})
    hustings.at(DAYS["voting_closes"], seconds=27)
    assert hustings.election()["state"] == "counted"


def test_flags_and_ballots_that_never_agree_are_an_error_and_no_count(hustings: Hustings, desk: Desk):
    hustings.open_voting()
    roll = desk.work.collection("electoral_roll")
    roll.update_one({"member": {"$eq": "v-007"}}, {"$set": {"voted": True}})
    with pytest.raises(RuntimeError, match="not as many"):
        hustings.at(DAYS["voting_closes"], minutes=11)
    assert hustings.election()["state"] == "voting"


def test_nothing_is_declared_before_the_count_nor_by_a_candidate(hustings: Hustings, desk: Desk):
    hustings.open_voting()
    with refused("not_counted"):
        desk.knock("results.declare_result", {"election": hustings.id}, by=OFFICER)
    candidate = desk.member("v-001", "SW", "coordinator:SW")
    with refused("candidate_cannot_officiate"):
        desk.knock("results.declare_result", {"election": hustings.id}, by=candidate)
    with refused("not_counted"):
        desk.knock("results.get_count", {"election": hustings.id})
    with refused("not_counted"):
        desk.knock("results.get_ballot_file", {"election": hustings.id})
    with refused("not_counted"):
        desk.knock("ballots.list_ballots", {"election": hustings.id}, by=OFFICER)


def test_no_term_begins_before_the_members_chose(hustings: Hustings, desk: Desk):
    hustings.open_voting()
    hustings.vote(hustings.voters[5], "Ann", "Ben")
    hustings.count()
    declared = {"election": hustings.id, "starts": "2017-10-15"}  # a year mistyped
    with refused("term_dates_wrong") as no:
        desk.knock("results.declare_result", declared, by=OFFICER)
    assert set(no.value.fields) == {"starts"}
    with refused("term_dates_wrong") as no:
        desk.knock("results.declare_result", {**declared, "starts": "2081-10-15"}, by=OFFICER)
    assert set(no.value.fields) == {"starts"}
    desk.knock("results.declare_result", {**declared, "starts": "2018-10-15"}, by=OFFICER)
    assert hustings.election()["state"] == "declared"


def test_when_a_seat_refuses_nothing_is_declared(hustings: Hustings, desk: Desk):
    hustings.open_voting()
    hustings.vote(hustings.voters[5], "Ann", "Ben")
    hustings.count()
    seat = {"region": "SW", "kind": "member", "member_id": "v-001", "designation": "appointed"}
    desk.knock("seats.fill_seat", {**seat, "background": "Patient representative"}, by=NATIONAL)
    with refused("holds_seat_already") as no:
        desk.knock("results.declare_result", {"election": hustings.id}, by=OFFICER)
    assert no.value.message.startswith("Ann holds a seat in the group at that time already.")
    assert hustings.election()["state"] == "counted"
    assert desk.events("election_declared") == []


def test_whoever_left_before_the_declaration_gets_no_seat(hustings: Hustings, desk: Desk):
    hustings.open_voting()
    for voter in hustings.voters[4:8]:
        hustings.vote(voter, "Ben", "Ann")
    hustings.count()
    desk.member("v-002", "SW", status="left")
    assert not People(desk.work).several(["v-002"])["v-002"].is_active
    told = desk.knock("results.declare_result", {"election": hustings.id}, by=OFFICER)
    assert told["not_placed"] == [hustings.number("Ben")]
    assert {each.member_id for each in SeatStore(desk.work).holders("SW", desk.now.date())} == {"v-001"}
