"""The doors of the registry: who has a group, and how far each pilot is (rows 11 and 26)."""

from collections.abc import Callable
from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from chassis.versions import refuse_stale
from commons.centre import UK
from commons.london import day_of
from commons.places import KEEPERS, refuse_unknown
from contracts.refusals import Refused
from stewardship.network import domain, schemas
from stewardship.network.domain import Group, Report
from stewardship.network.store import NetworkStore
from stewardship.refusal import Refusal
from stewardship.settings import Settings

CENTRE = ("national_team",)
"""A group's status and its pilot are the centre's; its own page is kept by the group."""


class Network:
    """The groups of the regions and the UK-wide one."""

    name = "stewardship_network"
    context = "stewardship"
    refusals = (Refusal,)
    store_class = NetworkStore
    settings_class = Settings
    store: NetworkStore
    settings: Settings

    @query(schemas.ListGroups, by=(PUBLIC,))
    def list_groups(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The UK-wide group, then every region by name, with or without a group."""
        day = asked["as_at"] or day_of(call.now)
        regions = self.settings.regions
        groups = self.store.several([UK, *regions.by_code])
        lines = [schemas.line_view(each, groups.get(each.code), day) for each in regions]
        return {
            "uk": schemas.uk_line_view(regions.uk, groups.get(UK), day),
            "items": lines,
            "as_at": day.isoformat(),
            "pilot_sites_max": regions.uk.pilot_sites_max,
        }

    @query(schemas.GetGroup, by=(PUBLIC,))
    def get_group(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One region's group, or ``UK``. Refused: ``region_unknown``."""
        refuse_unknown(self.settings.regions, asked["region"])
        return self._view(call, asked["region"], self.store.get(asked["region"]), asked["as_at"])

    @command(schemas.FormGroup, by=CENTRE)
    def form_group(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Begin to put a group together. Refused: ``region_unknown``, ``group_exists``."""
        region = asked["region"]
        refuse_unknown(self.settings.regions, region)
        before = self.store.get(region)
        after = domain.form(before, region, asked["on"], call.caller.subject, call.now)
        self.store.save(before, after)
        return self._view(call, region, after)

    @command(schemas.OpenGroup, by=CENTRE)
    def open_group(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The group begins its work. Refused: ``group_unknown``, ``group_closed``, ``stale_version``."""
        return self._changed(
            call, asked, lambda group: domain.open_(group, asked["on"], call.caller.subject, call.now)
        )

    @command(schemas.CloseGroup, by=CENTRE)
    def close_group(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The group ends, with a reason. Refused: ``group_unknown``, ``stale_version``."""
        by, now = call.caller.subject, call.now
        return self._changed(
            call, asked, lambda group: domain.close(group, asked["on"], asked["reason"], by, now)
        )

    @command(schemas.DescribeGroup, by=KEEPERS)
    def describe_group(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Say what the group is for. Refused: ``not_your_region``, ``group_unknown``, ``stale_version``."""
        if not call.caller.acts_for(asked["region"], "coordinator", "convenor"):
            raise Refused("not_your_region")
        sponsors, partners = _names(asked["sponsors"]), _names(asked["partners"])
        return self._changed(
            call, asked, lambda group: domain.describe(group, asked["about"], sponsors, partners)
        )

    @command(schemas.BeginPilot, by=CENTRE)
    def begin_pilot(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Invite a region to be a pilot. Refused: ``pilot_limit_reached``, ``pilot_not_named``, ..."""
        region = asked["region"]
        regions = self.settings.regions
        if region == UK or region not in regions:
            raise Refusal("region_unknown")
        begun = self.store.take_pilot_place(region)
        named = [each.code for each in regions if each.pilot]
        domain.refuse_another_pilot(region, named, begun, regions.uk.pilot_sites_max)
        return self._changed(
            call, asked, lambda group: domain.begin_pilot(group, asked["on"], call.caller.subject, call.now)
        )

    @command(schemas.MovePilotOn, by=CENTRE)
    def move_pilot_on(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Enter a later stage. Refused: ``pilot_not_begun``, ``pilot_goes_forward``, ``pilot_cycle_runs``."""
        stage, by = asked["stage"], call.caller.subject
        return self._changed(
            call, asked, lambda group: domain.move_pilot_on(group, stage, asked["on"], by, call.now)
        )

    @command(schemas.SetPilotClock, by=CENTRE)
    def set_pilot_clock(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Set the convenor's term or the cycle. Refused: ``pilot_not_begun``, ``invalid_input``."""
        starts, ends, months = asked["starts"], asked["ends"], asked["months"]
        if ends is not None and months is not None:
            raise Refusal("invalid_input", fields={"months": ["Give the end or the months, not both."]})
        if months is not None:
            ends = domain.end_after(starts, months)
        return self._changed(call, asked, lambda group: domain.set_clock(group, asked["clock"], starts, ends))

    @command(schemas.AddPilotReport, by=CENTRE)
    def add_pilot_report(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Name a report about the pilot. Refused: ``pilot_not_begun``, ``group_unknown``."""
        report = Report(call.new_id(), asked["title"], asked["published"], asked["link"])
        return self._changed(call, asked, lambda group: domain.add_report(group, report))

    def _changed(self, call: Call, asked: dict[str, Any], change: Callable[[Group], Group]) -> dict[str, Any]:
        """Save what a change makes of the group, unless it makes nothing of it."""
        region = asked["region"]
        refuse_unknown(self.settings.regions, region)
        before = self.store.get(region)
        if before is None:
            raise Refusal("group_unknown")
        after = change(before)
        if after is not before:
            refuse_stale(before.version, asked.get("version"))
            self.store.save(before, after)
        return self._view(call, region, after)

    def _view(self, call: Call, code: str, group: Group | None, as_at: Any = None) -> dict[str, Any]:
        day = as_at or day_of(call.now)
        region = self.settings.regions.get(code)
        line = (
            schemas.uk_line_view(self.settings.regions.uk, group, day)
            if region is None
            else schemas.line_view(region, group, day)
        )
        return schemas.group_view(line, region, group, day)


def _names(asked: list[str] | None) -> tuple[str, ...] | None:
    return None if asked is None else tuple(asked)
