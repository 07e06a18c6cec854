"""What the store remembers of actions, in memory and on MongoDB alike."""

from datetime import UTC, date, datetime

import pytest

from contracts.refusals import Refused
from meetings.actions import domain
from meetings.actions.store import ActionStore

NOW = datetime(2018, 4, 17, 12, 0, tzinfo=UTC)
HELD, TODAY = date(2018, 4, 17), date(2018, 7, 17)


@pytest.fixture
def save(work, call):
    def saved(*actions):
        for action in actions:
            work.in_transaction(call, lambda action=action: ActionStore(work).save(action))

    return saved


def action(number, due_on=date(2018, 5, 31), **changes):
    wanted = {
        "region": "NENC", "meeting_id": "meeting-1", "raised_on": HELD, "text": "Ask for rooms",
        "owner_id": "m-1", "due_on": due_on, "by": "m-2", "now": NOW,
    }  # fmt: skip
    return domain.raise_action(f"a-{number}", **(wanted | changes))


def done(of, on=date(2018, 5, 1)):
    return domain.finish(of, "", on, "m-1", NOW)


def ids(found):
    return [each.id for each in found]


def test_an_action_comes_back_as_it_was_saved(work, save):
    whole = domain.ask_for_day(action(1), date(2018, 8, 1), "Busy.", "m-1", NOW, HELD)
    save(action(1), whole)
    whole = domain.offer(whole, "m-3", "", "m-1", NOW, HELD)
    save(whole)
    assert ActionStore(work).get("a-1") == whole
    assert ActionStore(work).get("a-2") is None
    with pytest.raises(Refused, match="stale_version"):
        save(whole)


def test_what_is_open_is_found_by_group_owner_and_meeting(work, save):
    save(action(1, date(2018, 6, 1)), action(2), action(3), done(action(3)))
    save(action(4, region="SW", meeting_id="meeting-9", owner_id="m-2"))
    store = ActionStore(work)
    assert ids(store.open_in("NENC")) == ["a-2", "a-1"]
    assert ids(store.of_owner("m-1")) == ["a-2", "a-1"]
    assert ids(store.of_owner("m-1", "done")) == ["a-3"]
    assert ids(store.of_meeting("meeting-1")) == ["a-1", "a-2", "a-3"]


def test_of_three_actions_of_which_two_were_done_one_is_carried_to_the_next_meeting(work, save):
    save(action(1), action(2), action(3), done(action(1)), done(action(2), TODAY))
    store = ActionStore(work)
    assert ids(store.carried_to("NENC", TODAY)) == ["a-2", "a-3"]
    assert ids(store.carried_to("NENC", date(2018, 10, 9))) == ["a-3"]
    assert store.carried_to("NENC", HELD) == []


def test_offers_are_found_until_they_are_answered(work, save):
    offered = domain.offer(action(1), "m-3", "", "m-1", NOW, HELD)
    save(action(1), offered)
    assert ids(ActionStore(work).offered_to("m-3")) == ["a-1"]
    save(domain.answer_offer(offered, True, "", "m-3", NOW, HELD))
    assert ActionStore(work).offered_to("m-3") == []


def test_pages_are_cut_by_state_and_visitors_see_what_published_minutes_carry(work, save, call):
    save(action(1), action(2, date(2018, 9, 1)), action(3), done(action(3)), action(4, is_closed=True))
    store = ActionStore(work)

    def page(state=None, public=False, **asked):
        return store.page("NENC", {"limit": 25} | asked, state=state, today=TODAY, public=public)

    assert ids(page("overdue")["items"]) == ["a-1", "a-4"]
    assert ids(page("open", limit=2)["items"]) == ["a-1", "a-4"]
    assert ids(page("open", limit=2, cursor=page("open", limit=2)["next"])["items"]) == ["a-2"]
    assert ids(page("done")["items"]) == ["a-3"]
    assert page(public=True)["items"] == []
    work.in_transaction(call, lambda: store.share("meeting-1"))
    assert ids(page(public=True)["items"]) == ["a-1", "a-3", "a-2"]
    assert store.get("a-4").is_shared
