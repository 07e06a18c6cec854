"""What becomes of open requests when an organisation is closed or a concordat ends: they are closed."""

from typing import Any

from chassis.call import Call
from skills_register.placements.releasing import requests
from skills_register.placements.releasing.steps import Releasing
from skills_register.placements.releasing.store import ReleaseStore
from skills_register.settings import Settings


def end_requests(
    work: Any,
    settings: Settings,
    call: Call,
    why: str,
    *,
    concordat_id: str | None = None,
    organisation_id: str | None = None,
) -> None:
    """Close those of the organisation, or under the concordat; who offered is told, as at any closing."""
    store = ReleaseStore(work)
    for request in store.open_requests(concordat_id=concordat_id, organisation_id=organisation_id):
        Releasing(store, settings, call).end(requests.close(request, why))
