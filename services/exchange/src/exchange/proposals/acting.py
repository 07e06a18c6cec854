"""What somebody may do with a proposal now: by the rules that the doors keep (row 56; pure)."""

from collections.abc import Callable
from datetime import datetime

from exchange.comments.domain import refuse_closed
from exchange.proposals import domain
from exchange.proposals.domain import DRAFT, Proposal
from exchange.proposals.sight import Reader, is_of_team, is_taking_part
from exchange.proposals.team import ASKED, of
from exchange.refusal import Refusal
from exchange.rounds.domain import Round, refuse_unless
from exchange.rounds.phases import PROPOSAL

ACTS = (
    "change", "develop", "open", "submit", "withdraw", "reinstate", "ask", "merge", "agree", "decline",
    "leave", "comment", "answer", "support",
)  # fmt: skip
"""In the order in which a page offers them; *ask* asks a co-applicant, *agree* and *decline* answer that."""


def may_do(
    proposal: Proposal, heir: Proposal, found: Round, reader: Reader, now: datetime
) -> tuple[str, ...]:
    """What no rule refuses this reader, the grace included; to submit one something may still lack.

    ``heir`` is what it was merged into, else the proposal itself: whose team answers what is asked.
    """
    by = reader.member_id
    if not reader.is_member:
        return ()
    rules: dict[str, Callable[[], object]] = {
        "comment": lambda: refuse_closed(proposal, found, now),
        "support": lambda: _refuse_support(proposal, found, by, now),
    }
    if is_of_team(heir, by):
        rules["answer"] = lambda: refuse_closed(heir, found, now)
    if is_taking_part(proposal, by):
        rules |= _of_those_taking_part(proposal, found, by, now)
    return tuple(act for act in ACTS if act in rules and _is_open(rules[act]))


def _of_those_taking_part(
    proposal: Proposal, found: Round, by: str, now: datetime
) -> dict[str, Callable[[], object]]:
    own = of(proposal.co_applicants, by)
    asked = own is not None and own.state == ASKED
    rules: dict[str, Callable[[], object]] = {}
    if asked:
        rules["agree"] = lambda: domain.refuse_not_written(proposal, found, now)
        rules["decline"] = lambda: None
    elif by != proposal.lead:
        rules["leave"] = lambda: domain.refuse_not_written(proposal, found, now)
    if by in proposal.team:
        rules["change"] = lambda: domain.refuse_not_written(proposal, found, now)
    if by == proposal.lead:
        rules |= _of_the_lead(proposal, found, by, now)
    return rules


def _of_the_lead(proposal: Proposal, found: Round, by: str, now: datetime) -> dict[str, Callable[[], object]]:
    rules: dict[str, Callable[[], object]] = {
        "develop": lambda: domain.develop(proposal, found, by, now),
        "submit": lambda: _refuse_submitting(proposal, found, now),
        "withdraw": lambda: domain.withdraw(proposal, found, by, "", now),
        "reinstate": lambda: domain.reinstate(proposal, found, by, now),
        "ask": lambda: domain.refuse_not_written(proposal, found, now),
    }
    if not proposal.is_open:
        rules["open"] = lambda: domain.open_draft(proposal, found, by, now)
    else:
        rules["merge"] = lambda: domain.refuse_not_written(proposal, found, now)
    return rules


def _refuse_submitting(proposal: Proposal, found: Round, now: datetime) -> None:
    if proposal.stage != DRAFT:
        raise Refusal("proposal_stage_wrong")
    refuse_unless(found, PROPOSAL, now)


def _refuse_support(proposal: Proposal, found: Round, by: str, now: datetime) -> None:
    refuse_closed(proposal, found, now)
    if is_taking_part(proposal, by):
        raise Refusal("support_own")


def _is_open(rule: Callable[[], object]) -> bool:
    try:
        rule()
    except Refusal:
        return False
    return True
