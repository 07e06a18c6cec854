"""The doors of the venues: keepers register and change them, everybody may look them up (row 49)."""

from datetime import timedelta
from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from chassis.versions import refuse_stale
from commons.places import KEEPERS, keeps, kept_by, refuse_unknown
from contracts.refusals import Refused
from meetings.refusal import Refusal
from meetings.settings import Settings
from meetings.venues import domain, schemas
from meetings.venues.domain import Venue
from meetings.venues.store import VenueStore

AHEAD = timedelta(days=36_525)
"""How far a diary is shown: as far as anybody can plan."""


class Venues:
    """Rooms, and when they are taken."""

    name = "meetings_venues"
    context = "meetings"
    refusals = (Refusal,)
    store_class = VenueStore
    settings_class = Settings
    store: VenueStore
    settings: Settings

    @query(schemas.ListVenues, by=(PUBLIC,))
    def list_venues(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A region's venues by name, those no longer used too. Refused: ``region_unknown``."""
        region = asked["region"]
        refuse_unknown(self.settings.regions, region)
        whole = keeps(call.caller, region)
        page = self.store.page(region, asked)
        return {**page, "items": [schemas.venue_view(each, whole=whole) for each in page["items"]]}

    @query(schemas.GetVenue, by=(PUBLIC,))
    def get_venue(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One venue; its contact only for the region's keepers."""
        venue = self._venue(asked["id"])
        return schemas.venue_view(venue, whole=keeps(call.caller, venue.region))

    @query(schemas.VenueDiary, by=KEEPERS)
    def venue_diary(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """When a venue is taken, from ``since`` (left out: from now) on."""
        venue = self._kept(call, asked["id"])
        since = asked["since"] or call.now
        found = self.store.taken(venue.id, since, since + AHEAD)
        return {"items": [schemas.booking_view(each) for each in found]}

    @query(schemas.FreeVenues, by=KEEPERS)
    def free_venues(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The ids of a region's venues that nobody has at this time. Refused: ``region_unknown``."""
        refuse_unknown(self.settings.regions, asked["region"])
        ends_at = asked["starts_at"] + timedelta(minutes=asked["minutes"])
        free = []
        for venue in self.store.in_use(asked["region"]):
            taken = self.store.taken(venue.id, asked["starts_at"], ends_at)
            if all(each.owner == asked["except_for"] for each in taken):
                free.append(venue.id)
        return {"items": free}

    @command(schemas.RegisterVenue, by=KEEPERS)
    def register_venue(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A new venue of a region that the caller keeps. Refused: ``not_your_region``."""
        kept_by(call.caller, self.settings.regions, asked["region"])
        told = {**asked, "features": schemas.in_order(asked["features"])}
        venue = Venue(id=call.new_id(), version=1, **told)
        self.store.save(venue)
        return schemas.venue_view(venue, whole=True)

    @command(schemas.ChangeVenue, by=KEEPERS)
    def change_venue(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Correct it, or take it out of use; bookings stay. Refused: ``stale_version``."""
        before = self._kept(call, asked["id"])
        told = {name: value for name, value in asked.items() if name not in ("id", "version")}
        if "features" in told:
            told["features"] = schemas.in_order(told["features"])
        after = domain.change(before, told)
        if after is not before:
            refuse_stale(before.version, asked["version"])
            self.store.save(after)
        return schemas.venue_view(after, whole=True)

    def _venue(self, venue_id: str) -> Venue:
        venue = self.store.get(venue_id)
        if venue is None:
            raise Refused("not_found")
        return venue

    def _kept(self, call: Call, venue_id: str) -> Venue:
        venue = self._venue(venue_id)
        if not keeps(call.caller, venue.region):
            raise Refused("not_found")
        return venue
