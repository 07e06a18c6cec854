"""Whether an organisation asks and lends under a concordat today: what every door of placements asks."""

from datetime import date
from typing import Any

from contracts.refusals import Refused
from skills_register.concordats.domain import Concordat
from skills_register.concordats.signatures import is_in_force
from skills_register.concordats.store import ConcordatStore
from skills_register.organisations.store import OrganisationStore
from skills_register.refusal import Refusal


def is_signatory(work: Any, concordat: Concordat, organisation_id: str, today: date) -> bool:
    """Signed, not withdrawn or lapsed; the organisation is open, and where the concordat holds."""
    signature = ConcordatStore(work).signature(concordat.id, organisation_id)
    organisation = OrganisationStore(work).get(organisation_id)
    return signature is not None and is_in_force(signature, concordat, organisation, today)


def refuse_stranger(work: Any, concordat_id: str, organisation_id: str, today: date) -> Concordat:
    """The concordat, for one of its signatories. Refused: ``not_found``, ``signatory_required``."""
    concordat = ConcordatStore(work).get(concordat_id)
    if concordat is None:
        raise Refused("not_found")
    if not is_signatory(work, concordat, organisation_id, today):
        raise Refusal("signatory_required")
    return concordat
