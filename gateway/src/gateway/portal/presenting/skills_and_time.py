"""What of skills and time waits for a member, the nearest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date
from gateway.portal.presenting.releases import release_of, step_of_member
from gateway.portal.presenting.time_given import in_hours

Answer = Mapping[str, Any]
PROPOSED = "proposed"


@dataclass(frozen=True)
class Step:
    """One thing to do: what the link says, where it leads, and why."""

    text: str
    href: str
    why: str


@dataclass(frozen=True)
class Summary:
    """What everybody may know of the time that was exchanged; ``audited`` is "" before the first audit."""

    hours: str
    exchanges: str
    accounts: str
    is_whole: bool
    audited: str


def summary_of(answer: Answer) -> Summary:
    """Of ``ledger.summarise``."""
    last = answer["last_audit"]
    return Summary(
        hours=in_hours(answer["minutes_exchanged"]),
        exchanges=f"{answer['exchanges']:,}",
        accounts=f"{answer['accounts']:,}",
        is_whole=answer["sum_of_balances"] == 0,
        audited=show_date(last["at"]) if last else "",
    )


def exchange_steps(answer: Answer) -> list[Step]:
    """Of ``exchanges.my_exchanges``: those in which the reader is next."""
    return [
        Step(each["what"], f"/exchanges/{each['id']}", each["next_step"]["words"])
        for each in answer["items"]
        if each["next_step"]["action"]
    ]


def skill_steps(answer: Answer) -> list[Step]:
    """Of ``skills.get_my_skills``: nothing said yet, or said too long ago."""
    if not answer["items"]:
        return [Step("Say what you can help with", "/skills/mine", "Then others can find and ask you.")]
    stale = answer["to_confirm"]
    if not stale:
        return []
    which = "a skill was" if stale == 1 else f"{stale} skills were"
    return [Step("Confirm your skills", "/skills/mine", f"Some time has passed since {which} confirmed.")]


def release_steps(answer: Answer) -> list[Step]:
    """Of ``placements.my_releases``: help next door in which the reader is next."""
    mine = [release_of(each, each["member_id"], {}) for each in answer["items"]]
    steps = ((each, step_of_member(each)) for each in mine if each.state in ("invited", "consented", "asked"))
    return [
        Step(f"{each.borrower}: {each.days} of help", f"/release-requests/{each.request_id}", step.words)
        for each, step in steps
        if step.href
    ]


def concordat_steps(answer: Answer) -> list[Step]:
    """Of ``concordats.to_sign``: what organisations that the reader leads could sign."""
    return [
        Step(
            f"{'Sign the new text' if each['sign_by'] else 'Sign'} for {each['organisation']}",
            f"/concordats/{each['concordat_id']}",
            each["concordat"] + (f", until {show_date(each['sign_by'])}" if each["sign_by"] else "") + ".",
        )
        for each in answer["items"]
    ]


def buddy_steps(answer: Answer) -> list[Step]:
    """Of ``buddies.my_buddying``: pairs that wait for the reader's answer."""
    waiting = [each for each in answer["pairs"] if each["state"] == PROPOSED and not each["i_agreed"]]
    return [Step("A buddy is proposed", "/buddies", f"For: {each['goal']}") for each in waiting]
