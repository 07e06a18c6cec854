"""The shortlist: published by keepers, read by everybody; and what a team is told (row 56)."""

from typing import Any

from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.exchange import assessments as doors
from gateway.clients.exchange import rounds
from gateway.guards import caller
from gateway.portal.dates import show_date
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.round_panels import panel_of, progress_of
from gateway.portal.presenting.shortlists import feedback_of, listed_of
from gateway.portal.views.assessing import found_or_none
from gateway.portal.views.round_panels import KEEPERS


@page("/rounds/<round_id>/shortlist", "public")
def round_shortlist(round_id: str) -> Page:
    """What members vote on and why it was chosen; before, when it will be there."""
    return _shortlist(round_id, Form())


@action("/rounds/<round_id>/shortlist", *KEEPERS)
def publish_round_shortlist(round_id: str) -> Page:
    """From now on everybody reads it, and teams what was said of their proposals."""
    form = sent_form("version")
    answer = send(
        form,
        (),
        lambda form: doors.publish_shortlist(caller(), form.command_id, round_id, version=version_of(form)),
    )
    if isinstance(answer, Form):
        return _shortlist(round_id, answer)
    return onward("round_shortlist", "shortlist-published", round_id=round_id)


@page("/proposals/<proposal_id>/feedback", "member")
def proposal_feedback(proposal_id: str) -> Page:
    """For its team, and keepers of its round."""
    return show("proposal_feedback", feedback=feedback_of(doors.get_feedback(caller(), proposal_id)))


def _shortlist(round_id: str, form: Form) -> Page:
    person = caller()
    its_round, panel, found = together(
        rounds.get_round.asking(person, round_id),
        doors.get_panel.asking(person, round_id),
        doors.get_shortlist.asking(person, round_id),
    )
    if isinstance(its_round, Refused):
        raise its_round
    keeps = person.acts_for(its_round["region"], "coordinator", "convenor")
    if isinstance(found, Refused):
        return _not_yet(its_round, found_or_none(panel), form, keeps=keeps)
    return show(
        "round_shortlist",
        form=form,
        round=its_round,
        published=show_date(found["published_at"]),
        considered=found["considered"],
        listed=listed_of(found["items"], region_names(person)),
        keeps=keeps,
    )


def _not_yet(its_round: dict[str, Any], panel: dict[str, Any] | None, form: Form, *, keeps: bool) -> Page:
    phase = next((each for each in its_round["phases"] if each["kind"] == "shortlist"), None)
    progress = None
    if keeps and panel is not None:
        rows = doors.list_results(caller(), its_round["id"], order="entered")["items"]
        progress = progress_of(rows, 0, is_published=False)
    return show(
        "shortlist_waiting",
        form=form,
        round=its_round,
        panel=panel_of(panel) if panel else None,
        when=phase["in_words"] if phase else "",
        has_phase=phase is not None,
        progress=progress,
    )
