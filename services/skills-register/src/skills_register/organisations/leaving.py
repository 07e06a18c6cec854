"""Who leaves Q acts for no organisation any more."""

from typing import Any

from chassis.call import Call
from skills_register.organisations.domain import forget
from skills_register.organisations.store import OrganisationStore
from skills_register.settings import Settings


def leave(work: Any, _settings: Settings, _call: Call, member_id: str) -> None:
    """Take this member off every organisation; who signed which text stays with the text."""
    store = OrganisationStore(work)
    for each in store.naming(member_id):
        store.save(forget(each, member_id))
