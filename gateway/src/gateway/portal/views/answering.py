"""What a group does about a matter: one page for each act, open to those who speak for it (row 24)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from contracts.refusals import Refused
from gateway.clients.stewardship import matters as doors
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.matters import ACTIONS, OUTCOMES, Action, group_names, matter_of

SPEAKERS = ("member", "coordinator", "convenor", "national_team")


@dataclass(frozen=True)
class Act:
    """How one act is asked for: its door, the name of its words, and what is said of them."""

    door: Callable[..., Any]
    words: str
    label: str
    hint: str
    needed: str = ""


ACTS: Mapping[str, Act] = {
    "join": Act(
        doors.join_matter, "words", "How is it in your region? (optional)", "It stands beside the matter."
    ),
    "acknowledge": Act(
        doors.acknowledge_matter, "words", "What happens next? (optional)", "For example, when you decide."
    ),
    "answer": Act(
        doors.answer_matter,
        "reasons",
        "Your reasons",
        "Everybody can read them.",
        "Give the reasons of your answer",
    ),
    "pass_on": Act(
        doors.pass_on_matter,
        "notes",
        "What it means in your region",
        "For example, who does what, and by when.",
        "Write what it means in your region",
    ),
    "withdraw": Act(
        doors.withdraw_matter, "reason", "Why?", "Everybody can read it.", "Say why you withdraw it"
    ),
    "close": Act(
        doors.close_matter, "words", "What came of it? (optional)", "It helps other regions to know."
    ),
}


@page("/matters/<matter_id>/<act>", *SPEAKERS)
def act_form(matter_id: str, act: str) -> Page:
    return _act(matter_id, _known(act), Form())


@action("/matters/<matter_id>/<act>", *SPEAKERS)
def act_on_matter(matter_id: str, act: str) -> Page:
    asked = ACTS[_known(act)]
    form = sent_form("group", "outcome", asked.words, "version")
    form = form.lacking({"group": "Choose for which group you act"})
    if act == "answer":
        form = form.lacking({"outcome": "Choose your answer"})
    if asked.needed:
        form = form.lacking({asked.words: asked.needed})
    answer = send(form, ("group", "outcome", asked.words), lambda form: _knock(matter_id, asked, form))
    if isinstance(answer, Form):
        return _act(matter_id, act, answer)
    return onward("matter", f"matter-{act}", matter_id=matter_id)


def _knock(matter_id: str, asked: Act, form: Form) -> Any:
    sent = form.answers
    more = {"outcome": sent["outcome"]} if sent["outcome"] else {}
    return asked.door(
        caller(),
        form.command_id,
        matter_id,
        sent["group"],
        version=version_of(form),
        **{asked.words: sent[asked.words]},
        **more,
    )


def _act(matter_id: str, key: str, form: Form) -> Page:
    found = doors.get_matter(caller(), matter_id)
    names = group_names(region_names(caller()))
    matter = matter_of(found, names)
    able = next((each for each in matter.actions if each.key == key), None)
    if able is None and not form.is_wrong:
        raise Refused("role_required", "There is nothing to do here for a group that you act for just now.")
    able = able or Action(key, ACTIONS[key], ())
    return show(
        "matter_act",
        form=form if form.answers else _fresh(able, matter.version),
        matter=matter,
        act=ACTS[key],
        key=key,
        able=able,
        outcomes=_outcomes(able) if key == "answer" else [],
    )


def _fresh(able: Action, version: int) -> Form:
    """An empty form; who acts for one group need not choose it."""
    only = able.groups[0][0] if len(able.groups) == 1 else ""
    return Form(answers={"group": only, "version": str(version)})


def _outcomes(able: Action) -> list[dict[str, str]]:
    """The answers that these groups can give: doing it otherwise is a region's alone."""
    hints = {"otherwise": "Your region goes its own way. Say why below."}
    is_region = any(code != "UK" for code, _ in able.groups)
    return [
        {"value": value, "text": text, "hint": hints.get(value, "")}
        for value, text in OUTCOMES.items()
        if is_region or value != "otherwise"
    ]


def _known(act: str) -> str:
    if act not in ACTS:
        raise Refused("not_found")
    return act
