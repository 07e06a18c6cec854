"""A round of the South West whose shortlist is made: what was handed in, who volunteers, who decides."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from exchange_desk import Desk, coordinator

from chassis.call import Call
from chassis.identity import Caller
from commons.people.domain import LEFT, Person
from commons.people.store import People
from exchange.ballots.forms import Form
from exchange.proposals.domain import SUBMITTED, Proposal, Words
from exchange.proposals.store import ProposalStore
from exchange.proposals.team import AGREED, CoApplicant
from exchange.rounds import domain as rounds
from exchange.rounds.domain import Limits, Terms
from exchange.rounds.phases import AWARD, PROPOSAL, SHORTLIST, VOTE, Phase
from exchange.rounds.store import RoundStore

ROUND = {"round_id": "r-1"}
PHASES = (
    Phase(PROPOSAL, date(2019, 1, 14), date(2019, 2, 28)),
    Phase(SHORTLIST, date(2019, 3, 1), date(2019, 3, 20)),
    Phase(VOTE, date(2019, 4, 1), date(2019, 4, 12)),
    Phase(AWARD, date(2019, 4, 12), date(2019, 5, 10)),
)
TERMS = Terms(
    title="Q Exchange South West",
    purpose="Ideas that improve care.",
    limits=Limits(600_000_00, 1_000_00, 30_000_00),
    themes=("Flow", "Outpatients"),
    phases=PHASES,
    form=Form("approval"),
    rule="greedy",
    shown=(),
    grace=10,
    seed="drawn on 7 January",
)
HANDED_IN = datetime(2019, 2, 20, 10, 0, tzinfo=UTC)
ASSESSING = datetime(2019, 3, 4, 9, 0, tzinfo=UTC)
KEEPER = coordinator("SW")
CONVENOR = Caller("v-SW", frozenset({"member", "convenor:SW"}), "SW")
CRITERIA = [
    {"key": "benefit", "title": "Benefit", "question": "Who is better off?", "weight": 2},
    {"key": "doable", "title": "Doable", "most": 4},
]


def keep(desk: Desk, save: Callable[[], Any]) -> None:
    desk.work.in_transaction(Call(now=desk.now), save)


def shortlisting(desk: Desk, **rules: Any) -> None:
    """The round is in its shortlist phase, its panel open, its keepers known."""
    drafted = rounds.draft("r-1", "SW", TERMS, "c-SW")
    keep(desk, lambda: RoundStore(desk.work).save(drafted))
    keep(desk, lambda: RoundStore(desk.work).save(rounds.publish(drafted, desk.now)))
    desk.now = ASSESSING
    desk.member("c-SW", "SW", "coordinator:SW")
    desk.member("v-SW", "SW", "convenor:SW")
    desk.knock("panels.open_panel", {**ROUND, "criteria": CRITERIA, **rules}, by=KEEPER)


def handed_in(
    desk: Desk, number: int, *, lead: str = "", together: tuple[str, ...] = (), **words: Any
) -> str:
    """One proposal; its lead is ``lead-<number>`` unless named."""
    by = lead or f"lead-{number}"
    for each in (by, *together):
        desk.member(each)
    told = {"title": f"Idea {number}", "aim": "Better.", "theme": "Flow", "ask": 10_000_00, **words}
    made = Proposal(
        f"p-{number}", 1, "r-1", "SW", by, "", SUBMITTED, Words(**told), 1, True, HANDED_IN, HANDED_IN,
        tuple(CoApplicant(each, AGREED, HANDED_IN, HANDED_IN) for each in together), HANDED_IN,
    )  # fmt: skip
    keep(desk, lambda: ProposalStore(desk.work).save(made))
    return made.id


def volunteer(desk: Desk, name: str, most: int = 10, **more: Any) -> Caller:
    caller = desk.member(name)
    desk.knock("panels.offer_to_assess", {**ROUND, "most": most, **more}, by=caller)
    return caller


def assign(desk: Desk) -> dict[str, Any]:
    return desk.knock("panels.assign_assessors", ROUND, by=KEEPER)


def given(desk: Desk, by: Caller) -> list[str]:
    """The proposals that are theirs to judge."""
    items = desk.knock("assessments.list_my_assessments", ROUND, by=by)["items"]
    return sorted(each["proposal_id"] for each in items if each["state"] in ("assigned", "accepted"))


def opinion(benefit: int = 5, doable: int = 4, **more: Any) -> dict[str, Any]:
    return {
        "scores": [
            {"key": "benefit", "points": benefit, "reason": f"Benefit is {benefit}."},
            {"key": "doable", "points": doable, "reason": f"Doable is {doable}."},
        ],
        "recommendation": "for",
        "for_team": f"Go on with {benefit} and {doable}.",
        "for_keepers": "Between us.",
        **more,
    }


def assess(desk: Desk, by: Caller, proposal_id: str, **told: Any) -> dict[str, Any]:
    """No conflict, and handed in."""
    desk.knock("assessments.accept_assessment", {"proposal_id": proposal_id}, by=by)
    asked = {"proposal_id": proposal_id, **opinion(**told)}
    return desk.knock("assessments.submit_assessment", asked, by=by)


def decide(desk: Desk, verdicts: dict[str, str], **more: Any) -> None:
    """The coordinator recommends, the convenor determines."""
    items = [
        {"proposal_id": each, "verdict": verdict, "reason": f"Because of {each}."}
        for each, verdict in verdicts.items()
    ]
    desk.knock("shortlists.recommend_outcomes", {**ROUND, "items": items}, by=KEEPER)
    determined = [{**each, **more} for each in items]
    desk.knock("shortlists.determine_outcomes", {**ROUND, "items": determined}, by=CONVENOR)


def publish(desk: Desk) -> dict[str, Any]:
    return desk.knock("shortlists.publish_shortlist", ROUND, by=KEEPER)


def told(desk: Desk, kind: str) -> list[tuple[set[str], dict[str, str]]]:
    """Who was told, and the gaps of the mail."""
    bodies = [each["data"] for each in desk.events("notice_raised") if each["data"]["kind"] == kind]
    return [(set(each["members"]), {gap["name"]: gap["words"] for gap in each["about"]}) for each in bodies]


def gone(desk: Desk, member_id: str) -> None:
    """As the copy of members says once they left Q."""
    known = People(desk.work).get(member_id)
    assert known is not None
    People(desk.work).keep(Person(member_id, known.version + 1, known.region, LEFT, known.joined))
