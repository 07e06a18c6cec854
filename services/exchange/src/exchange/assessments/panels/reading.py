"""What every door about a panel reads first: the round and who keeps it, its panel, who brings what."""

from typing import Any

from chassis.call import Call
from commons.places import keeps
from contracts.refusals import Refused
from exchange.assessments.panels.conflicts import Reader, Team, Teams, refuse_conflict
from exchange.assessments.panels.domain import Panel
from exchange.assessments.panels.store import PanelStore
from exchange.proposals.domain import HANDED_IN, Proposal
from exchange.proposals.store import ProposalStore
from exchange.rounds.domain import DRAFT, Round
from exchange.rounds.phases import SHORTLIST
from exchange.rounds.store import RoundStore


def round_of(work: Any, round_id: str) -> Round:
    """A round that was published or cancelled. Refused: ``not_found``."""
    found = RoundStore(work).get(round_id)
    if found is None or found.state == DRAFT:
        raise Refused("not_found")
    return found


def kept_round(work: Any, call: Call, round_id: str) -> Round:
    """Refused: ``not_found``, also for who does not keep it."""
    found = round_of(work, round_id)
    if not keeps(call.caller, found.region):
        raise Refused("not_found")
    return found


def panel_of(work: Any, round_id: str) -> Panel:
    """Refused: ``not_found`` for a round without one."""
    found = PanelStore(work).get(round_id)
    if found is None:
        raise Refused("not_found")
    return found


def told_of(work: Any, round_id: str) -> dict[str, Any]:
    """What an assessor is told of a round beside what they have of it: its title and until when it is due."""
    found, panel = round_of(work, round_id), panel_of(work, round_id)
    has_shortlist = found.phase(SHORTLIST) is not None
    return {
        "round_title": found.terms.title,
        "due_at": panel.deadline(found).isoformat() if has_shortlist else None,
    }


def handed_in(work: Any, proposal_id: str) -> Proposal:
    """What was submitted, whatever became of it, also if it was withdrawn later. Refused: ``not_found``."""
    found = ProposalStore(work).get(proposal_id)
    if found is None or not (found.stage in HANDED_IN or found.was_submitted):
        raise Refused("not_found")
    return found


def kept_proposal(work: Any, call: Call, proposal_id: str) -> tuple[Proposal, Round]:
    """Refused: ``not_found``, also for who does not keep its round."""
    proposal = handed_in(work, proposal_id)
    return proposal, kept_round(work, call, proposal.round_id)


def teams_of(work: Any, panel: Panel) -> Teams:
    """Everybody who brings something to the panel's round, what was given up too: they worked together."""
    proposals = ProposalStore(work).of_round(panel.id)
    return Teams((team_of(each) for each in proposals), proposers_assess=panel.rules.proposers_assess)


def refuse_interest(work: Any, call: Call, panel: Panel, proposal_id: str) -> None:
    """A keeper has no hand in what becomes of a proposal in which they have an interest: not in who judges
    it, either. Refused: ``assessment_conflict`` (403)."""
    reader = reader_of(work, panel.id, call.caller.subject)
    refuse_conflict(teams_of(work, panel).interest(reader, proposal_id))


def team_of(proposal: Proposal) -> Team:
    return Team(
        proposal.id,
        frozenset(proposal.team),
        proposal.words.organisation,
        competes=proposal.stage in HANDED_IN,
    )


def reader_of(work: Any, round_id: str, member_id: str) -> Reader:
    """What is known of somebody who would judge, whether they volunteered or not."""
    found = PanelStore(work).assessor(round_id, member_id)
    return found.reader if found is not None else Reader(member_id)
