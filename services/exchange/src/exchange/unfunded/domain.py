"""An idea that got no award, carried on: listed if its people agree, helped, and never deleted (row 58)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from exchange.refusal import Refusal
from exchange.unfunded.help import AGREED, ASKED, DECLINED, ENDED, Help

UNANSWERED, LISTED, PRIVATE = "unanswered", "listed", "private"
CHOICES = (UNANSWERED, LISTED, PRIVATE)

TAKEN_UP, JOINED, SPONSORED, NEXT_ROUND = "taken_up", "joined", "sponsored", "next_round"
FUNDED, NOT_CARRIED_ON = "funded", "not_carried_on"
OUTCOMES = (TAKEN_UP, JOINED, SPONSORED, NEXT_ROUND, FUNDED, NOT_CARRIED_ON)
TO_BE_NOTED = (TAKEN_UP, JOINED, SPONSORED, FUNDED, NOT_CARRIED_ON)
"""*Next round* comes about by carrying it on, so that its history goes along."""
MOST_OFFERS = 100


@dataclass(frozen=True)
class Idea:
    """The proposal as it stood on result day: ``stage`` is what became of it, ``ask`` whole pence."""

    round_id: str
    region: str
    title: str
    aim: str
    theme: str
    ask: int
    stage: str
    was_submitted: bool


@dataclass(frozen=True)
class Wish:
    """What its people want, in their words; ``reach`` is told to those whose help they take."""

    wanted: str = ""
    shown_name: str = ""
    reach: str = ""


@dataclass(frozen=True)
class Sponsor:
    """A keeper of the idea's region: their group helps it on."""

    by: str
    words: str
    at: datetime


@dataclass(frozen=True)
class Outcome:
    """``next_id``: the proposal of a later round that carries it on."""

    kind: str
    words: str
    by: str
    at: datetime
    next_id: str | None = None


@dataclass(frozen=True)
class CarriedOn:
    """``id`` is the proposal's; ``team`` its lead and who applied with them, without those who left Q."""

    id: str
    version: int
    idea: Idea
    team: tuple[str, ...]
    opened_at: datetime
    choice: str = UNANSWERED
    wish: Wish = Wish()
    help: tuple[Help, ...] = ()
    sponsor: Sponsor | None = None
    outcome: Outcome | None = None

    @property
    def is_listed(self) -> bool:
        return self.choice == LISTED

    def has_part(self, member_id: str) -> bool:
        """Whether they are of its people, help it or sponsor it: they see it, also when it is not listed."""
        helps = any(each.by == member_id and each.state == AGREED for each in self.help)
        return member_id in self.team or helps or (self.sponsor is not None and self.sponsor.by == member_id)

    def help_of(self, help_id: str) -> Help:
        """Refused: ``help_unknown``."""
        found = next((each for each in self.help if each.id == help_id), None)
        if found is None:
            raise Refusal("help_unknown")
        return found


def open_for(proposal_id: str, idea: Idea, team: Iterable[str], now: datetime) -> CarriedOn:
    """On result day; nobody but its own people sees it until they agree."""
    return CarriedOn(proposal_id, 1, idea, tuple(team), now)


def put_on_list(before: CarriedOn, wish: Wish, by: str) -> CarriedOn:
    """One of its people agrees that members see it, and says what it needs; again says it anew.

    Refused: ``unfunded_not_yours``.
    """
    refuse_not_team(before, by)
    return _after(before, choice=LISTED, wish=wish)


def keep_private(before: CarriedOn, by: str) -> CarriedOn:
    """It is not listed, or no more: help that was only offered ends. Refused: ``unfunded_not_yours``."""
    refuse_not_team(before, by)
    return _after(before, choice=PRIVATE, wish=Wish(), help=_answered_no(before.help))


def offer(before: CarriedOn, offered: Help) -> CarriedOn:
    """A member offers help. Refused: ``unfunded_not_listed``, ``unfunded_over``, ``unfunded_own``,
    ``help_offered_already``, ``help_too_much``."""
    _refuse_not_open(before)
    if offered.by in before.team:
        raise Refusal("unfunded_own")
    if any(each.by == offered.by and each.is_running for each in before.help):
        raise Refusal("help_offered_already")
    if len(before.help) >= MOST_OFFERS:
        raise Refusal("help_too_much")
    return _after(before, help=(*before.help, offered))


def answer(before: CarriedOn, help_id: str, agrees: bool, by: str) -> CarriedOn:
    """Its people take the help or not. Refused: ``unfunded_not_yours``, ``help_unknown``,
    ``help_answered``."""
    refuse_not_team(before, by)
    found = before.help_of(help_id)
    if found.state != ASKED:
        raise Refusal("help_answered")
    return _with(before, replace(found, state=AGREED) if agrees else found.ended(DECLINED))


def end_help(before: CarriedOn, help_id: str, by: str) -> CarriedOn:
    """Whoever offered it takes it back, or either side says that it has ended.

    Refused: ``help_unknown``, ``help_not_yours``, ``help_answered``.
    """
    found = before.help_of(help_id)
    if by != found.by and by not in before.team:
        raise Refusal("help_not_yours")
    if not found.is_running or (by != found.by and found.state == ASKED):
        raise Refusal("help_answered")
    return _with(before, found.ended(ENDED))


def sponsor(before: CarriedOn, by: str, words: str, now: datetime) -> CarriedOn:
    """A keeper of its region says that their group helps it on.

    Refused: ``unfunded_not_listed``, ``unfunded_over``, ``unfunded_own``, ``unfunded_sponsored``.
    """
    _refuse_not_open(before)
    if by in before.team:
        raise Refusal("unfunded_own")
    if before.sponsor is not None:
        raise Refusal("unfunded_sponsored")
    return _after(before, sponsor=Sponsor(by, words, now))


def end_sponsorship(before: CarriedOn) -> CarriedOn:
    """Refused: ``unfunded_not_sponsored``."""
    if before.sponsor is None:
        raise Refusal("unfunded_not_sponsored")
    return _after(before, sponsor=None)


def note_outcome(before: CarriedOn, kind: str, words: str, by: str, now: datetime) -> CarriedOn:
    """What became of it; said again, it says it anew. One that goes on in a later round stays so.

    Refused: ``unfunded_carried_on``.
    """
    if before.outcome is not None and before.outcome.next_id is not None:
        raise Refusal("unfunded_carried_on")
    return _after(before, outcome=Outcome(kind, words, by, now))


def carry_on(before: CarriedOn, following: "Following", by: str, now: datetime) -> CarriedOn:
    """It goes on in a later round as another proposal of its people; its history is shown there.

    Refused: ``unfunded_not_yours``, ``unfunded_carried_on``, ``unfunded_next_wrong``.
    """
    refuse_not_team(before, by)
    if before.outcome is not None and before.outcome.next_id is not None:
        raise Refusal("unfunded_carried_on")
    if by not in following.team or not following.is_later or following.is_given_up:
        raise Refusal(
            "unfunded_next_wrong", "", {"next_id": ["Choose a proposal of your own in a later round."]}
        )
    return _after(before, outcome=Outcome(NEXT_ROUND, "", by, now, following.id))


@dataclass(frozen=True)
class Following:
    """The proposal that is to carry an idea on; ``is_later``: its round comes after the idea's."""

    id: str
    team: tuple[str, ...]
    is_later: bool
    is_given_up: bool = False


def without(before: CarriedOn, member_id: str) -> CarriedOn:
    """Somebody leaves Q: their help ends and their words go; without anybody left of its people it is not
    listed any more. The same object where they have no part in it."""
    team = tuple(each for each in before.team if each != member_id)
    given = tuple(each.forgotten(ENDED) if each.by == member_id else each for each in before.help)
    sponsored = None if before.sponsor is not None and before.sponsor.by == member_id else before.sponsor
    after = replace(before, team=team, help=given, sponsor=sponsored)
    if member_id in before.team:
        after = replace(after, wish=replace(before.wish, shown_name="", reach=""))
        after = after if team else _to_nobody(after)
    return before if after == before else replace(after, version=before.version + 1)


def forget_words(before: CarriedOn) -> CarriedOn:
    """Long after its outcome: the idea and what became of it stay, who offered what does not."""
    return _after(before, wish=Wish(), help=tuple(each.forgotten(ENDED) for each in before.help))


def _to_nobody(found: CarriedOn) -> CarriedOn:
    """Nobody is left who could answer: what was only offered ends, and it is listed no more."""
    return replace(found, choice=PRIVATE, wish=Wish(), help=_answered_no(found.help))


def _answered_no(offers: Iterable[Help]) -> tuple[Help, ...]:
    return tuple(each.ended(DECLINED) if each.state == ASKED else each for each in offers)


def refuse_not_team(found: CarriedOn, by: str) -> None:
    """Refused: ``unfunded_not_yours``."""
    if by not in found.team:
        raise Refusal("unfunded_not_yours")


def _refuse_not_open(found: CarriedOn) -> None:
    if not found.is_listed:
        raise Refusal("unfunded_not_listed")
    if found.outcome is not None:
        raise Refusal("unfunded_over")


def _with(before: CarriedOn, changed: Help) -> CarriedOn:
    return _after(before, help=tuple(changed if each.id == changed.id else each for each in before.help))


def _after(before: CarriedOn, **changed: Any) -> CarriedOn:
    return replace(before, version=before.version + 1, **changed)
