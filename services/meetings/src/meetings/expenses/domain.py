"""A claim for what a journey cost: written by its claimant, decided by two others, paid once (row 51)."""

from dataclasses import replace
from datetime import datetime, timedelta

from commons.london import day_of
from meetings.expenses import rules
from meetings.expenses.bank_details import bank_details_in
from meetings.expenses.claims import (
    APPROVE,
    APPROVED,
    ENDED,
    MOST_RECEIPTS,
    ONCE,
    OPEN,
    OTHER_WORK,
    PAID,
    PAY,
    REFUSE,
    REFUSED,
    RETURN,
    RETURNED,
    SEND,
    SENT,
    SUBMIT,
    SUBMITTED,
    WAITING,
    WITHDRAW,
    WITHDRAWN,
    Claim,
    Receipt,
    Step,
    Times,
)
from meetings.expenses.costs import MOST_LINES, Cost, Limits, pounds
from meetings.expenses.rules import Verdict
from meetings.refusal import Refusal


def ends(claim: Claim, now: datetime, times: Times) -> datetime | None:
    """When it is to be forgotten, if nothing more happens to it; None while others are at work on it."""
    if claim.state in OPEN:
        return now + timedelta(days=times.draft)
    return now + timedelta(days=times.ended) if claim.state in ENDED else None


def allowed(claim: Claim, by: str, may_decide: bool) -> list[str]:
    """What this person may do with it now; the verbs refuse the rest."""
    if by == claim.claimant_id:
        is_open = claim.state in OPEN
        return ["change", "submit", "withdraw"] if is_open else _may_withdraw(claim)
    is_free = may_decide and claim.state in WAITING and by not in claim.everybody_involved
    if not is_free:
        return []
    has_approved = any(step.by == by for step in claim.approvals)
    return ["return", "refuse"] if has_approved else ["approve", "return", "refuse"]


def _may_withdraw(claim: Claim) -> list[str]:
    return [] if claim.state in (SENT, *ENDED) else ["withdraw"]


def submit(claim: Claim, named_by: tuple[str, ...], words: str, now: datetime, limits: Limits) -> Claim:
    """Hand it in; ``words`` answer a question, if there was one.

    Refused: ``expense_not_open``, ``expense_empty``, ``expense_amount_wrong``, ``expense_day_wrong``,
    ``expense_answers_missing``, ``employer_pays``, ``not_a_carer_here``, ``bank_details_unwanted``.
    """
    refuse_closed(claim)
    refuse_bank_details(words=words)
    carer = claim.answers.get(rules.STATUS) == rules.CARER
    named = {**claim.answers, "designated_by_q_member": bool(named_by)} if carer else claim.answers
    claim = replace(claim, answers=named, named_by=named_by if carer else ())
    if not claim.costs:
        raise Refusal("expense_empty")
    if claim.total > limits.most_claim:
        said = f"One claim is at most {pounds(limits.most_claim)}. Ask those who look after your group first."
        raise Refusal("expense_amount_wrong", said)
    if any(cost.on > day_of(now) for cost in claim.costs):
        raise Refusal("expense_day_wrong")
    _refuse_other_payers(claim.verdict)
    handed = replace(claim, state=SUBMITTED, submitted_at=now, approvals=())
    return _step(handed, SUBMIT, claim.claimant_id, now, words)


def _refuse_other_payers(verdict: Verdict) -> None:
    if verdict.missing:
        fields = {name: ["Answer this question."] for name in verdict.missing}
        raise Refusal("expense_answers_missing", fields=fields)
    if verdict.payer == rules.EMPLOYER:
        raise Refusal("employer_pays")
    if verdict.payer == rules.NOT_A_CARER:
        raise Refusal("not_a_carer_here", verdict.words)


def approve(claim: Claim, by: str, reason: str, now: datetime) -> Claim:
    """One of two approvals, by two different people. Where the table is silent, the first says why Q pays.

    Refused: ``expense_own``, ``expense_involved``, ``expense_not_waiting``, ``expense_approved_by_you``,
    ``reason_required``, ``bank_details_unwanted``.
    """
    _refuse_involved(claim, by)
    _refuse_not_waiting(claim)
    if any(each.by == by for each in claim.approvals):
        raise Refusal("expense_approved_by_you")
    if claim.is_manual and not claim.approvals:
        _refuse_without(reason, "reason", "The rules do not cover this claim. Say why Q pays.")
    refuse_bank_details(reason=reason)
    step = Step(APPROVE, now, by, reason)
    state = APPROVED if claim.approvals else ONCE
    return _step(replace(claim, state=state, approvals=(*claim.approvals, step)), APPROVE, by, now, reason)


def send_back(claim: Claim, by: str, question: str, now: datetime) -> Claim:
    """Return it with a question; approvals so far count no more, for the claim may change.

    Refused: ``expense_own``, ``expense_involved``, ``expense_not_waiting``, ``reason_required``,
    ``bank_details_unwanted``.
    """
    _refuse_involved(claim, by)
    _refuse_not_waiting(claim)
    _refuse_without(question, "question", "Say what you would like to know.")
    refuse_bank_details(question=question)
    return _step(replace(claim, state=RETURNED, approvals=()), RETURN, by, now, question)


def refuse(claim: Claim, by: str, reason: str, now: datetime) -> Claim:
    """Say no, with a reason. Refused: as ``send_back``."""
    _refuse_involved(claim, by)
    _refuse_not_waiting(claim)
    _refuse_without(reason, "reason", "Say why Q does not pay this.")
    refuse_bank_details(reason=reason)
    return _step(replace(claim, state=REFUSED, approvals=()), REFUSE, by, now, reason)


def withdraw(claim: Claim, now: datetime) -> Claim:
    """Take it back, until it was sent to whoever pays. Refused: ``expense_decided``."""
    if claim.state in (SENT, *ENDED):
        raise Refusal("expense_decided")
    return _step(replace(claim, state=WITHDRAWN, approvals=()), WITHDRAW, claim.claimant_id, now)


def send_to_payer(claim: Claim, batch_id: str, by: str, now: datetime) -> Claim:
    """Put it into a batch, once for all time. Refused: ``expense_not_approved``."""
    if claim.state != APPROVED or claim.batch_id:
        raise Refusal("expense_not_approved")
    return _step(replace(claim, state=SENT, batch_id=batch_id), SEND, by, now)


def pay(claim: Claim, by: str, now: datetime) -> Claim:
    """Whoever pays has paid; twice is once. Refused: ``expense_not_sent``."""
    if claim.state == PAID:
        return claim
    if claim.state != SENT:
        raise Refusal("expense_not_sent")
    return _step(replace(claim, state=PAID), PAY, by, now)


def with_cost(claim: Claim, cost: Cost) -> Claim:
    """One more line. Refused: ``expense_not_open``, ``expense_too_many``, ``bank_details_unwanted``."""
    refuse_closed(claim)
    refuse_bank_details(origin=cost.origin, destination=cost.destination, what=cost.what)
    if len(claim.costs) >= MOST_LINES:
        raise Refusal("expense_too_many", f"A claim has at most {MOST_LINES} lines.")
    lines = sorted((*claim.costs, cost), key=lambda each: (each.on, each.id))
    return _next(replace(claim, costs=tuple(lines)))


def without_cost(claim: Claim, cost_id: str) -> Claim:
    """A line less; one that is not there is gone already. Refused: ``expense_not_open``."""
    refuse_closed(claim)
    left = tuple(cost for cost in claim.costs if cost.id != cost_id)
    return claim if left == claim.costs else _next(replace(claim, costs=left))


def with_receipt(claim: Claim, receipt: Receipt) -> Claim:
    """One more receipt. Refused: ``expense_not_open``, ``expense_too_many``."""
    refuse_closed(claim)
    if len(claim.receipts) >= MOST_RECEIPTS:
        raise Refusal("expense_too_many", f"A claim has at most {MOST_RECEIPTS} receipts.")
    return _next(replace(claim, receipts=(*claim.receipts, receipt)))


def without_receipt(claim: Claim, receipt_id: str) -> Claim:
    """A receipt less; one that is not there is gone already. Refused: ``expense_not_open``."""
    refuse_closed(claim)
    left = tuple(each for each in claim.receipts if each.id != receipt_id)
    return claim if left == claim.receipts else _next(replace(claim, receipts=left))


def changed(claim: Claim, after: Claim) -> Claim:
    """Other answers, another occasion; the same is no change. Refused: ``expense_not_open``,
    ``expense_own_assistant``, ``bank_details_unwanted``."""
    refuse_closed(claim)
    refuse_unfit(after)
    return claim if after == claim else _next(after)


def refuse_unfit(claim: Claim) -> None:
    """Refused: ``expense_own_assistant``, ``bank_details_unwanted``."""
    if claim.assistant_id and claim.assistant_id == claim.claimant_id:
        raise Refusal("expense_own_assistant", fields={"assistant_id": ["Choose somebody else."]})
    # The title of a meeting or an event is not theirs: a day in it, like 20180515, is no account.
    work = claim.occasion.title if claim.occasion.kind == OTHER_WORK else ""
    refuse_bank_details(payee=claim.payee, work=work)


def refuse_closed(claim: Claim) -> None:
    """Refused: ``expense_not_open`` once it was handed in."""
    if claim.state not in OPEN:
        raise Refusal("expense_not_open")


def refuse_bank_details(**texts: str) -> None:
    """Refused: ``bank_details_unwanted``, at each text that looks like it."""
    told = "Leave out bank details: whoever pays will ask you for them."
    found = {name: [told] for name, text in texts.items() if bank_details_in(text)}
    if found:
        raise Refusal("bank_details_unwanted", fields=found)


def _refuse_involved(claim: Claim, by: str) -> None:
    if by == claim.claimant_id:
        raise Refusal("expense_own")
    if by in claim.everybody_involved:
        raise Refusal("expense_involved")


def _refuse_not_waiting(claim: Claim) -> None:
    if claim.state not in WAITING:
        raise Refusal("expense_not_waiting")


def _refuse_without(text: str, name: str, said: str) -> None:
    if not text:
        raise Refusal("reason_required", said, {name: [said]})


def _step(claim: Claim, kind: str, by: str, now: datetime, words: str = "") -> Claim:
    return _next(replace(claim, history=(*claim.history, Step(kind, now, by, words))))


def _next(claim: Claim) -> Claim:
    return replace(claim, version=claim.version + 1)
