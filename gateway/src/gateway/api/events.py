"""The resource of events: announced, booked, waited for, checked in (rows 50, 52-55)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import events as shapes
from gateway.api.shapes.parts import Paging
from gateway.clients.meetings import events as doors
from gateway.guards import caller, open_to

events = Resource("events", "", "Events for members: announced, booked, waited for, checked in")

ORGANISERS = ("member", "coordinator", "convenor", "national_team")
"""Hosts are members; who organises an event, the service knows."""


@events.route("/events")
@open_to("public")
@events.asks(shapes.ListEvents)
@events.gives(200, shapes.EventPage)
def list_events(asked: dict[str, Any]) -> Response:
    """Events to come, the next first, or past ones; what is for some regions, to their members alone."""
    return page(doors.list_events(caller(), **asked), asked)


@events.route("/events", methods=["POST"])
@open_to(*ORGANISERS)
@events.takes(shapes.AnnounceEvent)
@events.gives(201, shapes.Event)
def announce_event(asked: dict[str, Any]) -> Response:
    """Announce an event of your region; any member may host a meetup (kind `meetup`)."""
    return _made(doors.announce_event(caller(), command_id(), asked))


@events.route("/events/past", methods=["POST"])
@open_to(*ORGANISERS)
@events.takes(shapes.RecordEvent)
@events.gives(201, shapes.Event)
def record_event(asked: dict[str, Any]) -> Response:
    """Record one that is over; its date may be rough, and `attended` null where nobody counted."""
    return _made(doors.record_event(caller(), command_id(), asked))


@events.route("/events/<event_id>")
@open_to("public")
@versioned
@events.gives(200, shapes.Event)
def get_event(event_id: str) -> Response:
    """One event, with your own booking."""
    return _now(event_id)


@events.route("/events/<event_id>", methods=["PATCH"])
@open_to(*ORGANISERS)
@versioned
@events.takes(shapes.ChangeEvent)
@events.gives(200, shapes.Event)
def change_event(asked: dict[str, Any], event_id: str) -> Response:
    """Change it; those who booked are told of another place. More places are offered to those who wait."""
    asked["version"] = known_version(asked.get("version"))
    doors.change_event(caller(), command_id(), event_id, asked)
    return _now(event_id)


@events.route("/events/<event_id>/move", methods=["POST"])
@open_to(*ORGANISERS)
@versioned
@events.takes(shapes.MoveEvent)
@events.gives(200, shapes.Event)
def move_event(asked: dict[str, Any], event_id: str) -> Response:
    """Move it to another time, or put it off; all who booked are told at once."""
    return _changed(doors.move_event, event_id, asked)


@events.route("/events/<event_id>/cancellation", methods=["POST"])
@open_to(*ORGANISERS)
@versioned
@events.takes(shapes.CancelEvent)
@events.gives(200, shapes.Event)
def cancel_event(asked: dict[str, Any], event_id: str) -> Response:
    """Cancel it; all who booked are told why at once."""
    return _changed(doors.cancel_event, event_id, asked)


@events.route("/events/<event_id>/weather-note", methods=["POST"])
@open_to(*ORGANISERS)
@versioned
@events.takes(shapes.WeatherNote)
@events.gives(200, shapes.Event)
def warn_of_weather(asked: dict[str, Any], event_id: str) -> Response:
    """Tell all who booked about the weather."""
    return _changed(doors.warn_of_weather, event_id, asked)


@events.route("/events/<event_id>/holding", methods=["POST"])
@open_to(*ORGANISERS)
@versioned
@events.takes(shapes.HoldEvent)
@events.gives(200, shapes.Event)
def hold_event(asked: dict[str, Any], event_id: str) -> Response:
    """Record that it took place and how many came, or correct that."""
    return _changed(doors.hold_event, event_id, asked)


@events.route("/events/<event_id>/registrations", methods=["POST"])
@open_to("member")
@events.takes(shapes.BookEvent)
@events.gives(201, shapes.EventBooking)
def book_event(asked: dict[str, Any], event_id: str) -> Response:
    """Book a place; when all are taken you wait in the line. Booking again answers the same booking."""
    return answer(doors.book_event(caller(), command_id(), event_id, **asked), 201)


@events.route("/events/<event_id>/registrations/mine", methods=["DELETE"])
@open_to("member")
@events.gives(200, shapes.EventBooking)
def cancel_booking(event_id: str) -> Response:
    """Give your place back, or leave the line; the place goes to the first who waits."""
    return answer(doors.cancel_booking(caller(), command_id(), event_id))


@events.route("/events/<event_id>/registrations")
@open_to(*ORGANISERS)
@events.asks(shapes.ListRegistrations)
@events.gives(200, shapes.RegistrationPage)
def list_registrations(asked: dict[str, Any], event_id: str) -> Response:
    """Who booked, for the organisers; who waits is on another list."""
    return page(doors.list_bookings(caller(), event_id, **asked), asked)


@events.route("/events/<event_id>/registrations/export")
@open_to(*ORGANISERS)
@events.gives(200, shapes.RegistrationList)
def export_registrations(event_id: str) -> Response:
    """All who have a place, at once, for the organisers."""
    return answer(doors.export_bookings(caller(), event_id))


@events.route("/events/<event_id>/waiting-list")
@open_to(*ORGANISERS)
@events.asks(Paging)
@events.gives(200, shapes.RegistrationPage)
def waiting_list(asked: dict[str, Any], event_id: str) -> Response:
    """Who waits, in the order of the line, for the organisers."""
    return page(doors.list_bookings(caller(), event_id, state="waiting", **asked), asked)


@events.route("/events/<event_id>/waiting-list/answer", methods=["POST"])
@open_to("member")
@events.takes(shapes.AnswerPlaceOffer)
@events.gives(200, shapes.EventBooking)
def answer_offer(asked: dict[str, Any], event_id: str) -> Response:
    """Take the place that is kept for you, or let the next in the line have it."""
    return answer(doors.answer_offer(caller(), command_id(), event_id, asked["accept"]))


@events.route("/events/<event_id>/check-in")
@open_to(*ORGANISERS)
@events.asks(shapes.FindRegistrations)
@events.gives(200, shapes.CheckInList)
def find_registrations(asked: dict[str, Any], event_id: str) -> Response:
    """Those expected, by name, with the counts of the day."""
    return answer(doors.find_bookings(caller(), event_id, asked.get("name")))


@events.route("/events/<event_id>/check-in", methods=["POST"])
@open_to(*ORGANISERS)
@events.takes(shapes.CheckInAtEvent)
@events.gives(200, shapes.Arrival)
def check_in(asked: dict[str, Any], event_id: str) -> Response:
    """Check somebody in by their code or from the list; twice is refused (`already_checked_in`)."""
    return answer(doors.check_in(caller(), command_id(), event_id, **asked))


@events.route("/events/<event_id>/check-in/<booking_id>", methods=["DELETE"])
@open_to(*ORGANISERS)
@events.gives(200, shapes.Arrival)
def undo_check_in(event_id: str, booking_id: str) -> Response:
    """It was somebody else."""
    return answer(doors.undo_check_in(caller(), command_id(), event_id, booking_id))


@events.route("/events/<event_id>/walk-ins", methods=["POST"])
@open_to(*ORGANISERS)
@events.takes(shapes.WalkIn)
@events.gives(201, shapes.Arrival)
def add_walk_in(asked: dict[str, Any], event_id: str) -> Response:
    """Somebody came without a booking; they are checked in at once."""
    return answer(doors.add_walk_in(caller(), command_id(), event_id, **asked), 201)


@events.route("/me/bookings")
@open_to("member")
@events.gives(200, shapes.MyBookings)
def my_bookings() -> Response:
    """Your bookings, the latest first, and the events you host."""
    return answer(doors.my_bookings(caller()))


@events.route("/event-topics")
@open_to("public")
@events.asks(shapes.ListEventTopics)
@events.gives(200, shapes.EventTopicPage)
def list_topics(asked: dict[str, Any]) -> Response:
    """What members of a region would like to learn about, those with most support first."""
    return page(doors.list_topics(caller(), **asked), asked)


@events.route("/event-topics", methods=["POST"])
@open_to("member")
@events.takes(shapes.RequestEventTopic)
@events.gives(201, shapes.EventTopic)
def request_topic(asked: dict[str, Any]) -> Response:
    """Ask for a topic in your region."""
    return answer(doors.request_topic(caller(), command_id(), asked["topic"]), 201)


@events.route("/event-topics/<topic_id>/support", methods=["POST"])
@open_to("member")
@events.gives(200, shapes.EventTopic)
def support_topic(topic_id: str) -> Response:
    """Say that you would like it, too."""
    return answer(doors.support_topic(caller(), command_id(), topic_id))


@events.route("/event-topics/<topic_id>/taking-up", methods=["POST"])
@open_to("coordinator", "convenor", "national_team")
@events.takes(shapes.TakeUpEventTopic)
@events.gives(200, shapes.EventTopic)
def take_up_topic(asked: dict[str, Any], topic_id: str) -> Response:
    """An event is about it."""
    return answer(doors.take_up_topic(caller(), command_id(), topic_id, asked["event_id"]))


def _made(event: dict[str, Any]) -> Response:
    place = {"Location": f"/api/v1/events/{event['id']}"}
    return answer(event, 201, version=event["version"], headers=place)


def _changed(door: Any, event_id: str, asked: dict[str, Any]) -> Response:
    asked["version"] = known_version(asked.get("version"))
    door(caller(), command_id(), event_id, **asked)
    return _now(event_id)


def _now(event_id: str) -> Response:
    """As it is now, with the caller's own booking; a command answers nothing that they typed there."""
    event = doors.get_event(caller(), event_id)
    return answer(event, version=event["version"])
