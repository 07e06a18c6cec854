"""Whom an exchange tells what, once a step: the other side of each step, and keepers who are to decide."""

from collections.abc import Iterable
from typing import Any

from commons.london import day_in_words
from commons.people.store import People
from contracts.events import Fact
from skills_register.exchanges.domain import KEEPER, SIDES, Exchange, Party, Step, other
from skills_register.ledger.domain import hours
from skills_register.ledger.telling import speaking_for
from skills_register.notices import notices

TO_THE_OTHER = {
    "proposed": "exchange_proposed",
    "written_down": "exchange_done",
    "changed": "exchange_proposed",
    "agreed": "exchange_agreed",
    "done": "exchange_done",
    "done_corrected": "exchange_done",
    "dispute_answered": "exchange_disputed",
    "disputed": "exchange_disputed",
    "declined": "exchange_ended",
    "withdrawn": "exchange_ended",
    "called_off": "exchange_ended",
    # Of a side: that side accepted that nothing was done. What a keeper decided is told to both.
    "decided": "exchange_ended",
}
TO_BOTH = {
    "settled": "exchange_settled",
    "lapsed": "exchange_ended",
    "decided": "exchange_decided",
    "mediation_noted": "exchange_decided",
    "has_no_room": "exchange_waits",
}
TO_KEEPERS = {"disputed", "went_unanswered", "keepers_reminded", "has_no_room"}
FOR_KEEPERS, DIFFERS = "exchange_to_decide", "exchange_disputed"


class Telling:
    """Notices of the steps that one call made."""

    def __init__(self, work: Any) -> None:
        self._work = work
        self._people = People(work)

    def news(self, before: Exchange | None, after: Exchange, version: int) -> list[Fact]:
        """What the steps since ``before`` tell; ``version`` is that under which ``after`` is saved."""
        steps = after.history[len(before.history) if before is not None else 0 :]
        # Who is told what a keeper decided need not be told that it was then settled.
        decided = any(step.kind == "decided" for step in steps)
        told = [step for step in steps if not (decided and step.kind == "settled")]
        # Who confirmed reads on the same page that it was settled by that.
        confirmed = {step.by for step in steps if step.kind == "confirmed"}
        return [fact for step in told for fact in self._of(step, after, version, confirmed)]

    def _of(self, step: Step, exchange: Exchange, version: int, confirmed: set[str]) -> Iterable[Fact]:
        if step.side in SIDES and step.kind in TO_THE_OTHER:
            told = self._speaking([exchange.party(other(step.side))])
            yield from self._notice(TO_THE_OTHER[step.kind], step, exchange, version, told)
        elif step.kind in TO_BOTH or step.side == KEEPER:
            knows = confirmed if step.kind == "settled" else set()
            told = [each for each in self._speaking(exchange.parties) if each not in knows]
            yield from self._notice(TO_BOTH[step.kind], step, exchange, version, told)
        if step.kind in TO_KEEPERS:
            yield from self._notice(FOR_KEEPERS, step, exchange, version, self._keepers(exchange))

    def _notice(
        self, kind: str, step: Step, exchange: Exchange, version: int, told: Iterable[str]
    ) -> list[Fact]:
        members = [each for each in told if each != step.by]
        if not members:
            return []
        minutes = step.minutes or exchange.took or exchange.minutes
        said = hours(minutes)
        if kind == DIFFERS and step.minutes is None:
            said = "no time"  # they say that nothing was done
        return notices(
            kind,
            cause=f"exchange {exchange.id} {version} {step.kind}",
            members=members,
            about={"hours": said, "day": day_in_words(exchange.on)},
            path=f"/exchanges/{exchange.id}",
            concerning=(exchange.id, version),
            region=exchange.giver.region,
        )

    def _speaking(self, parties: Iterable[Party]) -> list[str]:
        """The members who are told for these sides, each once."""
        told = (speaking_for(self._work, party.account, party.member) for party in parties)
        return list(dict.fromkeys(each for several in told for each in several))

    def _keepers(self, exchange: Exchange) -> list[str]:
        """Coordinators and convenors of both regions, no party; without any, the national team."""
        roles = [f"{role}:{region}" for region in exchange.regions for role in ("coordinator", "convenor")]
        parties = {party.member for party in exchange.parties}
        found = [each for each in self._people.holding(*roles) if each not in parties]
        return found or [each for each in self._people.holding("national_team") if each not in parties]
