"""The learning library for everybody: search it, read one, say whether it worked elsewhere (rows 73, 79)."""

from datetime import UTC, datetime
from typing import Any

from flask import Response, make_response, render_template, request

from contracts.refusals import Refused
from gateway.clients.exchange import learning as doors
from gateway.guards import caller
from gateway.parts import parts
from gateway.portal.forms import Form, given, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.learning import KIND_CHOICES, KINDS, WORKED, WORKED_CHOICES, item_of, reuse_of

PLAIN = ("words", "topic", "tag")
CODED = {"kind": KINDS, "worked": WORKED}
REUSES_SHOWN = 50
FEED_LENGTH = 30


@page("/learning", "public")
def learning() -> Page:
    """What is published, the newest first; filters that nobody knows are as if not chosen."""
    person = caller()
    regions = region_names(person)
    known: dict[str, Any] = {**CODED, "region": regions}
    sent = {name: request.args.get(name, "").strip() for name in (*PLAIN, *known)}
    chosen: dict[str, Any] = {
        name: value for name, value in sent.items() if value and value in known.get(name, (value,))
    }
    found = doors.list_items(person, cursor=request.args.get("cursor") or None, **chosen)
    return show(
        "learning",
        items=[item_of(each, regions) for each in found["items"]],
        chosen=Form(answers=sent),
        kept=chosen,
        kinds=KIND_CHOICES,
        worked=WORKED_CHOICES,
        regions=as_choices(regions),
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/learning/feed", "public")
def learning_feed() -> Response:
    """What was published last, as an Atom feed."""
    regions = region_names(caller())
    found = doors.list_items(caller(), limit=FEED_LENGTH)["items"]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    text = render_template(
        "portal/learning.atom.jinja",
        entries=[(each, item_of(each, regions)) for each in found],
        site=parts().settings.portal_url,
        updated=found[0]["published_at"] if found else now,
    )
    answer = make_response(text)
    answer.mimetype = "application/atom+xml"
    answer.add_etag()
    answer.make_conditional(request)
    return answer


@page("/learning/<item_id>", "public")
def learning_item(item_id: str) -> Page:
    """One with its reuses; its author sees how it stands and what to do next."""
    return one_item(item_id, Form())


@action("/learning/<item_id>/reuses", "member")
def note_reuse(item_id: str) -> Page:
    form = sent_form("worked", "words").lacking({"worked": "Say whether it worked for you"})
    answer = send(
        form,
        ("worked", "words"),
        lambda form: doors.note_reuse(
            caller(), form.command_id, item_id, form.answers["worked"], **given(form, "words")
        ),
    )
    if isinstance(answer, Form):
        return one_item(item_id, answer)
    return onward("learning_item", "learning-reused", item_id=item_id)


@action("/learning/<item_id>/reuses/<reuse_id>/removal", "member")
def take_back_reuse(item_id: str, reuse_id: str) -> Page:
    answer = send(
        sent_form(), (), lambda form: doors.take_back_reuse(caller(), form.command_id, item_id, reuse_id)
    )
    if isinstance(answer, Form):
        return one_item(item_id, answer)
    return onward("learning_item", "learning-reuse-removed", item_id=item_id)


@page("/learning/mine", "member")
def my_learning() -> Page:
    """What one wrote, with what to do next."""
    person = caller()
    found = doors.my_items(person, cursor=request.args.get("cursor") or None)
    regions = region_names(person)
    return show(
        "my_learning",
        items=[item_of(each, regions) for each in found["items"]],
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


def one_item(item_id: str, form: Form) -> Page:
    """Its page, with a form that was refused if one was."""
    person = caller()
    regions = region_names(person)
    item = item_of(doors.get_item(person, item_id), regions)
    reuses = doors.list_reuses(person, item_id, limit=REUSES_SHOWN)["items"] if item.words else []
    mine = next((each for each in reuses if each["is_mine"]), None)
    if mine and not form.is_wrong:
        form = Form(answers={"worked": mine["worked"], "words": mine["words"]})
    return show(
        "learning_item",
        form=form,
        item=item,
        reuses=[reuse_of(each, regions) for each in reuses],
        has_said=mine is not None,
        worked=WORKED_CHOICES,
        keeps=person.acts_for(item.region, "coordinator", "convenor"),
    )


def own_item(item_id: str) -> dict[str, Any]:
    """With its newest words. Refused: ``not_found`` for what is not the reader's to read."""
    found: dict[str, Any] = doors.get_item(caller(), item_id)
    if "written" not in found:
        raise Refused("not_found")
    return found
