"""The doors of members' own groups: start, join, tell, hand over, end (row 87)."""

from collections.abc import Collection
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.fields import Nothing
from chassis.versions import refuse_stale
from commons.london import day_of
from commons.people.store import People
from contracts.events import Fact
from contracts.refusals import Refused
from stewardship.notices import notices
from stewardship.refusal import Refusal
from stewardship.self_organised import domain, schemas
from stewardship.self_organised.domain import DORMANT, Group
from stewardship.self_organised.store import SelfOrganisedStore
from stewardship.settings import Settings

CLOCK = "self_organised_clock"


class SelfOrganised:
    """Nobody approves a group; the Compact holds in each of them."""

    name = "stewardship_self_organised"
    context = "stewardship"
    refusals = (Refusal,)
    store_class = SelfOrganisedStore
    settings_class = Settings
    store: SelfOrganisedStore
    settings: Settings

    @query(schemas.ListGroups, by=(PUBLIC,))
    def list_groups(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Groups, the newest first; visitors see purpose and regions alone."""
        page = self.store.page(asked, region=asked["region"], state=asked["state"])
        return {**page, "items": self._views(call, page["items"])}

    @query(schemas.GetGroup, by=(PUBLIC,))
    def get_group(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One group, for members with its people and, in ``may``, what they can do now."""
        return self._view(call, self._group(asked["id"]))

    @query(Nothing, by=("member",))
    def my_groups(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """The groups that the caller belongs to."""
        return {"items": self._views(call, self.store.of_member(call.caller.subject))}

    @command(schemas.StartGroup, by=("member",))
    def start_group(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A group, live at once. Refused: ``compact_not_accepted``, ``contact_outside_platform``, ..."""
        self._known(asked["regions"])
        group = domain.start(
            call.new_id(),
            member_id=call.caller.subject,
            home=call.caller.region or "",
            now=call.now,
            **asked,
        )
        return self._saved(call, None, group)

    @command(schemas.JoinGroup, by=("member",))
    def join_group(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Belong from now on; twice is once. Refused: ``group_ended``."""
        group = self._group(asked["id"])
        home = call.caller.region or ""
        joined = domain.join(group, call.caller.subject, home, asked["shown_name"], call.now)
        return self._saved(call, group, joined)

    @command(schemas.GetGroup, by=("member",))
    def leave_group(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Belong no longer. Refused: ``group_contact_stays``."""
        group = self._group(asked["id"])
        return self._saved(call, group, domain.leave(group, call.caller.subject))

    @command(schemas.TellNews, by=("member",))
    def tell_news(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Say what the group did; it wakes a dormant one. Refused: ``group_not_member``, ``group_ended``."""
        group = self._group(asked["id"])
        return self._saved(call, group, domain.tell_news(group, call.caller.subject, asked["text"], call.now))

    @command(schemas.ChangeGroup, by=("member",))
    def change_group(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """By the contact. Refused: ``group_contact_only``, ``stale_version``, ``group_ended``."""
        self._known(asked["regions"])
        group = self._group(asked["id"])
        wanted = {name: asked[name] for name in ("name", "purpose", "regions", "ends_on")}
        changed = domain.change(group, call.caller.subject, now=call.now, **wanted)
        if changed is not group:
            refuse_stale(group.version, asked["version"])
        return self._saved(call, group, changed)

    @command(schemas.GetGroup, by=("member",))
    def step_down(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The contact asks for a successor. Refused: ``group_contact_only``, ``group_ended``."""
        group = self._group(asked["id"])
        return self._saved(call, group, domain.step_down(group, call.caller.subject, call.now))

    @command(schemas.TakeContact, by=("member",))
    def take_contact(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Become the contact of a group without one. Refused: ``group_has_contact``, ``group_not_member``."""
        group = self._group(asked["id"])
        is_gone = group.contact is not None and group.contact.member_id in self._gone([group])
        taken = domain.take_contact(
            group, call.caller.subject, asked["shown_name"], asked["reach"], is_gone, call.now
        )
        return self._saved(call, group, taken)

    @command(schemas.EndGroup, by=("member",))
    def end_group(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """End it with a note of what came of it. Refused: ``reason_required``, ``group_contact_only``."""
        group = self._group(asked["id"])
        if group.contact is not None and group.contact.member_id in self._gone([group]):
            group = domain.without_contact(group)
        return self._saved(call, group, domain.end(group, call.caller.subject, asked["came_of_it"], call.now))

    @due(CLOCK)
    def look_at_the_group(self, call: Call, job: Job) -> Again | None:
        """Let a group without activity fall asleep, and end one whose end date has come."""
        group = self.store.get(job.key)
        if group is None:
            return None
        months = self.settings.group_dormant_months
        after = domain.sleep_or_end(group, months, call.now)
        if after is not group:
            self.store.save(after, _told(after, self._gone([after])))
        onward = domain.next_look(after, months)
        return Again(onward, {}) if onward is not None else None

    def _saved(self, call: Call, before: Group | None, after: Group) -> dict[str, Any]:
        """Save a step, unless nothing changed, and plan when the clock looks again."""
        if after is not before:
            self.store.save(after)
            onward = domain.next_look(after, self.settings.group_dormant_months)
            if onward is None:
                self.store.work.unschedule(CLOCK, after.id)
            else:
                self.store.work.schedule(CLOCK, after.id, onward)
        return schemas.kept_answer(self._view(call, after))

    def _view(self, call: Call, group: Group) -> dict[str, Any]:
        return self._views(call, [group])[0]

    def _views(self, call: Call, groups: list[Group]) -> list[dict[str, Any]]:
        if not call.caller.has("member"):
            return [schemas.public_view(group) for group in groups]
        gone = self._gone(groups)
        return [schemas.members_view(group, call.caller.subject, gone) for group in groups]

    def _gone(self, groups: list[Group]) -> set[str]:
        """Those of the groups' members whom membership told us to be no longer there."""
        return People(self.store.work).gone(each.member_id for group in groups for each in group.members)

    def _group(self, group_id: str) -> Group:
        group = self.store.get(group_id)
        if group is None:
            raise Refused("not_found")
        return group

    def _known(self, codes: list[str]) -> None:
        for code in codes:
            if code not in self.settings.regions:
                raise Refused("region_unknown", fields={"regions": ["Choose regions from the list."]})


def _told(group: Group, gone: Collection[str]) -> list[Fact]:
    """A dormant group's members are asked to wake it, an ended one's contact what came of it.

    Where there is no contact, or they left Q, everybody in the group can tell it and is asked.
    """
    everybody = [each.member_id for each in group.members]
    is_asleep = group.state == DORMANT
    contact = [group.contact.member_id] if group.contact else []
    asked = [each for each in contact if each not in gone] or everybody
    about = {"name": group.name}
    if is_asleep:
        about["since"] = day_of(group.last_activity).isoformat()
    return notices(
        "group_dormant" if is_asleep else "group_ended",
        cause=f"self_organised:{group.id}:{group.state}:{day_of(group.last_activity)}",
        members=everybody if is_asleep else asked,
        about=about,
        path=f"/self-organised-groups/{group.id}",
        concerning=(group.id, group.version),
    )
