"""The texts of a proposal, and what changed between two because of which comments (row 56)."""

from collections.abc import Sequence

from flask import request

from gateway.clients.exchange import comments as comment_doors
from gateway.clients.exchange import proposals as doors
from gateway.guards import caller
from gateway.portal.account_names import member_names
from gateway.portal.pages import Page, page, show
from gateway.portal.presenting.proposal_comments import Comment, comment_of, nameless_in
from gateway.portal.presenting.proposal_versions import change_of, version_of
from gateway.portal.presenting.proposals import Proposal
from gateway.portal.views.proposals import asked_together, read_proposal, signing_in
from gateway.portal.whole_numbers import whole

MOST_COMMENTS = 200


@page("/proposals/<proposal_id>/versions", "public")
@signing_in
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
@signing_in
def proposal_changes(proposal_id: str, number: int) -> Page:
    """From the version before, or from ``?from=``; word by word."""
    person = caller()
    one, setting = read_proposal(proposal_id)
    asked = whole(request.args.get("from", "")) or 0
    against = asked if 0 < asked < number else None
    found = doors.compare_versions(person, proposal_id, number, against=against)
    return show(
        "proposal_changes",
        proposal=one,
        setting=setting,
        number=number,
        before=found["before"],
        changes=[change_of(each) for each in found["changes"]],
        reasons=_reasons(one, found["because_of"]),
        earlier=range(1, number),
    )


def _reasons(one: Proposal, because_of: Sequence[str]) -> list[Comment]:
    """The comments because of which it changed, those on what was merged into it, too."""
    if not because_of:
        return []
    person, wanted = caller(), list(because_of)[:MOST_COMMENTS]
    pages = asked_together(
        *(
            comment_doors.list_comments.asking(person, each, ids=wanted, limit=MOST_COMMENTS)
            for each in (one.id, *one.merged_from)
        )
    )
    items = [each for found in pages for each in found["items"]]
    names = member_names(nameless_in(items)) if items else {}
    return [comment_of(each, names, person.subject, ()) for each in items]
