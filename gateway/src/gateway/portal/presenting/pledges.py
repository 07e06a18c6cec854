"""What members pool, in words: pledges, claims, pools as accounts, and droughts (row 62)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.account_names import SOMEBODY
from gateway.portal.dates import show_date
from gateway.portal.how_long import SAID, hours_typed, minutes_in
from gateway.portal.money import pence_of, show_sum
from gateway.portal.whole_numbers import whole

Answer = Mapping[str, Any]

MONEY, HOURS, ROOM = "money", "hours", "room"
KINDS: dict[str, str] = {MONEY: "Money", HOURS: "Hours", ROOM: "Rooms"}
KIND_CHOICES = [{"value": value, "text": text} for value, text in KINDS.items()]
EVERYBODY = "UK"
EVERYBODYS = "Everybody in Q"
"""How pages call the commons that belong to no region."""

STATES: dict[str, tuple[str, str]] = {
    "open": ("Open", "blue"),
    "withdrawn": ("Withdrawn", "grey"),
    "over": ("Over", "grey"),
}
CLAIMS: dict[str, tuple[str, str]] = {
    "asked": ("Asked for", "blue"),
    "agreed": ("Agreed", "blue"),
    "used": ("Used", "white"),
    "declined": ("Declined", "grey"),
    "taken_back": ("Taken back", "grey"),
    "called_off": ("Called off", "grey"),
}
FLOWS = {
    "pledged": "Offered",
    "lowered": "Offered less",
    "used": "Used",
    "withdrawn": "Withdrawn unused",
}
LONGEST_AMOUNT = 40
"""Characters; more is no amount that anybody types."""
TYPED_SAID = {
    MONEY: "Enter an amount in pounds, like 200",
    HOURS: SAID,
    ROOM: "Enter how many times, as a whole number",
}
"""What a page says beside an amount that is none of its kind."""


@dataclass(frozen=True)
class Claim:
    """``may_answer``, ``may_note`` and ``may_end``: what its reader can do with it now."""

    id: str
    amount: str
    typed: str
    purpose: str
    state: str
    state_name: str
    colour: str
    used: str
    on: str
    who: str
    reach: str
    is_mine: bool
    may_answer: bool
    may_note: bool
    may_end: bool


@dataclass(frozen=True)
class Pledge:
    id: str
    version: int
    kind: str
    kind_name: str
    region: str
    what: str
    until: str
    until_day: str
    state: str
    state_name: str
    colour: str
    offered: str
    offered_typed: str
    used: str
    promised: str
    withdrawn: str
    left: str
    asked: str
    is_over_claimed: bool
    who: str
    reach: str
    is_mine: bool
    may_withdraw: bool
    claims: tuple[Claim, ...]

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def running(self) -> tuple[Claim, ...]:
        """Those that somebody can still do something about."""
        return tuple(each for each in self.claims if each.state in ("asked", "agreed"))

    @property
    def mine(self) -> Claim | None:
        """What its reader asked for and has not ended."""
        return next((each for each in self.running if each.is_mine), None)

    @property
    def step(self) -> str:
        """What waits for its reader, in a sentence."""
        waiting = sum(each.may_answer for each in self.claims)
        if self.is_mine and waiting:
            return "Somebody asks to use it." if waiting == 1 else f"{waiting} members ask to use it."
        agreed = [each for each in self.claims if each.may_note]
        if agreed:
            return "When it was used, say how much."
        return "Your request waits for an answer." if self.mine else ""


@dataclass(frozen=True)
class Pool:
    """All pledges of one kind to one region, or to everybody; ``drought`` says what is amiss."""

    region_code: str
    region: str
    kind: str
    kind_name: str
    offered: str
    used: str
    promised: str
    left: str
    withdrawn: str
    drought: str


@dataclass(frozen=True)
class Flow:
    on: str
    what: str
    came_in: str
    went_out: str
    pledge_id: str


def nameless_of(answer: Answer) -> dict[str, str]:
    """Member id -> region of those who wrote no name, as far as its reader may know who they are."""
    people = [(answer["giver"], answer["giver_region"], answer)]
    people += [(each["member_id"], each["member_region"], each) for each in answer["claims"]]
    return {
        member: region or ""
        for member, region, told in people
        if member and not told["shown_name"] and not told["is_mine"]
    }


def pledge_of(answer: Answer, regions: Mapping[str, str], names: Mapping[str, str] | None = None) -> Pledge:
    """The page's from the door's, for its reader; ``regions`` is code -> name, ``names`` is how the directory
    calls those who wrote none (member id -> name)."""
    called = names or {}
    name, colour = STATES[answer["state"]]
    words = answer["in_words"]
    return Pledge(
        id=answer["id"],
        version=answer["version"],
        kind=answer["kind"],
        kind_name=KINDS[answer["kind"]],
        region=place_of(answer["region"], regions),
        what=answer["what"] or f"{KINDS[answer['kind']]}, ended long ago",
        until=show_date(answer["until"]),
        until_day=answer["until"] or "",
        state=answer["state"],
        state_name=name,
        colour=colour,
        offered=words["offered"],
        offered_typed=as_typed(answer["kind"], answer["offered"]),
        used=_some(words["used"], answer["used"]),
        promised=_some(words["promised"], answer["promised"]),
        withdrawn=_some(words["withdrawn"], answer["withdrawn"]),
        left=_some(words["left"], answer["left"]),
        asked=_some(words["asked"], answer["asked"]),
        is_over_claimed=answer["is_over_claimed"],
        who="You" if answer["is_mine"] else answer["shown_name"] or called.get(answer["giver"] or "", ""),
        reach=answer["reach"] or "",
        is_mine=answer["is_mine"],
        may_withdraw=answer["may_withdraw"] and answer["state"] == "open",
        claims=tuple(_claim(each, answer, called) for each in answer["claims"]),
    )


def pool_of(answer: Answer, regions: Mapping[str, str]) -> Pool:
    words = answer["in_words"]
    left = _some(words["left"], answer["left"]).lower()
    since = show_date(answer["dry_since"])
    return Pool(
        region_code=answer["region"],
        region=place_of(answer["region"], regions),
        kind=answer["kind"],
        kind_name=KINDS[answer["kind"]],
        offered=words["offered"],
        used=_some(words["used"], answer["used"]),
        promised=_some(words["promised"], answer["promised"]),
        left=_some(words["left"], answer["left"]),
        withdrawn=_some(words["withdrawn"], answer["withdrawn"]),
        drought=f"{words['asked']} asked for, {left} left, since {since}"
        if answer["is_over_claimed"]
        else "",
    )


def flow_of(answer: Answer) -> Flow:
    words = answer["in_words"]
    return Flow(
        show_date(answer["at"]),
        FLOWS[answer["why"]],
        words if answer["is_inflow"] else "",
        "" if answer["is_inflow"] else words,
        answer["pledge_id"],
    )


def place_of(code: str, regions: Mapping[str, str]) -> str:
    return EVERYBODYS if code == EVERYBODY else regions.get(code, code)


def amount_in(kind: str, typed: str) -> int | None:
    """Pence, minutes or times, as somebody types them for this kind; None for what is none."""
    if len(typed) > LONGEST_AMOUNT:
        return None
    if kind == MONEY:
        return pence_of(typed) or None
    if kind == HOURS:
        return minutes_in(typed) or None
    return whole(typed) or None


def as_typed(kind: str, amount: int) -> str:
    """An amount as its field is filled in."""
    if kind == MONEY:
        return show_sum(amount).removeprefix("£")
    return hours_typed(amount) if kind == HOURS else str(amount)


def _claim(answer: Answer, pledge: Answer, names: Mapping[str, str]) -> Claim:
    name, colour = CLAIMS[answer["state"]]
    is_open, state = pledge["state"] == "open", answer["state"]
    is_mine, is_giver = answer["is_mine"], pledge["is_mine"]
    return Claim(
        id=answer["id"],
        amount=answer["in_words"],
        typed=as_typed(pledge["kind"], answer["amount"]),
        purpose=answer["purpose"],
        state=state,
        state_name=name,
        colour=colour,
        used=_used(answer, pledge["kind"]),
        on=show_date(answer["at"]),
        who="You" if is_mine else answer["shown_name"] or names.get(answer["member_id"] or "", SOMEBODY),
        reach=answer["reach"] or "",
        is_mine=is_mine,
        may_answer=is_giver and is_open and state == "asked",
        may_note=(is_giver or is_mine) and state == "agreed",
        may_end=(is_mine and state in ("asked", "agreed")) or (is_giver and state == "agreed"),
    )


def _used(answer: Answer, kind: str) -> str:
    """How much of it was used, where that is less than was agreed."""
    if answer["state"] != "used" or answer["used"] == answer["amount"]:
        return ""
    typed = as_typed(kind, answer["used"])
    return {MONEY: f"£{typed}", HOURS: f"{typed} hours"}.get(kind, f"{typed} times")


def _some(words: str, amount: int) -> str:
    return words if amount else "Nothing"
