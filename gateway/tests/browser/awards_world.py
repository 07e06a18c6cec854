"""Awards at every state, pledges with their claims, and ideas without an award to look at."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus

from ..voted_round import ASK, ROUND, day, result_day, voted_round  # noqa: TID252 - tests are no installed package

ANNOUNCED = "round-announced"
SECOND = Caller("the-national-team", frozenset({"member", "national_team"}), "WOE")
LONG = (
    "We rang everybody within two days. What we learnt is at "
    "https://example.org/a-very-long-address-without-any-break-that-a-phone-has-to-wrap-somewhere-in-the-middle"
)


def populate_awards(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    """A round whose awards are decided, one that was announced, and what members pool."""
    others = [Caller(f"member-00{number}", frozenset({"member"}), "WOE") for number in (40, 41)]
    names = ("member", "coordinator", "convenor", "operator")
    leads = [*(people[name] for name in names), *others]
    ids["awards_round"] = ROUND
    voted_round(bus, leads, pot=120_000_00)
    _awards(bus, ids, people)
    ids["announced_round"] = ANNOUNCED
    voted_round(bus, leads[:4], ANNOUNCED, "idea")
    result_day(bus, SECOND, ANNOUNCED)
    _unfunded(bus, ids, people)
    _pledges(bus, ids, people)


def _awards(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    def knock(door: str, by: Caller, **asked: Any) -> Any:
        return bus.call("exchange_awards", door, asked, caller=by)

    def propose(number: int, **terms: Any) -> str:
        told = {"amount": ASK, "instalments": [{"amount": ASK, "due": day(30).isoformat()}], **terms}
        return str(knock("propose_award", SECOND, proposal_id=f"project-{number}", **told)["id"])

    def decide(award: str, *approvers: Caller) -> None:
        for each in approvers:
            knock("approve_award", each, id=award, edition=1, has_no_interest=True)

    both = (SECOND, people["national_team"])
    made = ids["award"] = propose(
        0,
        amount=28_500_00,
        reason="The trust pays the rest.",
        conditions=["The trust's sponsor has signed", "The steering group has met, with two patients in it"],
        reports=[day(-3).isoformat(), day(120).isoformat()],
        instalments=[
            {"amount": 10_000_00, "due": day(-10).isoformat(), "after": [1]},
            {"amount": 10_000_00, "due": day(20).isoformat(), "report": 1},
            {"amount": 8_500_00, "due": day(130).isoformat(), "after": [2], "report": 2},
        ],
    )
    decide(made, *both)
    knock("meet_condition", SECOND, id=made, number=1)
    knock("pay_instalment", SECOND, id=made, number=1, reference="BACS 4711")
    mistake = {"part": "payment", "number": 1, "reason": "It was the instalment of another award."}
    knock("undo_award_step", SECOND, id=made, **mistake)
    knock("pay_instalment", SECOND, id=made, number=1, reference="BACS 4712")
    knock("note_money_back", SECOND, id=made, amount=1_250_00, reference="BACS 4713")
    knock("hand_in_report", people["member"], id=made, number=1, text=LONG, spent=9_120_50)
    ids["award_waiting"] = propose(1, reports=[day(90).isoformat()])
    decide(ids["award_waiting"], SECOND)
    ids["award_ending"] = propose(2, reports=[day(-20).isoformat()])
    decide(ids["award_ending"], *both)
    knock("end_award", SECOND, id=ids["award_ending"], reason="Its lead has left the trust.")
    skipped = {"amount": 0, "instalments": [], "reason": "It was done elsewhere meanwhile."}
    ids["award_skipped"] = propose(3, **skipped)
    decide(ids["award_skipped"], *both)


def _unfunded(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    def knock(door: str, by: str, number: int, **asked: Any) -> Any:
        return bus.call("exchange_unfunded", door, {"id": f"idea-{number}", **asked}, caller=people[by])

    ids["idea_unanswered"], ids["idea_listed"], ids["idea_over"] = "idea-0", "idea-2", "idea-3"
    wish = {"wanted": f"Somebody who knows control charts. {LONG}", "shown_name": "Cleo", "reach": "ward 5"}
    knock("list_idea", "convenor", 2, **wish)
    offer = {"kind": "time", "words": LONG, "shown_name": "Wolfe", "reach": "x7"}
    helped = knock("offer_help", "member", 2, **offer)["help"][0]["id"]
    knock("answer_help", "convenor", 2, help_id=helped, agrees=True)
    knock("offer_help", "operator", 2, kind="room", words="A room on Fridays.")
    knock("sponsor_idea", "coordinator", 2, words="We give a room and a coach.")
    knock("list_idea", "operator", 3, wanted="A kettle.")
    knock("note_outcome", "operator", 3, kind="joined", words="With the carers of Exeter.")


def _pledges(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    def knock(door: str, by: str, **asked: Any) -> Any:
        return bus.call("exchange_pledges", door, asked, caller=people[by])

    def pledge(by: str, kind: str, what: str, amount: int, **more: Any) -> str:
        asked = {"region": "WOE", "kind": kind, "what": what, "amount": amount, **more}
        return str(knock("make_pledge", by, **asked)["id"])

    until = (datetime.now(UTC).date() + timedelta(days=60)).isoformat()
    hours = ids["pledge"] = pledge(
        "member",
        "hours",
        "Coaching in control charts, at your pace",
        720,
        until=until,
        shown_name="Wolfe",
        reach="x7",
    )
    for by, minutes in (("coordinator", 360), ("convenor", 300), ("operator", 600)):
        claim = knock("claim_pledge", by, id=hours, amount=minutes, purpose=LONG, shown_name=by.title())[
            "claims"
        ][-1]
        ids[f"claim_{by}"] = claim["id"]
    for by in ("coordinator", "convenor"):
        knock("answer_claim", "member", id=hours, claim_id=ids[f"claim_{by}"], agrees=True)
    knock("note_use", "coordinator", id=hours, claim_id=ids["claim_coordinator"], amount=300)
    pledge("coordinator", "room", "A room for twenty in Bath, with a kettle and a screen", 3)
    pledge("national_team", "money", "For prints and stamps", 200_00, region="UK")
    ids["pledge_withdrawn"] = pledge("member", "room", "A boat", 1)
    knock("withdraw_pledge", "member", id=ids["pledge_withdrawn"])
