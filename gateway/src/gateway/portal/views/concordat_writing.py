"""For keepers: draft a concordat, change its draft, agree on a text, review it, end it (row 60)."""

from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients.skills_register import concordats as doors
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, given, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, kept_regions, region_names
from gateway.portal.presenting.concordats import OUTCOMES
from gateway.portal.views.concordats import kept_concordat

KEEPERS = ("coordinator", "convenor", "national_team")
DRAFTED = ("region", "title", "system", "group", "text", "review_on")
REVIEWED = ("outcome", "words", "next_on")
BETWEEN = "\n\n"


@page("/concordats/new", *KEEPERS)
def draft_concordat_form() -> Page:
    return _drafting(Form(answers={"region": request.args.get("region", "")}))


@action("/concordats/new", *KEEPERS)
def draft_concordat() -> Page:
    form = sent_form("region", "title", "system", "group", "text", *date_names("review_on")).lacking(
        {"region": "Choose a region", "title": "Enter a title", "text": "Write the text"}
    )
    form, review_on = date_of(form, "review_on", "The day of the first review")
    answer = send(
        form,
        DRAFTED,
        lambda form: doors.draft_concordat(
            caller(),
            form.command_id,
            form.answers["region"],
            review_on=review_on,
            **given(form, "title", "text", "system", "group"),
        ),
    )
    if isinstance(answer, Form):
        return _drafting(answer)
    return onward("concordat", "concordat-drafted", concordat_id=answer["id"])


@page("/concordats/<concordat_id>/draft", *KEEPERS)
def concordat_draft_form(concordat_id: str) -> Page:
    found = _open(concordat_id)
    text = found.draft or (BETWEEN.join(found.current.clauses) if found.current else "")
    return _rewriting(concordat_id, Form(answers={"text": text, "version": str(found.version)}))


@action("/concordats/<concordat_id>/draft", *KEEPERS)
def change_concordat_draft(concordat_id: str) -> Page:
    """Saved; or, by the second button, thrown away."""
    form = sent_form("text", "version", "discard")
    is_thrown = form.answers["discard"] == "yes"
    if not is_thrown:
        form = form.lacking({"text": "Write the text"})
    answer = send(
        form,
        ("text",),
        lambda form: doors.change_draft(
            caller(),
            form.command_id,
            concordat_id,
            text="" if is_thrown else form.answers["text"],
            version=version_of(form),
        ),
    )
    if isinstance(answer, Form):
        return _rewriting(concordat_id, answer)
    said = "concordat-draft-thrown" if is_thrown else "concordat-draft-saved"
    return onward("concordat", said, concordat_id=concordat_id)


@page("/concordats/<concordat_id>/agree", *KEEPERS)
def agree_text_form(concordat_id: str) -> Page:
    return _agreeing(concordat_id, Form())


@action("/concordats/<concordat_id>/agree", *KEEPERS)
def agree_text(concordat_id: str) -> Page:
    form = sent_form("changes", "version", *date_names("review_on"))
    form, review_on = date_of(form, "review_on", "The day of the review", needed=False)
    answer = send(
        form,
        ("changes", "review_on"),
        lambda form: doors.agree_text(
            caller(),
            form.command_id,
            concordat_id,
            review_on=review_on or None,
            version=version_of(form),
            **given(form, "changes"),
        ),
    )
    if isinstance(answer, Form):
        return _agreeing(concordat_id, answer)
    return onward("concordat", "concordat-agreed", concordat_id=concordat_id)


@page("/concordats/<concordat_id>/review", *KEEPERS)
def review_concordat_form(concordat_id: str) -> Page:
    return _reviewing(concordat_id, Form())


@action("/concordats/<concordat_id>/review", *KEEPERS)
def review_concordat(concordat_id: str) -> Page:
    form = sent_form("outcome", "words", "version", *date_names("next_on")).lacking(
        {"outcome": "Choose what the review came to", "words": "Say what you found"}
    )
    form, next_on = date_of(form, "next_on", "The day of the next review")
    answer = send(
        form,
        REVIEWED,
        lambda form: doors.review_concordat(
            caller(),
            form.command_id,
            concordat_id,
            outcome=form.answers["outcome"],
            words=form.answers["words"],
            next_on=next_on,
            version=version_of(form),
        ),
    )
    if isinstance(answer, Form):
        return _reviewing(concordat_id, answer)
    return onward("concordat", "concordat-reviewed", concordat_id=concordat_id)


@page("/concordats/<concordat_id>/end", *KEEPERS)
def end_concordat_form(concordat_id: str) -> Page:
    return _ending(concordat_id, Form())


@action("/concordats/<concordat_id>/end", *KEEPERS)
def end_concordat(concordat_id: str) -> Page:
    form = sent_form("reason", "version").lacking({"reason": "Say why it ends"})
    answer = send(
        form,
        ("reason",),
        lambda form: doors.end_concordat(
            caller(),
            form.command_id,
            concordat_id,
            reason=form.answers["reason"],
            version=version_of(form),
        ),
    )
    if isinstance(answer, Form):
        return _ending(concordat_id, answer)
    return onward("concordat", "concordat-ended", concordat_id=concordat_id)


# What the pages share


def _open(concordat_id: str) -> Any:
    """One that can still be worked on."""
    found = kept_concordat(concordat_id)
    if found.state not in ("draft", "agreed"):
        raise Refused("concordat_ended")
    return found


def _drafting(form: Form) -> Page:
    regions = as_choices(kept_regions(caller(), region_names(caller())))
    return show("concordat_new", form=form, regions=regions)


def _rewriting(concordat_id: str, form: Form) -> Page:
    return show("concordat_draft", form=form, concordat=_open(concordat_id))


def _agreeing(concordat_id: str, form: Form) -> Page:
    found = _open(concordat_id)
    if not found.draft and not form.is_wrong:
        raise Refused("text_unchanged")
    return show("concordat_agree", form=form, concordat=found)


def _reviewing(concordat_id: str, form: Form) -> Page:
    found = _open(concordat_id)
    outcomes = [{"value": value, "text": text} for value, text in OUTCOMES.items()]
    return show("concordat_review", form=form, concordat=found, outcomes=outcomes)


def _ending(concordat_id: str, form: Form) -> Page:
    return show("concordat_end", form=form, concordat=_open(concordat_id))
