"""Whom a pledge tells what: its giver, those who asked to use it, and keepers when too much is asked for."""

from collections.abc import Iterable
from typing import Any

from commons.centre import UK
from commons.people.store import People
from contracts.events import Fact
from exchange.notices import notices
from exchange.pledges.domain import AGREED, RUNNING, Claim, Pledge, in_words
from exchange.pledges.pools import Pool

CALLED = {"money": "money", "hours": "hours", "room": "rooms"}


class Telling:
    """Notices of one step."""

    def __init__(self, work: Any) -> None:
        self._people = People(work)

    def claimed(self, pledge: Pledge, claim: Claim) -> list[Fact]:
        about = {"what": pledge.offer.what, "amount": in_words(pledge.kind, claim.amount)}
        return self._notice("pledge_claimed", claim.id, pledge, [pledge.giver], about)

    def answered(self, pledge: Pledge, claim: Claim) -> list[Fact]:
        outcome = "agreed" if claim.state == AGREED else "declined"
        about = {"what": pledge.offer.what, "outcome": outcome}
        return self._notice("pledge_answered", claim.id, pledge, [claim.by], about)

    def used(self, pledge: Pledge, claim: Claim, by: str) -> list[Fact]:
        """The other one of the two."""
        told = [each for each in (pledge.giver, claim.by) if each and each != by]
        about = {"what": pledge.offer.what, "amount": in_words(pledge.kind, claim.used)}
        return self._notice("pledge_used", claim.id, pledge, told, about)

    def claim_ended(self, pledge: Pledge, claim: Claim, by: str) -> list[Fact]:
        """The other one of the two."""
        told = [each for each in (pledge.giver, claim.by) if each and each != by]
        about = {"what": pledge.offer.what}
        return self._notice("pledge_claim_ended", claim.id, pledge, told, about)

    def ended(self, before: Pledge, after: Pledge) -> list[Fact]:
        """Those whose claims came to nothing by it."""
        running = {each.id: each.by for each in before.claims if each.state in RUNNING}
        over = [each for each in after.claims if each.state not in RUNNING]
        told = [running[each.id] for each in over if running.get(each.id)]
        return self._notice("pledge_ended", "ended", after, told, {"what": before.offer.what})

    def withdrawn(self, before: Pledge, after: Pledge, by: str) -> list[Fact]:
        """The same, and its giver where somebody else withdrew it."""
        told = [each for each in (before.giver,) if each != by]
        about = {"what": before.offer.what}
        return [
            *self.ended(before, after),
            *self._notice("pledge_withdrawn", "withdrawn", after, told, about),
        ]

    def drought(self, pool: Pool, pledge: Pledge) -> list[Fact]:
        """The giver, and the keepers of the pool: more is asked for than is left."""
        roles = [f"coordinator:{pool.region}", f"convenor:{pool.region}"] if pool.region != UK else []
        keepers = self._people.holding(*roles) if roles else []
        told = [*(keepers or self._people.holding("national_team")), pledge.giver]
        totals = pool.totals
        about = {
            "kind": CALLED[pool.kind],
            "asked": in_words(pool.kind, totals.asked),
            "left": in_words(pool.kind, totals.left) if totals.left else "nothing",
        }
        cause, path = f"pool {pool.id} {pool.version}", f"/pledges?region={pool.region}&kind={pool.kind}"
        members = [each for each in told if each]
        return self._raised("pledge_drought", cause, members, about, path, pledge)

    def _notice(
        self, kind: str, cause: str, pledge: Pledge, told: Iterable[str], about: dict[str, str]
    ) -> list[Fact]:
        members = [each for each in told if each]
        return self._raised(
            kind, f"pledge {pledge.id} {cause}", members, about, f"/pledges/{pledge.id}", pledge
        )

    def _raised(
        self, kind: str, cause: str, told: list[str], about: dict[str, str], path: str, pledge: Pledge
    ) -> list[Fact]:
        if not told:
            return []
        return notices(
            kind,
            cause=cause,
            members=told,
            about=about,
            path=path,
            concerning=(pledge.id, pledge.version),
            region=pledge.region,
        )
