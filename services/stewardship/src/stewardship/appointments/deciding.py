"""How two panel members without an interest decide on an applicant, and which seat goes with it (row 13)."""

from collections.abc import Sequence
from datetime import datetime

from commons.london import noon_after
from stewardship.appointments import panels
from stewardship.appointments.calls import (
    LEADERS,
    MEMBER,
    OPEN,
    Call,
    Limits,
    applicants,
    refuse_over,
    refuse_voted_seat,
)
from stewardship.appointments.expressions import (
    NOT_THIS_TIME,
    OFFER_MEMBER_SEAT,
    Decision,
    Expression,
    Offer,
    agree,
    propose,
)
from stewardship.refusal import Refusal


def put_forward(
    call: Call,
    expressions: Sequence[Expression],
    expression: Expression,
    decision: Decision,
    selection_mode: str | None,
) -> Expression:
    """A panel member proposes what becomes of an applicant; it stands when a second one agrees.

    Refused: ``call_still_open``, ``call_over``, ``not_on_panel``, ``interests_not_declared``,
    ``panel_member_has_interest``, ``expression_withdrawn``, ``decision_stands``, ``no_place_left``,
    ``seats_by_vote``, ``invalid_input`` for a member's seat that no convenor's call can offer.
    """
    _refuse_deciding(call, expressions, expression, decision.agreed_by[0])
    proposed = propose(expression, decision)
    seat_offered(call, expressions, expression, decision.outcome, selection_mode)
    return proposed


def second(
    call: Call,
    expressions: Sequence[Expression],
    expression: Expression,
    by: str,
    selection_mode: str | None,
    limits: Limits,
    now: datetime,
) -> Expression:
    """Another panel member agrees, which makes two: a quorum. Refused: as in ``put_forward``, and
    ``nothing_proposed``.
    """
    _refuse_deciding(call, expressions, expression, by)
    proposal = expression.proposal
    outcome = proposal.outcome if proposal else NOT_THIS_TIME
    kind = seat_offered(call, expressions, expression, outcome, selection_mode)
    offer = Offer(kind, noon_after(now, limits.offer_days)) if kind else None
    return agree(expression, by, offer, now)


def seat_offered(
    call: Call,
    expressions: Sequence[Expression],
    expression: Expression,
    outcome: str,
    selection_mode: str | None,
) -> str | None:
    """The kind of seat that goes with an outcome, None with a no."""
    if outcome == NOT_THIS_TIME:
        return None
    if outcome == OFFER_MEMBER_SEAT:
        if call.kind not in LEADERS:
            said = ["Only who asked to lead the group is offered a member's seat instead."]
            raise Refusal("invalid_input", fields={"outcome": said})
        refuse_voted_seat(MEMBER, selection_mode)
        return MEMBER
    if call.places_left(each for each in expressions if each.id != expression.id) < 1:
        raise Refusal("no_place_left")
    return call.kind


def _refuse_deciding(call: Call, expressions: Sequence[Expression], expression: Expression, by: str) -> None:
    panels.needed(call.panel, by)
    refuse_over(call)
    if call.state == OPEN:
        raise Refusal("call_still_open")
    panels.refuse_unless_free(call.panel, by, expression.id, applicants(expressions))
