"""Telling a story with its consent, reading it before it is published, taking it back (row 78)."""

from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients.exchange import stories as doors
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, given, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.stories import EVIDENCE_CHOICES, PARTS, Story, story_of
from gateway.portal.presenting.to_read import of_story
from gateway.portal.views.stories import read_story
from gateway.portal.views.to_read import Queue, waiting

KEEPERS = ("coordinator", "convenor", "national_team")
PLAIN = ("title", "changed", "theme", "evidence", "source", "consent_by", "shown_name")
CREDITED = {part: f"credits_{part.replace(' ', '_')}" for part in PARTS}
"""Which part somebody had -> the field in which they are named, a line each."""
NEEDED = {
    "title": "Give it a title",
    "changed": "Write what changed",
    "consent_by": "Say who agreed that it is told",
}
QUEUE = Queue(
    "Stories waiting to be read",
    "/stories/to-read",
    ("Stories", "/stories"),
    "stories",
    doors.stories_to_read,
    lambda found, regions: of_story(story_of(found, regions)),
)
OUTCOMES = [
    {"value": "published", "text": "Publish it", "hint": "Everybody can read it"},
    {"value": "declined", "text": "Decline it"},
]


@page("/stories/new", "member")
def tell_story_form() -> Page:
    """Empty, or with the words of one's own that was declined, to be told again."""
    again = request.args.get("again", "")
    return _telling(Form(answers=_as_told(again) if again else {"evidence": "narrative"}))


@action("/stories/new", "member")
def tell_story() -> Page:
    form = sent_form(*PLAIN, *CREDITED.values(), *date_names("consent_on")).lacking(NEEDED)
    form, agreed_on = date_of(form, "consent_on", "The day on which they agreed")
    answer = send(
        form,
        (*PLAIN, *CREDITED.values(), "consent_on"),
        lambda form: _tell(form, agreed_on),
    )
    if isinstance(answer, Form):
        return _telling(answer)
    return onward("story", "story-told", story_id=answer["id"])


@page("/stories/to-read", *KEEPERS)
def stories_to_read() -> Page:
    """Of the reader's regions, or one of them, the longest waiting first."""
    return waiting(QUEUE)


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


def _tell(form: Form, agreed_on: str) -> dict[str, str]:
    """What the door says of those credited is said beside the first field in which somebody is."""
    try:
        told: dict[str, str] = doors.tell_story(caller(), form.command_id, _words(form, agreed_on))
    except Refused as no:
        said = dict(no.fields)
        if "credits" in said:
            first = next((name for name in CREDITED.values() if form.answers[name]), "credits")
            said[first] = said.pop("credits")
        raise Refused(no.code, no.message, fields=said) from no
    return told


def _words(form: Form, agreed_on: str) -> dict[str, Any]:
    """As the door takes them: each line of those credited is one."""
    credited = [
        {"who": line.strip(), "part": part}
        for part, name in CREDITED.items()
        for line in form.answers[name].splitlines()
        if line.strip()
    ]
    return {**given(form, *PLAIN), "credits": credited, "consent_on": agreed_on}


def _as_told(story_id: str) -> dict[str, str]:
    """The words of a story of one's own as the answers of a form; who agreed is asked anew."""
    found = doors.get_story(caller(), story_id)
    if not found.get("is_own"):
        raise Refused("not_found")
    credited = {
        name: "\n".join(each["who"] for each in found["credits"] if each["part"] == part)
        for part, name in CREDITED.items()
    }
    said = {name: found[name] or "" for name in ("title", "changed", "theme", "source", "shown_name")}
    return {**said, **credited, "evidence": found["tag"]}


def _telling(form: Form) -> Page:
    parts = [(name, PARTS[part]) for part, name in CREDITED.items()]
    return show("story_tell", form=form, evidence=EVIDENCE_CHOICES, parts=parts)


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
