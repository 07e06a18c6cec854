"""The bulk view: keepers recommend many at once, others decide, and take it along as a file (row 56)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from flask import Response, request

from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.exchange import assessments as doors
from gateway.clients.exchange import rounds
from gateway.exchange_results import results_as_csv
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form, whole_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.round_panels import panel_of
from gateway.portal.presenting.shortlists import (
    ORDERS,
    SHOWS,
    VERDICT_CHOICES,
    Row,
    rows_of,
    themes_of,
)
from gateway.portal.views.round_panels import KEEPERS

PICKED = "proposals"
NOTHING_PICKED = "Tick at least one proposal"
Found = tuple[dict[str, Any], dict[str, Any], list[Row]]


@dataclass(frozen=True)
class Asked:
    """What of the bulk view is to be seen, and in which order."""

    order: str = "total"
    reverse: bool = False
    theme: str = ""
    show: str = "all"

    def address(self, **changed: Any) -> dict[str, Any]:
        """For the address of the same with something changed."""
        wanted = replace(self, **changed)
        return {
            "order": wanted.order,
            "reverse": "yes" if wanted.reverse else None,
            "theme": wanted.theme or None,
            "show": wanted.show,
        }


ALL = Asked()


@page("/rounds/<round_id>/panel/results", *KEEPERS)
def panel_results(round_id: str) -> Page:
    """Everything that was submitted, in one table."""
    return _results(round_id, Form())


@page("/rounds/<round_id>/panel/results.csv", *KEEPERS)
def panel_results_sheet(round_id: str) -> Response:
    """The same as a spreadsheet, in the order and of the theme that was chosen."""
    asked = _asked()
    found = doors.list_results(
        caller(), round_id, order=asked.order, reverse=asked.reverse, theme=asked.theme or None
    )
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
    version = whole_of(sent_form(f"version-{proposal_id}"), f"version-{proposal_id}")
    return {} if version is None else {"version": version}


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


def _found(round_id: str, asked: Asked = ALL) -> Found:
    person = caller()
    its_round, panel, results = together(
        rounds.get_round.asking(person, round_id),
        doors.get_panel.asking(person, round_id),
        doors.list_results.asking(
            person, round_id, order=asked.order, reverse=asked.reverse, theme=asked.theme or None
        ),
    )
    for answer in (its_round, panel, results):
        if isinstance(answer, Refused):
            raise answer
    return its_round, panel, rows_of(results["items"], panel, person.subject)


def _results(round_id: str, form: Form) -> Page:
    asked = _asked()
    its_round, panel, rows = _found(round_id, asked)
    return show(
        "panel_results",
        form=form,
        round=its_round,
        panel=panel_of(panel),
        rows=[each for each in rows if each.fits(asked.show)],
        number=len(rows),
        filters=Form(answers={"theme": asked.theme, "show": asked.show}),
        themes=[{"value": each, "text": each} for each in its_round["themes"] or themes_of(rows)],
        shows=[{"value": value, "text": text} for value, text in SHOWS.items()],
        orders=ORDERS,
        asked=asked,
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


def _asked() -> Asked:
    """As the address says it; what it says wrong is left out."""
    order, shown = request.args.get("order", ""), request.args.get("show", "")
    return Asked(
        order if order in ORDERS else ALL.order,
        request.args.get("reverse") == "yes",
        request.args.get("theme", ""),
        shown if shown in SHOWS else ALL.show,
    )
