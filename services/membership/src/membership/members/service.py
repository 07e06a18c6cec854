"""The member register's doors: profiles, the directory, home regions, roles, sign-in's question."""

from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from chassis.fields import Nothing
from chassis.versions import refuse_stale
from contracts.refusals import Refused
from membership.compact.service import current_compact_for_command, current_compact_for_query
from membership.directory.domain import Reader, wanted_tokens
from membership.directory.schemas import GetMember, SearchMembers, as_seen, what_others_see
from membership.directory.store import Directory
from membership.members import domain, schemas
from membership.members.domain import ACTIVE, Member, today
from membership.members.store import changed_facts
from membership.refusal import Refusal
from membership.settings import Settings


class Members:
    """Who belongs, and what others may know of them (row 1)."""

    name = "membership_members"
    context = "membership"
    refusals = (Refusal,)
    store_class = Directory
    settings_class = Settings
    store: Directory
    settings: Settings

    @query(SearchMembers, by=(PUBLIC,))
    def search_members(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Members whom the caller may see and find; a visitor finds those who are public by name."""
        reader = _reader(call, self.store.get(call.caller.subject))
        tokens = wanted_tokens(
            region=asked["region"],
            sector=asked["sector"],
            topic=asked["topic"],
            connectors_only=asked["connectors_only"],
        )
        page = self.store.search(reader, tokens, asked["q"] or "", asked)
        return {**page, "items": [as_seen(member, reader) for member in page["items"]]}

    @query(GetMember, by=(PUBLIC,))
    def get_member(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A member as the caller may see them. Refused: ``not_found``, also when nothing may be seen.

        Who may move the member also gets the ``version`` that ``move_region`` asks for, be all else hidden.
        """
        subject = call.caller.subject
        found = self.store.several({asked["id"], subject})  # one question to the database, not two
        member = found.get(asked["id"])
        seen = as_seen(member, _reader(call, found.get(subject))) if member else {}
        if member is not None and _may_move(call, member):
            seen = {"id": member.id, "version": member.version, **seen}
        if not seen:
            raise Refused("not_found")
        return seen

    @query(Nothing, by=("member",))
    def my_profile(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """The caller's own record, and what each circle of readers sees of it."""
        member = self._own(call)
        compact = current_compact_for_query(self.store.work, call)
        return {**schemas.own_view(member, compact.number), "seen_by": what_others_see(member)}

    @command(schemas.ChangeProfile, by=("member",))
    def change_profile(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Change the named fields. Refused: ``stale_version``, ``membership_paused``."""
        member = self._active(self._own(call, asked["version"]))
        changes = {name: value for name, value in asked.items() if name != "version"}
        if "visibility" in changes:
            changes["visibility"] = {**member.visibility, **changes["visibility"]}
        return self._saved(call, member, domain.change(member, changes))

    @command(schemas.MoveRegion, by=("member", "coordinator", "national_team"))
    def move_region(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Change the home region; the history is kept.

        Refused: ``region_unknown``, ``already_in_region``, ``stale_version``, ``membership_paused``,
        and ``not_found`` for a member of another coordinator's region.
        """
        self._known_region(asked["region"])
        day = today(call.now)
        if asked["id"] in (None, call.caller.subject):
            member = self._active(self._own(call, asked["version"]))
            return self._saved(call, member, domain.move(member, asked["region"], asked["since"] or day, day))
        member = self._kept_by(call, asked["id"], asked["version"])
        moved = domain.move(member, asked["region"], asked["since"] or day, day)
        self.store.save(moved, changed_facts(member, moved))
        return {"version": moved.version, **schemas.export_row(moved)}

    @command(schemas.Leave, by=("member",))
    def leave(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """End the caller's membership today. Refused: ``stale_version``."""
        member = self._own(call, asked["version"])
        gone = domain.leave(member, today(call.now))
        self.store.save(gone, changed_facts(member, gone))
        return {"left": today(call.now).isoformat()}

    @query(schemas.Identify, by=("system",))
    def identify(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Who signs in, by address or id. Refused: ``not_found``, also for somebody who left."""
        member = self.store.get(asked["id"]) if asked["id"] else self.store.by_email(asked["email"])
        if member is None or not member.belongs:
            raise Refused("not_found")
        return schemas.identity(member)

    @command(schemas.ChangeRole, by=("national_team", "operator"))
    def grant_role(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Give a role; given already, nothing changes. Refused: ``not_found``, ``region_unknown``."""
        if asked["region"] is not None:
            self._known_region(asked["region"])
        member = self._anybody(asked["id"])
        by = call.caller.subject
        given = domain.grant_role(member, asked["role"], asked["region"], by, today(call.now))
        return self._roles_saved(member, given)

    @command(schemas.ChangeRole, by=("national_team", "operator"))
    def end_role(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """End a role; its dates are kept. Refused: ``not_found``, ``role_not_held``."""
        member = self._anybody(asked["id"])
        ended = domain.end_role(member, asked["role"], asked["region"], today(call.now))
        return self._roles_saved(member, ended)

    @query(schemas.ExportMembers, by=("coordinator", "national_team"))
    def export_members(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The register as rows, for those who keep it. Refused: ``region_unknown``, ``not_your_region``."""
        regions: frozenset[str] | None
        if asked["region"] is not None:
            self._known_region(asked["region"])
            if not call.caller.acts_for(asked["region"], "coordinator"):
                raise Refused("not_your_region")
            regions = frozenset({asked["region"]})
        else:
            regions = None if call.caller.has("national_team") else call.caller.regions_as("coordinator")
        page = self.store.belonging(regions, asked)
        return {**page, "items": [schemas.export_row(member) for member in page["items"]]}

    def _own(self, call: Call, version: int | None = None) -> Member:
        member = self.store.get(call.caller.subject)
        if member is None or not member.belongs:
            raise Refused("not_found")
        return _as_read(member, version)

    def _active(self, member: Member) -> Member:
        if member.status != ACTIVE:
            raise Refused("membership_paused")
        return member

    def _anybody(self, member_id: str) -> Member:
        member = self.store.get(member_id)
        if member is None or not member.belongs:
            raise Refused("not_found")
        return member

    def _kept_by(self, call: Call, member_id: str, version: int) -> Member:
        """A member whose register the caller keeps; anybody else's id is not found."""
        member = self._anybody(member_id)
        if not call.caller.acts_for(member.region, "coordinator"):
            raise Refused("not_found")
        return _as_read(member, version)

    def _known_region(self, code: str) -> None:
        if code not in self.settings.regions:
            raise Refused("region_unknown", fields={"region": ["Choose a region from the list."]})

    def _saved(self, call: Call, before: Member, after: Member) -> dict[str, Any]:
        if after is not before:
            self.store.save(after, changed_facts(before, after))
        compact = current_compact_for_command(self.store.work, call)
        return schemas.own_view(after, compact.number)

    def _roles_saved(self, before: Member, after: Member) -> dict[str, Any]:
        if after is not before:
            self.store.save(after, changed_facts(before, after))
        return schemas.roles_answer(after)


def _may_move(call: Call, member: Member) -> bool:
    """The member, and who keeps the register of the home region; who left is moved by nobody."""
    is_own = call.caller.subject == member.id
    return member.belongs and (is_own or call.caller.acts_for(member.region, "coordinator"))


def _as_read(member: Member, version: int | None) -> Member:
    refuse_stale(member.version, version)
    return member


def _reader(call: Call, own: Member | None) -> Reader:
    """Who looks: what the register says of the caller (``own``) today outweighs the envelope."""
    is_member = call.caller.has("member") and own is not None and own.status == ACTIVE
    home = frozenset({own.region}) if own is not None and is_member else frozenset[str]()
    return Reader(
        id=call.caller.subject,
        is_member=is_member,
        regions=home | call.caller.regions_as("coordinator", "convenor"),
        everywhere=call.caller.has("national_team"),
    )
