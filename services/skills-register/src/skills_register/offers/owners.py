"""How organisations that offer or ask are called; of members this context knows no name."""

from collections.abc import Iterable
from typing import Any

from skills_register.ledger.domain import ORGANISATION, account_id
from skills_register.offers.domain import Offer
from skills_register.organisations.store import OrganisationStore


def organisations_of(work: Any, offers: Iterable[Offer]) -> dict[str, str]:
    """Account -> name, of the organisations among the owners."""
    kinds = (each.owner.partition(":") for each in offers)
    wanted = {holder for kind, _, holder in kinds if kind == ORGANISATION}
    found = OrganisationStore(work).several(wanted) if wanted else {}
    return {account_id(ORGANISATION, each.id): each.name for each in found.values()}
