"""For keepers: what waits to be read, with what may identify somebody, and the answer to it (row 73)."""

from contracts.refusals import Refused
from gateway.clients.exchange import learning as doors
from gateway.guards import caller
from gateway.portal.forms import Form, given, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.learning import LABELS, OUTCOME_CHOICES, item_of
from gateway.portal.presenting.to_read import of_item
from gateway.portal.views.learning import own_item
from gateway.portal.views.to_read import Queue, waiting

KEEPERS = ("coordinator", "convenor", "national_team")
ANSWERED = {
    "published": "learning-published",
    "returned": "learning-returned",
    "declined": "learning-declined",
}
QUEUE = Queue(
    "Waiting to be read",
    "/learning/to-review",
    ("Learning library", "/learning"),
    "learning",
    doors.items_to_review,
    lambda found, regions: of_item(item_of(found, regions)),
)


@page("/learning/to-review", *KEEPERS)
def learning_to_review() -> Page:
    """Of the reader's regions, or one of them, the longest waiting first."""
    return waiting(QUEUE)


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
