"""What was brought in from elsewhere, in words: nobody invents what is not known (row 56)."""

from collections.abc import Mapping
from typing import Any

from gateway.portal.money import show_sum

Answer = Mapping[str, Any]
NOT_KNOWN = "Not known"


def counted_elsewhere(answer: Answer) -> bool:
    """Whether a round's votes were counted before it was taken over: there are no ballots and awards here."""
    held = answer["taken_over"]
    return bool(held and held["counted_elsewhere"])


def asked_for(answer: Answer) -> str:
    """What a proposal asks for; "" while its team has not said it."""
    if answer["ask"] is not None:
        return show_sum(answer["ask"])
    return NOT_KNOWN if answer.get("brought_in") else ""


def award_elsewhere(answer: Answer) -> str:
    """What a proposal got elsewhere; "" for one of ours, or one that got nothing."""
    held = answer.get("brought_in")
    if not held or answer["stage"] != "awarded":
        return ""
    return show_sum(held["award"]) if held["award"] is not None else NOT_KNOWN
