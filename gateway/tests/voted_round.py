"""A round after its vote, whose awards are decided now, for the tests of awards and of what got none."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.call import Call, Job
from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus
from exchange.awards.deciding import OPENING
from exchange.ballots.domain import TALLIED, Entry, Poll
from exchange.ballots.forms import Form
from exchange.ballots.store import PollStore
from exchange.proposals.domain import SHORTLISTED, Proposal, Words
from exchange.proposals.store import ProposalStore
from exchange.results.domain import Result
from exchange.results.store import ResultStore
from exchange.rounds import domain as rounds
from exchange.rounds.domain import Limits, Terms
from exchange.rounds.phases import AWARD, IDEA, PROPOSAL, VOTE, Phase
from exchange.rounds.store import RoundStore

NOW = datetime.now(UTC).replace(microsecond=0)
TODAY = NOW.date()
ASK, POT = 30_000_00, 60_000_00
ROUND, LATER = "round-voted", "round-later"
TITLES = (
    "Fewer falls on wards at night",
    "Fewer falls at night in care homes",
    "Letters that patients read",
    "A café for carers",
    "Medicines reconciled within a day of coming home from hospital, whoever prescribed them",
    "Walking groups after stroke",
)


def day(days: int) -> Any:
    return TODAY + timedelta(days=days)


VOTED = (
    Phase(PROPOSAL, day(-90), day(-60)),
    Phase(VOTE, day(-40), day(-20)),
    Phase(AWARD, day(-20), day(30)),
)
NEXT = (
    Phase(IDEA, day(-1), day(40)),
    Phase(PROPOSAL, day(20), day(60)),
    Phase(VOTE, day(70), day(80)),
    Phase(AWARD, day(80), day(99)),
)


def voted_round(
    bus: LocalBus, leads: list[Caller], round_id: str = ROUND, project: str = "project", pot: int = POT
) -> list[str]:
    """A project of each lead, of which the vote funds all but the last, and a round that takes ideas now.

    Answers the proposals' ids: ``project-0``, ``project-1`` and so on.
    """
    work = bus.databases["exchange"]
    made = [_project(f"{project}-{number}", round_id, lead, number) for number, lead in enumerate(leads)]
    funded = [{"id": each.id, "is_funded": each is not made[-1]} for each in made]
    entries = tuple(
        Entry(number, each.id, each.title, "", ASK, frozenset(each.team), each.region)
        for number, each in enumerate(made, 1)
    )
    poll = Poll(round_id, 1, TALLIED, NOW - timedelta(days=40), (("SW", 20),), entries)
    result = Result(round_id, 1, "UK", NOW, 9, 20, 0, ({"rule": "greedy", "projects": funded},))

    def save() -> None:
        _publish(work, round_id, _terms("Q Exchange 2018", VOTED, pot), NOW - timedelta(days=100))
        if RoundStore(work).get(LATER) is None:
            _publish(work, LATER, _terms("Q Exchange 2019", NEXT, POT), NOW - timedelta(days=2))
        for each in made:
            ProposalStore(work).save(each)
        ResultStore(work).save(result)
        PollStore(work).save(poll)

    work.in_transaction(Call(now=NOW), save)
    return [each.id for each in made]


def result_day(bus: LocalBus, keeper: Caller, round_id: str = ROUND) -> None:
    """Awards are announced, and what has none is offered what else there is."""
    bus.call("exchange_awards", "announce_awards", {"round_id": round_id}, caller=keeper)
    service = bus.service("exchange_unfunded")
    job = Job(OPENING, OPENING, round_id, NOW, {})
    service.store.work.in_transaction(
        Call(), lambda: service.when_awards_are_announced_open_ideas(Call(), job)
    )


def _project(proposal_id: str, round_id: str, lead: Caller, number: int) -> Proposal:
    aim = "Patients get up and fall. Nobody sees it in time."
    return Proposal(
        proposal_id, 1, round_id, lead.region or "WOE", lead.subject, "", SHORTLISTED,
        Words(TITLES[number], aim, "A plan.", "Salaries.", ask=ASK), 1,
        is_open=True, made_at=NOW - timedelta(days=80), changed_at=NOW - timedelta(days=70),
        submitted_at=NOW - timedelta(days=70),
    )  # fmt: skip


def _publish(work: Any, round_id: str, terms: Terms, at: datetime) -> None:
    drafted = rounds.draft(round_id, "UK", terms, "somebody")
    RoundStore(work).save(drafted)
    RoundStore(work).save(rounds.publish(drafted, at))


def _terms(title: str, phases: tuple[Phase, ...], pot: int) -> Terms:
    return Terms(
        title=title, purpose="Ideas that improve care.", limits=Limits(pot, 1_000_00, ASK), themes=(),
        phases=phases, form=Form("approval"), rule="greedy", shown=(), grace=10, seed="drawn",
    )  # fmt: skip
