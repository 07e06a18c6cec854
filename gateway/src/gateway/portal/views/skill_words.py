"""The public vocabulary of skills, words that members propose, and the national team's desk (row 63)."""

from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.skills_register import vocabulary as doors
from gateway.guards import caller
from gateway.portal.forms import PAGE_REFUSALS, Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.vocabulary import group_choices, renamed, skill_choices, word_of, words_of

PROPOSAL = ("word", "kind", "skill", "group", "meaning", "why")
DECISION = ("decision", "word", "skill", "group", "meaning", "reason", "version")
NEW, SYNONYM = "new", "synonym"
TURN_DOWN = "turn_down"


@page("/skills", "public")
def skill_words() -> Page:
    """All words by groups, or what the words of a question mean."""
    person, asked = caller(), request.args.get("q", "").strip()
    questions = [doors.list_vocabulary.asking(person)]
    if asked:
        questions.append(doors.look_up_words.asking(person, asked))
    found, *answers = together(*questions)
    if isinstance(found, Refused):
        raise found
    form, read = Form(answers={"q": asked}), answers[0] if answers else {"items": [], "unknown": []}
    if isinstance(read, Refused):
        if read.code in PAGE_REFUSALS:
            raise read
        form = form.refused(renamed(read, {"text": "q"}), ("q",))
    return show(
        "skill_words",
        form=form,
        groups=found["items"],
        found=[] if form.is_wrong else read["items"],
        unknown=[] if form.is_wrong else read["unknown"],
    )


@page("/skills/words/new", "member")
def propose_word_form() -> Page:
    return _propose(Form(answers={"word": request.args.get("word", "")[:60]}))


@action("/skills/words/new", "member")
def propose_word() -> Page:
    form = sent_form(*PROPOSAL).lacking({"word": "Enter the word", "kind": "Choose what it is"})
    kind = form.answers["kind"]
    if kind == SYNONYM:
        form = form.lacking({"skill": "Choose the skill that it is another word for"})
    elif kind == NEW:
        form = form.lacking({"group": "Choose a group", "meaning": "Say in one sentence what it means"})
    answer = send(form, PROPOSAL, _send_proposal)
    return _propose(answer) if isinstance(answer, Form) else onward("my_words", "word-proposed")


@page("/skills/words/mine", "member")
def my_words() -> Page:
    return _listed("my_words", doors.my_words.asking(caller(), cursor=_cursor()))


@page("/skills/words", "national_team")
def words_to_decide() -> Page:
    """What waits, the oldest first."""
    return _listed("words_to_decide", doors.list_words.asking(caller(), cursor=_cursor()))


@page("/skills/words/<word_id>", "national_team")
def decide_word_form(word_id: str) -> Page:
    found = doors.get_word(caller(), word_id)
    typed = {name: found[name] or "" for name in ("word", "skill", "group", "meaning")}
    return _decide(found, Form(answers={**typed, "version": str(found["version"])}))


@action("/skills/words/<word_id>", "national_team")
def decide_word(word_id: str) -> Page:
    form = sent_form(*DECISION).lacking({"decision": "Choose what becomes of it"})
    if form.answers["decision"] == TURN_DOWN:
        form = form.lacking({"reason": "Say why, in a sentence that helps whoever proposed it"})
    answer = send(form, DECISION, lambda form: _send_decision(word_id, form))
    if isinstance(answer, Form):
        return _decide(doors.get_word(caller(), word_id), answer)
    return onward("words_to_decide", "word-decided")


def _cursor() -> str | None:
    return request.args.get("cursor") or None


def _propose(form: Form) -> Page:
    groups = doors.list_vocabulary(caller())["items"]
    return show("word_propose", form=form, skills=skill_choices(groups), groups=group_choices(groups))


def _send_proposal(form: Form) -> Any:
    typed, is_new = form.answers, form.answers["kind"] == NEW
    return doors.propose_word(
        caller(),
        form.command_id,
        typed["word"],
        skill="" if is_new else typed["skill"],
        group=typed["group"] if is_new else "",
        meaning=typed["meaning"] if is_new else "",
        why=typed["why"],
    )


def _listed(template: str, asking: Any) -> Page:
    found, vocabulary = together(asking, doors.list_vocabulary.asking(caller()))
    for answer in (found, vocabulary):
        if isinstance(answer, Refused):
            raise answer
    return show(
        template,
        words=words_of(found["items"], vocabulary["items"]),
        next=found["next"],
        later=bool(_cursor()),
    )


def _decide(found: dict[str, Any], form: Form) -> Page:
    groups = doors.list_vocabulary(caller())["items"]
    return show(
        "word_decide",
        form=form,
        word=word_of(found, groups),
        skills=skill_choices(groups),
        groups=group_choices(groups),
    )


def _send_decision(word_id: str, form: Form) -> Any:
    """What is taken up is a synonym as long as a skill is chosen, else a skill of its own."""
    typed = form.answers
    words = {} if typed["decision"] == TURN_DOWN else {
        name: typed[name] for name in ("word", "skill", "group", "meaning")
    }  # fmt: skip
    return doors.decide_word(
        caller(),
        form.command_id,
        word_id,
        decision=typed["decision"],
        reason=typed["reason"],
        version=version_of(form),
        **words,
    )
