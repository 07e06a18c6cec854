"""Exchanges of help for time in words: who helps whom, how far it is, what is next (row 59)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gateway.portal.dates import show_date
from gateway.portal.presenting.exchange_steps import YOU, Happened, happened
from gateway.portal.presenting.time_given import in_hours

Answer = Mapping[str, Any]

STATES: dict[str, tuple[str, str]] = {
    "proposed": ("Proposed", "blue"),
    "agreed": ("Agreed", "blue"),
    "done": ("Done", "blue"),
    "confirmed": ("Confirmed", "blue"),
    "disputed": ("The two differ", "blue"),
    "settled": ("Settled", "white"),
    "cancelled": ("Ended", "grey"),
}
"""State -> its name and the colour of its tag."""

ENDINGS = {
    "declined": "Declined",
    "withdrawn": "Withdrawn",
    "called_off": "Called off",
    "lapsed": "Lapsed",
    "decided": "Ended without time",
}
VERBS: dict[str, str] = {
    "agree": "Agree",
    "say_done": "Say how long it took",
    "confirm": "Confirm",
    "answer_dispute": "Answer what the other side says",
    "settle": "Settle it",
    "decide": "Decide",
    "note": "Write to both sides",
    "change": "Suggest something else",
    "dispute": "Say what differs",
    "cancel": "Call it off",
}
"""What can be done with an exchange, in the order of its links."""


@dataclass(frozen=True)
class Exchange:
    """An exchange as its pages show it. ``verb`` is the reader's next step, "" to wait.

    ``others`` are what else the reader may do, as (key, words); ``waits`` says what time brings.
    """

    id: str
    version: int
    side: str
    state: str
    what: str
    sentence: str
    giver: str
    receiver: str
    agreed: str
    on: str
    on_iso: str
    minutes: int
    took: str
    took_said: str
    took_minutes: int | None
    state_name: str
    colour: str
    verb: str
    verb_words: str
    next_words: str
    others: tuple[tuple[str, str], ...]
    waits: str
    warning: str
    offer_id: str
    to_make_room: str
    receivers_region: str
    is_taken_back: bool
    is_own_dispute: bool
    is_over: bool
    is_to_come: bool
    history: tuple[Happened, ...]


def accounts_of(answers: Iterable[Answer]) -> dict[str, str]:
    """The accounts of both sides with their regions, as their names are asked for."""
    found: dict[str, str] = {}
    for each in answers:
        found[each["giver"]] = each["regions"][0]
        found[each["receiver"]] = each["regions"][-1]
    return found


def exchange_of(answer: Answer, names: Mapping[str, str], today: date) -> Exchange:
    """The page's exchange from the door's; ``names`` are those of both accounts."""
    giver, receiver = names[answer["giver"]], names[answer["receiver"]]
    state, ending = answer["state"], answer["ending"]
    name, colour = STATES[state]
    step = answer["next_step"]
    on, minutes = show_date(answer["on"]), answer["took"] or answer["minutes"]
    is_over = state in ("settled", "cancelled")
    is_to_come = state == "agreed" and answer["on"] > today.isoformat()
    return Exchange(
        id=answer["id"],
        version=answer["version"],
        side=answer["side"],
        state=state,
        what=answer["what"],
        sentence=f"{_helps(giver, receiver, is_over=state == 'settled')}, {in_hours(minutes)} on {on}",
        giver=giver,
        receiver=receiver,
        agreed=in_hours(answer["minutes"]),
        on=on,
        on_iso=answer["on"],
        minutes=answer["minutes"],
        took=in_hours(answer["took"]) if answer["took"] else "",
        took_said=_took_said(answer, giver, receiver),
        took_minutes=answer["took"],
        state_name=ENDINGS.get(ending or "", name),
        colour=colour,
        verb=step["action"] or "",
        verb_words=_verb_words(step["action"] or "", answer),
        next_words=f"It is on {on}. {step['words']}" if is_to_come else step["words"],
        others=_others(answer),
        waits=_waits(answer),
        warning="" if is_over else answer["warning"] or "",
        offer_id=answer["offer_id"] or "",
        to_make_room=_to_make_room(answer),
        receivers_region=answer["regions"][-1],
        is_taken_back=answer["reversed_by"] is not None,
        is_own_dispute=answer["disputed_by"] == answer["side"],
        is_over=is_over,
        is_to_come=is_to_come,
        history=tuple(happened(each, {"giver": giver, "receiver": receiver}) for each in answer["history"]),
    )


def _helps(giver: str, receiver: str, *, is_over: bool) -> str:
    """``You help Ben``, ``Ben helped you``."""
    verb = "helped" if is_over else "help" if giver == YOU else "helps"
    return f"{giver} {verb} {'you' if receiver == YOU else receiver}"


def _took_said(answer: Answer, giver: str, receiver: str) -> str:
    """Whose word it is how long it took, until both have confirmed it."""
    if answer["state"] in ("settled", "confirmed") or answer["said_by"] is None:
        return "It took"
    who = giver if answer["said_by"] == "giver" else receiver
    return "You say that it took" if who == YOU else f"{who} says that it took"


def _to_make_room(answer: Answer) -> str:
    """The account to which a keeper may give time out of the pot; "" for everybody else."""
    waits = answer["side"] == "keeper" and "no_room" in answer["flags"]
    return answer["receiver"] if waits else ""


def _verb_words(verb: str, answer: Answer) -> str:
    """The words of the button of the next step."""
    if verb == "confirm":
        return f"Confirm {in_hours(answer['took'])}"
    if verb == "agree":
        return f"Agree to {in_hours(answer['minutes'])}"
    return VERBS.get(verb, "")


def _others(answer: Answer) -> tuple[tuple[str, str], ...]:
    step, state = answer["next_step"], answer["state"]
    may = set(step["may"]) - {step["action"]}
    if answer["side"] == "keeper" and "decide" in step["may"]:
        may.add("note")
    words = dict(VERBS)
    if state == "done":
        words["say_done"] = "Correct how long it took"
    if state == "proposed":
        is_own = answer["proposed_by"] == answer["side"]
        words["cancel"] = "Withdraw the proposal" if is_own else "Decline"
        words["change"] = "Change what you propose" if is_own else VERBS["change"]
    if state == "disputed" and answer["disputed_by"] == answer["side"]:
        words["answer_dispute"] = "Accept what the other side says after all"
    return tuple((key, said) for key, said in words.items() if key in may)


def _waits(answer: Answer) -> str:
    """What happens by itself, and when; "" where nothing does."""
    if answer["waits_until"] is None:
        return ""
    day, state = show_date(answer["waits_until"]), answer["state"]
    if state == "proposed":
        return f"Without an answer it ends on {day}, and no time is exchanged."
    if state == "agreed":
        return f"If nobody says by {day} that it is done, it ends."
    if state == "done" and answer["silence"] == "settle":
        return f"Without an answer by {day} it counts as confirmed."
    if state == "done":
        return f"Without an answer by {day}, somebody who looks after the region is asked to decide."
    if state == "confirmed":
        return f"It is tried again on {day}."
    return f"Those who look after the region are reminded on {day}."
