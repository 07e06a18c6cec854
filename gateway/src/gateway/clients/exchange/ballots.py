"""The vote of a round: its paper, the roll, a draft, one secret ballot (row 57)."""

from collections.abc import Sequence

from chassis.identity import Caller
from contracts.ballots import receipt_of
from gateway.clients.doors import Payload, command, given, query

BALLOTS = "exchange_ballots"


@query(BALLOTS)
def get_paper(round_id: str) -> Payload:
    """What is voted on and how, and what concerns the caller; ``vote_not_open``."""
    return {"round": round_id}


@query(BALLOTS)
def read_roll(round_id: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    """How many may vote; who, for members; ``vote_not_open``."""
    return given(round=round_id, cursor=cursor, limit=limit)


@command(BALLOTS)
def save_draft(round_id: str, projects: Sequence[str]) -> Payload:
    """For the voter alone; none: no draft is kept. ``phase_not_open``, ``not_on_roll``, ``already_voted``."""
    return {"round": round_id, "projects": projects}


@query(BALLOTS)
def check_ballot(round_id: str, projects: Sequence[str]) -> Payload:
    """What is wrong with it, and nothing is kept; ``phase_not_open``, ``not_on_roll``, ``already_voted``."""
    return {"round": round_id, "projects": projects}


@command(BALLOTS)
def cast_ballot(
    round_id: str, ballot_secret: str, projects: Sequence[str], *, organisation: str | None = None
) -> Payload:
    """The receipt is made by the caller, of the projects' numbers on the paper: ``vote`` makes it.

    ``phase_not_open``, ``not_on_roll``, ``already_voted``, ``ballot_own_project``, ``ballot_picks_wrong``,
    ``ballot_theme_wrong``, ``ballot_over_pot``, ``ballot_project_twice``, ``ballot_project_unknown``.
    """
    return given(round=round_id, ballot_secret=ballot_secret, projects=projects, organisation=organisation)


@query(BALLOTS)
def list_ballots(round_id: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    """Once tallied; ``not_tallied``."""
    return given(round=round_id, cursor=cursor, limit=limit)


@query(BALLOTS)
def find_ballot(round_id: str, receipt: str) -> Payload:
    """``not_tallied``, ``receipt_unknown``."""
    return {"round": round_id, "receipt": receipt}


def vote(
    caller: Caller, round_id: str, secret: str, projects: Sequence[str], organisation: str | None = None
) -> str:
    """Cast a ballot; the receipt, made here: the service answers with numbers of the paper.

    ``organisation``: where the voter works, if they like to say so; it is only added up. No command id goes
    with it. The ballot itself says whether it was sent before, and nothing is kept of who sent it when
    (ADR 0013).
    """
    taken = cast_ballot(
        caller, None, round_id, ballot_secret=secret, projects=projects, organisation=organisation
    )
    return receipt_of(round_id, secret, taken["numbers"])
