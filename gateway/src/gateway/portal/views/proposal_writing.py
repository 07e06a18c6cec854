"""Entering an idea or a draft, with a warning of what is like it, and improving the text (row 56)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import request

from chassis.ids import new_id
from contracts.refusals import CODES, Refused
from gateway.clients.exchange import comments as comment_doors
from gateway.clients.exchange import proposals as doors
from gateway.clients.exchange import rounds as round_doors
from gateway.guards import caller
from gateway.portal.account_names import member_names
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.money import pence_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.proposal_comments import Comment, comment_of, nameless_in
from gateway.portal.presenting.proposal_versions import Change, change_of
from gateway.portal.presenting.proposals import Proposal, Setting, alike_of, setting_of
from gateway.portal.views.proposals import asked_together, read_proposal
from gateway.portal.whole_numbers import whole

SPOKEN = ("title", "aim", "plan", "spending", "organisation", "theme")
WRITTEN = (*SPOKEN, "ask", "shown_name", "because_of")
TYPED = (*SPOKEN, "ask", "shown_name", "version", "text_number")
ENTERED = ("title", "aim", "shown_name")
NEEDED = {"title": "Say in a few words what you would like to do"}
IDEA, DRAFT = "idea", "draft"
DOORS = {IDEA: doors.enter_idea, DRAFT: doors.draft_proposal}
PHASES = {IDEA: "idea", DRAFT: "proposal"}
ADDRESSES = {IDEA: "ideas", DRAFT: "proposals"}
MOST_COMMENTS = 200


@dataclass(frozen=True)
class Theirs:
    """What others changed in the text since version ``before``, which the writer had read."""

    before: int | None
    changes: Sequence[Change]


@page("/rounds/<round_id>/ideas/new", "member")
def new_idea(round_id: str) -> Page:
    return _begin(round_id, IDEA)


@page("/rounds/<round_id>/proposals/new", "member")
def new_proposal(round_id: str) -> Page:
    return _begin(round_id, DRAFT)


@action("/rounds/<round_id>/ideas/new", "member")
def enter_idea(round_id: str) -> Page:
    return _go_on(round_id, IDEA)


@action("/rounds/<round_id>/proposals/new", "member")
def draft_proposal(round_id: str) -> Page:
    return _go_on(round_id, DRAFT)


@page("/proposals/<proposal_id>/edit", "member")
def edit_proposal(proposal_id: str) -> Page:
    answer = doors.get_proposal(caller(), proposal_id)
    typed: dict[str, Any] = {name: answer[name] or "" for name in (*SPOKEN, "shown_name")}
    typed["ask"] = "" if answer["ask"] is None else _typed_pounds(answer["ask"])
    return _write(proposal_id, Form(answers={**typed, "because_of": []}))


@action("/proposals/<proposal_id>/edit", "member")
def change_proposal(proposal_id: str) -> Page:
    form = sent_form(*SPOKEN, "ask", "shown_name", "version", "text_number", several=("because_of",)).lacking(
        NEEDED
    )
    form, words = _words(form)
    answer = send(form, WRITTEN, lambda form: _changed(proposal_id, form, words))
    if isinstance(answer, Form):
        return _write(proposal_id, answer)
    if answer is None:
        return _late(proposal_id, form)
    return onward("proposal", "proposal-saved", proposal_id=proposal_id)


def _late(proposal_id: str, form: Form) -> Page:
    """Somebody of the team was quicker: what they changed since stands beside what was typed, and the writer
    decides which text is the newest."""
    typed = form.answers["text_number"]
    newest = doors.get_proposal(caller(), proposal_id)["text_number"]
    number = whole(typed) or 0
    read = number if 0 < number < newest else None
    found = doors.compare_versions(caller(), proposal_id, newest, against=read)
    kept = {**form.answers, "version": "", "text_number": ""}
    late = replace(form, answers=kept, command_id=new_id(), status=CODES["stale_version"].status)
    theirs = Theirs(found["before"], [change_of(each) for each in found["changes"]])
    return _write(proposal_id, late, theirs=theirs)


def _changed(proposal_id: str, form: Form, words: Mapping[str, Any]) -> Any:
    """What the door answers; None where another text was saved since this one was read."""
    try:
        return _sent(proposal_id, form, words, version_of(form), form.command_id)
    except Refused as no:
        if no.code != "stale_version":
            raise
    newest = doors.get_proposal(caller(), proposal_id)
    if str(newest["text_number"]) != form.answers["text_number"]:
        return None
    # Somebody joined or left the team meanwhile: the text itself is the one that was read.
    return _sent(proposal_id, form, words, newest["version"], new_id())


def _sent(
    proposal_id: str, form: Form, words: Mapping[str, Any], version: int | None, command_id: str
) -> Any:
    return doors.change_proposal(
        caller(),
        command_id,
        proposal_id,
        words,
        because_of=form.answers["because_of"],
        shown_name=form.answers["shown_name"] if "shown_name" in request.form else None,
        version=version,
    )


def _go_on(round_id: str, kind: str) -> Page:
    """Entered at once, unless something is like it that its author has not seen yet."""
    form = sent_form(*ENTERED).lacking(NEEDED)
    if form.is_wrong or request.form.get("step") == "change":
        return _enter(round_id, kind, form)
    if request.form.get("step") != "enter":
        alike = _alike(round_id, form)
        if isinstance(alike, Form):
            return _enter(round_id, kind, alike)
        if alike:
            return show(
                "proposal_alike",
                form=form,
                kind=kind,
                address=_address(round_id, kind),
                setting=_setting(round_id),
                alike=[alike_of(each) for each in alike],
            )
    words = {"title": form.answers["title"], "aim": form.answers["aim"]}
    answer = send(
        form,
        ENTERED,
        lambda form: DOORS[kind](
            caller(), form.command_id, round_id, words, shown_name=form.answers["shown_name"]
        ),
    )
    if isinstance(answer, Form):
        return _enter(round_id, kind, answer)
    if kind == IDEA:
        return onward("proposal", "idea-entered", proposal_id=answer["id"])
    return onward("edit_proposal", "draft-begun", proposal_id=answer["id"])


def _alike(round_id: str, form: Form) -> Any:
    return send(
        form,
        ENTERED,
        lambda form: doors.find_similar(caller(), round_id, form.answers["title"], aim=form.answers["aim"])[
            "items"
        ],
    )


def _begin(round_id: str, kind: str) -> Page:
    """The empty form, or why and when: nobody writes something that cannot be sent."""
    setting = _setting(round_id)
    why = setting.closed.get(PHASES[kind], "")
    return show("proposal_not_open", setting=setting, why=why) if why else _enter(round_id, kind, Form())


def _enter(round_id: str, kind: str, form: Form) -> Page:
    return show(
        "proposal_enter", form=form, kind=kind, address=_address(round_id, kind), setting=_setting(round_id)
    )


def _setting(round_id: str) -> Setting:
    return setting_of(round_doors.get_round(caller(), round_id))


def _address(round_id: str, kind: str) -> str:
    return f"/rounds/{round_id}/{ADDRESSES[kind]}/new"


def _words(form: Form) -> tuple[Form, dict[str, Any]]:
    """The door's payload; what is no sum is wrong beside its field."""
    words: dict[str, Any] = {name: form.answers[name] for name in SPOKEN}
    typed = form.answers["ask"]
    words["ask"] = pence_of(typed) if typed else None
    if typed and words["ask"] is None:
        form = form.wrong("ask", "Enter the sum in pounds, like 20,000")
    return form, words


def _write(proposal_id: str, form: Form, *, theirs: Theirs | None = None) -> Page:
    """Refused: ``not_found`` for what the reader does not write."""
    one, setting = read_proposal(proposal_id)
    if not one.is_own:
        raise Refused("not_found")
    if "change" not in one.may:
        return show("proposal_closed", proposal=one, setting=setting)
    text = show(
        "proposal_edit",
        form=form,
        proposal=one,
        setting=setting,
        comments=_reasons(one),
        theirs=theirs,
    )
    return (text, form.status) if theirs else text


def _reasons(one: Proposal) -> list[Comment]:
    """Comments of others that a change of the text can name, those on what was merged into it, too."""
    person = caller()
    pages = asked_together(
        *(
            comment_doors.list_comments.asking(person, each, limit=MOST_COMMENTS)
            for each in (one.id, *one.merged_from)
        )
    )
    items = [each for found in pages for each in found["items"]]
    others: list[Mapping[str, Any]] = [
        each for each in items if each["state"] == "shown" and each["by"] not in one.team_ids
    ]
    names = member_names(nameless_in(others)) if others else {}
    return [comment_of(each, names, person.subject, one.team_ids) for each in others]


def _typed_pounds(pence: int) -> str:
    """As it is typed: ``20000``, ``12.50``."""
    pounds, rest = divmod(pence, 100)
    return f"{pounds}.{rest:02d}" if rest else str(pounds)
