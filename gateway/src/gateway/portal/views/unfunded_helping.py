"""What others do for an idea without an award: offer help, sponsor it (row 58)."""

from contracts.refusals import Refused
from gateway.clients.exchange import unfunded as doors
from gateway.guards import caller
from gateway.portal.forms import Form, given, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.unfunded import HELP_CHOICES, Idea
from gateway.portal.views.unfunded import one_idea, read_idea

KEEPERS = ("coordinator", "convenor", "national_team")
NEEDED = {"kind": "Choose what you offer", "words": "Say in your words what you offer"}


@page("/unfunded/<proposal_id>/help", "member")
def offer_idea_help_form(proposal_id: str) -> Page:
    return _write(read_idea(proposal_id), Form())


@action("/unfunded/<proposal_id>/help", "member")
def offer_idea_help(proposal_id: str) -> Page:
    found = read_idea(proposal_id)
    form = sent_form("kind", "words", "shown_name", "reach").lacking(NEEDED)
    answer = send(
        form,
        ("kind", "words", "shown_name", "reach"),
        lambda form: doors.offer_help(
            caller(),
            form.command_id,
            proposal_id,
            form.answers["kind"],
            form.answers["words"],
            **given(form, "shown_name", "reach"),
        ),
    )
    if isinstance(answer, Form):
        return _write(found, answer)
    return onward("unfunded_idea", "unfunded-help-offered", proposal_id=proposal_id)


@action("/unfunded/<proposal_id>/help/<help_id>/ending", "member")
def end_idea_help(proposal_id: str, help_id: str) -> Page:
    form = sent_form()
    answer = send(form, (), lambda form: doors.end_help(caller(), form.command_id, proposal_id, help_id))
    if isinstance(answer, Form):
        return one_idea(proposal_id, answer)
    # Whoever ended their help sees the idea only while it is listed.
    if answer["is_mine"] or answer["choice"] == "listed":
        return onward("unfunded_idea", "unfunded-help-ended", proposal_id=proposal_id)
    return onward("unfunded", "unfunded-help-ended")


@page("/unfunded/<proposal_id>/sponsor", *KEEPERS)
def sponsor_idea_form(proposal_id: str) -> Page:
    return show("unfunded_sponsor", form=Form(), idea=_to_sponsor(proposal_id))


@action("/unfunded/<proposal_id>/sponsor", *KEEPERS)
def sponsor_idea(proposal_id: str) -> Page:
    found = _to_sponsor(proposal_id)
    form = sent_form("words", "version")
    answer = send(
        form,
        ("words",),
        lambda form: doors.sponsor_idea(
            caller(), form.command_id, proposal_id, version=version_of(form), **given(form, "words")
        ),
    )
    if isinstance(answer, Form):
        return show("unfunded_sponsor", form=answer, idea=found)
    return onward("unfunded_idea", "unfunded-sponsored", proposal_id=proposal_id)


@action("/unfunded/<proposal_id>/sponsor/ending", *KEEPERS)
def end_idea_sponsorship(proposal_id: str) -> Page:
    form = sent_form("version")
    answer = send(
        form,
        (),
        lambda form: doors.end_sponsorship(caller(), form.command_id, proposal_id, version=version_of(form)),
    )
    if isinstance(answer, Form):
        return one_idea(proposal_id, answer)
    return onward("unfunded_idea", "unfunded-sponsorship-ended", proposal_id=proposal_id)


def _write(found: Idea, form: Form) -> Page:
    return show("unfunded_help", form=form, idea=found, kinds=HELP_CHOICES)


def _to_sponsor(proposal_id: str) -> Idea:
    """Refused: ``not_your_region``."""
    found = read_idea(proposal_id)
    if not found.may_sponsor:
        raise Refused("not_your_region")
    return found
