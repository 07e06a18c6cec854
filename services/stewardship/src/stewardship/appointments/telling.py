"""The notices of a call: to an applicant, and to the panel whose turn it is."""

from collections.abc import Iterable

from commons.london import in_words, noon_after
from commons.places import name_of
from contracts.events import Fact
from contracts.regions import Regions
from stewardship.appointments.calls import CHAIR, CONVENOR, MEMBER, Call, Limits
from stewardship.appointments.expressions import NOT_APPOINTED, OFFERED, Expression, Offer
from stewardship.notices import notices

SEATS = {CONVENOR: "the convenor's seat", MEMBER: "a member's seat", CHAIR: "the chair's seat"}
MINE = "/appointments/mine"


def of_expression(regions: Regions, call: Call, expression: Expression) -> list[Fact]:
    """What an applicant is told of the state that was reached; of most states nothing."""
    group = name_of(regions, call.region)
    if expression.state == OFFERED and expression.offer is not None:
        return _offered(group, call, expression, expression.offer)
    if expression.state == NOT_APPOINTED:
        return _decided(group, call, expression, "not appointed this time")
    return []


def received(regions: Regions, call: Call, expression: Expression) -> list[Fact]:
    """The applicant's confirmation."""
    return notices(
        "interest_received",
        cause=expression.id,
        members=[expression.member_id],
        about={
            "group": name_of(regions, call.region),
            "seat": SEATS[call.kind],
            "closes": in_words(call.closes_at),
        },
        path=MINE,
        concerning=(expression.id, expression.version),
        region=call.region,
    )


def cancelled(regions: Regions, call: Call, expression: Expression) -> list[Fact]:
    """The call was called off before anything was decided."""
    return _decided(name_of(regions, call.region), call, expression, "the call was cancelled")


def panel_asked(regions: Regions, call: Call, members: Iterable[str], until: str) -> list[Fact]:
    """It is the panel's turn: declare, then decide."""
    return notices(
        "panel_asked",
        cause=call.id,
        members=members,
        about={"group": name_of(regions, call.region), "seat": SEATS[call.kind], "until": until},
        path=f"/appointments/{call.id}/panel",
        concerning=(call.id, call.version),
        region=call.region,
    )


def _offered(group: str, call: Call, expression: Expression, offer: Offer) -> list[Fact]:
    return notices(
        "seat_offered",
        # Offered again after the panel looked anew, it is another cause.
        cause=f"{expression.id}.{expression.version}",
        members=[expression.member_id],
        about={"group": group, "seat": SEATS[offer.kind], "answer_by": in_words(offer.answer_by)},
        path=MINE,
        concerning=(expression.id, expression.version),
        region=call.region,
    )


def _decided(group: str, call: Call, expression: Expression, outcome: str) -> list[Fact]:
    return notices(
        "appointment_decided",
        cause=f"{expression.id}.{expression.version}",
        members=[expression.member_id],
        about={"group": group, "seat": SEATS[call.kind], "outcome": outcome},
        path=MINE,
        concerning=(expression.id, expression.version),
        region=call.region,
    )


def decide_by(call: Call, limits: Limits) -> str:
    """Until when the panel is asked to have decided, in words."""
    return in_words(noon_after(call.closes_at, limits.declare_days + limits.decide_days))
