"""How people are called in a group's papers: by their own word for it, else by their seat, never by guess.

This context knows nobody's name. A name is shown only where its owner wrote it down to be used
(``introductions/``), and no more once they have left Q.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from commons.people.store import People
from meetings.introductions.store import IntroductionStore
from meetings.seats.store import SeatStore

SOMEBODY = "A member of Q"


def called(
    work: Any, member_ids: Iterable[str], region: str, on: date, *, for_everybody: bool
) -> dict[str, str]:
    """Member id -> the words for them in this group's papers of that day.

    ``for_everybody`` is for what visitors read: there only a name whose owner said so is used.
    """
    asked = set(member_ids)
    gone = People(work).gone(asked)
    names = {
        member_id: told.name
        for member_id, told in IntroductionStore(work).several(asked - gone).items()
        if told.is_public or not for_everybody
    }
    seats = {term.member_id: term.in_words for term in SeatStore(work).holders(region, on)}
    return {each: names.get(each) or seats.get(each, SOMEBODY) for each in asked}
