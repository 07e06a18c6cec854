"""What everybody reads of a round's vote: its roll, its result, every ballot with its receipt (row 57)."""

from typing import Any

from flask import Response, request, stream_with_context

from contracts.refusals import Refused
from gateway import result_sheets
from gateway.account_names import MEMBER, SOMEBODY, names_of
from gateway.clients import together
from gateway.clients.exchange import ballots, results, rounds
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.ballots import Paper, paper_of, total, vote_is_over
from gateway.portal.presenting.results import result_of

ON_A_PAGE = 50
NOT_YET = ("vote_not_open", "not_tallied")


@page("/rounds/<round_id>/roll", "public")
def round_roll(round_id: str) -> Page:
    person, names = caller(), region_names(caller())
    cursor = request.args.get("cursor") or None
    found, roll, paper = _answers(
        rounds.get_round.asking(person, round_id),
        ballots.read_roll.asking(person, round_id, cursor=cursor, limit=ON_A_PAGE),
        ballots.get_paper.asking(person, round_id),
    )
    members = roll["items"] if roll else None
    called = names_of(person, [f"{MEMBER}:{each}" for each in members or ()], names)
    return show(
        "round_roll",
        round=found,
        in_words=_vote_of(found),
        roll=roll,
        no_vote=roll is None and vote_is_over(found),
        regions=[(names.get(each["region"], each["region"]), each["number"]) for each in _regions(roll)],
        mine=paper["mine"] if paper else None,
        members=None
        if members is None
        else [{"id": each, "name": _told_apart(called[f"{MEMBER}:{each}"], each)} for each in members],
        next=roll["next"] if roll else None,
        later=bool(cursor),
    )


@page("/rounds/<round_id>/results", "public")
def round_results(round_id: str) -> Page:
    person = caller()
    found, tally, paper = _answers(
        rounds.get_round.asking(person, round_id),
        results.get_tally.asking(person, round_id),
        ballots.get_paper.asking(person, round_id),
    )
    return show(
        "round_results",
        round=found,
        in_words=_vote_of(found),
        no_vote=paper is None and vote_is_over(found),
        result=result_of(tally, region_names(person)) if tally else None,
    )


@page("/rounds/<round_id>/results.pb", "public")
def round_ballot_file(round_id: str) -> Response:
    parts = results.whole_ballot_file(caller(), round_id)
    return _download(stream_with_context(parts), "text/plain", f"round-{round_id}.pb")


@page("/rounds/<round_id>/results.csv", "public")
def round_result_sheet(round_id: str) -> Response:
    return _download(
        result_sheets.sheet(results.get_tally(caller(), round_id)), "text/csv", f"round-{round_id}.csv"
    )


@page("/rounds/<round_id>/ballots", "public")
def round_ballots(round_id: str) -> Page:
    """Every ballot with its receipt; and the place to look for one's own."""
    return _ballots(round_id, Form())


@action("/rounds/<round_id>/ballots", "public")
def check_round_receipt(round_id: str) -> Page:
    """Sent as a form, so that the receipt stays out of addresses and histories."""
    form = sent_form("receipt").lacking({"receipt": "Enter your receipt"})
    answer = send(
        form,
        ("receipt",),
        lambda form: ballots.find_ballot(caller(), round_id, _as_written(form.answers["receipt"])),
    )
    if isinstance(answer, Form):
        return _ballots(round_id, answer)
    paper = _paper(round_id)
    choices = paper.chosen(answer["projects"])
    return show(
        "round_receipt", paper=paper, receipt=answer["receipt"], choices=choices, total=total(choices)
    )


def _ballots(round_id: str, form: Form) -> Page:
    person, cursor = caller(), request.args.get("cursor") or None
    found, paper, listed = _answers(
        rounds.get_round.asking(person, round_id),
        ballots.get_paper.asking(person, round_id),
        ballots.list_ballots.asking(person, round_id, cursor=cursor, limit=ON_A_PAGE),
    )
    titles = {each["id"]: each["title"] for each in paper["projects"]} if paper else {}
    return show(
        "round_ballots",
        form=form,
        round=found,
        in_words=_vote_of(found),
        no_vote=paper is None and vote_is_over(found),
        ballots=None
        if listed is None
        else [
            {"receipt": each["receipt"], "choices": [titles[project] for project in each["projects"]]}
            for each in listed["items"]
        ],
        next=listed["next"] if listed else None,
        later=bool(cursor),
    )


def _answers(*asked: Any) -> list[Any]:
    """The round first; None for what is not there yet."""
    answers = together(*asked)
    for answer in answers:
        if isinstance(answer, Refused) and answer.code not in NOT_YET:
            raise answer
    return [None if isinstance(answer, Refused) else answer for answer in answers]


def _paper(round_id: str) -> Paper:
    return paper_of(ballots.get_paper(caller(), round_id), region_names(caller()))


def _regions(roll: dict[str, Any] | None) -> list[dict[str, Any]]:
    return [] if roll is None else sorted(roll["regions"], key=lambda each: -each["number"])


def _vote_of(found: dict[str, Any]) -> str:
    """When members vote, or voted, in a sentence."""
    return next((str(each["in_words"]) for each in found["phases"] if each["kind"] == "vote"), "")


def _told_apart(name: str, member_id: str) -> str:
    """Members who show no name have their number."""
    return f"{name}, number {member_id}" if name.startswith(SOMEBODY) else name


def _as_written(receipt: str) -> str:
    """People copy receipts with blanks, hyphens and small letters."""
    return "".join(receipt.replace("-", "").split()).upper()


def _download(text: Any, mimetype: str, name: str) -> Response:
    answer = Response(text, mimetype=mimetype)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
