"""Rounds of Q Exchange to look at: a draft, one that comes, one at each phase, one cancelled."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.call import Call
from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus

LONG = (
    "Ideas that make care flow better for patients.\n"
    "What we mean by that is told at "
    "https://example.org/a-very-long-address-without-any-break-that-a-phone-has-to-wrap-somewhere-in-the-middle"
)
THEMES = ["Flow through hospitals", "Outpatients"]
DAYS = {
    "idea": (-20, 8),
    "proposal": (-12, 20),
    "shortlist": (21, 40),
    "vote": (45, 60),
    "award": (60, 90),
    "report": (90, 300),
}
WORDS = {
    "aim": "Falls of frail patients at night halve within a year.",
    "plan": "Two wards test a checklist every week.",
    "spending": "Time of two nurses.",
    "theme": THEMES[0],
    "ask": 20_000_00,
}


def populate_rounds(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    """Rounds of the national team and of WOE; ids ``round_draft``, ``round_open`` and so on."""
    rounds, proposals = bus.service("exchange_rounds"), bus.service("exchange_proposals")
    today = datetime.now(UTC).date()

    def days(later: int = 0, kinds: tuple[str, ...] = tuple(DAYS)) -> list[dict[str, str]]:
        return [
            {
                "kind": kind,
                "first": (today + timedelta(days=DAYS[kind][0] + later)).isoformat(),
                "last": (today + timedelta(days=DAYS[kind][1] + later)).isoformat(),
            }
            for kind in kinds
        ]

    def act(door: str, by: str = "national_team", at: datetime | None = None, **asked: Any) -> Any:
        call = Call(caller=people[by], now=at) if at else Call(caller=people[by])
        return getattr(rounds, door)(call, asked)

    def drafted(title: str, by: str = "national_team", **more: Any) -> dict[str, Any]:
        terms = {
            "region": "UK",
            "title": title,
            "purpose": LONG,
            "pot": 600_000_00,
            "least_ask": 1_000_00,
            "most_ask": 30_000_00,
            "themes": THEMES,
            "phases": days(),
            "ballot": {
                "kind": "fixed",
                "picks": 6,
                "per_theme": [{"theme": theme, "number": 3} for theme in THEMES],
            },
            **more,
        }
        made: dict[str, Any] = act("draft_round", by, **terms)
        return made

    def published(name: str, title: str, later: int = 0, **more: Any) -> str:
        made = drafted(title, phases=days(later, more.pop("kinds", tuple(DAYS))), **more)
        # A round is published before its first phase ends: of those that are further on, in their past.
        long_ago = datetime.now(UTC) - timedelta(days=400)
        act("publish_round", at=long_ago, id=made["id"], version=made["version"])
        ids[name] = made["id"]
        return str(made["id"])

    ids["round_draft"] = drafted(
        "Small change in the West", "coordinator", region="WOE", themes=[], ballot={"kind": "approval"}
    )["id"]
    published("round_coming", "Q Exchange next year", 40, ballot={"kind": "knapsack"}, rule="equal-shares")
    published("round_over", "Q Exchange before", -400)
    cancelled = published("round_cancelled", "A fund that was withdrawn")
    act("cancel_round", id=cancelled, reason="The fund was withdrawn.\nIdeas stay with their people.")
    open_now = published(
        "round_open", "Q Exchange, with a title that is long enough to go over two lines on a phone"
    )
    for by, title, door in (
        ("member", "Fewer falls on wards at night", "draft_proposal"),
        ("coordinator", "Letters that arrive before the appointment", "draft_proposal"),
        (
            "convenor",
            "Handover-in-one-page-without-any-break-in-its-title-at-all-so-that-it-is-wide",
            "enter_idea",
        ),
    ):
        words = {
            **WORDS,
            "round_id": open_now,
            "title": title,
            "shown_name": "" if by == "member" else by.title(),
        }
        made = getattr(proposals, door)(Call(caller=people[by]), words)
        if by == "coordinator":
            proposals.submit_proposal(Call(caller=people[by]), {"id": made["id"]})
        ids[f"round_{door}_{by}"] = made["id"]
