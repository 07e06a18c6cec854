"""For which side of an exchange somebody speaks: their own account, or an organisation's (row 59)."""

from typing import Any

from chassis.call import Call
from commons.people.store import People
from commons.places import keeps
from contracts.refusals import Refused
from skills_register.exchanges.domain import KEEPER, SIDES, Exchange, Party, other
from skills_register.ledger.domain import MEMBER, ORGANISATION, account_id
from skills_register.organisations.acting import may_act_for
from skills_register.organisations.store import OrganisationStore


class Speaking:
    """What one caller may say in exchanges."""

    def __init__(self, work: Any, call: Call) -> None:
        self._work = work
        self._call = call
        self._acts_for: dict[str, bool] = {}
        """Organisation id -> whether the caller acts for it: a list names the same one in many rows."""

    def own(self, wanted: str | None) -> Party:
        """The caller's own account, or that of an organisation for which they act.

        Refused: ``not_found`` for any other, ``member_not_active`` for who does not belong.
        """
        subject = self._call.caller.subject
        person = People(self._work).get(subject)
        if person is None or not person.is_active:
            raise Refused("member_not_active")
        account = wanted or account_id(MEMBER, subject)
        if account == account_id(MEMBER, subject):
            return Party(account, person.region, subject)
        kind, _, holder = account.partition(":")
        known = OrganisationStore(self._work).get(holder) if kind == ORGANISATION else None
        if known is None or not may_act_for(self._work, holder, subject):
            raise Refused("not_found")
        return Party(account, known.region, subject)

    def member(self, member_id: str) -> Party:
        """Another member. Refused: ``not_found`` for nobody we know, and for who left."""
        person = People(self._work).get(member_id)
        if person is None or not person.is_active:
            raise Refused("not_found")
        return Party(account_id(MEMBER, member_id), person.region, member_id)

    def accounts(self) -> list[str]:
        """Every account for which the caller speaks: of no organisation while they are no active member."""
        subject = self._call.caller.subject
        own, person = account_id(MEMBER, subject), People(self._work).get(subject)
        if person is None or not person.is_active:
            return [own]
        organisations = OrganisationStore(self._work).acted_for_by(subject)
        return [own, *(account_id(ORGANISATION, each.id) for each in organisations)]

    def sides(self, exchange: Exchange) -> list[str]:
        """The sides for which the caller speaks: none, one, or both of two organisations."""
        return [side for side in SIDES if self._speaks_for(exchange.party(side).account)]

    def side(self, exchange: Exchange) -> str:
        """The one side for which the caller acts: their own, where the other is an organisation of theirs
        for which somebody else speaks.

        Refused: ``not_found`` for who is no party, ``exchange_two_hats`` for who would speak for both.
        """
        found = self.sides(exchange)
        if not found:
            raise Refused("not_found")
        if len(found) == 1:
            return found[0]
        own = self._own_side(exchange)
        if own is None or exchange.party(other(own)).member == self._call.caller.subject:
            raise Refused("exchange_two_hats")
        return own

    def refuse_both(self, their: Party) -> None:
        """Whom the caller proposes to is somebody else. Refused: ``exchange_two_hats``."""
        if their.account == account_id(MEMBER, self._call.caller.subject):
            raise Refused("exchange_two_hats")

    def keeps(self, exchange: Exchange) -> bool:
        """Whether the caller keeps one of the two regions and speaks for neither side."""
        kept = any(keeps(self._call.caller, region) for region in exchange.regions)
        return kept and not self.sides(exchange)

    def sees_as(self, exchange: Exchange) -> str:
        """The side as which the caller reads it. Refused: ``not_found``."""
        found = self.sides(exchange)
        if found:
            return self._own_side(exchange) or found[0]
        if self.keeps(exchange):
            return KEEPER
        raise Refused("not_found")

    def _own_side(self, exchange: Exchange) -> str | None:
        """The side that is the caller's own account, not an organisation's."""
        own = account_id(MEMBER, self._call.caller.subject)
        return next((side for side in SIDES if exchange.party(side).account == own), None)

    def _speaks_for(self, account: str) -> bool:
        kind, _, holder = account.partition(":")
        if kind == ORGANISATION:
            if holder not in self._acts_for:
                self._acts_for[holder] = may_act_for(self._work, holder, self._call.caller.subject)
            return self._acts_for[holder]
        return kind == MEMBER and holder == self._call.caller.subject
