"""A round after its vote, with projects that want money, as other tests find it."""

from datetime import UTC, date, datetime
from typing import Any

from exchange_desk import NATIONAL, Desk

from chassis.call import Call
from chassis.identity import Caller
from exchange.ballots.forms import Form
from exchange.proposals.domain import SHORTLISTED, Proposal, Words
from exchange.proposals.store import ProposalStore
from exchange.results.domain import Result
from exchange.results.store import ResultStore
from exchange.rounds import domain as rounds
from exchange.rounds.domain import Limits, Terms
from exchange.rounds.phases import AWARD, PROPOSAL, VOTE, Phase
from exchange.rounds.store import RoundStore

BEFORE = datetime(2018, 12, 1, tzinfo=UTC)
DECIDING = datetime(2019, 4, 20, 9, 0, tzinfo=UTC)
OTHER = Caller("n-2", NATIONAL.roles)
THIRD = Caller("n-3", NATIONAL.roles)
ASK = 30_000_00
TERMS = Terms(
    title="Q Exchange 2019",
    purpose="Ideas that improve care.",
    limits=Limits(300_000_00, 1_000_00, ASK),
    themes=(),
    phases=(
        Phase(PROPOSAL, date(2019, 1, 14), date(2019, 2, 28)),
        Phase(VOTE, date(2019, 4, 1), date(2019, 4, 12)),
        Phase(AWARD, date(2019, 4, 12), date(2019, 5, 10)),
    ),
    form=Form("approval"),
    rule="greedy",
    shown=(),
    grace=10,
    seed="drawn",
)
LEAD = Caller("lead-1", frozenset({"member"}), "SW")


def proposal(number: int, stage: str = SHORTLISTED, region: str = "SW", **more: Any) -> Proposal:
    words = Words(more.pop("title", f"Project {number}"), "An aim.", "A plan.", "Salaries.", ask=ASK)
    told = {"lead": f"lead-{number}", "shown_name": "", "submitted_at": BEFORE, **more}
    return Proposal(
        f"p-{number}", 1, "r-1", region, stage=stage, words=words, text=1, is_open=True,
        made_at=BEFORE, changed_at=BEFORE, **told,
    )  # fmt: skip


def voted(desk: Desk, proposals: list[Proposal], region: str = "UK", but: tuple[str, ...] = ()) -> Desk:
    """The round, these proposals, and a vote that funds all of them but those named ``but``."""
    found = rounds.publish(rounds.draft("r-1", region, TERMS, "n-1"), BEFORE)
    told = [{"id": each.id, "is_funded": each.id not in but} for each in proposals]
    result = Result("r-1", 1, region, DECIDING, 9, 20, 0, ({"rule": "greedy", "projects": told},))

    def save() -> None:
        for version in (1, 2):
            RoundStore(desk.work).save(rounds.draft("r-1", region, TERMS, "n-1") if version == 1 else found)
        for each in proposals:
            ProposalStore(desk.work).save(each)
        ResultStore(desk.work).save(result)

    desk.work.in_transaction(Call(now=BEFORE), save)
    desk.now = DECIDING
    return desk


def terms(amount: int = ASK, **more: Any) -> dict[str, Any]:
    whole = [{"amount": amount, "due": "2019-06-01"}] if amount else []
    return {"amount": amount, "instalments": whole, **more}


def propose(desk: Desk, number: int = 1, by: Caller = NATIONAL, **more: Any) -> dict[str, Any]:
    asked = {"proposal_id": f"p-{number}", **terms(more.pop("amount", ASK)), **more}
    return desk.knock("awards.propose_award", asked, by=by)


def approve(desk: Desk, award: dict[str, Any], by: Caller, **more: Any) -> dict[str, Any]:
    asked = {"id": award["id"], "edition": award["edition"], "has_no_interest": True, **more}
    return desk.knock("awards.approve_award", asked, by=by)


def make(desk: Desk, number: int = 1, **more: Any) -> dict[str, Any]:
    """Proposed and approved by two."""
    award = propose(desk, number, **more)
    approve(desk, award, NATIONAL)
    return approve(desk, award, OTHER)
