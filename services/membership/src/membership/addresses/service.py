"""The doors of a change of address: wish for one, confirm it by the link, take the wish back."""

from datetime import timedelta
from typing import Any

from chassis.call import Call
from chassis.doors import command, query
from chassis.fields import Nothing
from chassis.versions import refuse_stale
from contracts.refusals import Refused
from membership.addresses import domain, schemas
from membership.addresses.domain import CONFIRMED, REPLACED, WITHDRAWN, AddressChange
from membership.addresses.store import AddressStore, asked_fact, ended_fact
from membership.members.domain import Member, change_email
from membership.members.store import MemberStore, changed_facts
from membership.refusal import Refusal

NEW_ADDRESS = "new_address"
"""The role of whoever holds the link that went to the new address; the subject is its wish."""
SUBJECT = "new-address"
A_DAY = timedelta(days=1)


class Addresses:
    """Nobody is moved to an address that has not confirmed itself."""

    name = "membership_addresses"
    context = "membership"
    refusals = (Refusal,)
    store_class = AddressStore
    store: AddressStore

    @query(Nothing, by=("member",))
    def my_address(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """The caller's address, and the one that is still to confirm itself."""
        return self._view(call, self._own(call))

    @command(schemas.ChangeEmail, by=("member",))
    def change_email(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Wish for another address; a wish that was open is replaced.

        The answer for the address of another member is the same as for any, and nothing is sent to it:
        nobody learns from it who belongs. Refused: ``invalid_input`` for the address one has,
        ``too_many_attempts``, ``stale_version``.
        """
        member = self._own(call)
        refuse_stale(member.version, asked["version"])
        earlier = self.store.asked_between(member.id, call.now - A_DAY, call.now)
        change = domain.ask(call.new_id(), member, asked["email"], earlier, call.now)
        self._end_open(member, REPLACED)
        holder = MemberStore(self.store.work).by_email(change.email)
        is_free = holder is None or holder.id == member.id
        self.store.save(change, [asked_fact(change, member, is_free=is_free)])
        return schemas.address_view(member, change)

    @command(Nothing, by=("member",))
    def withdraw_email_change(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """Take an open wish back: its link stops working. Nothing changes when there is none."""
        member = self._own(call)
        self._end_open(member, WITHDRAWN)
        return schemas.address_view(member, None)

    @query(Nothing, by=(NEW_ADDRESS,))
    def email_change(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """What the link would confirm. Refused: ``email_change_used``, ``email_change_replaced``,
        ``email_change_expired``."""
        return schemas.wish_view(self._behind_link(call))

    @command(Nothing, by=(NEW_ADDRESS,))
    def confirm_email_change(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """Take the address, once. Refused: as ``email_change``; ``email_taken`` when somebody else came
        to have it meanwhile; ``email_change_replaced`` when the member has left."""
        change = self._behind_link(call)
        members = MemberStore(self.store.work)
        member = members.get(change.member_id)
        if member is None or not member.belongs:
            raise Refused("email_change_replaced")
        moved = change_email(member, change.email)
        confirmed = domain.end(change, CONFIRMED)
        self.store.save(confirmed, [ended_fact(confirmed, member.region)])
        members.save(moved, changed_facts(member, moved))
        return {"email": moved.email}

    def _own(self, call: Call) -> Member:
        member = MemberStore(self.store.work).get(call.caller.subject)
        if member is None or not member.belongs:
            raise Refused("not_found")
        return member

    def _view(self, call: Call, member: Member) -> dict[str, Any]:
        change = self.store.open_of(member.id)
        is_open = change is not None and domain.is_open(change, call.now)
        return schemas.address_view(member, change if is_open else None)

    def _end_open(self, member: Member, state: str) -> None:
        change = self.store.open_of(member.id)
        if change is not None:
            ended = domain.end(change, state)
            self.store.save(ended, [ended_fact(ended, member.region)])

    def _behind_link(self, call: Call) -> AddressChange:
        kind, _, change_id = call.caller.subject.partition(":")
        return domain.check_open(self.store.get(change_id) if kind == SUBJECT else None, call.now)
