"""Who acts for an organisation: the one question that every door about one asks."""

from typing import Any

from commons.people.store import People
from contracts.refusals import Refused
from skills_register.organisations.domain import CONTACT, LEADER, Organisation
from skills_register.organisations.store import OrganisationStore
from skills_register.refusal import Refusal


def may_act_for(work: Any, organisation_id: str, member_id: str) -> bool:
    """Whether this member asks, lends, gives and receives for the organisation: a leader or a contact of it,
    named by the region's keepers, who is an active member; and the organisation is open."""
    return bool(roles_for(work, organisation_id, member_id))


def roles_for(work: Any, organisation_id: str, member_id: str) -> frozenset[str]:
    """As what the member acts for it: ``leader``, ``contact``, both or nothing."""
    organisation = OrganisationStore(work).get(organisation_id)
    person = People(work).get(member_id)
    if organisation is None or person is None or not person.is_active:
        return frozenset()
    return organisation.roles_of(member_id)


def acting_for(work: Any, organisation_id: str, member_id: str, role: str | None = None) -> Organisation:
    """The organisation, for somebody who acts for it.

    Refused: ``not_found``, ``organisation_closed``, ``not_your_organisation``; with ``role="leader"``
    ``leader_required`` for a contact.
    """
    organisation = OrganisationStore(work).get(organisation_id)
    if organisation is None:
        raise Refused("not_found")
    if not organisation.is_open:
        raise Refusal("organisation_closed")
    held = roles_for(work, organisation_id, member_id)
    if not held:
        raise Refusal("not_your_organisation")
    if role == LEADER and LEADER not in held:
        raise Refusal("leader_required")
    return organisation


def people_of(work: Any, organisation_id: str, *roles: str) -> set[str]:
    """The member ids of those who act for it and are active members; in these roles, or in any."""
    organisation = OrganisationStore(work).get(organisation_id)
    if organisation is None:
        return set()
    wanted = {member for role in roles or (LEADER, CONTACT) for member in organisation.holders(role)}
    return {member for member, person in People(work).several(wanted).items() if person.is_active}
