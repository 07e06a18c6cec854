"""A round whose shortlist is made now, for the tests and pictures of panels and assessments."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from chassis.call import Call
from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus
from commons.people.domain import Person
from commons.people.store import People
from exchange.ballots.forms import Form
from exchange.comments.domain import Comment
from exchange.comments.store import CommentStore
from exchange.proposals.domain import SUBMITTED, Proposal, Words, text_of
from exchange.proposals.store import ProposalStore
from exchange.proposals.team import AGREED, CoApplicant
from exchange.rounds import domain as rounds
from exchange.rounds.domain import Limits, Terms
from exchange.rounds.phases import AWARD, PROPOSAL, SHORTLIST, VOTE, Phase
from exchange.rounds.store import RoundStore

ROUND = "round-shortlisting"
TITLES = (
    "Fewer falls on wards at night",
    "Letters that patients can read",
    "A huddle that ends on time",
)
CRITERIA: list[dict[str, Any]] = [
    {"key": "benefit", "title": "Benefit to patients", "question": "Who is better off?", "weight": 2},
    {"key": "doable", "title": "Can it be done?", "question": "With these people, this money and this time."},
]  # fmt: skip
REASONS = {"benefit": "Nights are when most falls happen.", "doable": "Two wards are ready to start."}


class Shortlisting:
    """A round of ``region``: three proposals by ``lead-0`` to ``lead-2``, kept by the ``keeper``."""

    def __init__(
        self, bus: LocalBus, keeper: Caller, region: str = "WOE", round_id: str = ROUND, **rules: Any
    ) -> None:
        self.bus, self.keeper, self.region, self.round = bus, keeper, region, round_id
        self.work = bus.databases["exchange"]
        self.now = datetime.now(UTC).replace(microsecond=0)
        self.work.in_transaction(Call(now=self.now), lambda: self._publish(_terms(self.now.date())))
        self.proposals = [self.hand_in(number, self.member(f"lead-{number}")) for number in range(3)]
        self.knock("panels.open_panel", criteria=CRITERIA, wanted=2, **rules)

    def member(self, member_id: str, *roles: str) -> Caller:
        """Somebody whom exchange heard of."""
        if People(self.work).get(member_id) is None:
            person = Person(member_id, 1, self.region, "active", date(2018, 1, 15), tuple(roles))
            People(self.work).keep(person)
        return Caller(member_id, frozenset({"member", *roles}), self.region)

    def hand_in(self, number: int, lead: Caller, together: str = "") -> str:
        """A proposal that was submitted in time; one comment on it was answered by a change."""
        self.member(lead.subject)
        at = self.now - timedelta(days=20)
        words = Words(
            title=TITLES[number % 3], aim="Patients get up and fall. Nobody sees it in time.",
            plan="A checklist every evening.", spending="Time of two nurses.",
            organisation="" if number else "North Trust", theme="Outpatients" if number % 2 else "Flow",
            ask=20_000_00 + number * 1_000_00,
        )  # fmt: skip
        asked = (CoApplicant(together, AGREED, at, at),) if together else ()
        made = Proposal(
            f"{self.round}-{number}", 1, self.round, self.region, lead.subject, f"Lead {number}", SUBMITTED,
            words, 1, is_open=True, made_at=at, changed_at=at, co_applicants=asked, submitted_at=at,
        )  # fmt: skip
        comment = Comment(f"{made.id}-c", 1, made.id, self.round, "somebody", "", True, "Which wards?", at)

        def save() -> None:
            ProposalStore(self.work).save(made, text=text_of(made, lead.subject))
            CommentStore(self.work).save(comment)

        self.work.in_transaction(Call(now=self.now), save)
        return made.id

    def knock(self, door: str, by: Caller | None = None, **payload: Any) -> Any:
        service, _, name = door.partition(".")
        if name in NAMES_ROUND:
            payload["round_id"] = self.round
        return self.bus.call(f"exchange_{service}", name, payload, caller=by or self.keeper)

    def volunteer(self, by: Caller, most: int = 5, **more: Any) -> Caller:
        self.member(by.subject)
        self.knock("panels.offer_to_assess", by, most=most, **more)
        return by

    def deal(self) -> Any:
        return self.knock("panels.assign_assessors")

    def accept(self, by: Caller, proposal_id: str) -> None:
        self.knock("assessments.accept_assessment", by, proposal_id=proposal_id)

    def assess(self, by: Caller, proposal_id: str, benefit: int = 4, doable: int = 3) -> None:
        """No conflict, and handed in."""
        self.accept(by, proposal_id)
        self.knock(
            "assessments.submit_assessment", by, proposal_id=proposal_id, **opinion(benefit, doable)
        )  # fmt: skip

    def decide(self, other: Caller, verdicts: dict[str, str], exception: str = "") -> None:
        """The keeper recommends, the other keeper determines."""
        items = [
            {"proposal_id": each, "verdict": verdict, "reason": f"It is {verdict.replace('_', ' ')}."}
            for each, verdict in verdicts.items()
        ]
        self.knock("shortlists.recommend_outcomes", items=items)
        self.knock(
            "shortlists.determine_outcomes", other, items=[{**each, "exception": exception} for each in items]
        )

    def publish(self) -> None:
        self.knock("shortlists.publish_shortlist")

    def _publish(self, terms: Terms) -> None:
        drafted = rounds.draft(self.round, self.region, terms, self.keeper.subject)
        RoundStore(self.work).save(drafted)
        RoundStore(self.work).save(rounds.publish(drafted, self.now - timedelta(days=90)))


NAMES_ROUND = (
    "open_panel", "change_panel", "get_panel", "offer_to_assess", "withdraw_offer", "stand_down_assessor",
    "list_assessors", "assign_assessors", "list_results", "recommend_outcomes", "determine_outcomes",
    "publish_shortlist", "get_shortlist",
)  # fmt: skip


def opinion(benefit: int = 4, doable: int = 3) -> dict[str, Any]:
    points = {"benefit": benefit, "doable": doable}
    return {
        "scores": [{"key": key, "points": points[key], "reason": REASONS[key]} for key in points],
        "recommendation": "for",
        "for_team": "Say earlier which two wards take part.",
        "for_keepers": "It is close to what another ward tries.",
    }


def _terms(today: date) -> Terms:
    def days(kind: str, first: int, last: int) -> Phase:
        return Phase(kind, today + timedelta(days=first), today + timedelta(days=last))

    return Terms(
        title="Q Exchange in the West", purpose="Ideas that improve care.",
        limits=Limits(60_000_00, 1_000_00, 30_000_00), themes=("Flow", "Outpatients"),
        phases=(days(PROPOSAL, -60, -10), days(SHORTLIST, -9, 12), days(VOTE, 20, 30), days(AWARD, 31, 50)),
        form=Form("approval"), rule="greedy", shown=(), grace=10, seed="drawn",
    )  # fmt: skip
