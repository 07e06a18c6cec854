"""The doors of the carers: a member of Q names another one, and may take it back (row 51)."""

from typing import Any

from chassis.call import Call
from chassis.doors import command, query
from chassis.fields import Nothing
from commons.people.domain import ACTIVE
from commons.people.store import People
from contracts.refusals import Refused
from meetings.expenses.carers import domain, schemas
from meetings.expenses.carers.store import CarerStore
from meetings.refusal import Refusal
from meetings.settings import Settings


class Carers:
    """Who was named a carer for expenses."""

    name = "meetings_carers"
    context = "meetings"
    refusals = (Refusal,)
    store_class = CarerStore
    settings_class = Settings
    store: CarerStore
    settings: Settings

    @query(Nothing, by=("member",))
    def my_carers(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """Whom the caller named: ``{"items": [{"id", "named_at"}]}``."""
        return {"items": [schemas.naming_view(each) for each in self.store.named_by(call.caller.subject)]}

    @command(schemas.NameCarer, by=("member",))
    def name_carer(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Say that another member is a carer; twice is once. Refused: ``not_found``, ``carer_is_you``."""
        naming = domain.name_carer(asked["id"], call.caller.subject, call.now)
        person = People(self.store.work).get(naming.carer_id)
        if person is None or person.status != ACTIVE:
            raise Refused("not_found")
        self.store.save(naming)
        return schemas.naming_view(naming)

    @command(schemas.NameCarer, by=("member",))
    def unname_carer(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Take it back; claims that were handed in before keep it. One that is not there is gone already."""
        self.store.remove(asked["id"], call.caller.subject)
        return {"id": asked["id"]}
