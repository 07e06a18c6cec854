"""Result day: each idea of a round without an award is offered what else there is (row 58)."""

from datetime import datetime, timedelta

from chassis.call import Again, Call, Job
from exchange.proposals import domain as proposals
from exchange.proposals.domain import Proposal
from exchange.proposals.store import ProposalStore
from exchange.settings import Settings
from exchange.unfunded import domain
from exchange.unfunded.domain import FUNDED, CarriedOn
from exchange.unfunded.matching import idea_of
from exchange.unfunded.store import UnfundedStore
from exchange.unfunded.telling import Telling

AT_ONCE = 50
WORDS = "unfunded_words"
WITHOUT_AWARD = (
    proposals.IDEA, proposals.DRAFT, proposals.NOT_SHORTLISTED, proposals.NOT_AWARDED,
)  # fmt: skip
"""Also what was never submitted, as far as members could read it."""
AFTER_ALL = "It got an award after all."


def open_ideas(store: UnfundedStore, settings: Settings, call: Call, job: Job) -> Again | None:
    """The next few of the round, in the order of their ids; done again, it changes nothing."""
    found = ProposalStore(store.work).of_round(job.key, *WITHOUT_AWARD, proposals.AWARDED)
    waiting = [each for each in found if each.id > job.data.get("after", "") and each.is_open]
    for proposal in waiting[:AT_ONCE]:
        _open(store, settings, call, proposal)
    if len(waiting) > AT_ONCE:
        return Again(call.now, {"after": waiting[AT_ONCE - 1].id})
    return None


def forget_later(store: UnfundedStore, settings: Settings, over: CarriedOn, now: datetime) -> None:
    """Its outcome is known: who helped with what is kept for so long, and no longer."""
    store.work.schedule(WORDS, over.id, now + timedelta(days=settings.unfunded_words_days))


def _open(store: UnfundedStore, settings: Settings, call: Call, proposal: Proposal) -> None:
    known = store.get(proposal.id)
    if proposal.stage == proposals.AWARDED:
        _close(store, settings, call, known)
    elif known is None:
        made = domain.open_for(proposal.id, idea_of(proposal), proposal.team, call.now)
        store.save(made, Telling(store.work).options(made))


def _close(store: UnfundedStore, settings: Settings, call: Call, known: CarriedOn | None) -> None:
    """Money came back and it was funded after all."""
    if known is None or known.outcome is not None:
        return
    after = domain.note_outcome(known, FUNDED, AFTER_ALL, "", call.now)
    store.save(after, Telling(store.work).over(after))
    forget_later(store, settings, after, call.now)
