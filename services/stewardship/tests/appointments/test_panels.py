"""A panel declares, reads and decides; who looks after the group watches over it."""

from seat_calls import (
    agree,
    answer,
    close,
    decide,
    declare,
    expressed,
    on_panel,
    opened,
    propose,
    ready,
    roster,
)
from stewardship_desk import NATIONAL, coordinator

from chassis.testkit.refusing import refused


class TestDeclaring:
    def test_nothing_that_applicants_wrote_is_shown_before_the_declaration(self, desk):
        call = opened(desk)
        expressed(desk, call, "m-1")
        assert desk.knock("panels.get_panel", {"id": call["id"]}, by=on_panel())["applicants"] == []
        close(desk)
        before = desk.knock("panels.get_panel", {"id": call["id"]}, by=on_panel())
        assert [each["shown_name"] for each in before["applicants"]] == ["Name of m-1"]
        assert "Words" not in str(before)
        assert "Background" not in str(before)
        assert before["roster"] is None
        after = declare(desk, call, 1)
        assert after["applicants"][0]["about"]["why"] == "Words of m-1"

    def test_a_panel_member_with_an_interest_sees_and_decides_nothing_of_that_applicant(self, desk):
        call = opened(desk)
        mine, other = expressed(desk, call, "m-1"), expressed(desk, call, "m-2")
        close(desk)
        shown = declare(desk, call, 1, {"expression_id": mine["id"], "why": "We work together."})
        assert [each["about"] is None for each in shown["applicants"]] == [True, False]
        declare(desk, call, 2)
        with refused("panel_member_has_interest"):
            propose(desk, mine, "appoint")
        propose(desk, mine, "not_this_time", number=2)
        with refused("panel_member_has_interest"):
            agree(desk, mine, 1)
        decide(desk, other, "appoint")
        assert desk.knock("appointments.get_call", {"id": call["id"]})["panel_stepped_out"] == 1

    def test_an_interest_in_the_whole_call_steps_out_of_all_of_it(self, desk):
        call = opened(desk)
        sent = expressed(desk, call, "m-1")
        declare(desk, call, 1, {"why": "I may be asked to pay for it."})
        close(desk)
        shown = desk.knock("panels.get_panel", {"id": call["id"]}, by=on_panel())
        assert shown["me"]["out"]
        assert shown["applicants"][0]["about"] is None
        with refused("panel_member_has_interest"):
            propose(desk, sent, "appoint")

    def test_none_is_said_when_the_applicants_are_known(self, desk):
        call = opened(desk)
        with refused("call_still_open"):
            declare(desk, call, 1)

    def test_an_applicant_of_another_call_is_none_of_this_one(self, desk):
        call = opened(desk)
        expressed(desk, call, "m-1")
        close(desk)
        with refused("invalid_input"):
            declare(desk, call, 1, {"expression_id": "another", "why": "x"})

    def test_who_has_not_declared_decides_nothing(self, desk):
        call = opened(desk)
        sent = expressed(desk, call, "m-1")
        close(desk)
        with refused("interests_not_declared"):
            propose(desk, sent, "appoint")

    def test_an_interest_found_later_takes_the_decision_back_until_the_seat_is_taken(self, desk):
        call, (first, second) = ready(desk, "m-1", "m-2")
        decide(desk, first, "appoint")
        shown = declare(desk, call, 1, {"expression_id": first["id"], "why": "I saw it only now."})
        assert [each["state"] for each in shown["applicants"]] == ["sent", "sent"]
        with refused("nothing_offered"):
            answer(desk, first, "m-1")
        agree(desk, first, 3)
        answer(desk, first, "m-1")
        declare(desk, call, 2, {"expression_id": first["id"], "why": "Too late."})
        assert roster(desk) == [("convenor", False)]
        assert second["state"] == "sent"


class TestDeciding:
    def test_one_proposes_and_another_agrees(self, desk):
        _call, (sent,) = ready(desk, "m-1")
        propose(desk, sent, "appoint")
        shown = agree(desk, sent, 1)
        assert shown["applicants"][0]["state"] == "sent"
        shown = agree(desk, sent, 2)
        decided = shown["applicants"][0]
        assert (decided["state"], decided["decision"]["agreed_by"]) == ("offered", ["p-1", "p-2"])
        told = desk.events("notice_raised")[-1]["data"]
        assert (told["kind"], told["members"]) == ("seat_offered", ["m-1"])
        assert agree(desk, sent, 2) == shown
        with refused("decision_stands"):
            agree(desk, sent, 3)

    def test_another_proposal_takes_the_place_of_the_first_and_needs_its_own_agreement(self, desk):
        _call, (sent,) = ready(desk, "m-1")
        propose(desk, sent, "appoint")
        propose(desk, sent, "not_this_time", number=2)
        agree(desk, sent, 1)
        mine = desk.knock("appointments.my_expressions", by=desk.member("m-1"))["items"][0]
        assert (mine["state"], mine["outcome"], mine["feedback"]) == (
            "not_appointed",
            "not_this_time",
            "Thank you.",
        )
        assert "As the criteria ask." not in str(mine)
        assert "p-1" not in str(mine)
        told = desk.events("notice_raised")[-1]["data"]
        assert told["kind"] == "appointment_decided"
        assert "Thank you" not in str(told)

    def test_reasons_and_feedback_are_owed_to_everybody(self, desk):
        _call, (sent,) = ready(desk, "m-1")
        for missing in ("reasons", "feedback"):
            with refused("invalid_input") as no:
                propose(desk, sent, "not_this_time", **{missing: ""})
            assert missing in no.value.fields

    def test_no_seat_is_promised_twice(self, desk):
        _call, (first, second) = ready(desk, "m-1", "m-2")
        propose(desk, second, "appoint")
        decide(desk, first, "appoint")
        with refused("no_place_left"):
            agree(desk, second)
        with refused("no_place_left"):
            propose(desk, second, "appoint")

    def test_only_who_sought_the_convenors_seat_is_offered_a_members_seat_instead(self, desk, voting):
        _call, (sent,) = ready(desk, "m-1")
        with refused("seats_by_vote"):
            propose(desk, sent, "offer_member_seat")

    def test_a_members_call_offers_no_other_seat(self, desk):
        _call, (sent,) = ready(desk, "m-1", kind="member", seats=2)
        with refused("invalid_input"):
            propose(desk, sent, "offer_member_seat")

    def test_nobody_off_the_panel_decides(self, desk):
        _call, (sent,) = ready(desk, "m-1")
        asked = {"id": sent["id"], "outcome": "appoint", "reasons": "x", "feedback": "y"}
        for stranger in (coordinator(), NATIONAL, desk.member("m-1"), desk.member("m-9")):
            with refused("not_found"):
                desk.knock("panels.propose_decision", asked, by=stranger)
            with refused("not_found"):
                desk.knock("panels.agree_decision", {"id": sent["id"]}, by=stranger)

    def test_what_is_stale_is_refused(self, desk):
        _call, (sent,) = ready(desk, "m-1")
        propose(desk, sent, "appoint", version=1)
        with refused("stale_version"):
            propose(desk, sent, "not_this_time", number=2, version=1)

    def test_who_took_it_back_is_not_decided_on(self, desk):
        call, (sent, _other) = ready(desk, "m-1", "m-2")
        desk.knock("appointments.withdraw_expression", {"id": sent["id"]}, by=desk.member("m-1"))
        with refused("expression_withdrawn"):
            propose(desk, sent, "appoint")
        shown = desk.knock("panels.get_panel", {"id": call["id"]}, by=on_panel())
        assert (shown["applicants"][0]["about"], shown["applicants"][0]["shown_name"]) == (None, "")

    def test_who_left_meanwhile_is_not_offered_a_seat(self, desk):
        _call, (sent,) = ready(desk, "m-1")
        propose(desk, sent, "appoint")
        desk.member("m-1", status="left")
        with refused("member_not_active"):
            agree(desk, sent)
