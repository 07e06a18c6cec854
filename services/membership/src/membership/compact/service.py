"""The Compact's doors, and the due work that asks every member and ends the grace (row 3)."""

from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.fields import Nothing
from contracts.refusals import Refused
from membership.compact import domain, schemas
from membership.compact.domain import Compact, next_noon
from membership.compact.store import END_GRACE, PROMPT, CompactStore
from membership.members.domain import Acceptance, today
from membership.members.store import (
    MemberStore,
    changed_facts,
    compact_accepted_fact,
    compact_prompted_fact,
)
from membership.refusal import Refusal
from membership.settings import Settings


class CompactDoors:
    """The agreement in versions; who accepted which."""

    name = "membership_compact"
    context = "membership"
    refusals = (Refusal,)
    store_class = CompactStore
    settings_class = Settings
    store: CompactStore
    settings: Settings

    @query(Nothing, by=(PUBLIC,))
    def current_compact(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """The version in force today."""
        return schemas.compact_view(current_compact_for_query(self.store.work, call))

    @query(Nothing, by=(PUBLIC,))
    def compact_history(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """Every version, the oldest first."""
        current_compact_for_query(self.store.work, call)
        return {"items": [schemas.compact_view(each) for each in self.store.all()]}

    @command(schemas.PublishCompact, by=("national_team",))
    def publish_compact(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Publish a version; from its day on, active members are asked once. Refused: ``invalid_input``."""
        compact = domain.publish(self.store.begin(call.now), **asked, by=call.caller.subject, now=call.now)
        return schemas.compact_view(self.store.publish(compact, call.now))

    @command(schemas.AcceptCompact, by=("member",))
    def accept_compact(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Accept the version in force; a paused member is active again. Refused: ``compact_not_current``."""
        members = MemberStore(self.store.work)
        member = members.get(call.caller.subject)
        if member is None or not member.belongs:
            raise Refused("not_found")
        current = current_compact_for_command(self.store.work, call).number
        accepted = domain.accept(member, Acceptance(asked["version"], call.now), current)
        if accepted is not member:
            members.save(accepted, [*changed_facts(member, accepted), compact_accepted_fact(accepted)])
        return schemas.acceptance_view(accepted)

    @due(PROMPT)
    def ask_members_to_accept(self, call: Call, job: Job) -> Again | None:
        """Ask the next batch; when all are asked, look again each noon for people who joined by import."""
        current = self.store.in_force(today(call.now))
        if current is None or current.number != job.key:
            return None
        to_ask = self.store.to_prompt(current.number, job.data.get("after", ""), self.settings.compact_batch)
        grace_until = domain.grace_end(call.now, self.settings.compact_grace_days)
        members = MemberStore(self.store.work)
        for member in to_ask:
            asked = domain.prompt(member, current.number, grace_until)
            members.save(asked, [compact_prompted_fact(asked)])
        if to_ask:
            self.store.plan_end_of_grace(grace_until)
        if len(to_ask) == self.settings.compact_batch:
            return Again(call.now, {"after": to_ask[-1].id})
        return Again(next_noon(call.now), {"after": ""})

    @due(END_GRACE)
    def pause_those_who_did_not_accept(self, call: Call, _job: Job) -> Again | None:
        """Pause the next batch of members whose grace is over."""
        late = self.store.past_grace(call.now, self.settings.compact_batch)
        members = MemberStore(self.store.work)
        for member in late:
            paused = domain.end_grace(member, call.now)
            members.save(paused, changed_facts(member, paused))
        return Again(call.now, {}) if len(late) == self.settings.compact_batch else None


def current_compact_for_command(work: Any, call: Call) -> Compact:
    """The version in force, inside a command's transaction; version 1 is put there if none is yet."""
    store = CompactStore(work)
    return store.in_force(today(call.now)) or store.begin(call.now)


def current_compact_for_query(work: Any, call: Call) -> Compact:
    """The version in force; only on an empty database does this open a transaction to begin."""
    store = CompactStore(work)
    found = store.in_force(today(call.now))
    return found or work.in_transaction(call, lambda: store.begin(call.now))
