"""What bringing in asks of rounds, proposals and members; it keeps nothing of its own."""

from collections.abc import Collection, Iterable

from chassis.mongo import Index, UnitOfWork
from commons.people.domain import LEFT
from commons.people.store import People
from exchange.proposals.domain import AWARDED
from exchange.proposals.store import ProposalStore
from exchange.rounds.store import RoundStore


class BroughtInStore:
    """Every question is answered by an index of those whose rows they are."""

    INDEXES: tuple[Index, ...] = ()

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work
        self.rounds = RoundStore(work)
        self.proposals = ProposalStore(work)

    def known_members(self, members: Iterable[str]) -> frozenset[str]:
        """Those of these who are members; who left Q leads nothing."""
        known = People(self.work).several(members)
        return frozenset(each.id for each in known.values() if each.status != LEFT)

    def leading(self, round_id: str, members: Iterable[str]) -> dict[str, str]:
        """Member -> the reference of the proposal that they lead in the round, "" if it was written here."""
        led = ((member, self.proposals.led_by(round_id, member)) for member in sorted(members))
        return {
            member: each.brought.reference if each.brought is not None else ""
            for member, each in led
            if each is not None
        }

    def awarded(self, round_id: str, but: Collection[str]) -> int:
        """Pence, of what is known, without these."""
        found = self.proposals.of_round(round_id, AWARDED)
        return sum(each.brought.award or 0 for each in found if each.brought and each.id not in but)
