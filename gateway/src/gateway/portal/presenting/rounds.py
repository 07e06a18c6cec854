"""A round of Q Exchange in words: pot, phases and what of them is now, how members choose (row 56)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from gateway.portal.dates import LONDON, show_date, show_weekday
from gateway.portal.money import show_sum
from gateway.portal.presenting.offers import and_so_on

Answer = Mapping[str, Any]

UK = "UK"
EVERYWHERE = "All of Q"
NOW, NEXT, COMING, OVER, OFF = "now", "next", "coming", "over", "off"
TAGS = {
    NOW: ("Now", "blue"),
    NEXT: ("Next", "white"),
    COMING: ("", ""),
    OVER: ("Over", "grey"),
    OFF: ("", ""),
}
NAMES = {
    "idea": "Ideas",
    "proposal": "Proposals",
    "shortlist": "Shortlist",
    "vote": "Vote",
    "award": "Awards",
    "report": "Reports",
}
WHAT = {
    "idea": "{members} enter ideas, and comment on those of others. One member may enter several.",
    "proposal": "{members} write proposals together, answer comments and submit. Each leads one at most.",
    "shortlist": "Members who volunteered assess the proposals. Those who look after the round decide.",
    "vote": "Everybody on the roll casts one secret ballot.",
    "award": "Those who look after the round decide. Each award takes the approval of two people.",
    "report": "Teams with an award tell what came of it.",
}
STATES = {
    "draft": ("Draft", "white"),
    "open": ("Open now", "blue"),
    "between": ("Between two phases", "white"),
    "coming": ("Coming", "white"),
    "over": ("Over", "grey"),
    "cancelled": ("Cancelled", "grey"),
}
WRITE, READ_IDEAS, READ_OPEN = "Write a proposal", "Read the ideas", "Read ideas and proposals"
WRITING, READ_BY_MEMBERS = (WRITE,), (READ_IDEAS, READ_OPEN)
RULES = {
    "greedy": "Most votes first",
    "equal-shares": "Equal shares",
}
DECIDES = {
    "greedy": "The project with most votes is funded first, then the next one that the pot still pays for.",
    "equal-shares": (
        "Every voter has the same share of the pot. A project is funded when those who chose it can pay for "
        "it with their shares, so that every part of the community gets something."
    ),
}
SHOWN = {"greedy": "if most votes came first", "equal-shares": "by equal shares"}


@dataclass(frozen=True)
class Way:
    """Where a link leads, and what it says."""

    text: str
    href: str


@dataclass(frozen=True)
class Phase:
    """One phase: ``until`` for a reader who may act in it, else ``why_not`` while it is open."""

    kind: str
    name: str
    what: str
    days: str
    state: str
    tag: str
    colour: str
    until: str
    why_not: str
    ways: tuple[Way, ...]

    @property
    def is_now(self) -> bool:
        return self.state == NOW


@dataclass(frozen=True)
class Round:
    """A round as its pages show it. Of amounts that nobody knows it says so."""

    id: str
    version: int
    title: str
    purpose: str
    region: str
    where: str
    state: str
    state_name: str
    colour: str
    next: str
    pot: str
    asks: str
    themes: tuple[str, ...]
    phases: tuple[Phase, ...]
    choosing: tuple[str, ...]
    grace: str
    seed: str
    reason: str
    source: str
    is_counted_here: bool
    gives_money: bool
    begins: str

    @property
    def open_phases(self) -> tuple[Phase, ...]:
        return tuple(each for each in self.phases if each.is_now)

    @property
    def is_published(self) -> bool:
        return self.state not in ("draft", "cancelled")


def round_of(
    answer: Answer, regions: Mapping[str, str], *, is_member: bool = True, leads: bool = False
) -> Round:
    """The page's from the door's; ``regions`` are names by code, ``leads`` that the reader leads a proposal.

    Whoever leads one in a round does not write a second, and visitors read what is voted on (row 56).
    """
    where = regions.get(answer["region"], EVERYWHERE)
    state = state_of(answer)
    name, colour = STATES[state]
    held = answer["taken_over"]
    return Round(
        id=answer["id"],
        version=answer["version"],
        title=answer["title"],
        purpose=answer["purpose"],
        region=answer["region"],
        where=where,
        state=state,
        state_name=name,
        colour=colour,
        next=_next(answer),
        pot=show_sum(answer["pot"]) if answer["pot"] else "Not known",
        asks=_asks(answer),
        themes=tuple(answer["themes"]),
        phases=phases_of(answer, where, is_member=is_member, leads=leads),
        choosing=_choosing(answer),
        grace=_grace(answer["grace"]),
        seed=answer["seed"],
        reason=answer["reason"] or "",
        source=held["source"] if held else "",
        is_counted_here=not (held and held["counted_elsewhere"]),
        gives_money=answer["gives_money"],
        begins=show_date(answer["phases"][0]["first"]),
    )


def state_of(answer: Answer) -> str:
    """One of ``STATES``; a published round goes by its days."""
    if answer["state"] != "published":
        return str(answer["state"])
    if answer["open_now"]:
        return "open"
    if not answer["next_phase"]:
        return "over"
    return "coming" if _state(answer, answer["phases"][0]) in (NEXT, COMING) else "between"


def phases_of(answer: Answer, where: str, *, is_member: bool, leads: bool) -> tuple[Phase, ...]:
    """Its phases in their order, with the links that are of use in each."""
    mine = {each["kind"]: each for each in answer["mine"]}
    unread = () if is_member else READ_BY_MEMBERS
    return tuple(
        _phase(answer, each, mine[each["kind"]], where, hidden=(*unread, *(WRITING if leads else ())))
        for each in answer["phases"]
    )


def deadline(instant: str) -> str:
    """``12 noon on Saturday 5 December 2026``; within the grace ``12:10pm on ...``."""
    local = datetime.fromisoformat(instant).astimezone(LONDON)
    at = "12 noon" if (local.hour, local.minute) == (12, 0) else f"{local:%-I:%M%p}".lower()
    return f"{at} on {show_weekday(local.date())}"


def _phase(answer: Answer, phase: Answer, mine: Answer, where: str, *, hidden: tuple[str, ...]) -> Phase:
    state = _state(answer, phase)
    members = "Members" if answer["region"] == UK else f"Members in {where}"
    tag, colour = TAGS[state]
    return Phase(
        kind=phase["kind"],
        name=NAMES[phase["kind"]],
        what=WHAT[phase["kind"]].format(members=members),
        days=f"{show_weekday(phase['first'])} until 12 noon on {show_weekday(phase['last'])}",
        state=state,
        tag=tag,
        colour=colour,
        until=deadline(mine["until"]) if mine["may"] else "",
        why_not=_why_not(answer, mine, state),
        ways=tuple(
            way
            for way in ways_of(answer, phase["kind"], state, is_acting=mine["may"])
            if way.text not in hidden
        ),
    )


def _why_not(answer: Answer, mine: Answer, state: str) -> str:
    """Of what is open who may, of what has ended in a round that goes on that it has."""
    if mine["may"]:
        return ""
    if state == OVER:
        is_going_on = answer["open_now"] or answer["next_phase"]
        return "It is too late: nothing more is taken." if is_going_on else ""
    return mine["why_not"] or "" if state == NOW else ""


def ways_of(answer: Answer, kind: str, state: str, *, is_acting: bool) -> tuple[Way, ...]:
    """The links of one phase: what can be done now, and what can be read since."""
    if state in (COMING, NEXT, OFF):
        return ()
    here = f"/rounds/{answer['id']}"
    elsewhere = _way_elsewhere(answer, kind)
    if elsewhere is not None:
        return tuple(Way(text, here + path) for text, path in elsewhere)
    doing = {
        "idea": ("Enter an idea", "/ideas/new"),
        "proposal": (WRITE, "/proposals/new"),
        "shortlist": ("Assess proposals", "/assessing"),
        "vote": ("Vote", "/vote"),
    }
    reading = {
        ("idea", NOW): ((READ_IDEAS, "/proposals?stage=idea"),),
        ("proposal", NOW): ((READ_OPEN, "/proposals"),),
        ("proposal", OVER): (("Read the proposals", "/proposals"),),
        ("shortlist", OVER): (("The shortlist, and why", "/shortlist"),),
        ("vote", NOW): (("Who may vote: the roll", "/roll"),),
        ("vote", OVER): (
            *(("The results, and why", "/results"), ("All ballots", "/ballots")),
            ("The roll", "/roll"),
        ),
        ("award", NOW): (("Awards so far", "/awards"),),
        ("award", OVER): (("Awards", "/awards"),),
        ("report", NOW): (("Awards and their reports", "/awards"),),
        ("report", OVER): (("Awards and their reports", "/awards"),),
    }
    acts = (doing[kind],) if is_acting and kind in doing else ()
    return tuple(Way(text, here + path) for text, path in (*acts, *reading.get((kind, state), ())))


def _way_elsewhere(answer: Answer, kind: str) -> tuple[tuple[str, str], ...] | None:
    """What came of a phase that was held before the round was taken over; None: it is held here."""
    held = answer["taken_over"]
    closes = next(each["closes_at"] for each in answer["phases"] if each["kind"] == kind)
    if held is None or datetime.fromisoformat(closes) > datetime.fromisoformat(held["at"]):
        return None
    shown = {
        "shortlist": ("The shortlist", "/proposals?stage=shortlisted"),
        "award": ("See what was funded", "/proposals?stage=awarded"),
        "proposal": ("Read the proposals", "/proposals"),
    }
    if held["counted_elsewhere"] and kind == "shortlist":
        return ()
    return (shown[kind],) if kind in shown else ()


def _state(answer: Answer, phase: Answer) -> str:
    if answer["state"] != "published":
        return OFF
    if phase["kind"] in answer["open_now"]:
        return NOW
    if datetime.fromisoformat(phase["closes_at"]) <= datetime.now(UTC):
        return OVER
    coming = answer["next_phase"]
    return NEXT if coming and coming["kind"] == phase["kind"] else COMING


def _next(answer: Answer) -> str:
    """What comes next: the first close of what is open, else the next phase."""
    if answer["state"] != "published":
        return ""
    open_now = [each for each in answer["phases"] if each["kind"] in answer["open_now"]]
    if open_now:
        soonest = min(open_now, key=lambda each: str(each["closes_at"]))
        return f"{NAMES[soonest['kind']]}: until 12 noon on {show_weekday(soonest['last'])}"
    coming = answer["next_phase"]
    return f"{NAMES[coming['kind']]}: from {show_weekday(coming['first'])}" if coming else ""


def _asks(answer: Answer) -> str:
    if not answer["most_ask"]:
        return "Not known"
    return f"{show_sum(answer['least_ask'])} to {show_sum(answer['most_ask'])}"


def _choosing(answer: Answer) -> tuple[str, ...]:
    """How members choose and how their ballots are counted, a sentence each."""
    others = [SHOWN[each] for each in answer["shown"]]
    compared = f"Everybody also sees what would be funded {' and '.join(others)}." if others else ""
    decided = f"{RULES[answer['rule']]}. {DECIDES[answer['rule']]}"
    return tuple(each for each in (ballot_in_words(answer["ballot"]), decided, compared) if each)


def ballot_in_words(ballot: Answer) -> str:
    """What one ballot may hold."""
    picks = ballot["picks"]
    if ballot["kind"] == "knapsack":
        return "Each member chooses projects that the pot can pay for together."
    if ballot["kind"] == "approval":
        how_many = f"up to {picks} projects" if picks else "as many projects as they like"
        return f"Each member chooses {how_many}."
    of_each = [f"{each['number']} of {each['theme']}" for each in ballot["per_theme"]]
    split = f": {and_so_on(of_each)}" if of_each else ""
    return f"Each member chooses exactly {picks} projects{split}. A blank ballot counts, too."


def _grace(minutes: int) -> str:
    noon = "Every deadline is 12 noon in London."
    if not minutes:
        return f"{noon} What comes later is not taken."
    late = "1 minute" if minutes == 1 else f"{minutes} minutes"
    return f"{noon} What comes up to {late} later is still taken, and nothing after that."
