"""For keepers: what waits to be read, with what may identify somebody, and the answer to it (row 73)."""

from flask import request

from contracts.refusals import Refused
from gateway.clients.exchange import learning as doors
from gateway.guards import caller
from gateway.portal.forms import Form, given, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, kept_regions, region_names
from gateway.portal.presenting.learning import LABELS, OUTCOME_CHOICES, item_of
from gateway.portal.views.learning import own_item
from gateway.portal.views.organisations import version_of

KEEPERS = ("coordinator", "convenor", "national_team")
ANSWERED = {
    "published": "learning-published",
    "returned": "learning-returned",
    "declined": "learning-declined",
}


@page("/learning/to-review", *KEEPERS)
def learning_to_review() -> Page:
    """Of the reader's regions, or one of them, the longest waiting first."""
    person = caller()
    regions = region_names(person)
    places = kept_places(regions)
    if not places:
        raise Refused("not_your_region")
    region = request.args.get("region", "")
    region = region if region in places else ""
    found = doors.items_to_review(person, region or None, cursor=request.args.get("cursor") or None)
    return show(
        "learning_to_review",
        items=[item_of(each, regions) for each in found["items"]],
        chosen=Form(answers={"region": region}),
        kept={"region": region} if region else {},
        regions=as_choices(places),
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/learning/<item_id>/review", *KEEPERS)
def review_learning_form(item_id: str) -> Page:
    return _reviewing(item_id, Form())


@action("/learning/<item_id>/review", *KEEPERS)
def review_learning(item_id: str) -> Page:
    form = sent_form("outcome", "identity_checked", "reason", "version").lacking(
        {"outcome": "Choose what becomes of it"}
    )
    answer = send(
        form,
        ("outcome", "identity_checked", "reason"),
        lambda form: _answer(item_id, form),
    )
    if isinstance(answer, Form):
        return _reviewing(item_id, answer)
    return onward("learning_to_review", ANSWERED[form.answers["outcome"]])


def kept_places(regions: dict[str, str]) -> dict[str, str]:
    """What the reader looks after: code -> name; the centre also what belongs to all of Q."""
    person = caller()
    everywhere = {"UK": "All of Q"} if person.acts_for("UK", "coordinator", "convenor") else {}
    return {**kept_regions(person, regions), **everywhere}


def _answer(item_id: str, form: Form) -> dict[str, str]:
    """Of what still identifies somebody it is said in which part of the text it stands."""
    try:
        found: dict[str, str] = doors.review_item(
            caller(),
            form.command_id,
            item_id,
            form.answers["outcome"],
            identity_checked=form.answers["identity_checked"] == "yes",
            version=version_of(form),
            **given(form, "reason"),
        )
    except Refused as no:
        if no.code != "identity_in_text" or "reason" in no.fields:
            raise
        said = [f"{LABELS[name]}. {each}" for name, sentences in no.fields.items() for each in sentences]
        raise Refused(no.code, fields={"outcome": said}) from no
    return found


def _reviewing(item_id: str, form: Form) -> Page:
    item = item_of(own_item(item_id), region_names(caller()))
    outcomes = [
        each for each in OUTCOME_CHOICES if each["value"] != "returned" or not item.event_id
    ]  # nobody is there to whom a lesson of an event could be given back
    return show("learning_review", form=form, item=item, outcomes=outcomes)
