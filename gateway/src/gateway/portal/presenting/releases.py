"""Requests for help next door, and who would come, in words, with the reader's next step (row 61)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from gateway.portal.dates import show_date, show_instant
from gateway.portal.presenting.days_given import in_days

REQUEST_STATES: dict[str, tuple[str, str]] = {
    "open": ("Looking for help", "blue"),
    "met": ("Help found", "white"),
    "closed": ("Closed", "grey"),
}
"""State -> its name and the colour of its tag."""
FILTERS = [{"value": key, "text": name} for key, (name, _) in REQUEST_STATES.items()]

STATES: dict[str, tuple[str, str]] = {
    "invited": ("Asked to help", "blue"),
    "consented": ("Would help", "blue"),
    "asked": ("Line manager asked", "blue"),
    "granted": ("Released", "blue"),
    "declined": ("Not released", "grey"),
    "taken": ("Placement agreed", "white"),
    "not_taken": ("Not needed this time", "grey"),
    "withdrawn": ("Taken back", "grey"),
}
OVER = ("declined", "not_taken", "withdrawn")


@dataclass(frozen=True)
class Step:
    """What its reader does next; without ``href`` they wait."""

    words: str
    href: str = ""
    button: str = ""


@dataclass(frozen=True)
class Request:
    """What an organisation asks for."""

    id: str
    version: int
    concordat_id: str
    organisation_id: str
    organisation: str
    need: str
    skills: str
    days: str
    period: str
    starts: str
    ends: str
    where: str
    found: str
    state: str
    state_name: str
    colour: str
    asked: str
    closed_why: str

    @property
    def title(self) -> str:
        return f"{self.organisation}: {self.days} of help with {self.skills}"


@dataclass(frozen=True)
class Release:
    """Somebody who was asked for a request, or offered."""

    id: str
    request_id: str
    who: str
    is_mine: bool
    state: str
    state_name: str
    colour: str
    borrower: str
    lender: str
    days: str
    period: str
    starts: str
    where: str
    skills: str
    need: str
    released: str
    wanted_until: str
    has_run_out: bool
    placement_id: str
    refused_why: str

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def may_ask_manager(self) -> bool:
        return self.state in ("consented", "asked", "granted")


def request_of(answer: Mapping[str, Any]) -> Request:
    """The page's request from the door's."""
    name, colour = REQUEST_STATES[answer["state"]]
    found = answer["agreed_half_days"]
    return Request(
        id=answer["id"],
        version=answer["version"],
        concordat_id=answer["concordat_id"],
        organisation_id=answer["organisation_id"],
        organisation=answer["organisation"] or "An organisation",
        need=answer["need"],
        skills=", ".join(answer["skills"]),
        days=answer["days_in_words"],
        period=period(answer["starts_on"], answer["ends_on"]),
        starts=show_date(answer["starts_on"]),
        ends=show_date(answer["ends_on"]),
        where=answer["where"],
        found=in_days(found) if found else "",
        state=answer["state"],
        state_name=name,
        colour=colour,
        asked=show_date(answer["asked_at"]),
        closed_why=answer["closed_why"] or "",
    )


def release_of(answer: Mapping[str, Any], me: str, names: Mapping[str, str]) -> Release:
    """The page's release from the door's; ``names`` are member ids -> how this reader may call them."""
    name, colour = STATES[answer["state"]]
    asked = answer["asked"] or {}
    released = answer["released"]
    until = answer["answer_wanted_until"]
    is_mine = answer["member_id"] == me
    return Release(
        id=answer["id"],
        request_id=answer["request_id"],
        who="You" if is_mine else answer["shown_name"] or names.get(answer["member_id"], "A member of Q"),
        is_mine=is_mine,
        state=answer["state"],
        state_name=name,
        colour=colour,
        borrower=answer["borrower"] or "An organisation",
        lender=answer["lender"] or "",
        days=asked.get("days_in_words", ""),
        period=period(asked["starts_on"], asked["ends_on"]) if asked else "",
        starts=show_date(asked.get("starts_on")),
        where=asked.get("where", ""),
        skills=", ".join(asked.get("skills", ())),
        need=asked.get("need", ""),
        released=f"{released['days_in_words']}, until {show_date(released['ends_on'])}" if released else "",
        wanted_until=show_instant(until),
        has_run_out=until is not None and datetime.fromisoformat(until) <= datetime.now(UTC),
        placement_id=answer["placement_id"] or "",
        refused_why=_why(answer),
    )


def releases_of(answers: Iterable[Mapping[str, Any]], me: str, names: Mapping[str, str]) -> list[Release]:
    return [release_of(each, me, names) for each in answers]


def period(starts_on: str, ends_on: str) -> str:
    """``between 1 May 2026 and 31 May 2026``, or the one day."""
    if starts_on == ends_on:
        return f"on {show_date(starts_on)}"
    return f"between {show_date(starts_on)} and {show_date(ends_on)}"


def step_of_member(release: Release) -> Step:
    """What the member does next about their own."""
    if release.state == "invited":
        href = f"/release-requests/{release.request_id}/consent"
        return Step(f"{release.borrower} asks whether you would help.", href, "Say that you would help")
    if release.state == "taken":
        return Step("A placement is agreed.", f"/placements/{release.placement_id}", "See the placement")
    if release.state == "granted":
        return Step(f"You are released for {release.released}. {release.borrower} can agree a placement now.")
    return _step_of_manager(release, "Your line manager", "Have your line manager asked")


def step_of_lender(release: Release) -> Step:
    """What who acts for the lender does next."""
    if release.state == "taken":
        return Step("A placement is agreed.", f"/placements/{release.placement_id}", "See the placement")
    if release.state == "granted":
        return Step(f"Released for {release.released}. {release.borrower} can agree a placement now.")
    return _step_of_manager(release, "The line manager", "Have their line manager asked")


def step_of_asker(release: Release) -> Step:
    """What who acts for the organisation that asks does next."""
    if release.state == "taken":
        return Step("A placement is agreed.", f"/placements/{release.placement_id}", "See the placement")
    if release.state == "granted":
        href = f"/releases/{release.id}/placement"
        return Step("Say with them which days they come.", href, "Agree the placement")
    waits = {
        "invited": "You asked them. They have not answered yet.",
        "consented": f"They would help. {release.lender} or they have their line manager asked.",
        "asked": f"Their line manager has until {release.wanted_until} to answer.",
    }
    return Step(waits.get(release.state, ""))


def step_at_request(
    request: Request, mine: Release | None, lent: Iterable[Release], releases: list[Release], is_asking: bool
) -> Step:
    """The one step that helps most now, for whoever looks at a request."""
    if mine is not None and not mine.is_over:
        return step_of_member(mine)
    if is_asking:
        return _step_of_request(request, releases)
    steps = [step_of_lender(each) for each in lent if not each.is_over]
    found = next((each for each in steps if each.href), steps[0] if steps else None)
    if found is not None:
        return found
    if mine is None and request.state == "open":
        href = f"/release-requests/{request.id}/consent"
        return Step(f"Could you help {request.organisation}?", href, "Offer your help")
    return Step("")


def _step_of_request(request: Request, releases: list[Release]) -> Step:
    granted = [each for each in releases if each.state == "granted"]
    if request.state == "open" and granted:
        return step_of_asker(granted[0])
    if request.state != "open":
        placed = [each for each in releases if each.placement_id]
        return step_of_asker(placed[0]) if placed else Step("")
    waiting = [each for each in releases if not each.is_over and each.state != "taken"]
    words = "You wait for an answer. You can ask others too." if waiting else "Nobody is asked yet."
    return Step(words, f"/release-requests/{request.id}/helpers", "Find somebody who could help")


def _step_of_manager(release: Release, manager: str, button: str) -> Step:
    href = f"/releases/{release.id}/line-manager"
    if release.state == "consented":
        return Step(f"{manager} has to release {'you' if release.is_mine else release.who}.", href, button)
    if release.state == "asked" and release.has_run_out:
        return Step("The link in the e-mail has run out without an answer.", href, "Have it sent again")
    if release.state == "asked":
        return Step(f"{manager} has until {release.wanted_until} to answer.")
    return Step("")


def _why(answer: Mapping[str, Any]) -> str:
    given = answer.get("answer")
    return given["reason"] or "" if given and not given["granted"] else ""
