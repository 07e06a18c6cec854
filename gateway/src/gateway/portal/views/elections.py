"""Elections for everybody: the list, one election, its roll, its count, the published ballots (row 14)."""

from flask import Response, request, stream_with_context

from contracts.refusals import Refused
from gateway import spreadsheets
from gateway.clients import together
from gateway.clients.stewardship import elections as client
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.elections import STATES, candidate_of, count_of, election_of, line_of, ordered


@page("/elections", "public")
def elections() -> Page:
    names = region_names(caller())
    region, state = request.args.get("region", ""), request.args.get("state", "")
    found = client.list_elections(
        caller(),
        region=region if region in names else None,
        state=state if state in STATES else None,
        cursor=request.args.get("cursor") or None,
    )
    return show(
        "elections",
        elections=[line_of(each, names) for each in found["items"]],
        filters=Form(answers={"region": region, "state": state}),
        regions=as_choices(names),
        states=[{"value": value, "text": STATES[value][0]} for value in STATES],
        region=region,
        region_name=names.get(region, ""),
        state=state,
        next=found["next"],
        later=bool(request.args.get("cursor")),
        may_draft=runs_some(),
    )


@page("/elections/<election_id>", "public")
def election(election_id: str) -> Page:
    person = caller()
    found, nominations = together(
        client.get_election.asking(person, election_id), client.list_nominations.asking(person, election_id)
    )
    if isinstance(found, Refused):
        raise found
    shown = [] if isinstance(nominations, Refused) else nominations["items"]
    return show(
        "election",
        election=election_of(found, region_names(person)),
        nominations=[
            {"id": each["id"], "said": candidate_of(each) if each["accepted"] else None, **_progress(each)}
            for each in shown
            if each["state"] == "open"
        ],
        is_member=person.has("member") and person.region == found["region"],
        runs=person.acts_for(found["region"], "coordinator"),
    )


@page("/elections/<election_id>/roll", "public")
def electoral_roll(election_id: str) -> Page:
    person = caller()
    found, roll = together(
        client.get_election.asking(person, election_id),
        client.read_roll.asking(person, election_id, cursor=request.args.get("cursor") or None, limit=100),
    )
    for answer in (found, roll):
        if isinstance(answer, Refused):
            raise answer
    return show(
        "electoral_roll",
        election=election_of(found, region_names(person)),
        members=roll["items"],
        next=roll["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/elections/<election_id>/count", "public")
def election_count(election_id: str) -> Page:
    person = caller()
    found, counted = together(
        client.get_election.asking(person, election_id), client.get_count.asking(person, election_id)
    )
    if isinstance(found, Refused):
        raise found
    shown = election_of(found, region_names(person))
    if isinstance(counted, Refused) and counted.code != "not_counted":
        raise counted
    return show(
        "election_count",
        election=shown,
        count=None if isinstance(counted, Refused) else count_of(counted),
        runs=person.acts_for(found["region"], "coordinator"),
    )


@page("/elections/<election_id>/count.csv", "public")
def count_file(election_id: str) -> Response:
    rows = client.get_count(caller(), election_id)["sheet"]
    text = spreadsheets.MARK + "".join(spreadsheets.line(row) for row in rows)
    return _download([text], "text/csv", f"count-{election_id}.csv")


@page("/elections/<election_id>/ballots.blt", "public")
def ballot_file(election_id: str) -> Response:
    parts = client.whole_ballot_file(caller(), election_id)
    return _download(stream_with_context(parts), "text/plain", f"election-{election_id}.blt")


@page("/elections/<election_id>/ballots", "public")
def published_ballots(election_id: str) -> Page:
    """Every ballot with its receipt; and the place to look for one's own."""
    return _ballots(election_id, Form())


@action("/elections/<election_id>/ballots", "public")
def check_receipt(election_id: str) -> Page:
    """Sent as a form, so that the receipt stays out of addresses and histories."""
    form = sent_form("receipt").lacking({"receipt": "Enter your receipt"})
    answer = send(
        form,
        ("receipt",),
        lambda form: client.find_ballot(caller(), election_id, receipt=_as_written(form.answers["receipt"])),
    )
    if isinstance(answer, Form):
        return _ballots(election_id, answer)
    found = election_of(client.get_election(caller(), election_id), region_names(caller()))
    return show(
        "receipt_found",
        election=found,
        receipt=answer["receipt"],
        choices=ordered(found.candidates, answer["preferences"]),
    )


def runs_some() -> bool:
    return any(caller().has(role) for role in ("coordinator", "national_team"))


def _ballots(election_id: str, form: Form) -> Page:
    person = caller()
    found, ballots = together(
        client.get_election.asking(person, election_id),
        client.list_ballots.asking(person, election_id, cursor=request.args.get("cursor") or None, limit=100),
    )
    for answer in (found, ballots):
        if isinstance(answer, Refused):
            raise answer
    shown = election_of(found, region_names(person))
    names = {candidate.number: candidate.name for candidate in shown.candidates}
    return show(
        "published_ballots",
        form=form,
        election=shown,
        ballots=[
            {"receipt": each["receipt"], "names": [names[number] for number in each["preferences"]]}
            for each in ballots["items"]
        ],
        next=ballots["next"],
        later=bool(request.args.get("cursor")),
    )


def _as_written(receipt: str) -> str:
    """People copy receipts with blanks, hyphens and small letters."""
    return "".join(receipt.replace("-", "").split()).upper()


def _progress(nomination: dict[str, object]) -> dict[str, object]:
    wanting = [
        word
        for word, there in (
            ("a proposer", nomination["proposed"]),
            ("a seconder", nomination["seconded"]),
            ("the candidate's own agreement", nomination["accepted"]),
        )
        if not there
    ]
    return {"wanting": " and ".join(wanting)}


def _download(text: object, mimetype: str, name: str) -> Response:
    answer = Response(text, mimetype=mimetype)  # type: ignore[arg-type]
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
