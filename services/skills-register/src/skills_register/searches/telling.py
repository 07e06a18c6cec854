"""When and in which words a saved search tells its member."""

from datetime import datetime

from commons.london import day_of, noon_after
from contracts.events import Fact
from skills_register.notices import notices
from skills_register.searches.domain import SavedSearch

TELL = "skill_search_news"
"""Due at noon; key: the search's id. Planned anew, it moves: so one a day at most."""


def next_telling(saved: SavedSearch, now: datetime) -> datetime:
    """The next noon on a day on which nothing was told yet."""
    days = 0 if noon_after(now, 0) > now else 1
    was_today = saved.told_at is not None and day_of(saved.told_at) == day_of(now)
    return noon_after(now, 1 if was_today else days)


def tell(saved: SavedSearch, matching: int) -> list[Fact]:
    """To its member: how many new matches there are."""
    return notices(
        "search_matched",
        cause=f"search:{saved.id}:{saved.version}",
        members=[saved.member_id],
        about={
            "search": saved.name,
            "matches": "one new match" if matching == 1 else f"{matching} new matches",
        },
        path=f"/skills/searches/{saved.id}",
        concerning=(saved.id, saved.version + 1),
    )
