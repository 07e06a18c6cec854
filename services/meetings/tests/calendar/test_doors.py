"""Keepers plan, publish, move, hold and cancel; everybody reads what is published (rows 41, 43, 49, 50)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from meetings_desk import MEETING, NATIONAL, Desk, convenor, coordinator

from chassis.identity import VISITOR
from contracts.refusals import Refused
from contracts.stewardship import SEAT_FILLED
from meetings.seats.domain import CHAIR, CONVENOR

LINK = "https://watch.example.org/nenc"
PLAN = {
    "region": "NENC",
    "title": "Second meeting",
    "starts_at": "2018-07-17T10:00:00+01:00",
    "minutes": 120,
    "mode": "face_to_face",
    "place": "Durham",
    "public_link": LINK,
}


def plan(desk, by=None, **more):
    return desk.knock("calendar.plan_meeting", {**PLAN, **more}, by=by or convenor())


def act(desk, door, made, by=None, **more):
    return desk.knock(f"calendar.{door}", {"id": made["id"], **more}, by=by or convenor())


def refused(code, knock):
    with pytest.raises(Refused) as no:
        knock()
    assert no.value.code == code
    return no.value


def told(desk, kind):
    notices = [each["data"] for each in desk.events("notice_raised")]
    return [(each["members"], each["path"]) for each in notices if each["kind"] == kind]


def test_a_keeper_plans_and_the_table_sees_it_before_everybody(desk):
    holder = desk.holder("m-1")
    made = plan(desk, by=coordinator(), join_link="https://call.example.org/1", phone="0191 496 0000")
    assert (made["status"], made["access"], made["may"]) == (
        "planned",
        "open",
        ["change", "publish", "cancel"],
    )
    assert made["starts_at"] == "2018-07-17T09:00:00+00:00"
    seen = act(desk, "get_meeting", made, by=holder)
    assert (seen["join_link"], seen["may"]) == ("https://call.example.org/1", [])
    refused("not_found", lambda: act(desk, "get_meeting", made, by=VISITOR))
    act(desk, "publish_meeting", made)
    public = act(desk, "get_meeting", made, by=VISITOR)
    assert (public["public_link"], public["join_link"], public["phone"]) == (LINK, None, None)


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("meeting_too_long", {"minutes": 150}),
        ("region_unknown", {"region": "XX"}),
        ("not_your_region", {"region": "SW", "minutes": 90}),
        ("region_unknown", {"invited": ["XX"]}),
        ("venue_unknown", {"venue_id": "venue-9"}),
        ("invalid_input", {"public_link": "javascript:alert(1)"}),
        ("invalid_input", {"join_link": "https://"}),
        ("invalid_input", {"title": ""}),
        ("invalid_input", {"closed_parts": [{"reason": "money", "note": "No"}]}),
        ("invalid_input", {"starts_at": "2018-07-17T10:00:00"}),
        ("invalid_input", {"starts_at": "9999-12-31T23:59:59-12:00"}),
    ],
)
def test_what_cannot_be_planned_says_why(desk, code, wrong):
    refused(code, lambda: plan(desk, **wrong))


def test_only_keepers_and_the_chair_plan(desk):
    refused("not_your_region", lambda: plan(desk, by=desk.holder("m-1")))
    refused("sign_in_required", lambda: plan(desk, by=VISITOR))
    refused(
        "not_your_region", lambda: plan(desk, by=desk.holder("m-2", kind=CONVENOR))
    )  # the seat, not the role
    assert plan(desk, by=convenor("NENC"))["status"] == "planned"
    chair = desk.holder("m-3", region="UK", kind=CHAIR)
    assert plan(desk, by=chair, region="UK", minutes=300)["access"] == "open"


def test_a_nenc_meeting_without_a_public_link_fails_publication(desk):
    made = plan(desk, public_link="")
    no = refused("public_link_needed", lambda: act(desk, "publish_meeting", made))
    assert list(no.fields) == ["public_link"]
    assert desk.events("notice_raised") == []
    sw = plan(desk, by=convenor("SW"), region="SW", public_link="", minutes=240)
    assert act(desk, "publish_meeting", sw, by=convenor("SW"))["access"] == "partly"
    woe = plan(desk, by=convenor("WOE"), region="WOE", public_link="")
    refused("public_link_needed", lambda: act(desk, "publish_meeting", woe, by=convenor("WOE")))


def test_the_table_is_told_once_of_what_is_published_moved_and_cancelled(desk):
    desk.holder("m-1")
    desk.member("c-NENC", "NENC", "coordinator:NENC")
    made = plan(desk)
    table, path = ["c-NENC", "m-1"], f"/meetings/{made['id']}"
    act(desk, "change_meeting", made, title="Summer meeting")
    act(desk, "publish_meeting", made)
    act(desk, "publish_meeting", made)
    assert told(desk, "meeting_published") == [(table, path)]
    moved = act(desk, "change_meeting", made, starts_at="2018-07-18T10:00:00+01:00")
    act(desk, "change_meeting", made, title="Summer")
    assert told(desk, "meeting_moved") == [(table, path)]
    assert moved["sequence"] == 1
    gone = act(desk, "cancel_meeting", made, cause="The hall is flooded")
    assert told(desk, "meeting_cancelled") == [(table, path)]
    assert act(desk, "get_meeting", made, by=VISITOR)["cause"] == "The hall is flooded"
    assert gone["may"] == []
    states = [each["data"]["status"] for each in desk.events("meeting_changed")]
    assert states == ["planned", "planned", "published", "published", "published", "cancelled"]


def test_what_is_over_is_recorded_without_telling_anybody(desk):
    desk.holder("m-1")
    made = plan(desk, starts_at="2018-01-17T10:00:00+00:00")
    act(desk, "publish_meeting", made)
    held = act(desk, "hold_meeting", made, observers=4)
    assert (held["status"], held["observers"], held["may"]) == ("held", 4, ["change"])
    corrected = act(desk, "change_meeting", made, starts_at="2018-01-18T10:00:00+00:00")
    assert corrected["starts_at"] == "2018-01-18T10:00:00+00:00"
    assert desk.events("notice_raised") == []
    refused("meeting_held", lambda: act(desk, "cancel_meeting", made, cause="No"))


def test_a_meeting_to_come_is_not_held_and_who_read_an_older_state_is_told_so(desk):
    made = plan(desk)
    refused("meeting_not_begun", lambda: act(desk, "hold_meeting", made))
    act(desk, "change_meeting", made, title="Other words", version=1)
    refused("stale_version", lambda: act(desk, "change_meeting", made, title="My words", version=1))
    refused("not_found", lambda: act(desk, "change_meeting", made, by=convenor("SW"), title="Theirs"))
    act(desk, "publish_meeting", made)
    refused("not_your_group", lambda: act(desk, "change_meeting", made, by=convenor("SW"), title="Theirs"))


def test_lists_show_what_is_to_come_and_what_was(desk):
    desk.meeting()
    old = plan(desk, starts_at="2018-01-17T10:00:00+00:00")
    act(desk, "publish_meeting", old)
    draft = plan(desk)

    def ids(by=VISITOR, **asked):
        return [each["id"] for each in desk.knock("calendar.list_meetings", asked, by=by)["items"]]

    assert ids() == ids(region="NENC") == [MEETING.id]
    assert ids(by=convenor(), region="NENC") == [MEETING.id, draft["id"]]
    assert ids(by=convenor()) == [MEETING.id]
    assert ids(when="past") == [old["id"]]
    assert ids(region="SW") == []
    refused("region_unknown", lambda: ids(region="XX"))
    shown = act(desk, "get_meeting", {"id": MEETING.id}, by=convenor())
    assert (shown["before"]["id"], shown["after"]["id"]) == (old["id"], draft["id"])
    assert act(desk, "get_meeting", {"id": MEETING.id}, by=VISITOR)["after"] is None


class TestCycle:
    @pytest.fixture(autouse=True)
    def _year(self, desk):
        self.desk = desk
        days = {"region": "NENC", "starts_on": "2018-04-01", "ends_on": "2019-03-31"}
        assert desk.knock("calendar.set_cycle", days, by=convenor())["is_set"]

    def cycle(self, **asked):
        return self.desk.knock("calendar.meeting_cycle", {"region": "NENC", **asked})

    def held(self, *days):
        for day in days:
            made = plan(self.desk, starts_at=f"{day}T10:00:00+00:00")
            act(self.desk, "hold_meeting", made)

    def test_nenc_at_the_report_held_three_of_four_and_december_is_planned(self):
        self.desk.now = datetime(2018, 11, 30, 12, 0, tzinfo=UTC)
        self.held("2018-04-17", "2018-07-17", "2018-10-16")
        made = plan(self.desk, starts_at="2018-12-11T10:00:00+00:00")
        seen = self.cycle()
        assert (seen["held"], seen["wanted"], seen["planned"], seen["missing"]) == (3, 4, 1, 0)
        assert (seen["ends_on"], seen["max_minutes"], seen["most"]) == ("2019-03-31", 120, None)
        assert (made["number"], made["wanted"]) == (4, 4)
        assert (seen["has_earlier"], seen["has_later"]) == (False, False)
        self.desk.now = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
        then = self.cycle(on="2018-11-30")
        assert (then["held"], then["planned"], then["missing"], then["has_later"]) == (3, 1, 0, True)
        assert self.cycle()["starts_on"] == "2026-04-01"

    def test_the_keepers_are_told_once_when_it_will_end_short(self):
        self.desk.member("c-NENC", "NENC", "coordinator:NENC")
        self.desk.holder("m-1", kind=CONVENOR)
        self.desk.holder("m-2")
        self.desk.now = datetime(2019, 1, 29, 12, 0, tzinfo=UTC)
        self.held("2018-04-17", "2018-07-17", "2018-10-16")
        assert self.desk.do_due_work() == 0
        assert not self.cycle()["will_end_short"]
        self.desk.now = datetime(2019, 1, 30, 12, 0, tzinfo=UTC)
        assert self.desk.do_due_work() == 1
        assert told(self.desk, "cycle_short") == [(["c-NENC", "m-1"], "/groups/NENC/meetings")]
        assert self.cycle()["will_end_short"]
        self.desk.now += timedelta(days=1)
        assert self.desk.do_due_work() == 0

    def test_a_meeting_cancelled_near_the_end_raises_the_alert_at_once(self):
        self.desk.member("c-NENC", "NENC", "coordinator:NENC")
        self.desk.now = datetime(2019, 2, 20, 12, 0, tzinfo=UTC)
        self.held("2018-04-17", "2018-07-17", "2018-10-16")
        last = plan(self.desk, starts_at="2019-03-12T10:00:00+00:00")
        self.desk.do_due_work()
        assert told(self.desk, "cycle_short") == []
        act(self.desk, "cancel_meeting", last, cause="Snow")
        self.desk.do_due_work()
        assert len(told(self.desk, "cycle_short")) == 1

    def test_the_next_cycle_is_watched_when_this_one_is_over(self):
        self.desk.member("c-NENC", "NENC", "coordinator:NENC")
        for year in (2019, 2020):
            self.desk.now = datetime(year, 2, 1, 12, 0, tzinfo=UTC)
            self.desk.do_due_work()
            assert len(told(self.desk, "cycle_short")) == year - 2018

    def test_its_days_are_corrected_and_refused_like_any_change(self):
        longer = {"region": "NENC", "starts_on": "2018-04-01", "ends_on": "2019-04-30", "version": 1}
        self.desk.knock("calendar.set_cycle", longer, by=convenor())
        assert self.cycle()["ends_on"] == "2019-04-30"
        stale = {**longer, "ends_on": "2019-05-31"}
        refused("stale_version", lambda: self.desk.knock("calendar.set_cycle", stale, by=convenor()))
        refused("not_your_region", lambda: self.desk.knock("calendar.set_cycle", longer, by=convenor("SW")))
        wrong = {"region": "NENC", "starts_on": "2019-04-30", "ends_on": "2020-04-01"}
        refused("cycle_overlaps", lambda: self.desk.knock("calendar.set_cycle", wrong, by=convenor()))


def test_a_group_that_plans_nothing_at_all_is_told_too(desk):
    term = {
        "term_id": "t-1", "seat_id": "s-1", "version": 1, "region": "WOE", "kind": CONVENOR,
        "member_id": "m-1", "patient": False, "background": "GP", "locations": ["Bath"],
        "start": "2018-01-01", "end": "2019-01-01",
        "designation": "appointed",
    }  # fmt: skip
    desk.hear(SEAT_FILLED, "s-1", 1, term, "WOE")
    assert desk.do_due_work() == 0
    desk.now = datetime(2018, 11, 2, 12, 0, tzinfo=UTC)
    desk.do_due_work()
    assert told(desk, "cycle_short") == [(["m-1"], "/groups/WOE/meetings")]


def test_without_a_recorded_cycle_it_is_a_year_from_the_convenors_start(desk):
    assert desk.knock("calendar.meeting_cycle", {"region": "WOE"})["starts_on"] is None
    desk.holder("m-1", region="WOE", kind=CONVENOR, start=date(2017, 9, 7))
    seen = desk.knock("calendar.meeting_cycle", {"region": "WOE"})
    assert (seen["starts_on"], seen["ends_on"], seen["is_set"]) == ("2017-09-07", "2018-09-06", False)
    assert (seen["held"], seen["missing"]) == (0, 4)


def test_the_webex_of_july_2018_can_invite_26_seat_holders(desk):
    for region, members in (("WOE", 10), ("SW", 5), ("NENC", 8)):
        desk.holder(f"v-{region}", region=region, kind=CONVENOR)
        for number in range(members):
            desk.holder(f"m-{region}-{number}", region=region)
    groups = ["WOE", "SW", "NENC"]
    counted = desk.knock("calendar.count_invited", {"groups": groups, "on": "2018-07-10"}, by=NATIONAL)
    assert counted["can_invite"] == 26
    talk = {"title": "WebEx", "mode": "virtual", "place": "", "public_link": "", "phone": "020 7946 0000"}
    made = plan(desk, by=NATIONAL, region="UK", invited=groups, minutes=60, **talk)
    assert (made["can_invite"], made["counts"], made["access"]) == (26, False, "partly")
    assert sum(each["leaders"] for each in made["can_invite_by_group"]) == 3
    act(desk, "publish_meeting", made, by=NATIONAL)
    assert len(told(desk, "meeting_published")[0][0]) == 26
    member = desk.member("m-SW-1", "SW")
    assert act(desk, "get_meeting", made, by=member)["phone"] == "020 7946 0000"


class TestRooms:
    @pytest.fixture(autouse=True)
    def _rooms(self, desk):
        self.desk = desk
        self.rooms = {
            area: self.venue(area, features=["step_free"] if area == "Durham" else [])
            for area in ("Durham", "Cumbria", "Teesside")
        }

    def venue(self, area, **more):
        told = {"region": "NENC", "name": f"{area} hall", "area": area, **more}
        return self.desk.knock("venues.register_venue", told, by=coordinator())["id"]

    def plan(self, area, month, **more):
        starts_at = f"2018-{month:02}-17T10:00:00+00:00"
        return plan(self.desk, venue_id=self.rooms[area], starts_at=starts_at, place="", **more)

    def test_four_meetings_over_three_areas_are_counted_and_the_second_in_one_is_pointed_out(self):
        days = {"region": "NENC", "starts_on": "2018-04-01", "ends_on": "2019-03-31"}
        self.desk.knock("calendar.set_cycle", days, by=convenor())
        assert self.plan("Durham", 4)["advice"] == []
        self.plan("Cumbria", 7)
        again = self.plan("Durham", 10)
        assert [each["code"] for each in again["advice"]] == ["area_again"]
        assert "Not yet used: Teesside" in again["advice"][0]["words"]
        self.plan("Teesside", 12)
        seen = self.desk.knock("calendar.meeting_cycle", {"region": "NENC"})
        assert {each["area"]: each["meetings"] for each in seen["areas"]} == {
            "Durham": 2, "Cumbria": 1, "Teesside": 1,
        }  # fmt: skip
        assert seen["areas_left"] == []

    def test_a_second_booking_of_one_slot_is_refused_until_the_first_goes(self):
        first = self.plan("Durham", 7)
        refused("venue_taken", lambda: self.plan("Durham", 7, title="Another"))
        act(self.desk, "cancel_meeting", first, cause="Ill")
        second = self.plan("Durham", 7, title="Another")
        assert second["where"] == "Durham hall"
        act(self.desk, "change_meeting", second, venue_id=self.rooms["Cumbria"])
        third = self.plan("Durham", 7, title="A third")
        link = "https://call.example.org/3"
        act(self.desk, "change_meeting", third, mode="virtual", join_link=link)
        assert self.plan("Durham", 7, title="A fourth")["venue"]["area"] == "Durham"

    def test_step_free_access_is_there_when_somebody_asked_for_it(self):
        assert self.plan("Durham", 7, step_free=True)["step_free"]
        refused("step_free_needed", lambda: self.plan("Cumbria", 7, step_free=True))
        made = self.plan("Cumbria", 7, step_free=True, access_alternative="The ground floor of the annex")
        assert made["access_alternative"] == "The ground floor of the annex"

    def test_a_room_that_is_too_small_is_pointed_out(self):
        for number in range(3):
            self.desk.holder(f"m-{number}")
        self.rooms["Small"] = self.venue("Small", capacity=2)
        assert [each["code"] for each in self.plan("Small", 7)["advice"]] == ["room_small"]


def test_a_group_that_prefers_to_meet_face_to_face_is_reminded_and_may_meet_online(desk):
    online = {"mode": "virtual", "phone": "0191 496 0000"}
    assert [each["code"] for each in plan(desk, **online)["advice"]] == ["mode_preferred"]
    assert plan(desk, counts=False, **online)["advice"] == []
    assert plan(desk)["advice"] == []


def test_up_to_four_in_the_south_west_refuses_a_fifth_to_come(desk):
    desk.holder("v-SW", region="SW", kind=CONVENOR)
    sw = {"by": convenor("SW"), "region": "SW", "mode": "virtual", "phone": "01392 555555"}
    for month in (6, 8, 10, 12):
        plan(desk, starts_at=f"2018-{month:02}-05T10:00:00+00:00", **sw)
    fifth = {"starts_at": "2018-11-05T10:00:00+00:00", **sw}
    refused("cycle_full", lambda: plan(desk, **fifth))
    assert plan(desk, counts=False, **fifth)["number"] is None


def test_a_desk_of_its_own_has_nothing_planned(desk: Desk):
    assert desk.knock("calendar.list_meetings") == {"items": [], "next": None}
