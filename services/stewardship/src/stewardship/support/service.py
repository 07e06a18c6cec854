"""The doors of the support: gaps are visible to everybody, and the convenor is told what falls to them."""

from collections.abc import Callable
from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from chassis.versions import refuse_stale
from commons.london import day_of
from commons.places import KEEPERS, keeps, kept_by, name_of, refuse_unknown
from contracts.events import Fact
from contracts.refusals import Refused
from stewardship.notices import notices
from stewardship.refusal import Refusal
from stewardship.settings import Settings
from stewardship.speaking import people_of
from stewardship.support import domain, schemas
from stewardship.support.domain import CONVENOR, Gap, Support
from stewardship.support.store import SupportStore

TASK_WORDS = {
    "agenda": "agendas",
    "venues": "venues",
    "events": "events",
    "skills_register": "the skills register",
    "news": "news",
}
"""The tasks that fall to a convenor, as a mail names them."""


class OperationalSupport:
    """Who does what for a group, and who takes over (row 39)."""

    name = "stewardship_support"
    context = "stewardship"
    refusals = (Refusal,)
    store_class = SupportStore
    settings_class = Settings
    store: SupportStore
    settings: Settings

    @query(schemas.ListSupport, by=(PUBLIC,))
    def list_support(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Every support with its gaps, and who does each task on that day."""
        refuse_unknown(self.settings.regions, asked["region"])
        day = asked["as_at"] or day_of(call.now)
        found = self.store.of_region(asked["region"])
        return {
            "region": asked["region"],
            "as_at": day.isoformat(),
            "items": [schemas.support_view(each, day) for each in found],
            "tasks": [schemas.doing_view(each) for each in domain.who_does(found, day)],
        }

    @command(schemas.RecordSupport, by=KEEPERS)
    def record_support(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Somebody supports the group. Refused: ``not_your_region``, ``contact_by_role``."""
        kept_by(call.caller, self.settings.regions, asked["region"])
        made = Support(
            id=call.new_id(),
            version=1,
            region=asked["region"],
            supporter=asked["supporter"],
            tasks=_in_order(asked["tasks"]),
            starts=asked["starts"],
        )
        self.store.save(domain.begin(made))
        return schemas.support_view(made, day_of(call.now))

    @command(schemas.EndSupport, by=KEEPERS)
    def end_support(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The support ends. Refused: ``not_found``, ``support_ended``, ``stale_version``."""
        return self._changed(call, asked, lambda support: domain.end(support, asked["ends"]))

    @command(schemas.FlagGap, by=KEEPERS)
    def flag_gap(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Tasks are not done for a while. Refused: ``gap_open``, ``support_ended``, ``not_found``."""
        gap = Gap(call.new_id(), _in_order(asked["tasks"]), asked["starts"], asked["reason"])
        return self._changed(
            call,
            asked,
            lambda support: domain.flag_gap(support, gap),
            lambda support: self._told(call, support, gap),
        )

    @command(schemas.EndGap, by=KEEPERS)
    def end_gap(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The tasks are done again. Refused: ``not_found``, ``gap_ended``, ``stale_version``."""
        return self._changed(
            call, asked, lambda support: domain.end_gap(support, asked["gap_id"], asked["ends"])
        )

    def _changed(
        self,
        call: Call,
        asked: dict[str, Any],
        change: Callable[[Support], Support],
        facts: Callable[[Support], list[Fact]] = lambda _: [],
    ) -> dict[str, Any]:
        before = self.store.get(asked["id"])
        if before is None or not keeps(call.caller, before.region):
            raise Refused("not_found")
        after = change(before)
        if after is not before:
            refuse_stale(before.version, asked["version"])
            self.store.save(after, facts(after))
        return schemas.support_view(after, day_of(call.now))

    def _told(self, call: Call, support: Support, gap: Gap) -> list[Fact]:
        """The convenor hears of what falls to them; what another supporter does needs no mail."""
        others = [each for each in self.store.of_region(support.region) if each.id != support.id]
        day = max(day_of(call.now), gap.starts.first)
        falling = [
            TASK_WORDS[each.task]
            for each in domain.who_does([*others, support], day)
            if each.task in gap.tasks and each.by == CONVENOR
        ]
        if not falling:
            return []
        return notices(
            "support_gap",
            cause=f"gap {gap.id}",
            members=people_of(self.store.work, support.region, day_of(call.now)),
            about={
                "group": name_of(self.settings.regions, support.region),
                "tasks": ", ".join(falling),
                "since": gap.starts.in_words(),
            },
            path=f"/groups/{support.region}/support",
            concerning=(support.id, support.version),
            region=support.region,
        )


def _in_order(tasks: list[str]) -> tuple[str, ...]:
    return tuple(task for task in domain.TASKS if task in tasks)
