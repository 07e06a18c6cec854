"""How the whole community has grown."""

from gateway.clients import membership
from gateway.guards import caller
from gateway.portal.pages import Page, page, show
from gateway.portal.presenting.community import community_of


@page("/growth", "public")
def growth() -> Page:
    return show("growth", community=community_of(membership.community_growth(caller())))
