"""Awards, their pot, instalments and reports (row 57); money is whole pence."""

from collections.abc import Mapping
from typing import Any

from gateway.clients.doors import Payload, command, given, query

AWARDS = "exchange_awards"
Terms = Mapping[str, Any]


@command(AWARDS)
def propose_award(proposal_id: str, terms: Terms) -> Payload:
    """``terms`` as ``AwardTerms`` of the service; ``award_over_pot``, ``award_own_project``,
    ``phase_not_open``."""
    return {"proposal_id": proposal_id, **terms}


@command(AWARDS)
def change_award(award_id: str, terms: Terms, *, version: int | None = None) -> Payload:
    """``award_decided``, ``stale_version``, and as ``propose_award``."""
    return given(id=award_id, version=version, **terms)


@command(AWARDS)
def approve_award(award_id: str, edition: int, has_no_interest: bool) -> Payload:
    """``award_over_pot``, ``award_own_project``, ``award_approved_already``, ``award_changed``,
    ``award_interest``."""
    return {"id": award_id, "edition": edition, "has_no_interest": has_no_interest}


@command(AWARDS)
def recuse_from_award(award_id: str) -> Payload:
    """``award_decided``."""
    return {"id": award_id}


@command(AWARDS)
def drop_award(award_id: str, *, version: int | None = None) -> Payload:
    """``award_decided``, ``award_own_project``."""
    return given(id=award_id, version=version)


@command(AWARDS)
def end_award(award_id: str, *, reason: str | None = None, version: int | None = None) -> Payload:
    """``reason_required``, ``award_approved_already``, ``award_not_made``."""
    return given(id=award_id, reason=reason, version=version)


@command(AWARDS)
def keep_award(award_id: str, *, version: int | None = None) -> Payload:
    """``award_not_made``."""
    return given(id=award_id, version=version)


@command(AWARDS)
def give_up_award(award_id: str, *, reason: str | None = None, version: int | None = None) -> Payload:
    """``not_found`` for whoever has no part in it, ``award_not_made``."""
    return given(id=award_id, reason=reason, version=version)


@command(AWARDS)
def meet_condition(award_id: str, number: int, *, version: int | None = None) -> Payload:
    """``award_part_unknown``, ``award_not_made``."""
    return given(id=award_id, number=number, version=version)


@command(AWARDS)
def pay_instalment(
    award_id: str,
    number: int,
    *,
    on: str | None = None,
    reference: str | None = None,
    version: int | None = None,
) -> Payload:
    """``instalment_waits``, ``instalment_paid``, ``day_ahead``."""
    return given(id=award_id, number=number, on=on, reference=reference, version=version)


@command(AWARDS)
def undo_award_step(
    award_id: str, part: str, number: int, *, reason: str | None = None, version: int | None = None
) -> Payload:
    """``part``: ``payment``, ``condition`` or ``report``; ``award_step_open``, ``reason_required``,
    ``money_back_wrong``."""
    return given(id=award_id, part=part, number=number, reason=reason, version=version)


@command(AWARDS)
def note_money_back(
    award_id: str,
    amount: int,
    *,
    on: str | None = None,
    reference: str | None = None,
    version: int | None = None,
) -> Payload:
    """``money_back_wrong``, ``day_ahead``, ``award_not_made``."""
    return given(id=award_id, amount=amount, on=on, reference=reference, version=version)


@command(AWARDS)
def hand_in_report(
    award_id: str, number: int, text: str, *, spent: int | None = None, version: int | None = None
) -> Payload:
    """``not_found`` for whoever has no part in it, ``report_skipped``, ``report_spent_wrong``."""
    return given(id=award_id, number=number, text=text, spent=spent, version=version)


@command(AWARDS)
def skip_report(
    award_id: str, number: int, *, reason: str | None = None, version: int | None = None
) -> Payload:
    """``reason_required``, ``report_handed_in``."""
    return given(id=award_id, number=number, reason=reason, version=version)


@command(AWARDS)
def announce_awards(round_id: str) -> Payload:
    """Result day; ``awards_undecided``, ``not_tallied``, ``phase_not_open``."""
    return {"round_id": round_id}


@query(AWARDS)
def get_award(award_id: str) -> Payload:
    """``not_found``."""
    return {"id": award_id}


@query(AWARDS)
def list_awards(round_id: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(round_id=round_id, cursor=cursor, limit=limit)


@query(AWARDS)
def list_undecided_awards(round_id: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    """For the round's keepers; ``not_found``."""
    return given(round_id=round_id, cursor=cursor, limit=limit)


@query(AWARDS)
def my_awards(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(cursor=cursor, limit=limit)


@query(AWARDS)
def get_pot(round_id: str) -> Payload:
    """``not_found``."""
    return {"round_id": round_id}
