"""What the doors of releases and placements show, and to whom (row 61)."""

from collections.abc import Iterable
from typing import Any

from chassis.call import Call
from commons.places import keeps
from skills_register.placements import schemas
from skills_register.placements.domain import Placement
from skills_register.placements.parties import Parties
from skills_register.placements.releasing import schemas as releasing
from skills_register.placements.releasing.domain import Release
from skills_register.placements.releasing.requests import ReleaseRequest
from skills_register.placements.releasing.store import ReleaseStore
from skills_register.placements.store import PlacementStore


class Viewing:
    """The views of one call, each as its caller may read it."""

    def __init__(self, work: Any, call: Call) -> None:
        self._call = call
        self._parties = Parties(work, call)
        self._releases = ReleaseStore(work)
        self._placements = PlacementStore(work)

    def request(self, request: ReleaseRequest) -> dict[str, Any]:
        """One request. ``mine`` is the caller's own release, ``lent`` are those of people whose employer
        they act for; ``releases`` are there for who acts for the organisation that asks, and for keepers."""
        view = releasing.request_view(request, self._parties.names([request.organisation_id]))
        found = self._releases.releases_for(request.id)
        me = self._call.caller.subject
        mine = [each for each in found if each.member_id == me]
        lenders = {each.lender_id for each in found}
        acts_for = {each for each in lenders if self._parties.acts_for(each)}
        is_asking = self._parties.acts_for(request.organisation_id)
        view["is_asking"] = is_asking
        view["mine"] = self.releases(mine)[0] if mine else None
        view["lent"] = self.releases([each for each in found if each.lender_id in acts_for])
        if is_asking or keeps(self._call.caller, request.region):
            view["releases"] = self.releases(found)
        return view

    def releases(self, found: Iterable[Release]) -> list[dict[str, Any]]:
        """Releases for one of their parties; why a line manager said no is for some of them alone."""
        shown = list(found)
        names = self._parties.names(party for each in shown for party in (each.lender_id, each.borrower_id))
        asked = self._releases.several_requests(each.request_id for each in shown)
        placed = self._placements.by_release(each.id for each in shown)
        return [
            releasing.release_view(
                each,
                names,
                request=asked.get(each.request_id),
                placement_id=placed.get(each.id),
                with_reason=self._parties.is_own(each),
            )
            for each in shown
        ]

    def placements(self, found: Iterable[Placement], *, with_records: bool = False) -> list[dict[str, Any]]:
        """Placements for one of their parties; feedback is for the two organisations and the keepers."""
        shown = list(found)
        names = self._parties.names(party for each in shown for party in each.parties)
        releases = self._releases.several(each.release_id for each in shown)
        views = []
        for each in shown:
            records = self._placements.records_of(each.id) if with_records else None
            view = schemas.placement_view(each, names, releases.get(each.release_id), records)
            view["acting_for"] = [party for party in each.parties if self._parties.acts_for(party)]
            if view["acting_for"] or keeps(self._call.caller, each.region):
                view = schemas.with_feedback(view, each)
            views.append(view)
        return views
