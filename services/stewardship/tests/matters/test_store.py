"""What the store remembers of matters, in memory and on MongoDB alike."""

from datetime import UTC, datetime, timedelta

import pytest

from commons.centre import UK
from contracts.refusals import Refused
from stewardship.matters import domain, proposals
from stewardship.matters.store import MatterStore

NOW = datetime(2018, 9, 3, 10, 30, tzinfo=UTC)


@pytest.fixture
def save(work, call):
    def saved(*matters):
        for matter in matters:
            work.in_transaction(call, lambda matter=matter: MatterStore(work).save(matter))

    return saved


def matter(number, group="SW", to=(UK,), title="Time for members"):
    return domain.raise_matter(
        f"x-{number}",
        group=group,
        to=to,
        title=title,
        text="How?",
        by="v-1",
        now=NOW + timedelta(hours=number),
        days=14,
    )


def test_a_matter_comes_back_as_it_was_saved(work, save):
    whole = domain.join(matter(1), "WOE", "Us too.", "v-2", NOW)
    save(matter(1), whole)
    whole = domain.answer(whole, UK, "partly", "Half.", "n-1", NOW)
    save(whole)
    assert MatterStore(work).get("x-1") == whole
    assert MatterStore(work).get("x-2") is None


def test_an_older_version_is_not_written_over_a_newer_one(work, save):
    first = matter(1)
    save(first, domain.acknowledge(first, UK, "", "n-1", NOW))
    with pytest.raises(Refused, match="stale_version"):
        save(domain.join(first, "WOE", "", "v-2", NOW))


def test_pages_are_cut_by_group_state_and_direction_the_newest_first(work, save):
    answered = domain.answer(matter(4), UK, "noted", "So.", "n-1", NOW)
    save(*(matter(number) for number in (1, 2, 3, 4)), answered)
    save(matter(5, UK, ("WOE", "NENC"), "A survey"))
    store = MatterStore(work)

    def ids(limit=25, cursor=None, **wanted):
        page = store.page({"limit": limit, "cursor": cursor}, **wanted)
        return [each.id for each in page["items"]], page["next"]

    first, cursor = ids(2)
    assert first == ["x-5", "x-4"]
    assert ids(2, cursor)[0] == ["x-3", "x-2"]
    assert ids(group="WOE")[0] == ["x-5"]
    assert ids(group="SW", state="answered")[0] == ["x-4"]
    assert ids(direction="to_regions")[0] == ["x-5"]
    assert ids(state="raised")[0] == ["x-5", "x-3", "x-2", "x-1"]


def test_overdue_ones_are_found_until_they_are_acknowledged_or_ended(work, save):
    acknowledged = domain.acknowledge(matter(2), UK, "", "n-1", NOW)
    ended = domain.withdraw(matter(3), "SW", "Solved.", "v-1", NOW)
    save(matter(1), matter(2), acknowledged, matter(3), ended)
    store, page = MatterStore(work), {"limit": 25}
    due = matter(1).waiting_due
    assert store.overdue(due - timedelta(milliseconds=1), page)["items"] == []
    assert [each.id for each in store.overdue(due, page)["items"]] == ["x-1"]
    assert [each.id for each in store.overdue(due, page, group="SW")["items"]] == ["x-1"]
    assert store.overdue(due, page, group="WOE")["items"] == []


def test_titles_are_found_by_a_word_in_common_and_ended_ones_are_not(work, save):
    ended = domain.withdraw(matter(3), "SW", "Solved.", "v-1", NOW)
    save(matter(1), matter(2, title="Parking"), matter(3), ended)
    store = MatterStore(work)
    assert [each.id for each in store.alike(["member", "lunch"])] == ["x-1"]
    assert store.alike([]) == []


def test_however_many_ended_since_one_under_way_is_still_found(work, save, monkeypatch):
    monkeypatch.setattr("stewardship.matters.store.MOST_LOOKED_AT", 1)
    save(matter(1), matter(2), domain.withdraw(matter(2), "SW", "Solved.", "v-1", NOW))
    assert [each.id for each in MatterStore(work).alike(["member"])] == ["x-1"]


def test_the_latest_are_those_in_which_something_happened_last(work, save):
    one, two = matter(1), matter(2)
    save(one, two, domain.acknowledge(one, UK, "", "n-1", NOW + timedelta(days=1)))
    assert [each.id for each in MatterStore(work).latest(1)] == ["x-1"]
    counted = MatterStore(work).all()
    assert [(each.id, each.text, len(each.history)) for each in counted] == [("x-1", "", 1), ("x-2", "", 1)]
    assert counted[0].receipts[0].acknowledged_at is not None


def test_proposals_are_listed_for_the_region_while_they_wait_and_for_the_member_ever_after(work, call):
    store = MatterStore(work)
    first, second = (
        proposals.propose(
            f"p-{n}", region="SW", member_id="m-1", title="T", text="t", now=NOW + timedelta(hours=n)
        )
        for n in (1, 2)
    )
    for each in (first, second, proposals.turn_down(first, "No.", NOW)):
        work.in_transaction(call, lambda each=each: store.save_proposal(each))
    page = {"limit": 25}
    assert [each.id for each in store.proposals_waiting("SW", page)["items"]] == ["p-2"]
    assert [each.id for each in store.proposals_of("m-1", page)["items"]] == ["p-2", "p-1"]
    assert store.proposal("p-1").reason == "No."
