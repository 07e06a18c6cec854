"""How each step of an exchange is asked for: its heading, its fields and the words of its button (row 59)."""

from dataclasses import dataclass, replace
from typing import Any

from gateway.portal.presenting.exchanges import Exchange

Choices = tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Act:
    """One step. ``terms`` asks for all terms, ``time`` for how long, ``words`` names the field of words.

    ``needed`` is what is said where those words are missing; ``choice`` names the field of a question.
    """

    heading: str
    button: str
    explained: str = ""
    terms: bool = False
    time: str = ""
    time_hint: str = ""
    time_needed: bool = True
    words: str = ""
    label: str = ""
    hint: str = ""
    needed: str = ""
    choice: str = ""
    question: str = ""
    choices: Choices = ()
    done: str = ""


REASONS = "The other side reads this, and whoever decides if you do not agree."

ACTS: dict[str, Act] = {
    "agree": Act("Agree to this exchange", "Agree", done="exchange-agreed"),
    "confirm": Act("Confirm how long it took", "Confirm", done="exchange-confirmed"),
    "settle": Act("Settle this exchange", "Settle it", done="exchange-settled"),
    "say_done": Act(
        "Say how long it took",
        "It took this long",
        "The other side confirms it. One hour is one hour, whatever the help.",
        time="How long did it take?",
        done="exchange-done",
    ),
    "change": Act(
        "Suggest something else",
        "Send",
        "The other side agrees to it, or answers.",
        terms=True,
        done="exchange-changed",
    ),
    "cancel": Act(
        "End this exchange",
        "End it",
        "No time is exchanged. The other side is told.",
        words="reason",
        label="A word to the other side (optional)",
        done="exchange-ended",
    ),
    "dispute": Act(
        "Say what differs",
        "Send",
        choice="was",
        question="What was it like?",
        choices=(
            {"value": "longer_or_shorter", "text": "It took another time"},
            {"value": "not_done", "text": "It was not done"},
        ),
        time="How long did it take?",
        time_hint="Leave this empty if it was not done.",
        time_needed=False,
        words="reason",
        label="What happened?",
        hint=REASONS,
        needed="Say what happened",
        done="exchange-disputed",
    ),
    "answer_dispute": Act(
        "Answer what the other side says",
        "Send my answer",
        choice="accepts",
        question="Do you accept it?",
        choices=(
            {"value": "yes", "text": "Yes, I accept what the other side says"},
            {"value": "no", "text": "No, and these are my reasons"},
        ),
        words="reason",
        label="Your reasons",
        hint=f"Needed if you do not accept. {REASONS}",
        done="exchange-answered",
    ),
    "note": Act(
        "Write to both sides",
        "Send to both",
        words="words",
        label="What would you like to tell or ask them?",
        hint="Both sides read this, and it stays in the history.",
        needed="Write to both sides",
        done="exchange-noted",
    ),
    "decide": Act(
        "Decide this exchange",
        "Decide",
        "Your decision is final. A transfer can only be taken back by another one.",
        choice="settles",
        question="What do you decide?",
        choices=(
            {"value": "yes", "text": "Time is exchanged"},
            {"value": "no", "text": "No time is exchanged"},
        ),
        time="How long did it take?",
        time_hint="Leave this empty if no time is exchanged.",
        time_needed=False,
        words="reason",
        label="Your reasons",
        hint="Both sides read this.",
        needed="Give your reasons",
        done="exchange-decided",
    ),
}


def act_of(key: str, exchange: Exchange) -> Act:
    """One step with the words that fit this exchange."""
    act = ACTS[key]
    if key == "say_done" and exchange.state == "done":
        return replace(act, heading="Correct how long it took", button="Correct it")
    if key == "cancel":
        heading, button = _ending(exchange)
        return replace(act, heading=heading, button=button)
    if key == "agree" and exchange.took:
        said = "It is then settled: both accounts have the time at once."
        return replace(act, button=exchange.verb_words, explained=said)
    if key in ("agree", "confirm") and exchange.verb == key:
        return replace(act, button=exchange.verb_words)
    if key == "answer_dispute" and exchange.is_own_dispute:
        return replace(
            act,
            heading="Accept what the other side says",
            button="Accept",
            explained=f"Then {exchange.took} stand in both accounts, and nobody has to decide.",
            choice="",
            choices=(),
            words="",
        )
    return act


def _ending(exchange: Exchange) -> tuple[str, str]:
    """How it is ended: a proposal of one's own is withdrawn, another's declined, an agreement called off."""
    words = dict(exchange.others).get("cancel", "")
    if exchange.state == "agreed":
        return "Call this exchange off", "Call it off"
    if words == "Decline":
        return "Decline this proposal", "Decline"
    return "Withdraw your proposal", "Withdraw it"
