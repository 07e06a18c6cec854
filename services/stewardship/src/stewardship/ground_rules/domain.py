"""A ground rule binds only after members could comment and the group adopted it (rows 20 and 21)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from commons.london import day_in_words, day_of, noon_after
from commons.rough_dates import RoughDate
from stewardship.documents.clauses import Clause
from stewardship.refusal import Refusal

OPEN, ADOPTED, DECLINED, WITHDRAWN = "open", "adopted", "declined", "withdrawn"
AWAITING = "awaiting_decision"
ADD, CHANGE, RETIRE = "add", "change", "retire"
FEWEST_DAYS, MOST_DAYS = 7, 90


@dataclass(frozen=True)
class Decision:
    """What the group decided, and where. ``role`` is that of the person who entered it, ``by`` their id."""

    meeting: str
    on: RoughDate
    by: str
    role: str
    reason: str = ""


@dataclass(frozen=True)
class Proposal:
    """One proposed rule for a shared space.

    ``change`` is ``add``, ``change`` or ``retire``; the last two name the ``clause`` in force. ``steward`` is
    the role that looks after the space. ``opened_at`` and ``closes_at`` are the comment period, its end
    exclusive. ``shown_name`` is what the proposer wrote down to be shown, if anything.
    """

    id: str
    version: int
    region: str
    space: str
    text: str
    why: str
    change: str
    clause: str
    steward: str
    proposed_by: str
    role: str
    home_region: str
    shown_name: str
    opened_at: datetime
    closes_at: datetime
    state: str = OPEN
    decision: Decision | None = None

    def stage(self, now: datetime) -> str:
        """``open`` while comments are taken, then ``awaiting_decision``, then how it ended."""
        if self.state == OPEN and now >= self.closes_at:
            return AWAITING
        return self.state


def propose(
    proposal_id: str,
    *,
    region: str,
    space: str,
    text: str,
    why: str,
    change: str,
    clause: str,
    steward: str,
    by: str,
    role: str,
    home_region: str,
    shown_name: str,
    opened_at: datetime,
    days: int,
    in_force: Iterable[Clause],
) -> Proposal:
    """A proposal, open for comments for that many days.

    Refused: ``invalid_input`` for a period that is too short or too long, ``clause_unknown`` when it
    changes or retires a rule that is not in force.
    """
    if not FEWEST_DAYS <= days <= MOST_DAYS:
        raise Refusal("invalid_input", fields={"days": [f"Between {FEWEST_DAYS} and {MOST_DAYS} days."]})
    if change != ADD and clause not in {each.code for each in in_force}:
        raise Refusal("clause_unknown", fields={"clause": ["Choose a rule that is in force."]})
    if change != RETIRE and not text:
        raise Refusal("invalid_input", fields={"text": ["Write the rule."]})
    return Proposal(
        id=proposal_id,
        version=1,
        region=region,
        space=space,
        text=text if change != RETIRE else "",
        why=why,
        change=change,
        clause=clause if change != ADD else "",
        steward=steward,
        proposed_by=by,
        role=role,
        home_region=home_region,
        shown_name=shown_name,
        opened_at=opened_at,
        closes_at=_closing(opened_at, days),
    )


def _closing(opened_at: datetime, days: int) -> datetime:
    """The noon in London that ends the comment period: never sooner than so many whole days."""
    noon = noon_after(opened_at, days)
    return noon if noon - opened_at >= timedelta(days=days) else noon_after(opened_at, days + 1)


def check_open_for_comments(proposal: Proposal, at: datetime) -> None:
    """Refused: ``comments_closed`` outside the comment period or after the proposal ended."""
    if proposal.state != OPEN or not proposal.opened_at <= at < proposal.closes_at:
        raise Refusal("comments_closed")


def adopt(proposal: Proposal, decision: Decision, now: datetime) -> Proposal:
    """The group adopts it at a named meeting after the comment period; adopted already: unchanged.

    Refused: ``comments_open``, ``meeting_required``, ``agreed_in_future``, ``ground_rule_decided``.
    """
    if proposal.state == ADOPTED:
        return proposal
    _refuse_decision(proposal, decision, now)
    return replace(proposal, version=proposal.version + 1, state=ADOPTED, decision=decision)


def decline(proposal: Proposal, decision: Decision, now: datetime) -> Proposal:
    """The group says no, with its reason; declined already: unchanged. Refused: as in ``adopt``."""
    if proposal.state == DECLINED:
        return proposal
    _refuse_decision(proposal, decision, now)
    if not decision.reason:
        raise Refusal("decision_reason_required", fields={"reason": ["Say why, for those who commented."]})
    return replace(proposal, version=proposal.version + 1, state=DECLINED, decision=decision)


def withdraw(proposal: Proposal) -> Proposal:
    """Its proposer takes it back; its comments stay. Refused: ``ground_rule_decided``."""
    if proposal.state == WITHDRAWN:
        return proposal
    _refuse_ended(proposal)
    return replace(proposal, version=proposal.version + 1, state=WITHDRAWN)


def show_name(proposal: Proposal, name: str) -> Proposal:
    """Another name beside it, or none (""): a name is shown as long as its owner wants."""
    if proposal.shown_name == name:
        return proposal
    return replace(proposal, version=proposal.version + 1, shown_name=name)


def with_rule(clauses: Iterable[Clause], proposal: Proposal, taken: Iterable[str]) -> tuple[Clause, ...]:
    """The rules in force with this one added, changed or retired; ``taken`` are codes of any version."""
    rules = tuple(clauses)
    if proposal.change == RETIRE:
        return tuple(rule for rule in rules if rule.code != proposal.clause)
    if proposal.change == CHANGE:
        new = Clause(proposal.clause, proposal.space, proposal.text)
        return tuple(new if rule.code == proposal.clause else rule for rule in rules)
    return (*rules, Clause(_free_code(taken), proposal.space, proposal.text))


def _free_code(taken: Iterable[str]) -> str:
    """``rule-1``, ``rule-2`` and so on; a retired rule's code is never given again."""
    numbers = [int(code.removeprefix("rule-")) for code in taken if code.removeprefix("rule-").isdecimal()]
    return f"rule-{max(numbers, default=0) + 1}"


def _refuse_decision(proposal: Proposal, decision: Decision, now: datetime) -> None:
    _refuse_ended(proposal)
    if not decision.meeting:
        raise Refusal("meeting_required", fields={"meeting": ["Name the meeting."]})
    if decision.on.surely_after(day_of(now)):
        raise Refusal("agreed_in_future", fields={"on": ["Give today's date or an earlier one."]})
    if now < proposal.closes_at or decision.on.last < _last_day(proposal):
        until = day_in_words(_last_day(proposal))
        raise Refusal("comments_open", fields={"on": [f"Members may comment until {until}."]})


def _last_day(proposal: Proposal) -> date:
    """The London day on which the comment period ends; the group may decide on that day."""
    return day_of(proposal.closes_at)


def _refuse_ended(proposal: Proposal) -> None:
    if proposal.state != OPEN:
        raise Refusal("ground_rule_decided")
