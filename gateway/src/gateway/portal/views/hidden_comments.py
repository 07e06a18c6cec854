"""What the keepers of a round hid in it, to look at again (row 56)."""

from flask import request

from gateway.clients.exchange import comments as doors
from gateway.clients.exchange import rounds as round_doors
from gateway.guards import caller
from gateway.portal.account_names import member_names
from gateway.portal.forms import Form
from gateway.portal.pages import Page, page, show
from gateway.portal.presenting.proposal_comments import hidden_of, nameless_in

KEEPERS = ("coordinator", "convenor", "national_team")


@page("/rounds/<round_id>/hidden-comments", *KEEPERS)
def hidden_comments(round_id: str) -> Page:
    """The newest first, each with why it was hidden and how it is shown again. Refused: ``not_found``."""
    person = caller()
    found = doors.list_hidden(person, round_id, cursor=request.args.get("cursor") or None)
    names = member_names(nameless_in(found["items"])) if found["items"] else {}
    return show(
        "round_hidden_comments",
        form=Form(),
        round=round_doors.get_round(person, round_id),
        hidden=[hidden_of(each, names, person.subject) for each in found["items"]],
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )
