"""Seventy submissions around the deadline, all at once: each is kept or refused, none is lost, none twice."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from exchange_desk import INDEXES, Desk
from proposals_desk import OPEN, OTHER, WORDS, Fair

from chassis.identity import Caller
from chassis.mongo import UnitOfWork
from chassis.testkit.at_once import all_at_once
from chassis.testkit.desk import on_mongodb
from exchange.proposals.store import ProposalStore

pytestmark = pytest.mark.servers
ENTRIES = 70
CLOSES = datetime(2019, 2, 28, 12, 10, tzinfo=UTC)
"""Noon of the last day, and the ten minutes that the round gives after it."""


@pytest.fixture
def fair(mongo_uri: str) -> Iterator[Fair]:
    with on_mongodb(mongo_uri, "exchange", INDEXES) as work:
        yield Fair(Desk(work))


def beside(fair: Fair, now: datetime) -> Desk:
    """A desk of its own over the same database: one caller, who arrives at this moment."""
    desk = Desk(UnitOfWork(fair.desk.work.database))
    desk.now = now
    return desk


def authors(fair: Fair) -> list[tuple[Caller, dict[str, Any]]]:
    """Seventy members, each with a complete draft."""
    people = [fair.desk.member(f"author-{number:02}") for number in range(ENTRIES)]
    return [(each, fair.enter(each)) for each in people]


def submission(
    fair: Fair, made: dict[str, Any], by: Caller, now: datetime, command: str
) -> Callable[[], None]:
    desk = beside(fair, now)
    return lambda: desk.knock("proposals.submit_proposal", {"id": made["id"]}, by=by, command=command)


def kept(fair: Fair, drafts: list[tuple[Caller, dict[str, Any]]]) -> list[Any]:
    found = ProposalStore(fair.desk.work).several(made["id"] for _by, made in drafts)
    return [found[made["id"]] for _by, made in drafts]


def test_seventy_at_once_around_the_deadline_are_each_kept_or_refused_by_the_stated_rule(fair):
    drafts = authors(fair)
    moments = [CLOSES + timedelta(seconds=number - ENTRIES // 2) for number in range(ENTRIES)]
    ends = all_at_once(
        [
            submission(fair, made, by, now, f"submit-{by.subject}")
            for (by, made), now in zip(drafts, moments, strict=True)
        ]
    )
    assert ends == {"done": ENTRIES // 2, "phase_not_open": ENTRIES // 2}
    stages = [each.stage for each in kept(fair, drafts)]
    assert stages == ["submitted"] * (ENTRIES // 2) + ["draft"] * (ENTRIES // 2)
    assert all(each.submitted_at < CLOSES for each in kept(fair, drafts) if each.submitted_at)


def test_seventy_who_press_twice_submit_once(fair):
    drafts = authors(fair)
    now = CLOSES - timedelta(seconds=5)
    ends = all_at_once(
        [submission(fair, made, by, now, f"submit-{by.subject}") for by, made in drafts for _ in range(2)]
    )
    assert ends == {"done": 2 * ENTRIES}
    assert {tuple(step.what for step in each.trail) for each in kept(fair, drafts)} == {("submitted",)}


def test_of_two_drafts_that_one_member_begins_at_once_one_is_made(fair):
    desks = [beside(fair, OPEN) for _ in range(2)]
    ends = all_at_once(
        [
            lambda desk=desk, words=words: desk.knock(
                "proposals.draft_proposal", {"round_id": fair.round, **words}, by=fair.ann
            )
            for desk, words in zip(desks, (WORDS, OTHER), strict=True)
        ]
    )
    assert ends == {"done": 1, "proposal_led_already": 1}
    assert ProposalStore(fair.desk.work).entered_by(fair.round, "ann") == 1
