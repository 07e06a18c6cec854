"""The bulk view: keepers recommend many at once, others decide, and take it along as a file (row 56)."""

from collections.abc import Callable
from typing import Any

from flask import Response, request

from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.exchange import assessments as doors
from gateway.clients.exchange import rounds
from gateway.exchange_results import results_as_csv
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.round_panels import panel_of
from gateway.portal.presenting.shortlists import (
    ORDERS,
    SHOWS,
    VERDICT_CHOICES,
    Row,
    in_title_order,
    rows_of,
    themes_of,
)
from gateway.portal.views.round_panels import KEEPERS

PICKED = "proposals"
NOTHING_PICKED = "Tick at least one proposal"
Found = tuple[dict[str, Any], dict[str, Any], list[Row]]


@page("/rounds/<round_id>/panel/results", *KEEPERS)
def panel_results(round_id: str) -> Page:
    """Everything that was submitted, in one table."""
    return _results(round_id, Form())


@page("/rounds/<round_id>/panel/results.csv", *KEEPERS)
def panel_results_sheet(round_id: str) -> Response:
    """The same as a spreadsheet, in the order and of the theme that was chosen."""
    order, theme, _show = _asked()
    found = doors.list_results(caller(), round_id, order=_known_order(order), theme=theme or None)
    return results_as_csv(found, round_id)


@action("/rounds/<round_id>/panel/results", *KEEPERS)
def recommend_several(round_id: str) -> Page:
    """One recommendation for all that are ticked; all of them or none."""
    form = _ticked("verdict", "reason").lacking({"verdict": "Choose what you recommend", "reason": "Say why"})

    def knock(form: Form) -> Any:
        said = {"verdict": form.answers["verdict"], "reason": form.answers["reason"]}
        items = [{"proposal_id": each, **said, **_version(each)} for each in form.answers[PICKED]]
        return doors.recommend_outcomes(caller(), form.command_id, round_id, items)

    return _done(form, knock, round_id, ("panel_results", "shortlist-recommended", _results))


@page("/rounds/<round_id>/panel/decisions", *KEEPERS)
def panel_decisions(round_id: str) -> Page:
    """What somebody else recommended, to be decided as it stands."""
    return _decisions(round_id, Form())


@action("/rounds/<round_id>/panel/decisions", *KEEPERS)
def determine_several(round_id: str) -> Page:
    """As they were recommended, with the reasons that were given."""
    form = _ticked("exception")

    def knock(form: Form) -> Any:
        rows = {each.id: each for each in _found(round_id)[2]}
        picked = [rows[each] for each in form.answers[PICKED] if each in rows]
        items = [
            {
                "proposal_id": each.id,
                "verdict": each.recommendation.verdict_key,
                "reason": each.recommendation.reason,
                "exception": form.answers["exception"],
                **_version(each.id),
            }
            for each in picked
            if each.recommendation is not None
        ]
        return doors.determine_outcomes(caller(), form.command_id, round_id, items)

    return _done(form, knock, round_id, ("panel_decisions", "shortlist-determined", _decisions))


def _ticked(*names: str) -> Form:
    """What was ticked and typed; the versions that were read stand beside the boxes."""
    form = sent_form(*names, several=(PICKED,))
    return form.lacking({PICKED: NOTHING_PICKED})


def _version(proposal_id: str) -> dict[str, int]:
    sent = request.form.get(f"version-{proposal_id}", "")
    return {"version": int(sent)} if sent.isdecimal() else {}


def _done(
    form: Form,
    knock: Callable[[Form], Any],
    round_id: str,
    where: tuple[str, str, Callable[[str, Form], Page]],
) -> Page:
    endpoint, done, again = where
    answer = send(form, ("reason", "exception"), knock)
    if isinstance(answer, Form):
        return again(round_id, answer)
    return onward(endpoint, done, round_id=round_id)


def _found(round_id: str, order: str = "", theme: str = "") -> Found:
    person = caller()
    its_round, panel, results = together(
        rounds.get_round.asking(person, round_id),
        doors.get_panel.asking(person, round_id),
        doors.list_results.asking(person, round_id, order=_known_order(order), theme=theme or None),
    )
    for answer in (its_round, panel, results):
        if isinstance(answer, Refused):
            raise answer
    return its_round, panel, rows_of(results["items"], panel, person.subject)


def _results(round_id: str, form: Form) -> Page:
    order, theme, shown = _asked()
    its_round, panel, rows = _found(round_id, order, theme)
    listed = [each for each in rows if each.fits(shown)]
    return show(
        "panel_results",
        form=form,
        round=its_round,
        panel=panel_of(panel),
        rows=in_title_order(listed) if order == "title" else listed,
        number=len(rows),
        filters=Form(answers={"theme": theme, "show": shown, "order": order}),
        themes=[{"value": each, "text": each} for each in its_round["themes"] or themes_of(rows)],
        shows=[{"value": value, "text": text} for value, text in SHOWS.items()],
        orders=ORDERS,
        order=order,
        theme=theme,
        shown=shown,
        verdicts=VERDICT_CHOICES,
    )


def _decisions(round_id: str, form: Form) -> Page:
    its_round, panel, rows = _found(round_id)
    waiting = [each for each in rows if each.to_determine]
    return show(
        "panel_decisions",
        form=form,
        round=its_round,
        panel=panel_of(panel),
        rows=waiting,
        mine=sum(each.is_waiting and _is_mine_alone(each) for each in rows),
        is_short=any(each.missing for each in waiting),
    )


def _is_mine_alone(row: Row) -> bool:
    """It waits for another keeper than the reader."""
    said = row.recommendation
    return row.two_keepers and row.determination is None and said is not None and said.is_mine


def _asked() -> tuple[str, str, str]:
    """Order, theme and what is to be shown, as the address says it."""
    order, shown = request.args.get("order", "total"), request.args.get("show", "all")
    return (
        order if order in ORDERS else "total",
        request.args.get("theme", ""),
        shown if shown in SHOWS else "all",
    )


def _known_order(order: str) -> str | None:
    """The order as the door knows it: titles are put in order here."""
    return order if order and order != "title" else None
