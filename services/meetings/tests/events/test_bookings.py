"""Bookings at their doors: places, the line, offers, and who came (row 52)."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from meetings_desk import INDEXES, NOW, Desk, coordinator

from chassis.testkit.desk import in_memory
from contracts import membership
from contracts.refusals import Refused
from meetings.events.bookings.domain import Booking
from meetings.events.bookings.store import BookingStore

SOON = NOW + timedelta(days=30)
ORGANISER = coordinator("SW")


@pytest.fixture
def event(desk: Desk):
    return announce(desk, 2)


def announce(desk, capacity, **more):
    payload = {
        "region": "SW", "kind": "q_event", "title": "Flow", "starts_at": SOON.isoformat(),
        "capacity": capacity, **more,
    }  # fmt: skip
    return desk.knock("events.announce_event", payload, by=ORGANISER)


def book(desk, event, number, **more):
    payload = {"event_id": event["id"], "name": f"Name {number}", **more}
    return desk.knock("bookings.book_event", payload, by=desk.member(f"m-{number}", "SW"))


def give_back(desk, event, number):
    return desk.knock(
        "bookings.cancel_booking", {"event_id": event["id"]}, by=desk.member(f"m-{number}", "SW")
    )


def answer(desk, event, number, accept):
    payload = {"event_id": event["id"], "accept": accept}
    return desk.knock("bookings.answer_offer", payload, by=desk.member(f"m-{number}", "SW"))


def mine(desk, event, number):
    return desk.knock("events.get_event", {"id": event["id"]}, by=desk.member(f"m-{number}", "SW"))["mine"]


def at(desk, door, event, **more):
    return desk.knock(f"arrivals.{door}", {"event_id": event["id"], **more}, by=ORGANISER)


def refused(act, *args, **more):
    with pytest.raises(Refused) as no:
        act(*args, **more)
    return no.value


def told(desk, kind):
    rows = [each["data"] for each in desk.events("notice_raised")]
    return [row["members"] for row in rows if row["kind"] == kind]


def test_who_comes_when_all_places_are_taken_waits_in_order(desk: Desk, event):
    made = [book(desk, event, number) for number in range(1, 5)]
    assert [each["state"] for each in made] == ["booked", "booked", "waiting", "waiting"]
    assert [each["position"] for each in made] == [None, None, 1, 2]
    seen = desk.knock("events.get_event", {"id": event["id"]})
    assert (seen["places_left"], seen["booked"], seen["waiting"]) == (0, 2, 2)
    assert told(desk, "booking_confirmed") == [["m-1"], ["m-2"]]
    assert told(desk, "waiting_listed") == [["m-3"], ["m-4"]]


def test_a_second_booking_by_the_same_member_answers_the_same_booking(desk: Desk, event):
    first = book(desk, event, 1)
    assert book(desk, event, 1, needs="A ramp") == first
    assert desk.knock("events.get_event", {"id": event["id"]})["places_left"] == 1


def test_a_place_given_back_is_offered_to_the_first_in_the_line_alone(desk: Desk, event):
    for number in range(1, 5):
        book(desk, event, number)
    give_back(desk, event, 1)
    offered = mine(desk, event, 3)
    assert (offered["state"], offered["offer_until"]) == ("offered", (NOW + timedelta(hours=48)).isoformat())
    assert mine(desk, event, 4)["position"] == 1
    assert told(desk, "place_offered") == [["m-3"]]
    assert book(desk, event, 5)["position"] == 2
    assert answer(desk, event, 3, accept=True)["state"] == "booked"
    assert refused(answer, desk, event, 4, accept=True).code == "no_place_offered"
    assert refused(answer, desk, event, 9, accept=True).code == "no_place_offered"


def test_who_declines_or_does_not_answer_lets_the_next_have_it(desk: Desk, event):
    for number in range(1, 6):
        book(desk, event, number)
    give_back(desk, event, 1)
    assert answer(desk, event, 3, accept=False)["state"] == "declined"
    assert mine(desk, event, 4)["state"] == "offered"
    desk.now = NOW + timedelta(hours=48)
    desk.do_due_work()
    assert mine(desk, event, 4) is None
    assert refused(answer, desk, event, 4, accept=True).code == "offer_lapsed"
    assert told(desk, "place_lapsed") == [["m-4"]]
    assert mine(desk, event, 5)["state"] == "offered"
    assert book(desk, event, 4)["state"] == "waiting"


def test_an_offer_that_nobody_is_left_to_take_frees_the_place_for_everybody(desk: Desk, event):
    for number in range(1, 4):
        book(desk, event, number)
    give_back(desk, event, 1)
    desk.now = NOW + timedelta(days=3)
    desk.do_due_work()
    assert desk.knock("events.get_event", {"id": event["id"]})["places_left"] == 1
    assert book(desk, event, 6)["state"] == "booked"


@pytest.mark.parametrize(
    ("before", "lasts"),
    [
        (timedelta(days=20), timedelta(hours=48)),
        (timedelta(days=4), timedelta(hours=24)),
        (timedelta(hours=2), timedelta(hours=1)),
        (timedelta(minutes=30), timedelta(minutes=30)),
    ],
)
def test_near_the_event_a_place_is_kept_for_a_shorter_time(desk: Desk, event, before, lasts):
    for number in range(1, 4):
        book(desk, event, number)
    desk.now = SOON - before
    give_back(desk, event, 1)
    assert mine(desk, event, 3)["offer_until"] == (desk.now + lasts).isoformat()


def test_more_places_are_offered_in_order_and_fewer_than_are_taken_are_refused(desk: Desk, event):
    for number in range(1, 6):
        book(desk, event, number)
    change = {"id": event["id"], "capacity": 4}
    desk.knock("events.change_event", change, by=ORGANISER)
    assert [mine(desk, event, number)["state"] for number in (3, 4, 5)] == ["offered", "offered", "waiting"]
    fewer = {"id": event["id"], "capacity": 3}
    assert refused(desk.knock, "events.change_event", fewer, by=ORGANISER).code == "capacity_below_booked"
    without = {"id": event["id"], "capacity": None}
    seen = desk.knock("events.change_event", without, by=ORGANISER)
    assert (seen["booked"], seen["waiting"], seen["places_left"]) == (5, 0, None)
    again = desk.knock("events.change_event", {"id": event["id"], "capacity": 6}, by=ORGANISER)
    assert again["places_left"] == 1
    assert refused(desk.knock, "events.change_event", fewer, by=ORGANISER).code == "capacity_below_booked"


def test_who_booked_while_the_event_got_its_first_limit_gets_a_place_a_little_later(desk: Desk):
    made = announce(desk, None)
    book(desk, made, 1)
    seen_without_limit = Booking("b-9", 1, made["id"], "m-9", "booked", "Name 9", "ABCD2345", NOW)
    desk.knock("events.change_event", {"id": made["id"], "capacity": 3}, by=ORGANISER)
    BookingStore(desk.work).save(seen_without_limit)
    assert desk.knock("events.get_event", {"id": made["id"]})["places_left"] == 2
    desk.now = NOW + timedelta(minutes=1)
    desk.do_due_work()
    assert desk.knock("events.get_event", {"id": made["id"]})["places_left"] == 1


def test_who_joined_the_line_while_the_limit_went_gets_a_place_a_little_later(desk: Desk):
    made = announce(desk, 1)
    book(desk, made, 1)
    seen_full = Booking("b-9", 1, made["id"], "m-9", "waiting", "Name 9", "ABCD2345", NOW)
    desk.knock("events.change_event", {"id": made["id"], "capacity": None}, by=ORGANISER)
    BookingStore(desk.work).save(seen_full)
    desk.now = NOW + timedelta(minutes=1)
    desk.do_due_work()
    assert mine(desk, made, 9)["state"] == "booked"


def test_after_the_closing_time_nobody_books(desk: Desk):
    closes = SOON - timedelta(days=2)
    made = announce(desk, 2, booking_closes_at=closes.isoformat())
    desk.now = closes
    assert refused(book, desk, made, 1).code == "booking_closed"


def test_a_member_of_another_region_cannot_book_what_is_for_some(desk: Desk):
    made = announce(desk, 2, regions=["WOE"])
    other = refused(book, desk, made, 1)
    assert other.code == "not_found"


def test_what_was_typed_is_for_the_organisers_alone_and_waiters_are_no_attendees(desk: Desk, event):
    for number in range(1, 4):
        book(desk, event, number, needs=f"Ramp {number}")
    rows = at(desk, "export_bookings", event)["items"]
    assert [(row["name"], row["needs"]) for row in rows] == [("Name 1", "Ramp 1"), ("Name 2", "Ramp 2")]
    (waiter,) = at(desk, "list_bookings", event, state="waiting")["items"]
    assert waiter["name"] == "Name 3"
    assert "m-3" not in str(waiter)
    member = desk.member("m-1", "SW")
    for door in ("list_bookings", "export_bookings", "find_bookings", "count_bookings"):
        no = refused(desk.knock, f"arrivals.{door}", {"event_id": event["id"]}, by=member)
        assert no.code == "not_event_organiser"


def test_what_a_command_answers_and_remembers_is_nothing_that_somebody_typed(desk: Desk, event):
    made = book(desk, event, 1, needs="A ramp")
    came = at(desk, "check_in", event, code=made["code"])
    away = give_back(desk, event, 1)
    for answered in (made, came, away):
        assert {"name", "needs"} & set(answered) == set()
    assert "A ramp" not in str(list(desk.work.database["bookings"].find()))
    host = desk.member("m-9", "SW")
    change = {"id": event["id"], "host_ids": ["m-9"]}
    desk.knock("events.change_event", change, by=ORGANISER)
    book(desk, event, 9, needs="A loop")
    answered = desk.knock("events.warn_of_weather", {"id": event["id"], "note": "Snow"}, by=host)
    assert (answered["mine"]["state"], "A loop" in str(answered)) == ("booked", False)


def test_a_member_is_checked_in_once_by_the_code_as_it_is_typed(desk: Desk, event):
    code = book(desk, event, 1)["code"]
    desk.now = SOON
    typed = f"{code[:4].lower()}-{code[4:]}"
    came = at(desk, "check_in", event, code=typed)
    assert came["checked_in_at"] == SOON.isoformat()
    no = refused(at, desk, "check_in", event, code=code)
    assert (no.code, "3 May 2018 at 11:30" in no.message) == ("already_checked_in", True)
    assert refused(at, desk, "check_in", event, code="NONE").code == "code_unknown"
    assert BookingStore(desk.work).attended(event["id"], "m-1") is True
    at(desk, "undo_check_in", event, booking_id=came["id"])
    assert refused(at, desk, "undo_check_in", event, booking_id=came["id"]).code == "not_checked_in"
    assert BookingStore(desk.work).attended(event["id"], "m-1") is False


def test_who_waits_cannot_be_checked_in_but_can_be_let_in(desk: Desk, event):
    for number in range(1, 4):
        book(desk, event, number)
    desk.now = SOON
    waiting = at(desk, "list_bookings", event, state="waiting")["items"][0]
    assert refused(at, desk, "check_in", event, booking_id=waiting["id"]).code == "not_booked"
    let_in = at(desk, "add_walk_in", event, name="Name 3", member_id="m-3")
    assert (let_in["walk_in"], let_in["id"]) == (True, waiting["id"])
    at(desk, "add_walk_in", event, name="A friend")
    found = at(desk, "find_bookings", event, name="FRIEND")
    assert [each["name"] for each in found["items"]] == ["A friend"]
    assert (found["expected"], found["came"], found["walked_in"]) == (2, 2, 2)
    held = desk.knock("events.hold_event", {"id": event["id"], "count_arrivals": True}, by=ORGANISER)
    assert (held["attended"], held["booked"]) == (2, 4)


def test_who_said_that_they_are_interested_is_checked_in_once_and_is_no_walk_in(desk: Desk):
    made = announce(desk, None, takes_interest=True)
    book(desk, made, 1)
    desk.now = SOON
    came = at(desk, "add_walk_in", made, name="Name 1", member_id="m-1")
    assert (came["state"], came["walk_in"]) == ("interested", False)
    again = refused(at, desk, "add_walk_in", made, name="Name 1", member_id="m-1")
    assert again.code == "already_checked_in"


def test_a_walk_in_by_mistake_is_counted_no_more_once_it_is_undone(desk: Desk, event):
    desk.now = SOON
    slip = at(desk, "add_walk_in", event, name="A friend")
    at(desk, "undo_check_in", event, booking_id=slip["id"])
    found = at(desk, "find_bookings", event)
    assert (found["came"], found["walked_in"]) == (0, 0)


def test_the_name_of_somebody_who_walked_in_is_forgotten_also_where_the_event_was_recorded_early(desk: Desk):
    past = {"region": "SW", "kind": "q_event", "title": "Flow", "status": "held"}
    begun = (NOW - timedelta(minutes=30)).isoformat()
    made = desk.knock("events.record_event", {**past, "starts_at": begun}, by=ORGANISER)
    at(desk, "add_walk_in", made, name="A friend")
    for days in (8, 100):
        desk.now = NOW + timedelta(days=days)
        desk.do_due_work()
    assert [each["name"] for each in at(desk, "list_bookings", made)["items"]] == [""]


def test_a_walk_in_who_gives_back_what_they_never_held_makes_no_place(desk: Desk, event):
    for number in range(1, 5):
        book(desk, event, number)
    at(desk, "add_walk_in", event, name="Name 3", member_id="m-3")
    give_back(desk, event, 3)
    assert mine(desk, event, 4)["state"] == "waiting"


def test_needs_and_then_names_are_forgotten_after_the_event(desk: Desk, event):
    book(desk, event, 1, needs="A ramp")

    def kept():
        (row,) = at(desk, "list_bookings", event)["items"]
        return row["name"], row["needs"]

    over = SOON + timedelta(hours=2)
    desk.now = over + timedelta(days=6)
    desk.do_due_work()
    assert kept() == ("Name 1", "A ramp")
    desk.now = over + timedelta(days=7)
    desk.do_due_work()
    assert kept() == ("Name 1", "")
    desk.now = over + timedelta(days=90)
    desk.do_due_work()
    assert kept() == ("", "")


def test_needs_are_kept_for_the_new_day_of_an_event_that_was_put_off(desk: Desk, event):
    book(desk, event, 1, needs="A ramp")
    put_off = {"id": event["id"], "starts_at": None, "cause": "Flooded"}
    desk.knock("events.move_event", put_off, by=ORGANISER)
    for days, left in ((50, ("Name 1", "A ramp")), (90, ("Name 1", "")), (180, ("", ""))):
        desk.now = NOW + timedelta(days=days)
        desk.do_due_work()
        (row,) = at(desk, "list_bookings", event)["items"]
        assert (row["name"], row["needs"]) == left


def test_who_leaves_q_gives_the_place_to_the_line_and_is_no_name_any_more(desk: Desk, event):
    for number in range(1, 4):
        book(desk, event, number)
    gone = {
        "member_id": "m-1", "version": 9, "region": "SW", "status": "left", "joined": "2018-01-15",
        "left": "2018-04-03", "cohort": "2018", "roles": [],
    }  # fmt: skip
    desk.hear(membership.MEMBER_LEFT, "m-1", 9, gone, "SW")
    assert mine(desk, event, 3)["state"] == "offered"
    assert {row["name"] for row in desk.work.database["bookings"].find({"member_id": "m-1"})} == {""}


def test_a_member_sees_their_bookings_and_what_they_host(desk: Desk, event):
    book(desk, event, 1)
    host = desk.member("m-1", "SW")
    meetup = {"region": "SW", "kind": "meetup", "title": "Cake", "starts_at": SOON.isoformat()}
    desk.knock("events.announce_event", meetup, by=host)
    found = desk.knock("bookings.my_bookings", by=host)
    assert [(each["state"], each["event"]["title"]) for each in found["items"]] == [("booked", "Flow")]
    assert [each["title"] for each in found["hosting"]] == ["Cake"]
    give_back(desk, event, 1)
    assert desk.knock("bookings.my_bookings", by=host)["items"][0]["state"] == "cancelled"
    assert refused(give_back, desk, event, 1).code == "booking_ended"
    desk.now = SOON - timedelta(days=1)
    book(desk, event, 1)
    desk.now = SOON
    assert refused(give_back, desk, event, 1).code == "event_is_over"


def test_who_booked_and_then_moved_to_another_region_still_sees_the_event(desk: Desk):
    made = announce(desk, 2, regions=["SW"])
    book(desk, made, 1)
    moved = desk.member("m-1", "WOE")
    assert desk.knock("events.get_event", {"id": made["id"]}, by=moved)["mine"]["state"] == "booked"
    no = refused(desk.knock, "events.get_event", {"id": made["id"]}, by=desk.member("m-2", "WOE"))
    assert no.code == "not_found"


def test_an_offer_ends_when_the_event_begins_even_if_it_was_moved_ahead(desk: Desk, event):
    for number in range(1, 4):
        book(desk, event, number)
    give_back(desk, event, 1)
    sooner = {"id": event["id"], "starts_at": (NOW + timedelta(hours=3)).isoformat(), "cause": "The room"}
    desk.knock("events.move_event", sooner, by=ORGANISER)
    desk.now = NOW + timedelta(hours=4)
    assert refused(answer, desk, event, 3, accept=True).code == "offer_lapsed"


PEOPLE, LARGEST = 5, 4
steps = st.lists(
    st.tuples(st.sampled_from(["book", "back", "yes", "no", "later", "resize"]), st.integers(1, PEOPLE)),
    max_size=16,
)


@settings(max_examples=12, deadline=None)
@given(steps)
def test_whatever_they_do_every_place_has_one_holder_and_none_is_free_while_somebody_waits(steps):
    desk = Desk(in_memory(INDEXES))
    event = announce(desk, 2)
    acts = {
        "book": lambda number: book(desk, event, number),
        "back": lambda number: give_back(desk, event, number),
        "yes": lambda number: answer(desk, event, number, accept=True),
        "no": lambda number: answer(desk, event, number, accept=False),
        "later": lambda _: desk.do_due_work(),
        "resize": lambda number: desk.knock(
            "events.change_event", {"id": event["id"], "capacity": min(number, LARGEST)}, by=ORGANISER
        ),
    }
    for what, number in steps:
        desk.now += timedelta(hours=10)
        with suppress(Refused):
            acts[what](number)
        database = desk.work.database
        held = [row["booking_id"] for row in database["event_places"].find() if row["booking_id"]]
        having = [row["_id"] for row in database["bookings"].find({"state": {"$in": ["booked", "offered"]}})]
        seen = desk.knock("events.get_event", {"id": event["id"]})
        assert sorted(held) == sorted(having)
        assert len(held) + seen["places_left"] == seen["capacity"]
        assert not (seen["places_left"] and seen["waiting"])
