"""What may still become of projects and awards once something is decided, and who reads it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from exchange_desk import NATIONAL
from voted_round import DECIDING, LEAD, OTHER, TERMS, THIRD, approve, make, proposal, propose, voted

from chassis.call import Call
from chassis.identity import Caller
from chassis.testkit.refusing import refused
from exchange.proposals.store import ProposalStore
from exchange.proposals.team import AGREED, CoApplicant
from exchange.rounds.domain import TakenOver
from exchange.rounds.phases import AWARD
from exchange.rounds.store import RoundStore

LEADS_ONE = Caller("lead-1", NATIONAL.roles)
PHASE = next(each for each in TERMS.phases if each.kind == AWARD)


@pytest.fixture
def round_(desk):
    for each in (NATIONAL, OTHER, THIRD):
        desk.member(each.subject, "SW", "national_team")
    return voted(desk, [proposal(number) for number in range(1, 4)])


def knock(desk, door, award, by=NATIONAL, **more):
    return desk.knock(f"awards.{door}", {"id": award["id"], **more}, by=by)


def stage(desk, number=1):
    return ProposalStore(desk.work).get(f"p-{number}").stage


def skip(desk, number=1):
    award = propose(desk, number, amount=0, reason="The pot is empty.")
    approve(desk, award, NATIONAL)
    return approve(desk, award, OTHER)


def announce(desk):
    return desk.knock("awards.announce_awards", {"round_id": "r-1"}, by=NATIONAL)


def test_my_awards_are_whole_pages_of_what_was_decided(desk):
    together = (CoApplicant("lead-9", AGREED, DECIDING, DECIDING),)
    voted(desk, [proposal(number, co_applicants=together) for number in range(1, 6)])
    made = [make(desk, number) for number in (1, 2)]
    for number in (3, 4, 5):
        propose(desk, number)
    joined = Caller("lead-9", LEAD.roles)
    first = desk.knock("awards.my_awards", {"limit": 1}, by=joined)
    second = desk.knock("awards.my_awards", {"limit": 1, "cursor": first["next"]}, by=joined)
    found = [*first["items"], *second["items"]]
    assert sorted(each["id"] for each in found) == sorted(each["id"] for each in made)
    assert second["next"] is None


def test_a_keeper_reads_of_their_own_project_only_what_everybody_reads(round_):
    award = propose(round_)
    with refused("not_found"):
        knock(round_, "get_award", award, LEADS_ONE)
    asked = {"round_id": "r-1"}
    assert round_.knock("awards.list_undecided_awards", asked, by=LEADS_ONE)["items"] == []
    approve(round_, award, NATIONAL)
    approve(round_, award, OTHER)
    seen = knock(round_, "get_award", award, LEADS_ONE)
    assert (seen["is_mine"], "approved_by" in seen, "references" in seen) == (True, False, False)


def test_a_project_that_was_skipped_gets_an_award_after_all_when_money_is_left(round_):
    skipped = skip(round_)
    announce(round_)
    with refused("award_exists"):
        propose(round_, amount=0, reason="Still nothing.")
    assert make(round_)["state"] == "awarded"
    assert stage(round_) == "awarded"
    earlier = knock(round_, "get_award", skipped)
    assert (earlier["state"], earlier["ended_because"]) == ("ended", "It got an award after all.")
    pot = round_.knock("awards.get_pot", {"round_id": "r-1"})
    assert (pot["awarded"], pot["awards"]) == (30_000_00, 1)
    with refused("proposal_stage_wrong"):
        propose(round_)


def test_two_do_not_award_a_skipped_project_twice(round_):
    skip(round_)
    propose(round_)
    with refused("award_exists"):
        propose(round_, by=OTHER)


def test_awards_that_were_forgotten_are_announced_after_the_phase(round_):
    make(round_)
    round_.now = PHASE.closes_at + timedelta(days=30)
    assert announce(round_)["announced_at"] is not None
    assert [stage(round_, number) for number in (1, 2, 3)] == ["awarded", "not_awarded", "not_awarded"]


def test_nothing_is_announced_before_its_phase_or_before_the_votes_are_tallied(round_):
    round_.now = PHASE.opens_at - timedelta(minutes=1)
    with refused("phase_not_open"):
        announce(round_)
    round_.now = PHASE.opens_at
    round_.work.database["exchange_results"].delete_many({})
    with refused("not_tallied"):
        announce(round_)
    assert stage(round_) == "shortlisted"


def test_what_was_counted_elsewhere_is_not_announced_here(round_):
    found = RoundStore(round_.work).get("r-1")
    brought = replace(found, version=3, taken_over=TakenOver("On paper.", DECIDING, counted_elsewhere=True))
    round_.work.in_transaction(Call(now=DECIDING), lambda: RoundStore(round_.work).save(brought))
    round_.now = PHASE.closes_at + timedelta(days=30)
    with refused("phase_not_open"):
        announce(round_)


def test_a_project_reports_also_after_its_award_has_ended(round_):
    award = make(round_, reports=["2019-11-01"])
    knock(round_, "give_up_award", award, LEAD, reason="We moved.")
    round_.now = datetime(2019, 9, 1, tzinfo=UTC)
    told = knock(round_, "hand_in_report", award, LEAD, number=1, text="It taught us this.")
    assert (told["state"], told["reports"][0]["text"]) == ("ended", "It taught us this.")
    assert round_.knock("awards.get_pot", {"round_id": "r-1"})["awards"] == 0


TWO = [{"amount": 20_000_00, "due": "2019-06-01", "after": [1]}, {"amount": 10_000_00, "due": "2019-12-01"}]


@pytest.fixture
def paid(round_):
    """An award of which two thirds are paid."""
    award = make(round_, instalments=TWO, conditions=["A sponsor signs"], reports=["2019-11-01"])
    knock(round_, "meet_condition", award, number=1)
    knock(round_, "pay_instalment", award, number=1, reference="BACS 7")
    return award


def undo(desk, award, part, number=1, by=NATIONAL, **more):
    return knock(desk, "undo_award_step", award, by, part=part, number=number, reason="Typed twice.", **more)


def test_what_was_noted_by_mistake_is_undone_and_both_can_be_read(round_, paid):
    after = undo(round_, paid, "payment")
    assert (after["paid"], after["instalments"][0]["paid_on"], after["references"]) == (0, None, [None, None])
    assert after["corrections"] == [
        {"part": "payment", "number": 1, "reason": "Typed twice.", "at": DECIDING.isoformat()}
    ]
    bodies = [each["data"] for each in round_.events("notice_raised")]
    assert [each["members"] for each in bodies if each["kind"] == "award_corrected"] == [["lead-1"]]
    assert undo(round_, paid, "condition", by=OTHER)["instalments"][0]["waits_for"] != []
    with refused("award_step_open"):
        undo(round_, paid, "condition")
    with refused("award_part_unknown"):
        undo(round_, paid, "payment", 3)
    with refused("reason_required"):
        knock(round_, "meet_condition", paid, number=1)
        knock(round_, "undo_award_step", paid, part="condition", number=1)
    with refused("not_found"):
        knock(
            round_,
            "undo_award_step",
            paid,
            Caller("c-1", LEAD.roles | {"coordinator:SW"}),
            part="payment",
            number=1,
        )
    with refused("award_own_project"):
        undo(round_, paid, "condition", by=LEADS_ONE)


def test_a_report_that_was_skipped_by_mistake_is_asked_for_and_reminded_of_again(round_, paid):
    knock(round_, "skip_report", paid, number=1, reason="Told at the event.")
    assert undo(round_, paid, "report")["reports"][0]["skipped"] is None
    round_.now = datetime(2019, 10, 18, 11, 0, tzinfo=UTC)
    assert round_.do_due_work() == 1


def test_money_that_comes_back_is_in_the_pot_again(round_, paid):
    def pot():
        seen = round_.knock("awards.get_pot", {"round_id": "r-1"})
        return seen["awarded"], seen["paid"], seen["returned"]

    assert pot() == (30_000_00, 20_000_00, 0)
    with refused("money_back_wrong") as no:
        knock(round_, "note_money_back", paid, amount=20_000_01)
    assert no.value.fields["amount"] == ["£20,000 was paid and did not come back yet."]
    with refused("day_ahead"):
        knock(round_, "note_money_back", paid, amount=1, on="2019-04-21")
    back = knock(round_, "note_money_back", paid, amount=5_000_00, on="2019-04-19")
    assert (back["returned"], back["money_back"]) == (5_000_00, [{"amount": 5_000_00, "on": "2019-04-19"}])
    assert pot() == (25_000_00, 20_000_00, 5_000_00)
    with refused("money_back_wrong"):
        undo(round_, paid, "payment")
    knock(round_, "give_up_award", paid, LEAD, reason="We moved.")
    assert pot() == (15_000_00, 20_000_00, 5_000_00)
    knock(round_, "note_money_back", paid, amount=15_000_00)
    assert pot() == (0, 20_000_00, 20_000_00)
    with refused("award_own_project"):
        knock(round_, "note_money_back", paid, LEADS_ONE, amount=1)


def test_nothing_comes_back_of_what_is_only_proposed(round_):
    with refused("award_not_made"):
        knock(round_, "note_money_back", propose(round_), amount=1)
