"""Opening a call, asking for its seat, and calls from before."""

from datetime import timedelta

import pytest
from seat_calls import (
    CLOSES_ON,
    EXPRESS,
    OPEN,
    close,
    expressed,
    on_panel,
    opened,
    roster,
    seat_panel,
)
from stewardship_desk import NATIONAL, NOW, convenor, coordinator

from chassis.identity import VISITOR
from chassis.testkit.refusing import refused


class TestOpening:
    def test_a_convenors_call_is_opened_by_a_coordinator_and_not_by_a_convenor(self, desk):
        with refused("role_required"):
            opened(desk, by=convenor())
        assert opened(desk, by=coordinator())["state"] == "open"
        assert opened(desk, "member", by=convenor(), seats=5)["seats"] == 5

    def test_another_region_and_the_uk_wide_group_are_not_a_coordinators(self, desk):
        with refused("not_your_region"):
            opened(desk, by=coordinator("WOE"))
        with refused("not_your_region"):
            opened(desk, "chair", by=coordinator(), region="UK")
        assert opened(desk, "chair", by=NATIONAL, region="UK")["kind"] == "chair"

    def test_a_members_seat_of_a_region_that_votes_is_refused_and_its_convenor_is_not(self, desk, voting):
        with refused("seats_by_vote"):
            opened(desk, "member")
        assert opened(desk)["kind"] == "convenor"

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"region": "ATLANTIS"}, "region_unknown"),
            ({"kind": "chair"}, "seat_kind_wrong"),
            ({"closes_on": "2018-09-03"}, "closing_date_wrong"),
            ({"closes_on": "2018-10-02"}, "closing_date_wrong"),
            ({"panel": ["p-1"]}, "panel_incomplete"),
            ({"panel": ["p-1", "p-1"]}, "panel_incomplete"),
            ({"chair": "p-9"}, "panel_incomplete"),
            ({"seats": 2}, "invalid_input"),
            ({"criteria": " "}, "invalid_input"),
            ({"kind": {"$ne": ""}}, "invalid_input"),
        ],
    )
    def test_what_is_no_call_is_refused(self, desk, change, code):
        with refused(code):
            opened(desk, by=NATIONAL, **change)
        assert desk.knock("appointments.list_calls")["items"] == []

    @pytest.mark.parametrize(
        ("change", "code", "field"),
        [
            ({"starts_on": "2081-10-01"}, "term_dates_wrong", "starts_on"),
            ({"kind": "member", "basis": "region"}, "invalid_input", "basis"),
            ({"region": "UK", "kind": "member", "represents": ["SW"]}, "invalid_input", "represents"),
            (
                {"region": "UK", "kind": "member", "basis": "region", "represents": ["South West"]},
                "invalid_input",
                "represents",
            ),
            (
                {"region": "UK", "kind": "member", "basis": "region", "represents": ["SW"], "seats": 2},
                "invalid_input",
                "seats",
            ),
        ],
    )
    def test_a_seat_that_nobody_could_take_is_refused_before_anybody_asks_for_it(
        self, desk, change, code, field
    ):
        with refused(code) as no:
            opened(desk, by=NATIONAL, **change)
        assert list(no.value.fields) == [field]

    def test_the_panel_are_active_members(self, desk):
        desk.member("p-4", status="left")
        seat_panel(desk)
        asked = {"region": "SW", "kind": "convenor", "criteria": "x", "closes_on": CLOSES_ON}
        for panel in (["p-1", "p-4"], ["p-1", "stranger"]):
            with refused("member_not_active"):
                desk.knock(OPEN, {**asked, "panel": panel, "chair": "p-1"}, by=coordinator())

    def test_a_second_call_for_the_same_seat_waits_for_the_first_to_end(self, desk):
        opened(desk)
        with refused("call_running"):
            opened(desk)
        close(desk)
        assert opened(desk, closes_on="2018-10-10")["state"] == "open"


class TestExpressing:
    def test_three_answers_are_enough_and_the_applicant_is_told(self, desk):
        call = opened(desk)
        sent = expressed(desk, call, "m-1", location="")
        assert (sent["state"], sent["may_withdraw"]) == ("sent", True)
        told = desk.events("notice_raised")[0]["data"]
        assert (told["kind"], told["members"], told["path"]) == (
            "interest_received",
            ["m-1"],
            "/appointments/mine",
        )
        assert {"name": "closes", "words": "21 September 2018 at 12:00"} in told["about"]
        assert "Words" not in str(told)

    def test_the_call_closes_at_noon_in_london(self, desk):
        call = opened(desk)
        desk.now = NOW + timedelta(days=18, minutes=29, seconds=59)  # 11:59:59 in London
        expressed(desk, call, "m-1")
        desk.now += timedelta(seconds=1)
        with refused("call_closed"):
            expressed(desk, call, "m-2")
        assert desk.knock("appointments.get_call", {"id": call["id"]})["state"] == "closed"

    def test_one_asks_once_and_may_ask_again_after_taking_it_back(self, desk):
        call = opened(desk)
        first = expressed(desk, call, "m-1")
        with refused("already_expressed"):
            expressed(desk, call, "m-1")
        me = desk.member("m-1")
        desk.knock("appointments.withdraw_expression", {"id": first["id"]}, by=me)
        again = expressed(desk, call, "m-1")
        states = [each["state"] for each in desk.knock("appointments.my_expressions", by=me)["items"]]
        assert sorted(states) == ["sent", "withdrawn"]
        assert (
            desk.knock("appointments.get_call", {"id": call["id"]}, by=me)["my_expression"]["id"]
            == again["id"]
        )

    def test_who_is_on_the_panel_cannot_ask(self, desk):
        call = opened(desk)
        with refused("applicant_on_panel"):
            expressed(desk, call, "p-2")

    def test_a_visitor_and_a_paused_member_cannot_ask(self, desk):
        call = opened(desk)
        about = {"call_id": call["id"], "shown_name": "A", "background": "B", "why": "C"}
        with refused("sign_in_required"):
            desk.knock(EXPRESS, about, by=VISITOR)
        with refused("member_not_active"):
            desk.knock(EXPRESS, about, by=desk.member("m-1", status="paused"))

    def test_how_many_asked_is_not_said_while_it_is_open(self, desk):
        call = opened(desk)
        expressed(desk, call, "m-1")
        assert desk.knock("appointments.get_call", {"id": call["id"]})["asked"] is None
        close(desk)
        assert desk.knock("appointments.get_call", {"id": call["id"]})["asked"] == 1

    def test_how_long_the_form_takes_is_said_from_what_was_measured(self, desk):
        call = opened(desk)
        for n, seconds in enumerate((300, 100, 200, 9_000), 1):
            expressed(desk, call, f"m-{n}", seconds_taken=seconds)
        form = desk.knock("appointments.get_call", {"id": call["id"]})["form"]
        assert (form["median_seconds"], form["measured"], form["needed_answers"]) == (None, 4, 3)
        expressed(desk, call, "m-5", seconds_taken=240)
        expressed(desk, call, "m-6")
        form = desk.knock("appointments.get_call", {"id": call["id"]})["form"]
        assert (form["median_seconds"], form["measured"]) == (240, 5)

    def test_nobody_reads_or_takes_back_somebody_elses(self, desk):
        call = opened(desk)
        sent = expressed(desk, call, "m-1")
        with refused("not_found"):
            desk.knock("appointments.withdraw_expression", {"id": sent["id"]}, by=desk.member("m-2"))
        for reader in (VISITOR, desk.member("m-2"), coordinator(), NATIONAL, on_panel(1)):
            shown = desk.knock("appointments.get_call", {"id": call["id"]}, by=reader)
            assert "m-1" not in str({**shown, "id": ""}), reader


class TestPastCalls:
    SW_2017 = {
        "region": "SW",
        "kind": "convenor",
        "began": "2017",
        "decided": "2017-09",
        "source": "Q Commons pilot report, 30 November 2018",
        "outcomes": [
            {"kind": "convenor", "background": "Consultant and Medical Director"},
            {"kind": "member", "background": "Patient representative", "patient": True},
        ],
    }

    def test_a_past_call_is_recorded_by_the_national_team_and_read_by_everybody(self, desk):
        desk.knock("appointments.record_past_call", self.SW_2017, by=NATIONAL)
        shown = desk.knock("appointments.list_past_calls", {"region": "SW"})["items"][0]
        assert (shown["began"], shown["decided"], shown["asked"]) == ("2017", "2017-09", 2)
        assert shown["outcomes"][1] == {
            "kind": "member",
            "background": "Patient representative",
            "patient": True,
        }
        assert desk.knock("appointments.list_past_calls", {"region": "WOE"})["items"] == []
        assert roster(desk) == []

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"decided": "2018-10"}, "past_call_wrong"),
            ({"began": "2018", "decided": "2017-09"}, "past_call_wrong"),
            ({"decided": "autumn"}, "invalid_input"),
            ({"outcomes": []}, "invalid_input"),
            ({"region": "ATLANTIS"}, "region_unknown"),
        ],
    )
    def test_what_no_source_can_say_is_refused(self, desk, change, code):
        with refused(code):
            desk.knock("appointments.record_past_call", {**self.SW_2017, **change}, by=NATIONAL)

    def test_only_the_national_team_records_one(self, desk):
        with refused("role_required"):
            desk.knock("appointments.record_past_call", self.SW_2017, by=coordinator())
