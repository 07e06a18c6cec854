"""Events at their doors: announced, changed, moved, cancelled, held, recorded (rows 50, 52-55)."""

from datetime import date, timedelta

import pytest
from meetings_desk import NATIONAL, NOW, Desk, convenor, coordinator

from chassis.identity import VISITOR
from contracts.refusals import Refused

SOON = NOW + timedelta(days=30)
PLAIN = {"region": "SW", "kind": "q_event", "title": "Flow", "starts_at": SOON.isoformat(), "place": "Exeter"}


def announce(desk, by=None, **more):
    return desk.knock("events.announce_event", {**PLAIN, **more}, by=by or coordinator("SW"))


def refused(desk, door, payload, by):
    with pytest.raises(Refused) as no:
        desk.knock(door, payload, by=by)
    return no.value


def book(desk, event, number, **more):
    payload = {"event_id": event["id"], "name": f"Name {number}", **more}
    return desk.knock("bookings.book_event", payload, by=desk.member(f"m-{number}", "SW"))


def notices(desk, kind):
    return [each["data"] for each in desk.events("notice_raised") if each["data"]["kind"] == kind]


def test_a_coordinator_announces_an_event_and_everybody_reads_it(desk: Desk):
    made = announce(desk, capacity=100, topics=["flow"], hosts=["SW AHSN"])
    seen = desk.knock("events.get_event", {"id": made["id"]}, by=VISITOR)
    assert (seen["title"], seen["places_left"], seen["status"], seen["mine"]) == (
        "Flow",
        100,
        "planned",
        None,
    )
    assert [each["id"] for each in desk.knock("events.list_events")["items"]] == [made["id"]]
    (fact,) = desk.events("event_changed")
    assert fact["data"]["attended"] is None


def test_only_keepers_announce_but_any_member_hosts_a_meetup_of_the_own_region(desk: Desk):
    member = desk.member("m-1", "SW")
    assert refused(desk, "events.announce_event", PLAIN, member).code == "not_your_region"
    assert refused(desk, "events.announce_event", PLAIN, coordinator("WOE")).code == "not_your_region"
    meetup = {**PLAIN, "kind": "meetup", "title": "Coffee and cake", "place": "Truro", "takes_interest": True}
    assert (
        refused(desk, "events.announce_event", {**meetup, "region": "WOE"}, member).code == "not_your_region"
    )
    made = desk.knock("events.announce_event", meetup, by=member)
    assert (made["runs"], made["regions"]) == (True, ["SW"])


def test_the_meetup_in_truro_has_six_interested_and_is_shown_to_the_south_west_alone(desk: Desk):
    host = desk.member("m-0", "SW")
    made = announce(desk, host, kind="meetup", title="Coffee and cake", place="Truro", takes_interest=True)
    for number in range(1, 7):
        assert book(desk, made, number)["state"] == "interested"
    in_sw = desk.member("m-9", "SW")
    assert desk.knock("events.get_event", {"id": made["id"]}, by=in_sw)["interested"] == 6
    for other in (VISITOR, desk.member("m-8", "WOE"), coordinator("WOE")):
        assert desk.knock("events.list_events", {}, by=other)["items"] == []
        assert refused(desk, "events.get_event", {"id": made["id"]}, other).code == "not_found"
    for keeper in (coordinator("SW"), NATIONAL):
        assert len(desk.knock("events.list_events", {}, by=keeper)["items"]) == 1
    desk.now = SOON
    held = desk.knock("events.hold_event", {"id": made["id"]}, by=host)
    assert (held["status"], held["attended"]) == ("held", None)


def test_a_masterclass_has_designers_of_two_organisations_who_hold_seats(desk: Desk):
    desk.holder("d-1", "SW")
    desk.holder("d-2", "SW")
    kind = {**PLAIN, "kind": "masterclass", "title": "Personal impact"}

    def by_designers(*designers):
        named = [{"member_id": who, "organisation": of} for who, of in designers]
        return {**kind, "designers": named}

    alone = by_designers(("d-1", "Devon Trust"), ("d-2", " devon  trust"))
    assert (
        refused(desk, "events.announce_event", alone, coordinator("SW")).code
        == "masterclass_one_organisation"
    )
    unseated = by_designers(("d-1", "Devon Trust"), ("m-5", "Cornwall CCG"))
    assert refused(desk, "events.announce_event", unseated, coordinator("SW")).code == "designer_without_seat"
    both = by_designers(("d-1", "Devon Trust"), ("d-2", "Cornwall CCG"))
    made = desk.knock("events.announce_event", both, by=coordinator("SW"))
    assert made["organisations"] == ["Cornwall CCG", "Devon Trust"]


def test_a_designer_who_gave_the_seat_back_is_no_bar_to_another_place(desk: Desk):
    desk.holder("d-1", "SW", end=date(2018, 4, 10))
    desk.holder("d-2", "SW")
    named = [{"member_id": who, "organisation": of} for who, of in (("d-1", "Devon"), ("d-2", "Cornwall"))]
    made = announce(desk, kind="masterclass", designers=named)
    desk.now = NOW + timedelta(days=14)
    other = {"id": made["id"], "place": "Truro"}
    assert desk.knock("events.change_event", other, by=coordinator("SW"))["place"] == "Truro"
    swapped = {"id": made["id"], "designers": named[::-1]}
    assert refused(desk, "events.change_event", swapped, coordinator("SW")).code == "designer_without_seat"


@pytest.mark.parametrize("far", ["9999-12-31T23:59:00+00:00", "0001-01-01T00:00:00+14:00"])
def test_a_time_that_no_calendar_holds_is_refused_beside_its_field(desk: Desk, far):
    made = announce(desk)
    cause = {"id": made["id"], "cause": "Snow"}
    past = {"region": "SW", "kind": "q_event", "title": "Flow", "status": "held"}
    for door, payload, field in (
        ("announce_event", {**PLAIN, "starts_at": far}, "starts_at"),
        ("announce_event", {**PLAIN, "booking_closes_at": far}, "booking_closes_at"),
        ("record_event", {**past, "starts_at": far}, "starts_at"),
        ("move_event", {**cause, "starts_at": far}, "starts_at"),
    ):
        no = refused(desk, f"events.{door}", payload, coordinator("SW"))
        assert (no.code, list(no.fields)) == ("invalid_input", [field]), door


def test_a_change_cannot_give_an_event_to_a_region_that_is_none(desk: Desk):
    made = announce(desk)
    for_nobody = {"id": made["id"], "regions": ["SWW"]}
    assert refused(desk, "events.change_event", for_nobody, coordinator("SW")).code == "region_unknown"


def test_an_online_session_needs_a_link_that_only_those_who_booked_see(desk: Desk):
    kind = {**PLAIN, "kind": "webex", "region": "UK", "recorded": True}
    assert refused(desk, "events.announce_event", kind, NATIONAL).code == "webex_needs_link"
    made = desk.knock("events.announce_event", {**kind, "join_link": "https://join.example"}, by=NATIONAL)
    member = desk.member("m-1", "SW")
    assert desk.knock("events.get_event", {"id": made["id"]}, by=member)["join_link"] is None
    without = {"event_id": made["id"], "name": "Ada"}
    assert refused(desk, "bookings.book_event", without, member).code == "recording_consent_missing"
    book(desk, made, 1, agrees_to_recording=True)
    assert (
        desk.knock("events.get_event", {"id": made["id"]}, by=member)["join_link"] == "https://join.example"
    )


def test_the_session_of_july_2018_can_invite_26_seat_holders(desk: Desk):
    for region, number in (("WOE", 11), ("SW", 6), ("NENC", 9)):
        for seat in range(number):
            desk.holder(f"h-{region}-{seat}", region)
    made = announce(
        desk, NATIONAL, region="UK", kind="webex", join_link="https://join.example", for_seat_holders=True,
        regions=["WOE", "SW", "NENC"],
    )  # fmt: skip
    assert made["may_invite"] == 26
    no = refused(
        desk, "bookings.book_event", {"event_id": made["id"], "name": "Ada"}, desk.member("m-1", "SW")
    )
    assert no.code == "event_for_seat_holders"


def test_past_events_are_recorded_with_rough_dates_and_counts_or_a_blank(desk: Desk):
    by = coordinator("WOE")
    past = {"region": "WOE", "kind": "q_event", "status": "held"}
    data = {**past, "title": "Making Best Use of Data", "rough_date": "2018-03", "attended": 73}
    made = desk.knock("events.record_event", data, by=by)
    assert (made["rough_date"], made["starts_at"], made["attended"]) == ("2018-03", None, 73)
    sw = {**past, "region": "SW", "title": "Event", "status": "held_poorly_attended"}
    assert refused(desk, "events.record_event", sw, coordinator("SW")).code == "event_cause_missing"
    poor = desk.knock("events.record_event", {**sw, "cause": "Adverse weather"}, by=coordinator("SW"))
    assert (poor["attended"], poor["rough_date"], poor["cause"]) == (None, None, "Adverse weather")
    to_come = {**data, "rough_date": "2018-05"}
    assert refused(desk, "events.record_event", to_come, by).code == "event_not_begun"
    listed = desk.knock("events.list_events", {"past": True})["items"]
    assert [each["title"] for each in listed] == ["Making Best Use of Data", "Event"]
    assert desk.knock("events.list_events")["items"] == []


def test_all_who_booked_are_told_at_once_when_it_moves_is_cancelled_or_the_weather_turns(desk: Desk):
    made = announce(desk, capacity=1)
    book(desk, made, 1)
    book(desk, made, 2)
    by, event = coordinator("SW"), {"id": made["id"]}
    note = {**event, "note": "Snow is forecast: look here before you leave."}
    desk.knock("events.warn_of_weather", note, by=by)
    later = (SOON + timedelta(days=7)).isoformat()
    assert refused(desk, "events.move_event", {**event, "starts_at": later}, by).code == "event_cause_missing"
    moved = desk.knock("events.move_event", {**event, "starts_at": later, "cause": "Snow"}, by=by)
    assert (moved["status"], moved["sequence"], moved["weather_note"]) == ("moved", 1, "")
    desk.knock("events.cancel_event", {**event, "cause": "Snow again"}, by=by)
    for kind in ("event_weather", "event_moved", "event_cancelled"):
        (told,) = notices(desk, kind)
        assert told["members"] == ["m-1", "m-2"]
    assert refused(desk, "events.move_event", {**event, "starts_at": later, "cause": "x"}, by).code == (
        "event_cancelled"
    )


def test_who_booked_while_it_moved_is_told_a_little_later_for_the_same_cause(desk: Desk):
    made = announce(desk)
    later = (SOON + timedelta(days=7)).isoformat()
    change = {"id": made["id"], "starts_at": later, "cause": "Snow"}
    desk.knock("events.move_event", change, by=coordinator("SW"))
    book(desk, made, 1)
    desk.now = NOW + timedelta(minutes=1)
    desk.do_due_work()
    (told,) = notices(desk, "event_moved")
    assert (told["members"], told["cause"]) == (["m-1"], f"event:{made['id']}:event_moved:2")


def test_an_event_put_off_has_no_day_and_takes_no_bookings_until_it_has_one(desk: Desk):
    made = announce(desk)
    put_off = {"id": made["id"], "starts_at": None, "cause": "The room is flooded"}
    seen = desk.knock("events.move_event", put_off, by=coordinator("SW"))
    assert (seen["starts_at"], seen["status"], seen["booking_open"]) == (None, "moved", False)
    assert [each["id"] for each in desk.knock("events.list_events")["items"]] == [made["id"]]
    found = {**put_off, "starts_at": (SOON + timedelta(days=1)).isoformat(), "cause": "A room was found"}
    assert desk.knock("events.move_event", found, by=coordinator("SW"))["booking_open"] is True


def test_a_change_of_place_is_told_and_one_of_words_is_not(desk: Desk):
    made = announce(desk)
    book(desk, made, 1)
    words = {"id": made["id"], "description": "Bring a friend", "version": 1}
    desk.knock("events.change_event", words, by=coordinator("SW"))
    assert notices(desk, "event_altered") == []
    place = {"id": made["id"], "place": "Plymouth", "version": 2}
    assert desk.knock("events.change_event", place, by=coordinator("SW"))["place"] == "Plymouth"
    assert refused(desk, "events.change_event", place, coordinator("SW")).code == "stale_version"
    (told,) = notices(desk, "event_altered")
    assert {"name": "what", "words": "where it is"} in told["about"]


def test_an_event_is_held_once_it_has_begun_and_the_count_can_be_corrected(desk: Desk):
    made = announce(desk)
    hold = {"id": made["id"], "attended": 12}
    assert refused(desk, "events.hold_event", hold, convenor("SW")).code == "event_not_begun"
    desk.now = SOON + timedelta(hours=3)
    assert desk.knock("events.hold_event", hold, by=convenor("SW"))["attended"] == 12
    unknown = desk.knock("events.hold_event", {"id": made["id"], "count_arrivals": True}, by=convenor("SW"))
    assert unknown["attended"] is None
    poorly = {**hold, "poorly": True}
    assert refused(desk, "events.hold_event", poorly, convenor("SW")).code == "event_cause_missing"
    done = desk.knock("events.hold_event", {**poorly, "cause": "Adverse weather"}, by=convenor("SW"))
    assert (done["status"], done["cause"]) == ("held_poorly_attended", "Adverse weather")


def test_those_with_a_place_are_reminded_days_before_and_again_when_it_moved(desk: Desk):
    made = announce(desk, capacity=1)
    book(desk, made, 1)
    book(desk, made, 2)
    desk.now = SOON - timedelta(days=3)
    desk.do_due_work()
    (told,) = notices(desk, "event_reminder")
    assert told["members"] == ["m-1"]


def test_two_events_cannot_have_one_room_and_a_cancelled_one_lets_it_go(desk: Desk):
    room = desk.knock(
        "venues.register_venue", {"region": "SW", "name": "Hall", "area": "Devon", "capacity": 40},
        by=coordinator("SW"),
    )  # fmt: skip
    assert refused(desk, "events.announce_event", {**PLAIN, "venue_id": room["id"], "capacity": 41},
                   coordinator("SW")).code == "event_too_large_for_venue"  # fmt: skip
    made = announce(desk, venue_id=room["id"], place="")
    assert (made["place"], made["capacity"], made["places_left"]) == ("Hall", 40, 40)
    second = {**PLAIN, "venue_id": room["id"]}
    assert refused(desk, "events.announce_event", second, coordinator("SW")).code == "venue_taken"
    desk.knock("events.cancel_event", {"id": made["id"], "cause": "Nobody can come"}, by=coordinator("SW"))
    announce(desk, venue_id=room["id"])


def test_another_room_says_where_the_event_is_now(desk: Desk):
    rooms = [
        desk.knock(
            "venues.register_venue", {"region": "SW", "name": name, "area": "Devon"}, by=coordinator("SW")
        )
        for name in ("Hall", "Library")
    ]
    made = announce(desk, venue_id=rooms[0]["id"], place="")
    book(desk, made, 1)
    change = {"id": made["id"], "venue_id": rooms[1]["id"]}
    assert desk.knock("events.change_event", change, by=coordinator("SW"))["place"] == "Library"
    (told,) = notices(desk, "event_altered")
    assert {"name": "what", "words": "where it is"} in told["about"]


def test_members_ask_for_topics_support_them_and_see_which_event_took_them_up(desk: Desk):
    first = desk.knock("topics.request_topic", {"topic": "Personal impact"}, by=desk.member("m-1", "SW"))
    desk.knock("topics.request_topic", {"topic": "SPC"}, by=desk.member("m-1", "SW"))
    supporting = {"id": first["id"]}
    for _ in range(2):
        assert desk.knock("topics.support_topic", supporting, by=desk.member("m-2", "SW"))["support"] == 2
    assert (
        refused(desk, "topics.support_topic", supporting, desk.member("m-3", "WOE")).code == "not_your_region"
    )
    listed = desk.knock("topics.list_topics", {"region": "SW"})["items"]
    assert [(each["topic"], each["support"]) for each in listed] == [("Personal impact", 2), ("SPC", 1)]
    assert "m-1" not in str(listed)
    event = announce(desk)
    up = {"id": first["id"], "event_id": event["id"]}
    assert refused(desk, "topics.take_up_topic", up, coordinator("WOE")).code == "not_found"
    assert desk.knock("topics.take_up_topic", up, by=coordinator("SW"))["event_id"] == event["id"]
    assert (
        refused(desk, "topics.support_topic", supporting, desk.member("m-4", "SW")).code == "topic_taken_up"
    )
