"""Pages about this site itself."""

from gateway.portal.pages import Page, page, show


@page("/accessibility", "public")
def accessibility() -> Page:
    return show("accessibility")


@page("/privacy", "public")
def privacy() -> Page:
    return show("privacy")
