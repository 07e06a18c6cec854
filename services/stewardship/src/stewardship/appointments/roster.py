"""The group as it would be: what its rules say of the seats that a panel is about to give (row 12)."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from commons.centre import UK
from contracts.regions import Regions
from stewardship.appointments.calls import LEADERS, MEMBER, Call
from stewardship.appointments.expressions import (
    NOT_THIS_TIME,
    OFFER_MEMBER_SEAT,
    OFFERED,
    About,
    Expression,
)
from stewardship.refusal import Refusal
from stewardship.seats.composition import Place, check, counted, verdict
from stewardship.seats.domain import Description
from stewardship.seats.filling import YEARS_AHEAD, refuse_wrong_voice
from stewardship.seats.rules import rules_of
from stewardship.seats.store import SeatStore
from stewardship.settings import Settings


def would_be(
    seats: SeatStore,
    regions: Regions,
    call: Call,
    expressions: Iterable[Expression],
    on: date,
    considered: tuple[Expression, str] | None = None,
) -> dict[str, Any]:
    """The rules' words on today's seats with those offered or proposed: ``findings``, ``verdict``, ``seats``.

    ``considered`` is an applicant with the kind of seat that they might get, instead of what is proposed
    for them. Nobody is named: it counts, and it quotes the rule.
    """
    one = considered[0].id if considered else None
    coming = list(_coming(call, (each for each in expressions if each.id != one)))
    if considered:
        coming.append(_place(considered[1], call, considered[0]))
    leads = any(place.kind in LEADERS for place in coming)
    staying = [
        Place(held.kind, held.description)
        for held in seats.holders(call.region, on)
        if not (leads and held.kind in LEADERS)
    ]
    rules = rules_of(regions, call.region, seats.groups(regions.by_code, on) if call.region == UK else ())
    findings = check(rules, [*staying, *coming])
    return {
        "seats": counted(rules, [*staying, *coming]),
        "verdict": verdict(findings),
        "findings": [{"code": each.code, "level": each.level, "words": each.words} for each in findings],
    }


def _coming(call: Call, expressions: Iterable[Expression]) -> Iterator[Place]:
    """The seats that are offered and not answered yet, and those that are proposed."""
    for each in expressions:
        if each.state == OFFERED and each.offer is not None:
            yield _place(each.offer.kind, call, each)
        elif each.proposal is not None and each.proposal.outcome != NOT_THIS_TIME:
            kind = MEMBER if each.proposal.outcome == OFFER_MEMBER_SEAT else call.kind
            yield _place(kind, call, each)


def _place(kind: str, call: Call, expression: Expression) -> Place:
    return Place(kind, described(kind, call, expression.about))


def described(kind: str, call: Call, about: About) -> Description:
    """How a seat of that kind would be shown with this applicant in it.

    What a call of the UK-wide group stands for is its own seat's, not that of another offered instead.
    """
    stands_for = call.wanted if kind == call.kind else None
    return Description(
        background=about.background,
        locations=(about.location,) if about.location else (),
        sectors=(about.sector,) if about.sector else (),
        patient=about.patient,
        basis=stands_for.basis if stands_for else "",
        represents=stands_for.represents if stands_for else (),
    )


def refuse_untakable(settings: Settings, call: Call, today: date) -> None:
    """Refused: what the roster would refuse to whoever takes the seat, weeks later and on their page."""
    starts_on = call.wanted.starts_on
    if starts_on is not None and starts_on.year > today.year + YEARS_AHEAD:
        said = [f"Choose a day in the next {YEARS_AHEAD} years."]
        raise Refusal("term_dates_wrong", fields={"starts_on": said})
    rules = rules_of(settings.regions, call.region)
    stands_for = Description(background="", basis=call.wanted.basis, represents=call.wanted.represents)
    refuse_wrong_voice(settings, rules, stands_for)
    if call.wanted.basis == "region" and rules.one_voice_each and call.wanted.seats > 1:
        said = ["One seat: each regional group has one voice in the UK-wide group."]
        raise Refusal("invalid_input", fields={"seats": said})
