"""What becomes of a proposal whose lead leaves Q (row 56; pure)."""

from datetime import datetime

from exchange.proposals.domain import WITHDRAWN, WRITTEN, Proposal, after_change, stepped
from exchange.proposals.team import CoApplicant
from exchange.proposals.trail import ABANDONED, HANDED_ON, Step


def hand_to(before: Proposal, heir: CoApplicant, region: str, now: datetime) -> Proposal:
    """Its lead left Q: a co-applicant who agreed leads it; what happened to the vote is not touched."""
    others = tuple(each for each in before.co_applicants if each.member_id != heir.member_id)
    return stepped(
        before,
        Step(HANDED_ON, now, heir.member_id),
        lead=heir.member_id,
        shown_name=heir.shown_name,
        region=region,
        co_applicants=others,
    )


def abandon(before: Proposal, reason: str, now: datetime) -> Proposal:
    """Its lead left Q and nobody inherits it: how they were called is forgotten, and what was still written
    is withdrawn. The same object when nothing differs."""
    if before.stage in WRITTEN:
        step = Step(ABANDONED, now, stage=before.stage)
        return stepped(before, step, stage=WITHDRAWN, reason=reason, shown_name="")
    return after_change(before, now, shown_name="") if before.shown_name else before
