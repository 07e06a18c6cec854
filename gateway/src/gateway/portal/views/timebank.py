"""How much time the community exchanged, for everybody (row 59)."""

from gateway.clients.skills_register import ledger as doors
from gateway.guards import caller
from gateway.portal.pages import Page, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.accounts import timebank_of


@page("/timebank", "public")
def timebank() -> Page:
    person = caller()
    return show("timebank", timebank=timebank_of(doors.summarise(person), region_names(person)))
