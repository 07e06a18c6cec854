"""When an elected member gives the seat up, the same ballots say who follows."""

import pytest
from hustings import OFFICER, Hustings
from stewardship_desk import NATIONAL, Desk, coordinator

from chassis.testkit.refusing import refused
from stewardship.seats.store import SeatStore


@pytest.fixture
def declared(hustings: Hustings, desk: Desk) -> Hustings:
    """Ann and Ben are elected; Cat and Dan follow, in this order."""
    hustings.open_nominations()
    hustings.stand(1, "Ann", patient=True)
    hustings.stand(2, "Ben")
    hustings.stand(3, "Cat", county="Cornwall")
    hustings.stand(4, "Dan")
    hustings.at("2018-09-24")
    hustings.at("2018-10-01")
    ballots = [
        ("Ben", "Cat"),
        ("Ben", "Cat"),
        ("Ben", "Cat"),
        ("Ben", "Dan"),
        ("Cat",),
        ("Dan", "Cat"),
        ("Ann",),
    ]
    for voter, names in zip(hustings.voters, ballots, strict=False):
        hustings.vote(voter, *names)
    hustings.count()
    desk.knock("results.declare_result", {"election": hustings.id}, by=OFFICER)
    return hustings


def give_up(desk: Desk, member_id: str) -> str:
    [seat] = SeatStore(desk.work).of_member(member_id)
    desk.knock("seats.vacate_seat", {"seat_id": seat.id, "reason": "Moved away."}, by=NATIONAL)
    return seat.id


def open_for(hustings: Hustings, name: str, by=OFFICER):
    payload = {"election": hustings.id, "candidate": hustings.number(name)}
    return hustings.desk.knock("vacancies.open_vacancy", payload, by=by)


def only(hustings: Hustings):
    [vacancy] = hustings.desk.knock("vacancies.list_vacancies", {"election": hustings.id})["items"]
    return vacancy


def test_the_next_by_the_same_ballots_takes_the_very_seat(declared: Hustings, desk: Desk):
    seat_id = give_up(desk, "v-002")
    assert open_for(declared, "Ben")["state"] == "counting"
    desk.do_due_work()
    offered = only(declared)
    assert (offered["state"], offered["offered"]["shown_name"]) == ("offered", "Cat")
    [notice] = [e["data"] for e in desk.events("notice_raised") if e["data"]["kind"] == "vacancy_offered"]
    assert notice["members"] == ["v-003"]
    desk.knock("vacancies.answer_vacancy", {"id": offered["id"], "accepted": True}, by=declared.voters[2])
    held = {each.member_id: each for each in SeatStore(desk.work).holders("SW", desk.now.date())}
    assert set(held) == {"v-001", "v-003"}
    assert (held["v-003"].seat_id, held["v-003"].term.designation) == (seat_id, "elected")


def test_whoever_declines_is_passed_over_and_nobody_left_ends_it(declared: Hustings, desk: Desk):
    give_up(desk, "v-002")
    open_for(declared, "Ben")
    for voter, name in ((3, "Cat"), (4, "Dan")):
        desk.do_due_work()
        offered = only(declared)
        assert offered["offered"]["shown_name"] == name
        answer = {"id": offered["id"], "accepted": False}
        desk.knock("vacancies.answer_vacancy", answer, by=declared.voters[voter - 1])
    desk.do_due_work()
    ended = only(declared)
    assert (ended["state"], ended["offered"]) == ("ended", None)
    assert ended["reason"]
    assert [each["shown_name"] for each in ended["declined"]] == ["Cat", "Dan"]


def test_a_patients_seat_goes_to_nobody_else(declared: Hustings, desk: Desk):
    give_up(desk, "v-001")
    open_for(declared, "Ann")
    desk.do_due_work()
    ended = only(declared)
    assert (ended["state"], ended["offered"]) == ("ended", None)
    assert "patient" in ended["reason"]


def test_whoever_belongs_no_more_is_not_asked(declared: Hustings, desk: Desk):
    desk.member("v-003", "WOE")
    give_up(desk, "v-002")
    open_for(declared, "Ben")
    desk.do_due_work()
    assert only(declared)["offered"]["shown_name"] == "Dan"


def test_a_vacancy_needs_a_vacant_seat_of_somebody_elected_here_and_is_one(declared: Hustings, desk: Desk):
    with refused("seat_held"):
        open_for(declared, "Ben")
    with refused("not_elected"):
        open_for(declared, "Cat")
    give_up(desk, "v-002")
    with refused("not_found"):
        open_for(declared, "Ben", by=coordinator("WOE"))
    with refused("candidate_cannot_officiate"):
        open_for(declared, "Ben", by=desk.member("v-003", "SW", "coordinator:SW"))
    open_for(declared, "Ben")
    with refused("vacancy_open"):
        open_for(declared, "Ben")


def test_nobody_is_offered_a_seat_that_was_given_up(declared: Hustings, desk: Desk):
    seat_id = give_up(desk, "v-002")
    desk.knock("seats.close_seat", {"seat_id": seat_id}, by=OFFICER)
    with refused("seat_closed"):
        open_for(declared, "Ben")


def test_nobody_waits_for_the_answer_of_somebody_who_left_after_they_were_asked(
    declared: Hustings, desk: Desk
):
    give_up(desk, "v-002")
    open_for(declared, "Ben")
    desk.do_due_work()
    with refused("vacancy_open"):
        open_for(declared, "Ben")
    desk.member("v-003", "SW", status="left")
    assert open_for(declared, "Ben")["state"] == "counting"
    desk.do_due_work()
    told = only(declared)
    assert (told["state"], told["offered"]["shown_name"], told["declined"]) == ("offered", "Dan", [])


def test_only_who_was_asked_answers_and_once(declared: Hustings, desk: Desk):
    give_up(desk, "v-002")
    answer = {"id": open_for(declared, "Ben")["id"], "accepted": True}
    with refused("vacancy_closed"):
        desk.knock("vacancies.answer_vacancy", answer, by=declared.voters[2])
    desk.do_due_work()
    for other in (declared.voters[3], declared.voters[8]):
        with refused("vacancy_not_yours"):
            desk.knock("vacancies.answer_vacancy", answer, by=other)
    desk.knock("vacancies.answer_vacancy", answer, by=declared.voters[2])
    with refused("vacancy_closed"):
        desk.knock("vacancies.answer_vacancy", answer, by=declared.voters[2])


def test_a_seat_that_its_winner_never_took_is_offered_too(hustings: Hustings, desk: Desk):
    hustings.open_voting()
    for voter in hustings.voters[4:9]:
        hustings.vote(voter, "Ben", "Cat")
    hustings.count()
    desk.member("v-002", "SW", status="left")
    desk.knock("results.declare_result", {"election": hustings.id}, by=OFFICER)
    open_for(hustings, "Ben")
    desk.do_due_work()
    offered = only(hustings)
    assert offered["offered"]["shown_name"] == "Cat"
    desk.knock("vacancies.answer_vacancy", {"id": offered["id"], "accepted": True}, by=hustings.voters[2])
    assert {each.member_id for each in SeatStore(desk.work).holders("SW", desk.now.date())} == {
        "v-001",
        "v-003",
    }
