"""The doors of what is brought in: the national team takes a round over, and brings its proposals in."""

from typing import Any

from chassis.call import Call
from chassis.doors import command, query
from chassis.versions import refuse_stale
from commons.centre import UK
from contracts.refusals import Refused
from exchange.ballots.domain import vote_of
from exchange.ballots.store import PollStore
from exchange.brought_in import domain, schemas
from exchange.brought_in.domain import NEW, SAME, Known, Problem, Row
from exchange.brought_in.store import BroughtInStore
from exchange.local_finance import gives_money
from exchange.proposals.domain import Proposal, text_of
from exchange.refusal import Refusal
from exchange.rounds.acting import Actor, parts
from exchange.rounds.domain import Round, take_over
from exchange.rounds.schemas import round_view
from exchange.settings import Settings

CENTRE = ("national_team",)


class BroughtIn:
    """Nobody is told of what was: no notice goes out for history."""

    name = "exchange_brought_in"
    context = "exchange"
    refusals = (Refusal,)
    store_class = BroughtInStore
    settings_class = Settings
    store: BroughtInStore
    settings: Settings

    @command(schemas.TakeOverRound, by=CENTRE)
    def take_over_round(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Publish a round that was held or begun elsewhere, and say where.

        What is still to come goes on here; if its vote is open already, voting opens when its proposals
        have come in. Refused: ``not_found``, ``stale_version``, ``round_published``, ``round_cancelled``,
        ``round_not_begun``, ``source_required``, ``pot_wrong``.
        """
        before = self._round(asked["id"])
        refuse_stale(before.version, asked["version"])
        after = take_over(before, asked["source"], call.now)
        if not after.counted_elsewhere and vote_of(after).opens_at > call.now:
            PollStore(self.store.work).plan_opening(after.id, vote_of(after).opens_at)
        self.store.rounds.save(after)
        mine = parts(after, Actor(is_member=call.caller.has("member"), is_keeper=True), call.now)
        may = gives_money(self.settings.regions, after.region)
        return round_view(after, call.now, mine, gives_money=may)

    @query(schemas.PreviewRows, by=CENTRE)
    def preview_brought_in(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What each row would do, and what is wrong with it. Refused: ``not_found``,
        ``round_not_published``, ``round_cancelled``, ``round_not_taken_over``, ``brought_in_too_late``,
        ``award_over_pot``."""
        found, rows = self._open(asked), schemas.rows_of(asked)
        known, wrong = self._looked(found, rows)
        bad = {each.row for each in wrong}
        good = [row for number, row in enumerate(rows, 1) if number not in bad]
        done = [(what, row.reference, after.id) for row, (what, after) in self._all(call, found, good, known)]
        told = [(what, reference, "" if what == NEW else known_id) for what, reference, known_id in done]
        return schemas.done_view(told, wrong)

    @command(schemas.BringInRows, by=CENTRE)
    def bring_in_proposals(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """All rows or none; a reference that came in before is found again, the same row changes nothing.

        Refused: ``brought_in_wrong`` with every field of every row that is wrong, and as
        ``preview_brought_in``.
        """
        found, rows = self._open(asked), schemas.rows_of(asked)
        known, wrong = self._looked(found, rows)
        if wrong:
            raise Refusal("brought_in_wrong", "", _by_field(wrong))
        done = []
        for row, (what, after) in self._all(call, found, rows, known):
            if what != SAME:
                self._save(call, after, known.before.get(row.reference))
            done.append((what, row.reference, after.id))
        self._open_vote(call, found, asked["more_follows"])
        return schemas.done_view(done, ())

    def _all(
        self, call: Call, found: Round, rows: list[Row], known: Known
    ) -> list[tuple[Row, tuple[str, Proposal]]]:
        return [
            (row, domain.bring_in(found, row, known.before.get(row.reference), call.new_id(), call.now))
            for row in rows
        ]

    def _save(self, call: Call, after: Proposal, before: Proposal | None) -> None:
        is_new_text = before is None or before.text != after.text
        text = text_of(after, call.caller.subject) if is_new_text else None
        self.store.proposals.save(after, (), text)

    def _looked(self, found: Round, rows: list[Row]) -> tuple[Known, list[Problem]]:
        before = self.store.proposals.brought_in(found.id, [row.reference for row in rows])
        leads = {row.lead for row in rows if row.lead}
        known = Known(
            before,
            lambda code: code == UK or code in self.settings.regions,
            self.store.known_members(leads),
            self.store.leading(found.id, leads),
            self.store.awarded(found.id, [each.id for each in before.values()]),
        )
        wrong = domain.problems_of(found, rows, known)
        domain.refuse_over_pot(found, rows, known)
        return known, wrong

    def _open_vote(self, call: Call, found: Round, more_follows: bool) -> None:
        """It is its time, and until now there was nothing to vote on."""
        vote = vote_of(found)
        if not more_follows and not found.counted_elsewhere and vote.opens_at <= call.now:
            PollStore(self.store.work).plan_opening(found.id, call.now)

    def _open(self, asked: dict[str, Any]) -> Round:
        found = self._round(asked["round_id"])
        domain.refuse_closed(found, PollStore(self.store.work).get(found.id) is not None)
        return found

    def _round(self, round_id: str) -> Round:
        found = self.store.rounds.get(round_id)
        if found is None:
            raise Refused("not_found")
        return found


def _by_field(wrong: list[Problem]) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for each in wrong:
        told.setdefault(f"rows.{each.row - 1}.{each.field}", []).append(each.message)
    return told
