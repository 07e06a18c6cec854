"""Telling a story with its consent, reading it before it is published, taking it back (row 78)."""

from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients.exchange import stories as doors
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, given, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.stories import EVIDENCE_CHOICES, PARTS, Story, story_of
from gateway.portal.views.learning_reviewing import kept_places
from gateway.portal.views.organisations import version_of
from gateway.portal.views.stories import read_story

KEEPERS = ("coordinator", "convenor", "national_team")
PLAIN = ("title", "changed", "theme", "evidence", "source", "consent_by", "shown_name")
CREDITED = {part: f"credits_{part.replace(' ', '_')}" for part in PARTS}
"""Which part somebody had -> the field in which they are named, a line each."""
NEEDED = {
    "title": "Give it a title",
    "changed": "Write what changed",
    "consent_by": "Say who agreed that it is told",
}
OUTCOMES = [
    {"value": "published", "text": "Publish it", "hint": "Everybody can read it"},
    {"value": "declined", "text": "Decline it"},
]


@page("/stories/new", "member")
def tell_story_form() -> Page:
    return _telling(Form(answers={"evidence": "narrative"}))


@action("/stories/new", "member")
def tell_story() -> Page:
    form = sent_form(*PLAIN, *CREDITED.values(), *date_names("consent_on")).lacking(NEEDED)
    form, agreed_on = date_of(form, "consent_on", "The day on which they agreed")
    answer = send(
        form,
        (*PLAIN, *CREDITED.values(), "consent_on"),
        lambda form: doors.tell_story(caller(), form.command_id, _words(form, agreed_on)),
    )
    if isinstance(answer, Form):
        return _telling(answer)
    done = "story-published" if answer["state"] == "published" else "story-told"
    return onward("story", done, story_id=answer["id"])


@page("/stories/to-read", *KEEPERS)
def stories_to_read() -> Page:
    """Of the reader's regions, or one of them, the longest waiting first."""
    person = caller()
    regions = region_names(person)
    places = kept_places(regions)
    if not places:
        raise Refused("not_your_region")
    region = request.args.get("region", "")
    region = region if region in places else ""
    found = doors.stories_to_read(person, region or None, cursor=request.args.get("cursor") or None)
    return show(
        "stories_to_read",
        stories=[story_of(each, regions) for each in found["items"]],
        chosen=Form(answers={"region": region}),
        kept={"region": region} if region else {},
        regions=as_choices(places),
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/stories/<story_id>/decide", *KEEPERS)
def decide_story_form(story_id: str) -> Page:
    return _deciding(story_id, Form())


@action("/stories/<story_id>/decide", *KEEPERS)
def decide_story(story_id: str) -> Page:
    form = sent_form("outcome", "identity_checked", "reason", "version").lacking(
        {"outcome": "Choose what becomes of it"}
    )
    is_published = form.answers["outcome"] == "published"
    answer = send(
        form,
        ("identity_checked", "reason"),
        lambda form: doors.decide_story(
            caller(),
            form.command_id,
            story_id,
            is_published,
            identity_checked=form.answers["identity_checked"] == "yes",
            version=version_of(form),
            **given(form, "reason"),
        ),
    )
    if isinstance(answer, Form):
        return _deciding(story_id, answer)
    done = "story-published" if is_published else "story-declined"
    return onward("stories_to_read", done)


@page("/stories/<story_id>/withdraw", "member")
def withdraw_story_form(story_id: str) -> Page:
    return _withdrawing(story_id, Form())


@action("/stories/<story_id>/withdraw", "member")
def withdraw_story(story_id: str) -> Page:
    form = sent_form("reason", "version").lacking({"reason": "Say why it is withdrawn"})
    answer = send(
        form,
        ("reason",),
        lambda form: doors.withdraw_story(
            caller(), form.command_id, story_id, reason=form.answers["reason"], version=version_of(form)
        ),
    )
    if isinstance(answer, Form):
        return _withdrawing(story_id, answer)
    return onward("story", "story-withdrawn", story_id=story_id)


# What the pages share


def _words(form: Form, agreed_on: str) -> dict[str, Any]:
    """As the door takes them: each line of those credited is one."""
    credited = [
        {"who": line.strip(), "part": part}
        for part, name in CREDITED.items()
        for line in form.answers[name].splitlines()
        if line.strip()
    ]
    return {**given(form, *PLAIN), "credits": credited, "consent_on": agreed_on}


def _telling(form: Form) -> Page:
    person = caller()
    keeps = person.acts_for(person.region, "coordinator", "convenor")
    parts = [(name, PARTS[part]) for part, name in CREDITED.items()]
    return show("story_tell", form=form, evidence=EVIDENCE_CHOICES, parts=parts, keeps=keeps)


def _theirs(story_id: str) -> Story:
    """Refused: ``not_found`` to whoever neither told it nor keeps its region."""
    found = read_story(story_id)
    if not (found.is_own or found.is_kept):
        raise Refused("not_found")
    return found


def _deciding(story_id: str, form: Form) -> Page:
    found = _theirs(story_id)
    if not found.is_kept:
        raise Refused("not_found")
    return show("story_decide", form=form, story=found, outcomes=OUTCOMES)


def _withdrawing(story_id: str, form: Form) -> Page:
    return show("story_withdraw", form=form, story=_theirs(story_id))
