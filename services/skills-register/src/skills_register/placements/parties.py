"""Who may see and do what with a release or a placement: its member, its two organisations, its keepers."""

from collections.abc import Iterable
from typing import Any

from chassis.call import Call
from commons.places import keeps
from contracts.refusals import Refused
from skills_register.organisations.acting import may_act_for
from skills_register.organisations.domain import Organisation
from skills_register.organisations.store import OrganisationStore
from skills_register.placements.domain import Placement
from skills_register.placements.releasing.domain import Release


class Parties:
    """The parties of one call's objects."""

    def __init__(self, work: Any, call: Call) -> None:
        self._work = work
        self._me = call.caller.subject
        self._caller = call.caller
        self._acts_for: dict[str, bool] = {}
        """Organisation id -> whether the caller acts for it: a list names the same one in many rows."""

    def acts_for(self, organisation_id: str) -> bool:
        if not organisation_id:
            return False
        if organisation_id not in self._acts_for:
            self._acts_for[organisation_id] = may_act_for(self._work, organisation_id, self._me)
        return self._acts_for[organisation_id]

    def is_own(self, release: Release) -> bool:
        """Whether the caller is the member, or acts for who employs them."""
        return release.member_id == self._me or self.acts_for(release.lender_id)

    def refuse_stranger_to(self, found: Release | Placement | None) -> None:
        """Refused: ``not_found`` for anybody but the member, the two organisations and the keepers."""
        if found is None or not (
            found.member_id == self._me
            or self.acts_for(found.lender_id)
            or self.acts_for(found.borrower_id)
            or keeps(self._caller, found.region)
        ):
            raise Refused("not_found")

    def side(self, placement: Placement, organisation_id: str | None) -> str:
        """For which of the two organisations the caller speaks; ``organisation_id`` when they named one.

        Refused: ``not_found`` for who acts for neither; ``side_required`` for who acts for both and names
        none.
        """
        mine = [each for each in placement.parties if self.acts_for(each)]
        if organisation_id is not None:
            mine = [each for each in mine if each == organisation_id]
        if not mine:
            raise Refused("not_found")
        if len(mine) > 1:
            raise Refused("side_required")
        return mine[0]

    def names(self, organisation_ids: Iterable[str]) -> dict[str, Organisation]:
        """The organisations of these ids, those that there are."""
        return OrganisationStore(self._work).several(each for each in organisation_ids if each)
