"""For which side of an exchange somebody speaks: their own account, or an organisation's (row 59)."""

from typing import Any

from chassis.call import Call
from commons.people.store import People
from commons.places import keeps
from contracts.refusals import Refused
from skills_register.exchanges.domain import KEEPER, SIDES, Exchange, Party
from skills_register.ledger.domain import MEMBER, ORGANISATION, account_id
from skills_register.organisations.acting import may_act_for
from skills_register.organisations.store import OrganisationStore


class Speaking:
    """What one caller may say in exchanges."""

    def __init__(self, work: Any, call: Call) -> None:
        self._work = work
        self._call = call

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
        """Every account for which the caller speaks."""
        subject = self._call.caller.subject
        organisations = OrganisationStore(self._work).acted_for_by(subject)
        return [account_id(MEMBER, subject), *(account_id(ORGANISATION, each.id) for each in organisations)]

    def sides(self, exchange: Exchange) -> list[str]:
        """The sides for which the caller speaks: none, one, or both of two organisations."""
        return [side for side in SIDES if self._speaks_for(exchange.party(side).account)]

    def side(self, exchange: Exchange) -> str:
        """The one side for which the caller acts.

        Refused: ``not_found`` for who is no party, ``exchange_two_hats`` for who speaks for both.
        """
        found = self.sides(exchange)
        if len(found) == len(SIDES):
            raise Refused("exchange_two_hats")
        if not found:
            raise Refused("not_found")
        return found[0]

    def keeps(self, exchange: Exchange) -> bool:
        """Whether the caller keeps one of the two regions and speaks for neither side."""
        kept = any(keeps(self._call.caller, region) for region in exchange.regions)
        return kept and not self.sides(exchange)

    def sees_as(self, exchange: Exchange) -> str:
        """The side as which the caller reads it. Refused: ``not_found``."""
        found = self.sides(exchange)
        if found:
            return found[0]
        if self.keeps(exchange):
            return KEEPER
        raise Refused("not_found")

    def _speaks_for(self, account: str) -> bool:
        kind, _, holder = account.partition(":")
        if kind == ORGANISATION:
            return may_act_for(self._work, holder, self._call.caller.subject)
        return kind == MEMBER and holder == self._call.caller.subject
