"""The one next step of a reader in a round that is open: what, where, until when (row 56)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from gateway.portal.presenting.rounds import deadline

Answer = Mapping[str, Any]
MEMBERS_ACT = ("idea", "proposal", "shortlist", "vote")
LEAD, HELPS, ASKED = "lead", "agreed", "asked"


@dataclass(frozen=True)
class Step:
    """``why`` says until when, or why there is nothing to do; ``is_act`` that it is more than reading.

    ``is_for_members``: what is open is for members to do, so that a visitor is asked to sign in.
    """

    text: str
    href: str
    why: str
    is_act: bool = True
    is_for_members: bool = True


def step_of(answer: Answer, own: Sequence[Answer], *, is_member: bool) -> Step:
    """Of ``rounds.get_round`` and of the reader's own proposals in it; ``href`` "": nothing to read.

    Whoever was asked to take part answers first; what one has begun comes before something new, and of two
    phases the one that ends sooner.
    """
    may = {each["kind"]: each["until"] for each in answer["mine"] if each["may"]}
    if "proposal" in may or "idea" in may:
        begun = _own_step(own, may.get("proposal") or may["idea"])
        if begun is not None:
            return begun
    soonest = min(may, key=lambda kind: str(may[kind]), default="")
    if soonest:
        return _step(answer["id"], soonest, f"until {deadline(may[soonest])}")
    text, path = _reading(answer, is_member)
    href = f"/rounds/{answer['id']}{path}" if path else ""
    members_act = any(kind in MEMBERS_ACT for kind in answer["open_now"])
    return Step(text, href, why_nothing(answer), is_act=False, is_for_members=members_act)


def own_in(answer: Answer, own: Sequence[Answer]) -> list[Answer]:
    """Those of the reader's proposals that are in this round."""
    return [each for each in own if each["round_id"] == answer["id"]]


def why_nothing(answer: Answer) -> str:
    """Why the reader can do nothing in the phases that are open; "" where none is."""
    found = [each["why_not"] for each in answer["mine"] if each["kind"] in answer["open_now"]]
    return " ".join(dict.fromkeys(each for each in found if each))


def _own_step(own: Sequence[Answer], until: str) -> Step | None:
    when = f"until {deadline(until)}"
    wanted = (
        (ASKED, ("idea", "draft", "submitted"), "Answer whether you take part in “{}”", "Its lead asks you"),
        (LEAD, ("draft",), "Go on with “{}”", f"It is a draft: submit it {when}"),
        (HELPS, ("draft",), "Go on with “{}”", f"A draft of your team: its lead submits it {when}"),
        (LEAD, ("idea",), "Go on with your idea “{}”", f"Ideas become proposals {when}"),
        (LEAD, ("submitted",), "See what others say about “{}”", f"It is in; you can improve it {when}"),
    )
    for part, stages, text, why in wanted:
        for each in own:
            if each["my_part"] == part and each["stage"] in stages:
                return Step(text.format(each["title"]), f"/proposals/{each['id']}", why)
    return None


def _step(round_id: str, kind: str, when: str) -> Step:
    here = f"/rounds/{round_id}"
    text, href, why = {
        "idea": ("Enter an idea", f"{here}/ideas/new", "Ideas are taken"),
        "proposal": ("Write a proposal", f"{here}/proposals/new", "Proposals are taken"),
        "shortlist": ("Help to assess proposals", f"{here}/assessing", "The shortlist is made"),
        "vote": ("Vote", f"{here}/vote", "You can vote"),
        "award": ("Decide on awards", f"{here}/awards", "Awards are decided"),
        "report": ("Report on your project", "/my-awards", "Reports are taken"),
    }[kind]
    return Step(text, href, f"{why} {when}")


def leads_one(own: Sequence[Answer]) -> bool:
    """Whether the reader leads a proposal among these, so that they write no other."""
    return any(each["my_part"] == LEAD and each["stage"] in ("draft", "submitted") for each in own)


def _reading(answer: Answer, is_member: bool) -> tuple[str, str]:
    """What there is to read now; visitors read what is voted on and what came of it."""
    over = {each["kind"] for each in answer["phases"] if _is_over(each)}
    held = answer["taken_over"]
    if "vote" in over:
        is_elsewhere = held and held["counted_elsewhere"]
        return (
            ("See what was funded", "/proposals?stage=awarded")
            if is_elsewhere
            else ("See the results, and why", "/results")
        )
    if "vote" in answer["open_now"] and any(each["kind"] == "shortlist" for each in answer["phases"]):
        return "Read what is voted on", "/proposals?stage=shortlisted"
    if "vote" in answer["open_now"] and is_member:
        return "Read what is voted on", "/proposals?stage=submitted"
    return ("Read the proposals", "/proposals") if is_member else ("", "")


def _is_over(phase: Answer) -> bool:
    return datetime.fromisoformat(phase["closes_at"]) <= datetime.now(UTC)
