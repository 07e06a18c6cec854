"""Typing minutes together at the group's table, and settling what two wrote at the same time (row 44)."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from flask import request

from contracts.refusals import Refused
from gateway.clients.meetings import minutes as doors
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.minutes import (
    CLOSED,
    OUTCOMES,
    WITHHELD,
    clashes_of,
    minutes_of,
    revision_of,
    revisions_of,
    section_of,
    stands_for,
)
from gateway.portal.whole_numbers import whole

TABLE = ("member", "coordinator", "convenor", "national_team")
NEW = ("new-heading", "new-part", "new-reason")
REASONS = [{"value": key, "text": text[:1].upper() + text[1:]} for key, text in CLOSED.items()]
PARTS = [
    {"value": "open", "text": "Open: everybody reads it"},
    {"value": "closed", "text": "Closed: only the group reads it"},
]


@action("/meetings/<meeting_id>/minutes/start", *TABLE)
def start_minutes(meeting_id: str) -> Page:
    doors.start_minutes(caller(), sent_form().command_id, meeting_id)
    return onward("write_minutes", "minutes-started", meeting_id=meeting_id)


@page("/meetings/<meeting_id>/minutes/write", *TABLE)
def write_minutes(meeting_id: str) -> Page:
    """Every section in one form: saving saves all that were changed on this page."""
    return _write(meeting_id, Form())


@action("/meetings/<meeting_id>/minutes/write", *TABLE)
def save_minutes(meeting_id: str) -> Page:
    ids = [name.removeprefix("text-") for name in request.form if name.startswith("text-")]
    fields = tuple(f"{name}-{each}" for each in ids for name in ("text", "read", "was"))
    form = sent_form(*fields, *NEW, "at")
    saves = _Saves(meeting_id)
    answer = send(form, (*fields, *NEW), lambda form: saves.all(ids, form))
    if isinstance(answer, Form):
        return _write(meeting_id, answer)
    if saves.collided:
        section, words = saves.collided[0]
        return onward("merge_minutes", meeting_id=meeting_id, section_id=section, words_id=words)
    at = form.answers["at"]
    anchor = f"section-{at}" if at in ids else "new-section" if saves.added else None
    return onward("write_minutes", saves.said, meeting_id=meeting_id, _anchor=anchor)


@dataclass
class _Saves:
    """The saves of one form; each is a command of its own, so sent twice it is done once."""

    meeting_id: str
    outcomes: list[str] = field(default_factory=list)
    collided: list[tuple[str, str]] = field(default_factory=list)
    added: bool = False
    taken_out: bool = False

    @property
    def said(self) -> str:
        """The most that is to be told of them."""
        for outcome in ("merged", "saved"):
            if outcome in self.outcomes:
                return OUTCOMES[outcome]
        return OUTCOMES["saved"] if self.added else OUTCOMES["unchanged"]

    def all(self, ids: list[str], form: Form) -> None:
        for each in ids:
            if form.answers[f"was-{each}"] != stands_for(form.answers[f"text-{each}"]):
                self._save(each, form)
        if form.answers["new-heading"]:
            self._add(form)
        if self.taken_out:
            said = "Somebody took a section out while you wrote in it. Everything else is saved."
            raise Refused("stale_version", said)

    def _save(self, section: str, form: Form) -> None:
        text, read = form.answers[f"text-{section}"], form.answers[f"read-{section}"]
        # The text is part of it: who goes back in the browser and writes on sends something new.
        command = str(uuid5(UUID(form.command_id), f"{section} {stands_for(text)}"))
        try:
            saved = doors.save_section(
                caller(),
                command,
                self.meeting_id,
                section,
                text=text,
                read=whole(read) or 0,
            )
        except Refused as no:
            if no.code == "not_found":
                self.taken_out = True
                return
            raise Refused(
                no.code, no.message, {f"text-{section}": _all_said(no)} if no.fields else {}
            ) from None
        self.outcomes.append(saved["outcome"])
        if saved["words"]:
            self.collided.append((section, saved["words"]))

    def _add(self, form: Form) -> None:
        part, reason = form.answers["new-part"] or "open", form.answers["new-reason"]
        try:
            doors.add_section(
                caller(),
                form.command_id,
                self.meeting_id,
                heading=form.answers["new-heading"],
                part=part,
                reason=reason or None,
            )
        except Refused as no:
            fields = {f"new-{name}": said for name, said in no.fields.items()}
            raise Refused(no.code, no.message, fields) from None
        self.added = True


@action("/meetings/<meeting_id>/minutes/agenda-sections", *TABLE)
def add_agenda_sections(meeting_id: str) -> Page:
    doors.add_agenda_sections(caller(), sent_form().command_id, meeting_id)
    return onward("write_minutes", "minutes-agenda", meeting_id=meeting_id)


@page("/meetings/<meeting_id>/minutes/sections/<section_id>/merge/<words_id>", *TABLE)
def merge_minutes(meeting_id: str, section_id: str, words_id: str) -> Page:
    """Both texts, and both merged, to be mended and saved."""
    return _merge(meeting_id, section_id, words_id, None)


@action("/meetings/<meeting_id>/minutes/sections/<section_id>/merge/<words_id>", *TABLE)
def save_merged_minutes(meeting_id: str, section_id: str, words_id: str) -> Page:
    form = sent_form("text", "read")
    read = form.answers["read"]
    answer: Any = send(
        form,
        ("text",),
        lambda form: doors.save_section(
            caller(),
            form.command_id,
            meeting_id,
            section_id,
            text=form.answers["text"],
            read=whole(read) or 0,
            settles=words_id,
        ),
    )
    if isinstance(answer, Form):
        return _merge(meeting_id, section_id, words_id, answer)
    if answer["words"]:
        # Somebody saved once more while this page was open: the same again, with the newest text.
        doors.settle_words(caller(), None, meeting_id, section_id, words_id)
        return onward("merge_minutes", meeting_id=meeting_id, section_id=section_id, words_id=answer["words"])
    return onward("write_minutes", "minutes-settled", meeting_id=meeting_id, _anchor=f"section-{section_id}")


@action("/meetings/<meeting_id>/minutes/sections/<section_id>/leave/<words_id>", *TABLE)
def settle_minutes(meeting_id: str, section_id: str, words_id: str) -> Page:
    doors.settle_words(caller(), sent_form().command_id, meeting_id, section_id, words_id)
    return onward("write_minutes", "minutes-left", meeting_id=meeting_id, _anchor=f"section-{section_id}")


@page("/meetings/<meeting_id>/minutes/sections/<section_id>", *TABLE)
def minutes_section(meeting_id: str, section_id: str) -> Page:
    """A section's heading and part, and everything that anybody wrote in it."""
    return _section(meeting_id, section_id, None)


@action("/meetings/<meeting_id>/minutes/sections/<section_id>", *TABLE)
def describe_minutes_section(meeting_id: str, section_id: str) -> Page:
    form = sent_form("heading", "part", "reason", "version").lacking({"heading": "Give it a heading"})
    answer = send(
        form,
        ("heading", "part", "reason"),
        lambda form: doors.describe_section(
            caller(),
            form.command_id,
            meeting_id,
            section_id,
            heading=form.answers["heading"],
            part=form.answers["part"],
            reason=form.answers["reason"] or None,
            version=version_of(form),
        ),
    )
    if isinstance(answer, Form):
        return _section(meeting_id, section_id, answer)
    return onward("write_minutes", "saved", meeting_id=meeting_id, _anchor=f"section-{section_id}")


@action("/meetings/<meeting_id>/minutes/sections/<section_id>/move", *TABLE)
def move_minutes_section(meeting_id: str, section_id: str) -> Page:
    form = sent_form("to")
    doors.move_section(caller(), form.command_id, meeting_id, section_id, up=form.answers["to"] == "up")
    return onward("write_minutes", "saved", meeting_id=meeting_id, _anchor=f"section-{section_id}")


@action("/meetings/<meeting_id>/minutes/sections/<section_id>/remove", *TABLE)
def remove_minutes_section(meeting_id: str, section_id: str) -> Page:
    form = sent_form("version")
    doors.remove_section(caller(), form.command_id, meeting_id, section_id, version=version_of(form))
    return onward("write_minutes", "minutes-removed", meeting_id=meeting_id)


def _all_said(no: Refused) -> list[str]:
    return [text for said in no.fields.values() for text in said]


def _write(meeting_id: str, form: Form) -> Page:
    found = doors.get_draft(caller(), meeting_id)
    sections = [section_of(each) for each in found["sections"]]
    waiting = revisions_of(found["waiting"])
    return show(
        "minutes_write",
        form=form if form.is_wrong else Form(answers=_answers(sections, found["new"])),
        minutes=minutes_of(found),
        sections=sections,
        homeless=_homeless(form, [each.id for each in sections]),
        waiting=waiting,
        headings={each.id: each.heading for each in sections},
        returned=revision_of(found["returned"]) if found["returned"] else None,
        parts=PARTS,
        reasons=REASONS,
        withheld=WITHHELD,
    )


def _homeless(form: Form, sections: list[str]) -> list[str]:
    """What was typed in sections that somebody took out meanwhile: to be copied, never lost."""
    typed = [name.removeprefix("text-") for name in form.answers if name.startswith("text-")]
    return [
        form.answers[f"text-{each}"]
        for each in typed
        if each not in sections and form.answers[f"was-{each}"] != stands_for(form.answers[f"text-{each}"])
    ]


def _answers(sections: list[Any], new: dict[str, str]) -> dict[str, str]:
    answers = {f"new-{name}": value for name, value in new.items()}
    for each in sections:
        answers |= {
            f"text-{each.id}": each.text,
            f"read-{each.id}": str(each.version),
            f"was-{each.id}": each.was,
        }
    return answers


def _merge(meeting_id: str, section_id: str, words_id: str, form: Form | None) -> Page:
    found = doors.get_collision(caller(), meeting_id, section_id, words_id)
    state = doors.get_minutes(caller(), meeting_id)
    section = section_of(found["section"])
    answers = {"text": found["proposal"], "read": str(section.version)}
    return show(
        "minutes_merge",
        form=form or Form(answers=answers),
        minutes=minutes_of(state),
        section=section,
        words=revision_of(found["words"]),
        clashes=clashes_of(found["stretches"]),
    )


def _section(meeting_id: str, section_id: str, form: Form | None) -> Page:
    found = doors.get_section(caller(), meeting_id, section_id)
    section = section_of(found)
    answers = {
        "heading": section.heading,
        "part": "closed" if section.is_closed else "open",
        "reason": section.reason,
        "version": str(section.version),
    }
    return show(
        "minutes_section",
        form=form or Form(answers=answers),
        minutes=minutes_of(doors.get_minutes(caller(), meeting_id)),
        section=section,
        history=revisions_of(found["history"]),
        parts=PARTS,
        reasons=REASONS,
    )
