"""The stewardship groups: the list, and the page of each that leads to all it does (row 11)."""

from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.stewardship import network
from gateway.guards import caller
from gateway.portal.pages import Page, page, show
from gateway.portal.presenting.groups import group_of, line_of


@page("/groups", "public")
def groups() -> Page:
    found = network.list_groups(caller())
    return show(
        "groups",
        uk=line_of(found["uk"]),
        groups=[line_of(each) for each in found["items"]],
        pilots=[each["name"] for each in found["items"] if each["stage"]],
    )


@page("/groups/<region>", "public")
def group(region: str) -> Page:
    """One group; a part that does not answer is said to be missing, the rest is shown."""
    person = caller()
    (found,) = together(network.get_group.asking(person, region))
    if isinstance(found, Refused):
        raise found
    return show(
        "group",
        group=group_of(found),
        keeps=person.acts_for(region, "coordinator", "convenor"),
        is_centre=person.has("national_team"),
    )
