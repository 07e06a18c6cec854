"""Who may tell of meetings, appoint Connectors and thank; there is no door that ranks anybody."""

from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from chassis.fields import Nothing
from contracts.refusals import Refused
from membership.connections import domain, schemas
from membership.connections.domain import Connection, Term
from membership.connections.store import ConnectionStore
from membership.directory.domain import Reader, visible_fields
from membership.members.domain import ACTIVE, Member, today
from membership.members.store import changed_facts
from membership.refusal import Refusal
from membership.settings import Settings

APPOINTERS = ("convenor", "coordinator", "national_team")


class Connections:
    """Connections, Connectors and recognition (rows 8, 9 and 10)."""

    name = "membership_connections"
    context = "membership"
    refusals = (Refusal,)
    store_class = ConnectionStore
    settings_class = Settings
    store: ConnectionStore
    settings: Settings

    @command(schemas.ProposeConnection, by=("member",))
    def propose_connection(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Say that you met somebody. Refused: ``not_found``, ``invalid_input``, ``connection_exists``."""
        me, other = self._active(call), self._member(asked["member_id"])
        made = domain.propose(
            call.new_id(),
            me,
            other,
            how=asked["how"],
            where=asked["where"] or "",
            met_on=asked["met_on"],
            today=today(call.now),
            now=call.now,
        )
        self.store.save_connection(made)
        return schemas.connection(made, me, other, _reader(me))

    @command(schemas.ById, by=("member",))
    def confirm_connection(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Say so too. Refused: ``not_found``, ``connection_answered``, ``role_required`` for the proposer."""
        me, told = self._active(call), self._connection(asked["id"])
        both = self.store.members_of(told.parties)
        proposer, other = both[told.proposed_by], both[told.proposed_to]
        return self._answered(me, told, domain.confirm(told, proposer, other, me.id, call.now))

    @command(schemas.ById, by=("member",))
    def decline_connection(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Say no, or take your consent back. Refused: ``not_found``."""
        me, told = self._active(call), self._connection(asked["id"])
        return self._answered(me, told, domain.decline(told, me.id, call.now))

    @query(Nothing, by=("member",))
    def my_connections(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """The caller's open and confirmed ones, the newest meeting first."""
        me = self._active(call)
        found = self.store.connections_of(me.id)
        others = self.store.members_of([party for told in found for party in told.parties])
        return {"items": [self._shown(told, me, others) for told in found]}

    @query(schemas.CountConnections, by=(PUBLIC,))
    def connection_counts(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Confirmed pairs and their organisations as counts only. Refused: ``region_unknown``."""
        self._known([asked["region"]] if asked["region"] else [])
        return schemas.counts(domain.counts(self.store.confirmed(asked["region"], asked["where"])))

    @command(schemas.AppointConnector, by=APPOINTERS)
    def appoint_connector(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Make a member of the caller's region a Connector, or change the scope.

        Refused: ``not_found``, ``region_unknown``, ``member_not_active``.
        """
        self._known(asked["regions"])
        member = self._kept_by(call, asked["id"])
        appointed = domain.appoint(member, asked["regions"], asked["topics"], today(call.now))
        if appointed is not member:
            self._close_terms(call, member)
            self.store.save_term(domain.begin_term(call.new_id(), appointed, call.caller.subject))
        return self._designated(member, appointed)

    @command(schemas.ById, by=APPOINTERS)
    def end_connector(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """End the designation; its history stays. Refused: ``not_found``, ``not_a_connector``."""
        member = self._kept_by(call, asked["id"])
        ended = domain.end(member)
        self._close_terms(call, member)
        return self._designated(member, ended)

    @command(schemas.ThankMember, by=("member",))
    def thank_member(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Thank another member. Refused: ``not_found``, ``invalid_input``."""
        me, receiver = self._active(call), self._member(asked["member_id"])
        thanks = domain.thank(
            call.new_id(),
            me,
            receiver,
            kind=asked["kind"],
            on=asked["date"],
            evidence=asked["evidence"],
            words=asked["words"],
            formal=asked["formal"],
            today=today(call.now),
            now=call.now,
        )
        self.store.save_recognition(thanks)
        return schemas.recognition(thanks, me)

    @query(Nothing, by=("member",))
    def my_recognition(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """All that the caller was thanked for, hidden or not, the newest first."""
        return {"items": self._thanks(call.caller.subject, hidden=True)}

    @query(schemas.MemberRecognition, by=("member",))
    def member_recognition(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What a member lets others see of it. Refused: ``not_found`` when nobody visible is there."""
        me, member = self._active(call), self._member(asked["member_id"])
        if not visible_fields(member, _reader(me).audience_for(member)):
            raise Refused("not_found")
        return {"items": self._thanks(member.id, hidden=False)}

    @command(schemas.HideRecognition, by=("member",))
    def hide_recognition(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Hide a thank-you from others, or show it again. Refused: ``not_found``."""
        thanks = self.store.recognition(asked["id"])
        if thanks is None:
            raise Refused("not_found")
        changed = domain.hide(thanks, call.caller.subject, asked["hidden"])
        if changed is not thanks:
            self.store.save_recognition(changed)
        return schemas.recognition(changed, self.store.members.get(changed.giver))

    def _answered(self, me: Member, before: Connection, after: Connection) -> dict[str, Any]:
        if after is not before:
            self.store.save_connection(after)
        return self._shown(after, me, self.store.members_of(after.parties))

    def _shown(self, told: Connection, me: Member, others: dict[str, Member]) -> dict[str, Any]:
        other = next(party for party in told.parties if party != me.id)
        return schemas.connection(told, me, others.get(other), _reader(me))

    def _designated(self, before: Member, after: Member) -> dict[str, Any]:
        if after is not before:
            self.store.members.save(after, changed_facts(before, after))
        return schemas.connector(after, self.store.terms_of(after.id))

    def _close_terms(self, call: Call, member: Member) -> None:
        """Also closes a term that ended because its member left and came back."""
        open_terms: list[Term] = [term for term in self.store.terms_of(member.id) if term.until is None]
        for term in open_terms:
            self.store.save_term(domain.end_term(term, member, today(call.now)))

    def _thanks(self, member_id: str, *, hidden: bool) -> list[dict[str, Any]]:
        found = [each for each in self.store.recognition_of(member_id) if hidden or not each.hidden]
        givers = self.store.members_of([thanks.giver for thanks in found])
        return [schemas.recognition(thanks, givers.get(thanks.giver)) for thanks in found]

    def _active(self, call: Call) -> Member:
        """The caller's own record. Refused: ``not_found``, ``membership_paused``."""
        member = self._member(call.caller.subject)
        if member.status != ACTIVE:
            raise Refusal("membership_paused" if member.belongs else "not_found")
        return member

    def _member(self, member_id: str) -> Member:
        member = self.store.members.get(member_id)
        if member is None:
            raise Refused("not_found")
        return member

    def _kept_by(self, call: Call, member_id: str) -> Member:
        """A member of a region the caller acts for; anybody else's is ``not_found``."""
        member = self._member(member_id)
        if not call.caller.acts_for(member.region, *APPOINTERS):
            raise Refused("not_found")
        return member

    def _connection(self, connection_id: str) -> Connection:
        told = self.store.connection(connection_id)
        if told is None:
            raise Refused("not_found")
        return told

    def _known(self, codes: list[str]) -> None:
        if any(code not in self.settings.regions for code in codes):
            raise Refusal("region_unknown")


def _reader(me: Member) -> Reader:
    """The caller as the directory knows a fellow member: inside the own region's circle."""
    return Reader(id=me.id, is_member=True, regions=frozenset({me.region}))
