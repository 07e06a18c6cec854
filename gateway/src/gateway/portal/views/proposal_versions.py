"""The texts of a proposal, and what changed between two because of which comments (row 56)."""

from collections.abc import Mapping
from typing import Any

from flask import request

from gateway.clients.exchange import comments as comment_doors
from gateway.clients.exchange import proposals as doors
from gateway.guards import caller
from gateway.portal.account_names import member_names
from gateway.portal.pages import Page, page, show
from gateway.portal.presenting.proposal_comments import comment_of, nameless_in
from gateway.portal.presenting.proposal_versions import change_of, version_of
from gateway.portal.views.proposals import read_proposal

MOST_COMMENTS = 200


@page("/proposals/<proposal_id>/versions", "public")
def proposal_versions(proposal_id: str) -> Page:
    """The newest first, each with what it changed."""
    person = caller()
    one, setting = read_proposal(proposal_id)
    found = doors.list_versions(person, proposal_id, cursor=request.args.get("cursor") or None)
    names = member_names({each["by"]: "" for each in found["items"]})
    return show(
        "proposal_versions",
        proposal=one,
        setting=setting,
        versions=[version_of(each, names) for each in found["items"]],
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/proposals/<proposal_id>/versions/<int:number>/changes", "public")
def proposal_changes(proposal_id: str, number: int) -> Page:
    """From the version before, or from ``?from=``; word by word."""
    person = caller()
    one, setting = read_proposal(proposal_id)
    typed = request.args.get("from", "")
    against = int(typed) if typed.isdecimal() and 0 < int(typed) < number else None
    found = doors.compare_versions(person, proposal_id, number, against=against)
    return show(
        "proposal_changes",
        proposal=one,
        setting=setting,
        number=number,
        before=found["before"],
        changes=[change_of(each) for each in found["changes"]],
        reasons=_reasons(proposal_id, found),
        earlier=range(1, number),
    )


def _reasons(proposal_id: str, found: Mapping[str, Any]) -> list[Any]:
    """The comments because of which it changed, as far as they can be read."""
    if not found["because_of"]:
        return []
    person = caller()
    items = comment_doors.list_comments(person, proposal_id, limit=MOST_COMMENTS)["items"]
    wanted = [each for each in items if each["id"] in found["because_of"]]
    names = member_names(nameless_in(wanted)) if wanted else {}
    return [comment_of(each, names, person.subject, ()) for each in wanted]
