"""One's own certificate of attendance, and the check of a code by anybody (row 52)."""

from flask import Response, request

from contracts.refusals import Refused
from gateway import certificate_files
from gateway.clients.meetings import feedback as doors
from gateway.guards import caller
from gateway.own_certificate import own_certificate
from gateway.portal.dates import show_date
from gateway.portal.pages import Page, onward, page, show

UNKNOWN = ("not_found", "invalid_input")


@page("/events/<event_id>/certificate", "member")
def my_certificate(event_id: str) -> Response:
    """The PDF page, for whoever was checked in."""
    return certificate_files.answer(own_certificate(event_id))


@page("/certificates", "public")
def check_certificate_form() -> Page:
    """Where a code is typed; it leads to the page of that code."""
    code = certificate_files.plain_code(request.args.get("code", ""))
    if code:
        return onward("check_certificate", code=code)
    return show("certificate", code="", event=None)


@page("/certificates/<code>", "public")
def check_certificate(code: str) -> Page:
    """Valid for which event and day, and never for whom."""
    plain = certificate_files.plain_code(code)
    try:
        event = doors.check_certificate(caller(), plain)["event"]
    except Refused as no:
        if no.code not in UNKNOWN:
            raise
        return show("certificate", code=plain[:64], event=None), 404
    shown = certificate_files.shown_code(plain)
    return show("certificate", code=shown, event={**event, "day": show_date(event["day"])})
