"""A release from Devon: ``south`` asks, a member of ``north`` consents, a line manager answers by link."""

from datetime import timedelta
from typing import Any

from concordat_desk import Devon, member
from skills_desk import NOW, Desk

from chassis.identity import Caller

BOSS = "boss@example.org"


def day(days: int) -> str:
    return (NOW + timedelta(days=days)).date().isoformat()


def request(desk: Desk, places: Devon, **more: Any) -> dict[str, Any]:
    """``south`` asks for 2 days of SPC coaching, from day 10 to day 40."""
    asked = {
        "concordat_id": places.concordat, "organisation_id": places.south, "need": "Coach our ward in SPC.",
        "skills": ["SPC"], "half_days": 4, "starts_on": day(10), "ends_on": day(40), "where": "Plymouth",
    }  # fmt: skip
    by = member(more.pop("by", "south-contact"))
    made: dict[str, Any] = desk.knock("releases.request_release", {**asked, **more}, by=by)
    return made


def consent(desk: Desk, request_id: str, lender: str, who: str = "ann") -> dict[str, Any]:
    desk.member(who)
    asked = {"id": request_id, "lender_id": lender, "shown_name": f"{who.title()} of ward 7"}
    made: dict[str, Any] = desk.knock("releases.consent_to_release", asked, by=member(who))
    return made


def ask_manager(desk: Desk, release_id: str, who: str = "ann", **more: Any) -> Caller:
    """The mail is asked for; whoever holds the link in it, as the gateway would vouch for them."""
    asked = {"id": release_id, "email": BOSS, **more}
    desk.knock("releases.ask_line_manager", asked, by=member(who))
    return newest_link(desk)


def newest_link(desk: Desk) -> Caller:
    asked = desk.events("line_manager_asked")[-1]["data"]["ask_id"]
    return Caller(f"line-manager:{asked}", frozenset({"line_manager"}))


def grant(desk: Desk, link: Caller, **more: Any) -> dict[str, Any]:
    given: dict[str, Any] = desk.knock("line_managers.answer_release", {"decision": "grant", **more}, by=link)
    return given


def granted(desk: Desk, request_id: str, lender: str, who: str = "ann", **more: Any) -> str:
    """A release that the line manager granted; its id."""
    release: str = consent(desk, request_id, lender, who)["id"]
    grant(desk, ask_manager(desk, release, who), **more)
    return release


def placed(desk: Desk, places: Devon, who: str = "ann", **more: Any) -> dict[str, Any]:
    """A placement of somebody of ``north`` at ``south``."""
    made = request(desk, places)
    release = granted(desk, made["id"], places.north, who)
    return agree(desk, release, **more)


def agree(desk: Desk, release_id: str, by: str = "south-contact", **more: Any) -> dict[str, Any]:
    asked = {"release_id": release_id, **more}
    made: dict[str, Any] = desk.knock("placements.agree_placement", asked, by=member(by))
    return made


def confirm(desk: Desk, placement_id: str, by: str, half_days: int, **more: Any) -> dict[str, Any]:
    asked = {"id": placement_id, "half_days": half_days, **more}
    said: dict[str, Any] = desk.knock("placements.confirm_days", asked, by=member(by))
    return said


def done(desk: Desk, placement: dict[str, Any], half_days: int) -> None:
    """Both sides say the same, when it has begun."""
    desk.now = NOW + timedelta(days=45)
    confirm(desk, placement["id"], "north-contact", half_days)
    confirm(desk, placement["id"], "south-contact", half_days)
