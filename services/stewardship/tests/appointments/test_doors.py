"""From a call to a seat: the offer and its answer, who looks after it, what happens by itself."""

from datetime import timedelta

import pytest
from seat_calls import (
    EXPRESS,
    agree,
    answer,
    close,
    decide,
    declare,
    expressed,
    holders,
    on_panel,
    opened,
    propose,
    ready,
    roster,
)
from stewardship_desk import NATIONAL, NOW, convenor, coordinator

from chassis.testkit.refusing import refused


class TestTheSouthWest:
    """Row 13: the call ends with a convenor and five members, who all first sought the convenor's post."""

    def test_one_convenor_and_five_members_one_of_them_a_patient_representative(self, desk):
        call = opened(desk)
        sent = [expressed(desk, call, f"m-{n}", patient=n == 2) for n in range(1, 7)]
        close(desk)
        for number in (1, 2, 3):
            declare(desk, call, number)
        decide(desk, sent[0], "appoint")
        for each in sent[1:]:
            decide(desk, each, "offer_member_seat")
        for number, each in enumerate(sent, 1):
            answer(desk, each, f"m-{number}")
        assert roster(desk) == [("convenor", False), ("member", True), *[("member", False)] * 4]
        shown = desk.knock("appointments.get_call", {"id": call["id"]})
        assert (shown["state"], shown["asked"]) == ("ended", 6)
        assert sorted(each["kind"] for each in shown["taken"]) == ["convenor", *["member"] * 5]
        assert sum(each["patient"] for each in shown["taken"]) == 1
        assert {held.term.designation for held in holders(desk)} == {"appointed"}

    def test_the_panel_sees_what_the_rules_say_of_the_group_before_it_decides(self, desk):
        call, sent = ready(desk, "m-1", "m-2")
        propose(desk, sent[0], "appoint")
        shown = propose(desk, sent[1], "offer_member_seat")
        words = [each["words"] for each in shown["roster"]["findings"]]
        assert "needs at least 1 patient or service-user seat" in words
        assert shown["roster"]["verdict"] == "warn"
        assert desk.knock("panels.get_panel", {"id": call["id"]}, by=coordinator())["roster"] is not None

    def test_the_group_is_shown_with_an_applicant_in_each_seat_they_might_get(self, desk):
        call, sent = ready(desk, "m-1", "m-2", patient=True)
        propose(desk, sent[1], "appoint")
        ask = {"id": call["id"], "considering": sent[0]["id"]}
        shown = desk.knock("panels.get_panel", ask, by=on_panel())["considered"]
        words = {each["kind"]: [word["words"] for word in each["findings"]] for each in shown}
        assert words["convenor"] == ["a group has one convenor; here are 2"]
        assert words["member"] == []
        assert desk.knock("panels.get_panel", ask, by=coordinator())["considered"] == []
        with refused("not_found"):
            desk.knock("panels.get_panel", ask, by=on_panel(9))


class TestTheUkWideGroup:
    """C2: its chair is always appointed, and a member of Q; what a seat stands for is data."""

    def test_a_chair_and_a_regions_voice_are_appointed(self, desk):
        call = opened(desk, "chair", by=NATIONAL, region="UK")
        chair = expressed(desk, call, "m-1")
        voice_call = opened(desk, "member", by=NATIONAL, region="UK", basis="region", represents=["SW"])
        voice = expressed(desk, voice_call, "m-2")
        close(desk)
        for each in (call, voice_call):
            for number in (1, 2):
                declare(desk, each, number)
        for each, member_id in ((chair, "m-1"), (voice, "m-2")):
            decide(desk, each, "appoint")
            answer(desk, each, member_id)
        held = {each.member_id: each for each in holders(desk, "UK")}
        assert (held["m-1"].kind, held["m-1"].term.designation) == ("chair", "appointed")
        assert (held["m-2"].description.basis, held["m-2"].description.represents) == ("region", ("SW",))

    def test_who_sought_the_chair_is_offered_a_seat_that_stands_for_nothing(self, desk):
        call = opened(desk, "chair", by=NATIONAL, region="UK")
        sent = expressed(desk, call, "m-1")
        close(desk)
        for number in (1, 2):
            declare(desk, call, number)
        decide(desk, sent, "offer_member_seat")
        answer(desk, sent, "m-1")
        [held] = holders(desk, "UK")
        assert (held.kind, held.description.basis) == ("member", "")

    def test_its_warnings_speak_of_regions_that_are_not_heard(self, desk):
        call = opened(desk, "chair", by=NATIONAL, region="UK")
        sent = expressed(desk, call, "m-1")
        close(desk)
        declare(desk, call, 1)
        shown = propose(desk, sent, "appoint")
        assert "14 to 16 people are recommended; here are 1" in [
            each["words"] for each in shown["roster"]["findings"]
        ]


class TestOffers:
    def test_an_offer_that_nobody_answers_runs_out_and_the_panel_comes_back_to_the_others(self, desk):
        call, (first, second) = ready(desk, "m-1", "m-2")
        decide(desk, first, "appoint")
        decide(desk, second, "not_this_time")
        desk.now += timedelta(days=7)
        desk.do_due_work()
        with refused("offer_expired"):
            answer(desk, first, "m-1")
        assert desk.knock("appointments.get_call", {"id": call["id"]})["state"] == "closed"
        decide(desk, second, "appoint")
        answer(desk, second, "m-2")
        assert desk.knock("appointments.get_call", {"id": call["id"]})["state"] == "ended"

    def test_the_last_moment_is_noon_and_due_work_that_comes_late_changes_nothing(self, desk):
        _call, (sent,) = ready(desk, "m-1")
        decide(desk, sent, "appoint")
        mine = desk.knock("appointments.my_expressions", by=desk.member("m-1"))["items"][0]
        assert mine["offer"]["answer_by"] == "2018-09-28T11:00:00+00:00"
        desk.now = NOW.replace(day=28, hour=11, minute=0)
        with refused("offer_expired"):
            answer(desk, sent, "m-1")

    def test_answering_twice_the_same_way_is_once_and_the_other_way_is_refused(self, desk):
        _call, (sent,) = ready(desk, "m-1")
        decide(desk, sent, "appoint")
        first = answer(desk, sent, "m-1")
        events = len(desk.events())
        assert answer(desk, sent, "m-1") == first
        assert len(desk.events()) == events
        with refused("offer_answered"):
            answer(desk, sent, "m-1", accepts=False)

    def test_declining_ends_the_call_when_nobody_else_is_left(self, desk):
        call, (sent,) = ready(desk, "m-1")
        decide(desk, sent, "appoint")
        answer(desk, sent, "m-1", accepts=False)
        assert desk.knock("appointments.get_call", {"id": call["id"]})["state"] == "ended"
        assert roster(desk) == []

    def test_a_seat_that_the_roster_refuses_changes_nothing(self, desk):
        self.appointed(desk, "m-1")
        again = opened(desk, "member", closes_on="2018-10-10", seats=2)
        second = self.decided(desk, again, "m-1")
        with refused("holds_seat_already"):
            answer(desk, second, "m-1")
        mine = desk.knock("appointments.my_expressions", by=desk.member("m-1"))["items"][0]
        assert (mine["state"], mine["may_answer"], mine["seat_id"]) == ("offered", True, None)
        assert roster(desk) == [("convenor", False)]
        assert desk.knock("appointments.get_call", {"id": again["id"]})["state"] == "closed"

    def test_a_successor_begins_when_the_term_of_the_convenor_ends(self, desk):
        self.appointed(desk, "m-1")
        again = opened(desk, closes_on="2018-10-10")
        assert again["starts_on"] == "2019-09-21"
        second = self.decided(desk, again, "m-2")
        answer(desk, second, "m-2")
        assert [held.member_id for held in holders(desk)] == ["m-1"]
        desk.now = desk.now.replace(year=2019, month=9, day=21)
        assert [held.member_id for held in holders(desk)] == ["m-2"]

    def appointed(self, desk, member_id: str) -> None:
        _call, (sent,) = ready(desk, member_id)
        decide(desk, sent, "appoint")
        answer(desk, sent, member_id)

    def decided(self, desk, call: dict, member_id: str) -> dict:
        """Another call, three weeks later, with one applicant whom the panel appoints."""
        sent = expressed(desk, call, member_id)
        desk.now += timedelta(days=19)
        desk.do_due_work()
        for number in (1, 2):
            declare(desk, call, number)
        decide(desk, sent, "appoint")
        return sent

    def test_the_seat_is_shown_as_its_holder_wants_it(self, desk):
        _call, (sent,) = ready(desk, "m-1")
        decide(desk, sent, "appoint")
        words = {"id": sent["id"], "accepts": True, "background": "Nurse", "location": "Cornwall"}
        desk.knock("appointments.answer_offer", words, by=desk.member("m-1"))
        held = holders(desk)[0].description
        assert (held.background, held.locations) == ("Nurse", ("Cornwall",))


class TestLookingAfter:
    def test_who_looks_after_the_group_sees_the_panel_and_not_the_words(self, desk):
        call, (sent,) = ready(desk, "m-1")
        declare(desk, call, 1, {"expression_id": sent["id"], "why": "My sister."})
        for reader in (coordinator(), NATIONAL):
            shown = desk.knock("panels.get_panel", {"id": call["id"]}, by=reader)
            assert (shown["as"], shown["undecided"], shown["short_of_panel"]) == ("arranger", 1, 0)
            assert shown["panel"][0]["interests"][0]["why"] == "My sister."
            assert "m-1" not in str(shown)
            assert "Name of" not in str(shown)
        declare(desk, call, 2, {"expression_id": sent["id"], "why": "My brother."})
        assert desk.knock("panels.get_panel", {"id": call["id"]}, by=coordinator())["short_of_panel"] == 1
        for stranger in (coordinator("WOE"), convenor(), desk.member("m-1"), desk.member("m-9")):
            with refused("not_found"):
                desk.knock("panels.get_panel", {"id": call["id"]}, by=stranger)

    def test_a_panel_member_is_replaced_and_who_comes_declares_anew(self, desk):
        call, (sent,) = ready(desk, "m-1")
        propose(desk, sent, "appoint")
        desk.member("p-4")
        ask = {"id": call["id"], "goes": "p-1", "comes": "p-4"}
        shown = desk.knock("panels.replace_panel_member", ask, by=coordinator())
        coming = shown["panel"][0]
        assert (coming["member_id"], coming["is_chair"], coming["has_declared"]) == ("p-4", True, False)
        told = desk.events("notice_raised")[-1]["data"]
        assert (told["kind"], told["members"]) == ("panel_asked", ["p-4"])
        with refused("nothing_proposed"):
            agree(desk, sent)
        with refused("not_found"):
            propose(desk, sent, "appoint")
        with refused("interests_not_declared"):
            propose(desk, sent, "appoint", number=4)

    @pytest.mark.parametrize(
        ("goes", "comes", "code"),
        [
            ("p-9", "p-4", "not_on_panel"),
            ("p-1", "p-2", "already_on_panel"),
            ("p-1", "m-1", "applicant_on_panel"),
            ("p-1", "nobody", "member_not_active"),
        ],
    )
    def test_an_exchange_that_cannot_be_is_refused(self, desk, goes, comes, code):
        call, _sent = ready(desk, "m-1")
        desk.member("p-4")
        ask = {"id": call["id"], "goes": goes, "comes": comes}
        with refused(code):
            desk.knock("panels.replace_panel_member", ask, by=coordinator())

    def test_a_coordinator_who_asked_for_the_seat_arranges_nothing(self, desk):
        call = opened(desk)
        applicant = desk.member("c-SW", "SW", "coordinator:SW")
        about = {"call_id": call["id"], "shown_name": "C", "background": "Coordinator", "why": "x"}
        desk.knock(EXPRESS, about, by=applicant)
        desk.member("p-4")
        for door, more in (
            ("panels.get_panel", {}),
            ("panels.replace_panel_member", {"goes": "p-1", "comes": "p-4"}),
            ("appointments.cancel_call", {"reason": "x"}),
        ):
            with refused("applicant_has_interest"):
                desk.knock(door, {"id": call["id"], **more}, by=applicant)

    def test_a_cancelled_call_tells_everybody_and_why(self, desk):
        call = opened(desk)
        expressed(desk, call, "m-1")
        with refused("invalid_input"):
            desk.knock("appointments.cancel_call", {"id": call["id"], "reason": ""}, by=coordinator())
        ask = {"id": call["id"], "reason": "The pilot is put off."}
        desk.knock("appointments.cancel_call", ask, by=coordinator())
        mine = desk.knock("appointments.my_expressions", by=desk.member("m-1"))["items"][0]
        assert (mine["state"], mine["call_reason"]) == ("cancelled", "The pilot is put off.")
        assert desk.events("notice_raised")[-1]["data"]["kind"] == "appointment_decided"
        with refused("call_closed"):
            expressed(desk, call, "m-2")

    def test_a_call_with_a_decision_is_not_cancelled(self, desk):
        call, (sent,) = ready(desk, "m-1")
        decide(desk, sent, "appoint")
        with refused("decision_stands"):
            desk.knock("appointments.cancel_call", {"id": call["id"], "reason": "x"}, by=coordinator())

    def test_places_may_be_left_empty_once_nobody_waits(self, desk):
        call, (sent,) = ready(desk, "m-1")
        with refused("applicants_waiting"):
            desk.knock("appointments.end_call", {"id": call["id"]}, by=on_panel(1))
        decide(desk, sent, "not_this_time")
        for stranger in (on_panel(2), desk.member("m-1"), coordinator("WOE")):
            with refused("not_found"):
                desk.knock("appointments.end_call", {"id": call["id"]}, by=stranger)
        assert desk.knock("appointments.end_call", {"id": call["id"]}, by=on_panel(1))["state"] == "ended"

    def test_candidates_are_known_by_what_they_do(self, desk):
        desk.member("c-1", "SW", "coordinator:SW")
        desk.member("n-1", "WOE", "national_team")
        desk.member("m-1")
        found = desk.knock("panels.panel_candidates", {"region": "SW"}, by=coordinator())["items"]
        assert found == [
            {"member_id": "c-1", "known_as": ["coordinator"]},
            {"member_id": "n-1", "known_as": ["national_team"]},
        ]
        with refused("not_your_region"):
            desk.knock("panels.panel_candidates", {"region": "WOE"}, by=coordinator())
