"""Events on the pages: found, booked, waited for, run, checked in (rows 50, 52-55)."""

import re
from datetime import UTC, datetime, timedelta

import pytest

SOON = datetime.now(UTC) + timedelta(days=40)
DAY = {"starts_at-day": str(SOON.day), "starts_at-month": str(SOON.month), "starts_at-year": str(SOON.year)}
FLOW = {
    "kind": "q_event", "region": "SW", "title": "Flow", "place": "Exeter", "capacity": "1",
    "starts_at-time": "10am", **DAY,
}  # fmt: skip


@pytest.fixture
def keeper(community):
    return community.admit("Keeper", "SW", roles=("coordinator:SW",))


@pytest.fixture
def event(browser, community, keeper):
    """The path of an event with one place."""
    community.sign_in(keeper)
    done = browser.send(browser.get("/events/new"), "/events/new", FLOW)
    assert "The event is announced." in done.text
    return re.search(r"/events/[\w-]+", done.response.request.path).group()


def book(browser, community, event, name):
    person = community.admit(name, "SW")
    community.sign_in(person)
    return person, browser.send(browser.get(event), f"{event}/book", {})


def test_visitors_find_events_and_learn_that_members_book(browser, community, event):
    community.calling()
    listed = browser.get("/events")
    assert "1 of 1 places left" in listed.text
    seen = browser.get(listed.links()["Flow"])
    assert "10:00am to 12:00pm" in seen.text
    assert "Members can book." in seen.text
    assert "For the organisers" not in seen.text
    assert browser.get("/events?when=past").text.count("None is recorded.") == 1


def test_a_member_books_with_their_own_name_filled_in_and_sees_their_code(browser, community, event):
    _, done = book(browser, community, event, "Ada Lovelace")
    assert "You have a place." in done.text
    assert re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", done.text)
    assert "<svg" in done.html
    community.sign_in(community.members["Keeper"])
    assert "Ada Lovelace" in browser.get(f"{event}/bookings").text


def test_who_waits_sees_their_number_and_takes_the_place_that_is_kept(browser, community, event):
    first, _ = book(browser, community, event, "Ada")
    second, waiting = book(browser, community, event, "Bob")
    assert "You are number 1 in the line." in waiting.text
    community.sign_in(first)
    given_back = browser.send(browser.get(event), f"{event}/give-back", {})
    assert "Your booking has ended." in given_back.text
    assert "Join the waiting list" in given_back.text
    community.sign_in(second)
    mine = browser.get("/my-bookings")
    assert "Take the place or let it go" in mine.text
    offered = browser.get(event)
    assert "A place is kept for you Until" in offered.text
    assert "You have a place." in browser.send(offered, f"{event}/offer", {"accept": "yes"}).text


def test_organisers_list_export_and_check_in_on_one_page(browser, community, event):
    book(browser, community, event, "=Ada")
    book(browser, community, event, "Bob")
    community.sign_in(community.members["Keeper"])
    file = browser.client.get(f"{event}/bookings.csv").get_data(as_text=True)
    assert "'=Ada" in file
    assert "Bob" not in file
    page = browser.get(f"{event}/check-in")
    assert "Bob" not in page.text
    missing = browser.send(page, f"{event}/check-in", {}, 422)
    assert "Scan or type the code" in missing.error_of("code")
    code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", browser.get(f"{event}/bookings").text).group()
    typed = browser.get(f"{event}/check-in?code={code}")
    assert typed.answers(f"{event}/check-in")["code"] == code
    done = browser.send(typed, f"{event}/check-in", {})
    assert "1 has come." in done.text
    again = browser.send(done, f"{event}/check-in", {"code": code}, 422)
    assert "was checked in on" in again.text
    walked = browser.send(done, f"{event}/walk-in", {"walk_in": "A friend"})
    assert "1 came without a booking" in walked.text
    undone = browser.send(walked, f"{event}/check-in/undo", {"booking_id": _value(walked, "booking_id")})
    assert "1 has come." in undone.text


def _value(page, name):
    """What the first button of this name sends."""
    return next(each for each in page.all("button") if each.attributes.get("name") == name).attributes[
        "value"
    ]


def test_nobody_else_runs_it(browser, community, event):
    other = community.admit("Other", "SW")
    community.sign_in(other)
    for step in ("bookings", "check-in", "change", "move", "cancel", "weather", "held", "bookings.csv"):
        assert browser.client.get(f"{event}/{step}").status_code == 403


def test_it_is_changed_moved_warned_of_and_cancelled_with_a_cause(browser, community, event):
    changed = browser.send(browser.get(f"{event}/change"), f"{event}/change", {"topics": "flow\ncoaching"})
    assert "flow, coaching" in changed.text
    wrong = browser.send(browser.get(f"{event}/move"), f"{event}/move", {}, 422)
    assert wrong.error_of("cause") == "Say why: those who booked are told"
    put_off = browser.send(wrong, f"{event}/move", {"cause": "Flooded", "no_day": "yes"})
    assert "put off until a new day is found. Flooded" in put_off.text
    again = {**DAY, "starts_at-time": "2.30pm", "cause": "A room was found", "no_day": ""}
    moved = browser.send(browser.get(f"{event}/move"), f"{event}/move", again)
    assert "2:30pm to 4:30pm" in moved.text
    warned = browser.send(browser.get(f"{event}/weather"), f"{event}/weather", {"note": "Snow is forecast."})
    assert "Snow is forecast." in warned.text
    gone = browser.send(browser.get(f"{event}/cancel"), f"{event}/cancel", {"cause": "Too much snow"})
    assert "This event does not take place. Too much snow" in gone.text
    assert "Move it or put it off" not in gone.text


def test_an_event_whose_room_is_taken_on_the_new_day_gets_another_room_first(browser, community, event):
    rooms = {}
    for name in ("Hall", "Library"):
        form = browser.get("/venues/new?region=SW")
        made = browser.send(form, "/venues/new", {"name": name, "area": "Devon", "capacity": "40"})
        rooms[name] = made.response.request.path.rpartition("/")[2]
    in_hall = browser.send(browser.get(f"{event}/change"), f"{event}/change", {"venue_id": rooms["Hall"]})
    assert "Hall" in in_hall.text
    assert "Exeter" not in in_hall.text
    later = {**FLOW, "title": "Later", "starts_at-time": "4pm", "venue_id": rooms["Hall"], "place": ""}
    browser.send(browser.get("/events/new"), "/events/new", later)
    move = {**DAY, "starts_at-time": "4pm", "cause": "The speaker is late"}
    taken = browser.send(browser.get(f"{event}/move"), f"{event}/move", move, 422)
    assert taken.links()["Choose another room, or none"] == f"{event}/change"
    form = browser.get(f"{event}/change")
    assert form.answers(f"{event}/change")["venue_id"] == rooms["Hall"]
    browser.send(form, f"{event}/change", {"venue_id": rooms["Library"]})
    moved = browser.send(browser.get(f"{event}/move"), f"{event}/move", move)
    assert "Library" in moved.text
    assert "4:00pm to 6:00pm" in moved.text


def test_a_member_hosts_a_meetup_that_only_their_region_sees(browser, community):
    host = community.admit("Host", "SW")
    community.sign_in(host)
    words = {
        "title": "Coffee and cake",
        "place": "Truro",
        "starts_at-time": "10:00",
        "takes_interest": "yes",
        **DAY,
    }
    made = browser.send(browser.get("/events/new?kind=meetup"), "/events/new", words)
    path = re.search(r"/events/[\w-]+", made.response.request.path).group()
    _, done = book(browser, community, path, "Ada")
    assert "The host knows that you are interested." in done.text
    community.sign_in(community.admit("Elsewhere", "WOE"))
    assert "Coffee and cake" not in browser.get("/events").text
    assert browser.client.get(path).status_code == 404


def test_the_host_of_a_meetup_sees_who_is_interested_at_once(browser, community):
    community.sign_in(community.admit("Host", "SW"))
    words = {"title": "Coffee", "place": "Truro", "starts_at-time": "10:00", "takes_interest": "yes", **DAY}
    made = browser.send(browser.get("/events/new?kind=meetup"), "/events/new", words)
    path = re.search(r"/events/[\w-]+", made.response.request.path).group()
    book(browser, community, path, "Ada")
    community.sign_in(community.members["Host"])
    page = browser.get(f"{path}/bookings")
    assert "Ada" in page.text
    assert "Are interested (1)" in page.text


def test_half_a_designer_is_asked_for_the_other_half(browser, community, keeper):
    community.sign_in(keeper)
    half = {"kind": "masterclass", "designer-1-of": "Devon Trust", **FLOW}
    form = browser.get("/events/new")
    wrong = browser.send(form, "/events/new", half, 422)
    assert wrong.error_of("designer-1") == "Say who comes from this organisation"


def test_a_meetup_for_another_region_keeps_it_while_something_is_wrong(browser, community):
    community.sign_in(community.admit("Nora", "NENC", roles=("national_team",)))
    typed = {**FLOW, "kind": "meetup", "title": ""}
    wrong = browser.send(browser.get("/events/new"), "/events/new", typed, 422)
    assert wrong.answers("/events/new")["region"] == "SW"


def test_a_place_that_was_kept_is_offered_no_more_once_it_is_cancelled(browser, community, event):
    first, _ = book(browser, community, event, "Ada")
    second, _ = book(browser, community, event, "Bob")
    community.sign_in(first)
    browser.send(browser.get(event), f"{event}/give-back", {})
    community.sign_in(community.members["Keeper"])
    browser.send(browser.get(f"{event}/cancel"), f"{event}/cancel", {"cause": "Snow"})
    community.sign_in(second)
    page = browser.get(event)
    assert "This event does not take place. Snow" in page.text
    assert "A place is kept for you" not in page.text


def test_an_event_put_off_is_not_to_be_added_to_a_calendar(browser, community, event):
    ada, _ = book(browser, community, event, "Ada")
    assert ".ics" in browser.get("/my-bookings").html
    community.sign_in(community.members["Keeper"])
    browser.send(browser.get(f"{event}/move"), f"{event}/move", {"cause": "Flooded", "no_day": "yes"})
    community.sign_in(ada)
    assert "New day to follow" in browser.get("/my-bookings").text
    assert ".ics" not in browser.get("/my-bookings").html


def test_a_name_that_is_too_long_at_the_door_is_refused_beside_it(browser, community, event):
    page = browser.get(f"{event}/check-in")
    wrong = browser.send(page, f"{event}/walk-in", {"walk_in": "A" * 81}, 422)
    assert wrong.error_of("walk_in")


def test_past_events_are_recorded_and_what_nobody_counted_is_said(browser, community, keeper):
    community.sign_in(keeper)
    words = {"kind": "q_event", "region": "SW", "title": "SW event", "status": "held_poorly_attended"}
    form = browser.get("/events/past/new")
    wrong = browser.send(form, "/events/past/new", words, 422)
    assert wrong.error_of("cause")
    done = browser.send(wrong, "/events/past/new", {"cause": "Adverse weather"})
    assert "Date not known" in done.text
    assert "Not counted" in done.text
    held = browser.get(done.links()["Correct how many came"])
    path = done.links()["Correct how many came"]
    assert "Enter how many came" in browser.send(held, path, {"counted": "number"}, 422).text
    assert "12 came" in browser.send(held, path, {"counted": "number", "attended": "12"}).text


def test_a_past_masterclass_asks_for_its_designers_where_they_can_be_named(browser, community, keeper):
    community.sign_in(keeper)
    past = "/events/past/new"
    words = {"kind": "masterclass", "region": "SW", "title": "Personal impact", "status": "held"}
    wrong = browser.send(browser.get(past), past, words, 422)
    assert wrong.error_of("designers") == "Name designers from at least two organisations."
    assert {"designer-1", "designer-1-of", "designer-2-of"} <= wrong.answers(past).keys()
    half = browser.send(wrong, past, {"designer-1-of": "Devon Trust"}, 422)
    assert half.error_of("designer-1") == "Say who comes from this organisation"


def test_topics_are_asked_for_supported_and_taken_up(browser, community, event):
    community.sign_in(community.admit("Asker", "SW"))
    page = browser.get("/event-topics")
    asked = browser.send(page, "/event-topics", {"topic": "Personal impact"})
    assert "1 member, you among them" in asked.text
    community.sign_in(community.members["Keeper"])
    page = browser.get("/event-topics")
    supported = browser.send(page, "/event-topics/support", {"topic_id": _value(page, "topic_id")})
    assert "2 members, you among them" in supported.text
    taken = browser.send(supported, "/event-topics/taking-up?region=SW", {"event_id": event.split("/")[-1]})
    assert taken.links()["Personal impact"] == event
