"""The history of an exchange in plain words, one sentence a step (row 59)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_instant
from gateway.portal.presenting.time_given import in_hours

YOU = "You"
"""How a page calls the reader."""
KEEPER = "Somebody who looks after the region"

SENTENCES: dict[str, str] = {
    "proposed": "{who} proposed {time}",
    "written_down": "{who} wrote down what was done: {time}",
    "changed": "{who} suggested other terms: {time}",
    "agreed": "{who} agreed",
    "done": "{who} said that it is done and took {time}",
    "done_corrected": "{who} corrected how long it took: {time}",
    "confirmed": "{who} confirmed {time}",
    "confirmed_by_silence": "Nobody answered in time, so {time} counts as confirmed",
    "went_unanswered": "Nobody answered in time; those who look after the region were told",
    "settled": "Settled: {time} stand in both accounts",
    "has_no_room": "The account of whoever received the help had no room for {time}",
    "disputed": "{who} said that it took {time}",
    "dispute_answered": "{who} gave reasons for {time}",
    "mediation_noted": "{who} wrote to both sides",
    "keepers_reminded": "Those who look after the region were reminded",
    "decided": "{who} decided: {time}",
    "declined": "{who} declined",
    "withdrawn": "{who} withdrew the proposal",
    "called_off": "{who} called it off",
    "lapsed": "It ended by itself, because nobody agreed in time, or said that it was done",
}
WITHOUT_TIME = {
    "disputed": "{who} said that it was not done",
    "decided": "{who} decided that no time is exchanged",
}
ACCEPTED = "{who} accepted that it was not done"


@dataclass(frozen=True)
class Happened:
    """One line of the history."""

    at: str
    sentence: str
    words: str


def happened(step: Mapping[str, Any], names: Mapping[str, str]) -> Happened:
    """``names`` are how the page calls the giver and the receiver."""
    who = names.get(step["side"] or "", KEEPER)
    said = SENTENCES.get(step["kind"], "{who} changed it")
    if step["minutes"] is None:
        said = WITHOUT_TIME.get(step["kind"], said)
        if step["kind"] == "decided" and step["side"] in names:
            said = ACCEPTED
    time = in_hours(step["minutes"]) if step["minutes"] else ""
    return Happened(show_instant(step["at"]), said.format(who=who, time=time), step["words"] or "")
