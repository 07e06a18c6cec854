"""A round after its vote, whose awards are decided now, for the tests of awards and of what got none."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.call import Call, Job
from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus
from exchange.awards.deciding import OPENING
from exchange.ballots.forms import Form
from exchange.proposals.domain import SHORTLISTED, Proposal, Words
from exchange.proposals.store import ProposalStore
from exchange.proposals.team import AGREED, CoApplicant
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
TITLES = ("Fewer falls on wards at night", "Fewer falls at night in care homes", "Letters that patients read")


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


def voted_round(bus: LocalBus, leads: list[Caller], co_applicant: str = "", region: str = "UK") -> list[str]:
    """A project of each lead, of which the vote funds all but the last, and a round that takes ideas now.

    Answers the proposals' ids.
    """
    work, made = bus.databases["exchange"], []
    for number, lead in enumerate(leads):
        words = Words(
            TITLES[number],
            "Patients get up and fall. Nobody sees it in time.",
            "A plan.",
            "Salaries.",
            ask=ASK,
        )
        asked = (CoApplicant(co_applicant, AGREED, NOW),) if co_applicant and not number else ()
        made.append(
            Proposal(
                f"project-{number}", 1, ROUND, lead.region or "WOE", lead.subject, "", SHORTLISTED, words, 1,
                is_open=True, made_at=NOW - timedelta(days=80), changed_at=NOW - timedelta(days=70),
                submitted_at=NOW - timedelta(days=70), co_applicants=asked,
            )
        )  # fmt: skip
    funded = [{"id": each.id, "is_funded": each is not made[-1]} for each in made]
    result = Result(ROUND, 1, region, NOW, 9, 20, 0, ({"rule": "greedy", "projects": funded},))

    def save() -> None:
        _publish(work, ROUND, region, _terms("Q Exchange 2018", VOTED), NOW - timedelta(days=100))
        _publish(work, LATER, "UK", _terms("Q Exchange 2019", NEXT), NOW - timedelta(days=2))
        for each in made:
            ProposalStore(work).save(each)
        ResultStore(work).save(result)

    work.in_transaction(Call(now=NOW), save)
    return [each.id for each in made]


def result_day(bus: LocalBus, keeper: Caller) -> None:
    """Awards are announced, and what has none is offered what else there is."""
    bus.call("exchange_awards", "announce_awards", {"round_id": ROUND}, caller=keeper)
    service = bus.service("exchange_unfunded")
    job = Job(OPENING, OPENING, ROUND, NOW, {})
    service.store.work.in_transaction(
        Call(), lambda: service.when_awards_are_announced_open_ideas(Call(), job)
    )


def _publish(work: Any, round_id: str, region: str, terms: Terms, at: datetime) -> None:
    drafted = rounds.draft(round_id, region, terms, "somebody")
    RoundStore(work).save(drafted)
    RoundStore(work).save(rounds.publish(drafted, at))


def _terms(title: str, phases: tuple[Phase, ...]) -> Terms:
    return Terms(
        title=title, purpose="Ideas that improve care.", limits=Limits(POT, 1_000_00, ASK), themes=(),
        phases=phases, form=Form("approval"), rule="greedy", shown=(), grace=10, seed="drawn",
    )  # fmt: skip
