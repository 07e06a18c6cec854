"""Which proposal somebody asks for, if they may read it: what every door about one asks first."""

from typing import Any

from chassis.call import Call
from chassis.identity import Caller
from commons.places import keeps
from contracts.refusals import Refused
from exchange.proposals.domain import Proposal
from exchange.proposals.sight import Reader, is_read_by
from exchange.proposals.store import ProposalStore
from exchange.rounds.domain import Round
from exchange.rounds.store import RoundStore


def readable(work: Any, call: Call, proposal_id: str) -> tuple[Proposal, Round]:
    """The proposal and its round. Refused: ``not_found`` for what the caller may not read, too."""
    proposal = ProposalStore(work).get(proposal_id)
    found = RoundStore(work).get(proposal.round_id) if proposal is not None else None
    if proposal is None or found is None or not is_read_by(proposal, reader_of(call.caller, found)):
        raise Refused("not_found")
    return proposal, found


def heir_of(store: ProposalStore, proposal: Proposal) -> Proposal:
    """What it goes on as: the one that it was merged into, and that one into another; else itself."""
    return line_of(store, proposal)[-1]


def line_of(store: ProposalStore, proposal: Proposal) -> list[Proposal]:
    """It, and one after the other what it goes on as."""
    line = [proposal]
    while line[-1].merged_into is not None:
        after = store.get(line[-1].merged_into)
        if after is None:
            break
        line.append(after)
    return line


def reader_of(caller: Caller, found: Round) -> Reader:
    """The caller as a reader of this round's proposals."""
    return Reader(caller.subject, caller.has("member"), keeps(caller, found.region))


def round_of(work: Any, round_id: str) -> Round:
    """Refused: ``not_found``."""
    found = RoundStore(work).get(round_id)
    if found is None:
        raise Refused("not_found")
    return found
