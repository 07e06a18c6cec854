"""Meetings, cycles and venues as people use them on the pages (rows 41, 43, 49 and 50)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chassis.call import Call
from chassis.identity import Caller
from gateway.portal.dates import today
from meetings.calendar.domain import ClosedPart
from meetings.calendar.store import MeetingStore

KEEPER = Caller("keeper-1", frozenset({"member", "coordinator:NENC"}), "NENC")
NATIONAL = Caller("the-national-team", frozenset({"member", "national_team"}), "WOE")
MEMBER = Caller("member-1", frozenset({"member"}), "NENC")
PLAN = "/groups/NENC/meetings/plan"
LINK = "https://watch.example.org/nenc"


def day(name, on):
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


NEXT = today() + timedelta(days=30)
GONE = today() - timedelta(days=30)
SENT = {**day("on", NEXT), "on-time": "10am", "place": "Penrith", "public_link": LINK}


@pytest.fixture
def as_(community, browser):
    """``as_(KEEPER)``: the browser, in which this person is signed in."""

    def signed_in(caller):
        community.sign_in(caller)
        return browser

    return signed_in


@pytest.fixture
def keeper(as_):
    return as_(KEEPER)


@pytest.fixture
def planned(keeper):
    return keeper.send(keeper.get(PLAN), PLAN, SENT)


@pytest.fixture
def hall(keeper):
    sent = {"name": "Town hall", "area": "Cumbria", "features": ["step_free"], "cost_pence": "45.50"}
    form = keeper.get("/venues/new?region=NENC").answers("/venues/new")
    return keeper.post("/venues/new", {**form, **sent}).headers["Location"].partition("?")[0]


def place_of(page):
    return page.all("a", **{"aria-current": "page"})[-1].attributes["href"]


@pytest.mark.parametrize(
    "path",
    [
        "/meetings",
        "/meetings?when=past",
        "/groups/NENC/meetings",
        "/groups/UK/meetings",
        "/venues?region=NENC",
    ],
)
def test_what_is_public_is_sound_while_nothing_is_planned(browser, path):
    assert browser.get(path).status == 200


@pytest.mark.parametrize("path", [PLAN, "/groups/NENC/meetings/cycle", "/venues/new?region=NENC"])
def test_who_does_not_keep_the_group_gets_no_form(as_, client, calling, path):
    as_(MEMBER).get(path, 403)
    calling()
    assert client.get(path).headers["Location"].startswith("/sign-in")


def test_a_keeper_plans_publishes_and_everybody_reads_how_to_watch(keeper, as_, planned):
    assert "The meeting is planned." in planned.text
    place = place_of(planned)
    shown = keeper.send(planned, f"{place}/publish", {})
    assert "The meeting is published." in shown.text
    public = as_(Caller()).get(place)
    assert "10am to 12pm" in public.text
    assert public.links()["Watch this meeting"] == LINK
    assert "Move or change it" not in public.links()
    assert place in as_(Caller()).get("/groups/NENC/meetings").links().values()
    assert place in as_(Caller()).get("/meetings").links().values()


def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(keeper):
    wrong = keeper.send(keeper.get(PLAN), PLAN, {**SENT, "minutes": "150"}, 422)
    assert wrong.error_of("minutes") == "Enter at most 120 minutes."
    assert wrong.answers(PLAN)["place"] == "Penrith"
    wrong = keeper.send(wrong, PLAN, {"minutes": "two hours", "on-time": "25:00", "title": ""}, 422)
    assert wrong.error_of("minutes") == "Enter a whole number of minutes, like 120"
    assert wrong.error_of("on-time") == "Enter a time, like 10:00 or 2:30pm"
    assert wrong.error_of("title") == "Enter a title"
    closed = {**SENT, "closed_reason": "dispute"}
    wrong = keeper.send(keeper.get(PLAN), PLAN, closed, 422)
    assert "neither" in wrong.error_of("closed_note")


def test_without_a_public_link_it_is_not_published_and_the_page_says_why(keeper):
    made = keeper.send(keeper.get(PLAN), PLAN, {**SENT, "public_link": ""})
    place = place_of(made)
    wrong = keeper.send(made, f"{place}/publish", {}, 422)
    assert "needs a public link" in wrong.text
    form = keeper.get(f"{place}/change")
    keeper.send(form, f"{place}/change", {"public_link": LINK})
    assert "The meeting is published." in keeper.send(keeper.get(place), f"{place}/publish", {}).text


def test_a_meeting_is_moved_and_cancelled_with_its_cause(keeper, as_, planned):
    place = place_of(planned)
    keeper.send(planned, f"{place}/publish", {})
    form = keeper.get(f"{place}/change")
    assert form.answers(f"{place}/change")["on-time"] == "10:00"
    moved = keeper.send(
        form, f"{place}/change", {"on-time": "2:30pm", "step_free": "yes", "access_alternative": "A ramp"}
    )
    assert "2:30pm to 4:30pm" in moved.text
    wrong = keeper.send(keeper.get(f"{place}/cancel"), f"{place}/cancel", {}, 422)
    assert wrong.error_of("cause") == "Say why it is cancelled"
    keeper.send(wrong, f"{place}/cancel", {"cause": "Snow"})
    assert "It is cancelled: Snow" in as_(Caller()).get(place).text
    assert "This meeting is cancelled." in as_(KEEPER).get(f"{place}/change", 409).text


def test_a_past_meeting_is_recorded_as_held_and_counted_in_its_cycle(keeper, as_):
    year = {**day("starts_on", today() - timedelta(days=200)), **day("ends_on", today() + timedelta(days=20))}
    cycle = "/groups/NENC/meetings/cycle"
    short = keeper.send(keeper.get(cycle), cycle, year)
    assert "4 more meetings have to be planned" in short.text
    assert "Too few meetings" in short.text
    assert keeper.get("/due").links()["Plan 4 more meetings"] == "/groups/NENC/meetings"
    made = keeper.send(keeper.get(PLAN), PLAN, {**SENT, **day("on", GONE)})
    place = place_of(made)
    assert "Say which meetings took place" in keeper.get("/due").text
    assert "Over, not marked as held 1" in keeper.get("/groups/NENC/meetings").text
    wrong = keeper.send(made, f"{place}/hold", {"observers": "some"}, 422)
    assert wrong.error_of("observers")
    held = keeper.send(wrong, f"{place}/hold", {"observers": "3"})
    assert "3 people watched" in held.text
    assert "Meeting 1 of 4" in held.text
    assert "Held 1 of 4" in as_(Caller()).get("/groups/NENC/meetings").text


def test_the_groups_page_names_its_next_meeting(keeper, as_, planned):
    place = place_of(planned)
    keeper.send(planned, f"{place}/publish", {})
    hub = as_(Caller()).get("/groups/NENC")
    assert place in hub.links().values()
    assert "/groups/NENC/meetings" in hub.links().values()


def test_an_earlier_cycle_is_read_as_it_stood(keeper, as_):
    cycle = "/groups/NENC/meetings/cycle"
    keeper.send(
        keeper.get(cycle), cycle, {**day("starts_on", NEXT), **day("ends_on", NEXT + timedelta(days=300))}
    )
    made = keeper.send(keeper.get(PLAN), PLAN, {**SENT, **day("on", GONE)})
    place = place_of(made)
    keeper.send(keeper.send(made, f"{place}/publish", {}), f"{place}/hold", {})
    public = as_(Caller()).get(f"/groups/NENC/meetings?on={NEXT}")
    assert "Held 0 of 4" in public.text
    before = as_(Caller()).get(public.links()["The cycle before"])
    assert "Held 1 of 4" in before.text
    assert "As it stood on" in before.text
    assert as_(Caller()).get("/groups/NENC/meetings?on=yesterday").status == 200


def test_days_of_a_cycle_that_cannot_be_are_told(keeper):
    cycle = "/groups/NENC/meetings/cycle"
    wrong = keeper.send(keeper.get(cycle), cycle, day("starts_on", NEXT), 422)
    assert "Enter the last day" in wrong.text
    wrong = keeper.send(wrong, cycle, day("ends_on", NEXT), 422)
    assert "within two years" in wrong.text


def test_a_room_is_added_booked_and_a_second_booking_says_which_are_free(keeper, as_, hall):
    room = hall.rpartition("/")[2]
    keeper.send(keeper.get(PLAN), PLAN, {**SENT, "venue_id": room})
    wrong = keeper.send(keeper.get(PLAN), PLAN, {**SENT, "venue_id": room}, 422)
    assert "This room is taken at that time." in wrong.error_of("venue_id")
    assert "No room is free at that time." in wrong.error_of("venue_id")
    shown = keeper.get(hall)
    assert "£45.50" in shown.text
    assert "10am to 12pm" in shown.text
    assert "10am to 12pm" not in as_(Caller()).get(hall).text


def test_a_venue_is_changed_and_wrong_figures_are_told(keeper, hall):
    form = keeper.get(f"{hall}/change")
    wrong = keeper.send(form, f"{hall}/change", {"capacity": "many", "cost_pence": "cheap"}, 422)
    assert wrong.error_of("capacity") == "Enter a whole number"
    assert wrong.error_of("cost_pence").startswith("Enter an amount in pounds")
    body = {**form.answers(f"{hall}/change"), "capacity": "30", "cost_pence": "0"}
    body.pop("in_use")
    keeper.post(f"{hall}/change", body)
    text = keeper.get(hall).text
    assert "30 people" in text
    assert "Free" in text
    assert "No longer used" in text


def test_a_session_of_several_groups_is_planned_by_the_centre(as_):
    centre = as_(NATIONAL)
    place = "/groups/UK/meetings/plan"
    talk = {**day("on", NEXT), "on-time": "13:00", "mode": "virtual", "phone": "020 7946 0000"}
    body = {**centre.get(place).answers(place), **talk, "invited": ["SW", "WOE"], "access": "partly"}
    made = centre.get(centre.post(place, body).headers["Location"])
    assert "0 seat holders: 0 from South West of England, 0 from West of England" in made.text


def test_a_change_of_words_keeps_a_room_that_is_no_longer_used_and_every_closed_part(bus, keeper, hall):
    room = hall.rpartition("/")[2]
    place = place_of(keeper.send(keeper.get(PLAN), PLAN, {**SENT, "venue_id": room}))
    old = keeper.get(f"{hall}/change").answers(f"{hall}/change")
    old.pop("in_use")
    keeper.post(f"{hall}/change", old)
    meetings = MeetingStore(bus.databases["meetings"])
    before = meetings.get(place.rpartition("/")[2])
    parts = (ClosedPart("dispute", "A dispute about a seat"), ClosedPart("personal_matter", "A bereavement"))
    after = replace(before, version=2, closed_parts=parts)
    meetings.work.in_transaction(Call(), lambda: meetings.save(after))
    changed = keeper.send(keeper.get(f"{place}/change"), f"{place}/change", {"title": "Summer meeting"})
    assert "Summer meeting" in changed.text
    kept = meetings.get(before.id)
    assert (kept.venue_id, kept.closed_parts) == (room, parts)


def test_a_change_of_words_keeps_the_groups_that_a_regions_session_invites(bus, keeper):
    place = place_of(keeper.send(keeper.get(PLAN), PLAN, SENT))
    meetings = MeetingStore(bus.databases["meetings"])
    before = meetings.get(place.rpartition("/")[2])
    after = replace(before, version=2, invited=("SW",), mode="virtual", counts=False, phone="1")
    meetings.work.in_transaction(Call(), lambda: meetings.save(after))
    keeper.send(keeper.get(f"{place}/change"), f"{place}/change", {"title": "Summer meeting"})
    assert meetings.get(before.id).invited == ("SW",)
