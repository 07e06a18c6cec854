"""Awards at their doors: two keepers decide within the pot, the project is told, reports are asked for."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from exchange_desk import NATIONAL, coordinator
from voted_round import LEAD, OTHER, THIRD, approve, make, proposal, propose, terms, voted

from chassis.identity import VISITOR, Caller
from chassis.testkit.refusing import refused
from exchange.proposals.store import ProposalStore
from exchange.settings import Settings


def told(desk, kind):
    return [each["data"] for each in desk.events("notice_raised") if each["data"]["kind"] == kind]


def knock(desk, door, award, by=NATIONAL, **more):
    return desk.knock(f"awards.{door}", {"id": award["id"], **more}, by=by)


def stage(desk, number):
    return ProposalStore(desk.work).get(f"p-{number}").stage


def pot(desk):
    return desk.knock("awards.get_pot", {"round_id": "r-1"}, by=VISITOR)


@pytest.fixture
def round_(desk):
    for each in (NATIONAL, OTHER, THIRD):
        desk.member(each.subject, "SW", "national_team")
    return voted(desk, [proposal(number) for number in range(1, 12)])


def test_ten_awards_fill_the_pot_and_the_eleventh_is_refused(round_):
    made = [make(round_, number) for number in range(1, 11)]
    assert {each["state"] for each in made} == {"awarded"}
    with refused("award_over_pot") as no:
        propose(round_, 11)
    assert no.value.message == "The pot holds £300,000, £300,000 of it is awarded: £0 is left, not £30,000."
    assert (pot(round_)["awarded"], pot(round_)["left"], pot(round_)["awards"]) == (300_000_00, 0, 10)


def test_what_was_proposed_while_there_was_room_is_refused_when_there_is_none(round_):
    waiting = [propose(round_, number) for number in (10, 11)]
    for award in waiting:
        approve(round_, award, NATIONAL)
    for number in range(1, 10):
        make(round_, number)
    assert approve(round_, waiting[0], OTHER)["state"] == "awarded"
    with refused("award_over_pot"):
        approve(round_, waiting[1], OTHER)
    assert pot(round_)["awarded"] == 300_000_00
    skipped = round_.knock(
        "awards.change_award", {"id": waiting[1]["id"], **terms(0, reason="The pot is empty.")}, by=OTHER
    )
    approve(round_, skipped, NATIONAL)
    assert approve(round_, skipped, OTHER)["state"] == "skipped"
    assert (stage(round_, 10), stage(round_, 11)) == ("awarded", "not_awarded")


def test_an_award_is_public_once_two_approved_it_and_names_nobody(round_):
    award = propose(round_)
    assert [each["members"] for each in told(round_, "award_to_approve")] == [["n-2", "n-3"]]
    with refused("not_found"):
        knock(round_, "get_award", award, VISITOR)
    assert approve(round_, award, NATIONAL)["approvals"] == 1
    listed = round_.knock("awards.list_undecided_awards", {"round_id": "r-1"}, by=OTHER)["items"]
    assert [(each["approved_by"], each["approved_by_me"]) for each in listed] == [(["n-1"], False)]
    approve(round_, award, OTHER)
    seen = knock(round_, "get_award", award, VISITOR)
    assert (seen["state"], seen["kind"], seen["amount"], seen["won"]) == ("awarded", "full", 30_000_00, True)
    assert "approved_by" not in seen
    assert "n-1" not in str(seen)
    assert [each["members"] for each in told(round_, "award_made")] == [["lead-1"]]
    assert [each["id"] for each in round_.knock("awards.my_awards", by=LEAD)["items"]] == [award["id"]]
    assert stage(round_, 1) == "awarded"


def test_nobody_approves_their_own_project_and_nobody_with_an_interest(round_):
    lead = Caller("lead-1", NATIONAL.roles)
    with refused("award_own_project"):
        propose(round_, by=lead)
    award = propose(round_)
    with refused("award_own_project"):
        approve(round_, award, lead)
    with refused("award_interest"):
        approve(round_, award, OTHER, has_no_interest=False)
    knock(round_, "recuse_from_award", award, OTHER)
    for refuse in (
        lambda: approve(round_, award, OTHER),
        lambda: knock(round_, "change_award", award, OTHER, **terms()),
        lambda: knock(round_, "drop_award", award, OTHER),
    ):
        with refused("award_recused"):
            refuse()
    approve(round_, award, NATIONAL)
    with refused("award_approved_already"):
        approve(round_, award, NATIONAL)
    assert approve(round_, award, THIRD)["recused"] == ["n-2"]


def test_who_joined_the_team_after_it_was_proposed_is_refused_too(round_):
    award = propose(round_)
    found = ProposalStore(round_.work).get("p-1")
    from chassis.call import Call
    from exchange.proposals.team import AGREED, CoApplicant

    joined = (CoApplicant("n-2", AGREED, round_.now),)
    later = replace(found, version=2, co_applicants=joined)
    round_.work.in_transaction(Call(now=round_.now), lambda: ProposalStore(round_.work).save(later))
    with refused("award_own_project"):
        approve(round_, award, OTHER)


def test_a_project_has_one_decision_and_only_one_that_was_voted_on_has_any(round_):
    award = propose(round_)
    with refused("award_exists"):
        propose(round_)
    assert knock(round_, "drop_award", award)["state"] == "dropped"
    make(round_)
    with refused("proposal_stage_wrong"):
        propose(round_)


def test_awards_are_decided_in_their_phase_and_by_the_rounds_keepers(round_):
    with refused("not_found"):
        propose(round_, by=coordinator("SW"))
    with refused("role_required"):
        propose(round_, by=LEAD)
    award = propose(round_)
    round_.now = datetime(2019, 5, 10, 11, 10, tzinfo=UTC)
    with refused("phase_not_open"):
        approve(round_, award, OTHER)
    with refused("phase_not_open"):
        propose(round_, 2)


def test_a_regions_group_makes_no_awards_unless_its_settings_say_so(desk, tmp_path):
    import shutil

    voted(desk, [proposal(1)], region="SW")
    with refused("local_finance_off"):
        propose(desk, by=coordinator("SW"))
    folder = shutil.copytree(desk.settings.regions_folder, tmp_path / "regions")
    file = folder / "sw.yaml"
    file.write_text(file.read_text() + "features:\n  local_finance: true\n")
    desk.settings = Settings(regions_folder=folder)
    assert propose(desk, by=coordinator("SW"))["state"] == "proposed"


def test_nothing_is_awarded_before_the_votes_are_tallied_and_a_loser_only_with_a_reason(desk):
    voted(desk, [proposal(1), proposal(2)], but=("p-2",))
    with refused("award_out_of_order"):
        propose(desk, 2)
    assert propose(desk, 2, reason="Money is left.")["won"] is False
    desk.work.database["exchange_results"].delete_many({})
    with refused("not_tallied"):
        propose(desk, 1)


def test_instalments_wait_for_conditions_and_what_ended_goes_back_into_the_pot(round_):
    whole = [
        {"amount": 20_000_00, "due": "2019-06-01", "after": [1]},
        {"amount": 10_000_00, "due": "2019-12-01", "report": 1},
    ]
    award = make(round_, conditions=["A sponsor signs"], instalments=whole, reports=["2019-11-01"])
    with refused("instalment_waits"):
        knock(round_, "pay_instalment", award, number=1)
    knock(round_, "meet_condition", award, number=1)
    with refused("day_ahead"):
        knock(round_, "pay_instalment", award, number=1, on="2019-04-21")
    paid = knock(round_, "pay_instalment", award, number=1, on="2019-04-19", reference="BACS 7")
    assert (paid["paid"], paid["references"][0], paid["instalments"][0]["paid_on"]) == (
        20_000_00, "BACS 7", "2019-04-19",
    )  # fmt: skip
    assert told(round_, "award_paid")[0]["about"][1] == {"name": "amount", "words": "£20,000"}
    with refused("stale_version"):
        knock(round_, "end_award", award, version=1, reason="Late.")
    knock(round_, "end_award", award, reason="No report came.")
    assert [each["members"] for each in told(round_, "award_ending_asked")] == [["n-2", "n-3"]]
    assert pot(round_)["awarded"] == 30_000_00
    ended = knock(round_, "end_award", award, OTHER)
    assert (ended["state"], ended["unpaid"], ended["ended_because"]) == (
        "ended", 10_000_00, "No report came.",
    )  # fmt: skip
    assert (pot(round_)["awarded"], pot(round_)["paid"]) == (20_000_00, 20_000_00)
    assert len(told(round_, "award_ended")) == 1


def test_the_applicants_give_an_award_up_and_nobody_else_does(round_):
    award = make(round_)
    with refused("not_found"):
        knock(round_, "give_up_award", award, Caller("m-9", frozenset({"member"})))
    assert knock(round_, "give_up_award", award, LEAD, reason="We moved.")["state"] == "ended"
    assert pot(round_)["awarded"] == 0


def test_a_report_is_asked_for_reminded_of_and_told_to_everybody(round_):
    award = make(round_, reports=["2019-11-01"])
    round_.now = datetime(2019, 10, 18, 11, 0, tzinfo=UTC)
    assert round_.do_due_work() == 1
    assert told(round_, "award_report_due")[0]["members"] == ["lead-1"]
    round_.now = datetime(2019, 11, 2, 12, 0, tzinfo=UTC)
    round_.do_due_work()
    assert told(round_, "award_report_late")[0]["members"] == ["lead-1", "n-1", "n-2", "n-3"]
    assert pot(round_)["late_reports"] == 1
    with refused("not_found"):
        knock(round_, "hand_in_report", award, NATIONAL, number=1, text="Mine.")
    knock(round_, "hand_in_report", award, LEAD, number=1, text="It works.", spent=5_000_00)
    seen = knock(round_, "get_award", award, VISITOR)["reports"][0]
    assert (seen["text"], seen["spent"], seen["is_late"]) == ("It works.", 5_000_00, False)
    round_.now = datetime(2020, 11, 2, 12, 0, tzinfo=UTC)
    assert round_.do_due_work() == 0


def test_a_report_that_is_skipped_says_why_and_is_asked_for_no_more(round_):
    award = make(round_, reports=["2019-11-01"])
    skipped = knock(round_, "skip_report", award, number=1, reason="Told at the event.")
    assert skipped["reports"][0]["skipped"] == "Told at the event."
    round_.now = datetime(2020, 11, 2, 12, 0, tzinfo=UTC)
    assert round_.do_due_work() == 0


def test_on_result_day_every_project_without_an_award_has_none(round_):
    make(round_)
    award = propose(round_, 2)
    with refused("awards_undecided"):
        round_.knock("awards.announce_awards", {"round_id": "r-1"}, by=NATIONAL)
    knock(round_, "drop_award", award)
    first = round_.knock("awards.announce_awards", {"round_id": "r-1"}, by=NATIONAL)
    assert first["announced_at"] is not None
    assert round_.knock("awards.announce_awards", {"round_id": "r-1"}, by=OTHER) == first
    assert [stage(round_, number) for number in (1, 2, 11)] == ["awarded", "not_awarded", "not_awarded"]
