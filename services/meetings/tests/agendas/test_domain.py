"""An agenda: proposed by the table, ordered by who leads, published in time (row 42)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.agendas import domain
from meetings.agendas.domain import Agenda
from meetings.agendas.items import CLOSED, DISCUSS, PARKED, SENT_BACK, Item, Paper, Waiting
from meetings.refusal import Refusal

NOW = datetime(2018, 4, 3, 10, 30, tzinfo=UTC)
MEETING_DAY = date(2018, 4, 17)


def item(number: int = 1, minutes: int = 30, **more: Any) -> Item:
    return Item(f"i-{number}", f"Item {number}", minutes, "", DISCUSS, f"m-{number}", NOW, **more)


def agenda(*items: Item, published: bool = False) -> Agenda:
    return Agenda("meeting-1", "NENC", 1, items, NOW if published else None)


def paper(name: str = "plan.pdf", by: str = "m-1") -> Paper:
    return Paper("f-1", name, "application/pdf", 10, 1, by, NOW)


def refused(code: str, verb: Callable[[], Any]) -> Refusal:
    with pytest.raises(Refusal) as no:
        verb()
    assert no.value.code == code
    return no.value


def change(on: Agenda, which: Item, by: str = "m-1", keeps: bool = False, **changes: Any) -> Agenda:
    return domain.change(on, which, changes, by=by, keeps=keeps, has_closed_part=False, now=NOW)


class TestTheSumOfMinutes:
    def test_five_items_of_30_minutes_in_a_meeting_of_120_are_30_over(self) -> None:
        full = Agenda("meeting-1", "NENC")
        for number in range(5):
            full = domain.propose(full, item(number), keeps=False, has_closed_part=False)
        timing = full.timing(120)
        assert (timing.minutes, timing.limit, timing.over) == (150, 120, 30)

    @given(st.lists(st.integers(1, 480), max_size=12), st.integers(15, 480))
    def test_over_is_never_negative_and_nothing_set_aside_counts(
        self, minutes: list[int], limit: int
    ) -> None:
        items = [item(number, each) for number, each in enumerate(minutes)]
        timing = agenda(*items, item(99, 480, state=PARKED)).timing(limit)
        assert timing.over == max(0, sum(minutes) - limit)

    def test_an_item_begins_when_those_before_it_are_over(self) -> None:
        assert agenda(item(1, 20), item(2, 45), item(3, 5)).begins_after() == {"i-1": 0, "i-2": 20, "i-3": 65}


class TestProposing:
    def test_a_member_proposes_until_it_is_published_and_a_keeper_also_after(self) -> None:
        published = agenda(item(1), published=True)
        refused(
            "agenda_published",
            lambda: domain.propose(published, item(2), keeps=False, has_closed_part=False),
        )
        after = domain.propose(published, item(2), keeps=True, has_closed_part=False)
        assert [each.id for each in after.on_it] == ["i-1", "i-2"]
        assert [(each.at, each.kind, each.item_id) for each in after.changes] == [(NOW, "added", "i-2")]

    def test_a_closed_item_needs_a_closed_part_of_the_meeting(self) -> None:
        closed = item(1, part=CLOSED)
        no = refused(
            "agenda_no_closed_part",
            lambda: domain.propose(agenda(), closed, keeps=True, has_closed_part=False),
        )
        assert "part" in no.fields
        assert domain.propose(agenda(), closed, keeps=False, has_closed_part=True).on_it == (closed,)

    def test_an_agenda_has_an_end(self) -> None:
        full = agenda(*(item(number) for number in range(domain.MOST_ITEMS)))
        refused("agenda_full", lambda: domain.propose(full, item(99), keeps=True, has_closed_part=False))


class TestSupporting:
    def test_others_support_an_item_once_each_and_may_take_it_back(self) -> None:
        one = domain.support(agenda(item()), item(), "m-2", True)
        supported = one.items[0]
        assert supported.supporters == ("m-2",)
        assert domain.support(one, supported, "m-2", True) is one
        assert domain.support(one, supported, "m-2", False).items[0].supporters == ()

    def test_nobody_supports_their_own_proposal(self) -> None:
        refused("agenda_item_own", lambda: domain.support(agenda(item()), item(), "m-1", True))

    def test_after_publication_nobody_supports(self) -> None:
        on = agenda(item(), published=True)
        refused("agenda_published", lambda: domain.support(on, item(), "m-2", True))


class TestChanging:
    def test_the_proposer_and_keepers_reword_it_and_nobody_else(self) -> None:
        on = agenda(item())
        assert change(on, item(), minutes=15).items[0].minutes == 15
        assert change(on, item(), by="v-1", keeps=True, title="Other").items[0].title == "Other"
        refused("not_your_item", lambda: change(on, item(), by="m-2", minutes=15))

    def test_the_same_again_changes_nothing(self) -> None:
        on = agenda(item())
        assert change(on, item(), minutes=30) is on

    def test_after_publication_only_keepers_change_and_each_change_is_dated(self) -> None:
        on = agenda(item(), published=True)
        refused("agenda_published", lambda: change(on, item(), minutes=20))
        after = change(on, item(), by="v-1", keeps=True, minutes=20)
        noted = after.changes[0]
        assert (noted.kind, noted.by, noted.words, noted.at) == ("changed", "v-1", "30 to 20 minutes", NOW)

    def test_what_was_sent_back_returns_when_its_proposer_changes_it(self) -> None:
        back = item(state=SENT_BACK, reason="Say what you want of us.")
        after = change(agenda(back), back, why="A decision on the room.")
        assert (after.items[0].state, after.items[0].reason) == ("on", "")

    def test_what_is_parked_is_not_changed_here(self) -> None:
        parked = item(state=PARKED, reason="Later")
        refused(
            "agenda_item_set_aside", lambda: change(agenda(parked), parked, by="v-1", keeps=True, minutes=5)
        )


class TestOrdering:
    def test_the_order_names_every_item_once(self) -> None:
        on = agenda(item(1), item(2), item(3, state=PARKED))
        after = domain.order(on, ["i-2", "i-1"], by="v-1", now=NOW)
        assert [each.id for each in after.items] == ["i-2", "i-1", "i-3"]
        assert domain.order(after, ["i-2", "i-1"], by="v-1", now=NOW) is after

    @pytest.mark.parametrize("ids", [["i-1"], ["i-1", "i-1"], ["i-1", "i-2", "i-3"], []])
    def test_any_other_list_is_refused(self, ids: list[str]) -> None:
        on = agenda(item(1), item(2), item(3, state=PARKED))
        refused("agenda_order_wrong", lambda: domain.order(on, ids, by="v-1", now=NOW))


class TestSettingAside:
    def test_a_parked_item_leaves_with_a_reason_and_takes_its_papers(self) -> None:
        with_paper = item(papers=(paper(),))
        after, waiting = domain.park(agenda(with_paper), with_paper, "No time today", by="v-1", now=NOW)
        assert after.on_it == ()
        assert (after.set_aside[0].reason, after.set_aside[0].papers) == ("No time today", ())
        assert waiting.papers == (paper(),)

    def test_a_reason_is_required_and_twice_is_refused(self) -> None:
        no = refused("reason_required", lambda: domain.park(agenda(item()), item(), "", by="v-1", now=NOW))
        assert "reason" in no.fields
        aside = item(state=SENT_BACK)
        refused(
            "agenda_item_set_aside",
            lambda: domain.send_back(agenda(aside), aside, "Again", by="v-1", now=NOW),
        )

    def test_what_was_parked_comes_back_by_itself_at_the_top(self) -> None:
        earlier = date(2018, 1, 16)
        waiting = [Waiting(item(9), "NENC", "meeting-0", NOW - timedelta(days=77), earlier)]
        after = domain.arising(agenda(item(1)), waiting)
        assert [(each.id, each.came_from) for each in after.on_it] == [("i-9", earlier), ("i-1", None)]
        assert domain.arising(after, waiting) == after

    def test_the_proposer_takes_a_proposal_back_and_nothing_of_it_is_kept(self) -> None:
        assert domain.withdraw(agenda(item()), item(), "m-1").items == ()
        refused("not_your_item", lambda: domain.withdraw(agenda(item()), item(), "m-2"))
        on = agenda(item(), published=True)
        refused("agenda_published", lambda: domain.withdraw(on, item(), "m-1"))


class TestPapers:
    def test_a_paper_is_put_to_an_item_and_taken_away(self) -> None:
        after = domain.attach(agenda(item()), item(), paper(), keeps=False)
        assert after.items[0].paper("f-1") == paper()
        gone = domain.detach(after, after.items[0], paper(), by="m-1", keeps=False, now=NOW)
        assert gone.items[0].papers == ()

    def test_another_member_puts_none_to_it_and_there_is_an_end(self) -> None:
        refused("not_your_item", lambda: domain.attach(agenda(item()), item(), paper(by="m-2"), keeps=False))
        full = item(papers=(paper(),) * domain.MOST_PAPERS)
        refused("too_many_papers", lambda: domain.attach(agenda(full), full, paper(), keeps=True))

    def test_a_paper_after_publication_is_a_dated_change_of_a_keeper(self) -> None:
        on = agenda(item(), published=True)
        refused("agenda_published", lambda: domain.attach(on, item(), paper(), keeps=False))
        after = domain.attach(on, item(), paper(by="v-1"), keeps=True)
        assert (after.changes[0].kind, after.changes[0].words) == ("paper_added", "plan.pdf")


class TestPublishing:
    @pytest.mark.parametrize(
        ("published", "days", "late"),
        [(date(2018, 4, 10), 7, False), (date(2018, 4, 14), 3, True), (date(2018, 4, 18), -1, True)],
    )
    def test_the_lead_time_is_told_honestly(self, published: date, days: int, late: bool) -> None:
        at = datetime.combine(published, datetime.min.time(), UTC) + timedelta(hours=11)
        out = domain.publish(agenda(item()), "v-1", at)
        lead = out.lead(MEETING_DAY, 7)
        assert lead is not None
        assert (lead.days, lead.wanted, lead.is_late) == (days, 7, late)

    def test_twice_is_once_and_an_empty_one_is_refused(self) -> None:
        out = domain.publish(agenda(item()), "v-1", NOW)
        assert domain.publish(out, "v-1", NOW + timedelta(days=1)) is out
        refused("agenda_empty", lambda: domain.publish(agenda(item(state=PARKED)), "v-1", NOW))
        assert agenda(item()).lead(MEETING_DAY, 7) is None

    def test_every_change_raises_the_version_by_one(self) -> None:
        on = agenda(item(1), item(2))
        assert domain.order(on, ["i-2", "i-1"], by="v-1", now=NOW).version == on.version + 1
        assert replace(domain.publish(on, "v-1", NOW)).version == on.version + 1
