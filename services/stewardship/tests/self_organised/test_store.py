"""What the store remembers of members' own groups, in memory and on MongoDB alike."""

from datetime import UTC, date, datetime, timedelta

import pytest

from contracts.refusals import Refused
from stewardship.self_organised import domain
from stewardship.self_organised.store import SelfOrganisedStore

NOW = datetime(2018, 9, 3, 10, 30, tzinfo=UTC)


def group(number=1, regions=("SW",), member_id="m-1"):
    return domain.start(
        f"g-{number}",
        name="Frailty",
        purpose="To keep frail people at home.",
        regions=regions,
        member_id=member_id,
        home="SW",
        shown_name="Ada",
        reach="My page.",
        compact_accepted=True,
        ends_on=date(2019, 1, 31),
        now=NOW + timedelta(hours=number),
    )


@pytest.fixture
def save(work, call):
    def saved(*groups):
        for each in groups:
            work.in_transaction(call, lambda each=each: SelfOrganisedStore(work).save(each))

    return saved


def test_a_group_comes_back_as_it_was_saved(work, save):
    made = group()
    told = domain.tell_news(made, "m-1", "We met.", NOW)
    ended = domain.end(domain.step_down(told, "m-1", NOW), "m-1", "A list.", NOW)
    save(made)
    assert SelfOrganisedStore(work).get("g-1") == made
    save(told, domain.step_down(told, "m-1", NOW), ended)
    assert SelfOrganisedStore(work).get("g-1") == ended
    assert SelfOrganisedStore(work).get("g-2") is None


def test_two_who_join_at_once_do_not_write_over_each_other(work, save):
    made = group()
    save(made, domain.join(made, "m-2", "WOE", "", NOW))
    with pytest.raises(Refused, match="stale_version"):
        save(domain.join(made, "m-3", "WOE", "", NOW))


def test_groups_are_found_by_region_state_and_member(work, save):
    asleep = domain.sleep_or_end(group(2, ("SW", "WOE")), 0, NOW + timedelta(days=1))
    save(group(1), group(2, ("SW", "WOE")), asleep, group(3, ("NENC",), "m-2"))
    store, page = SelfOrganisedStore(work), {"limit": 25}

    def ids(region=None, state=None):
        return [each.id for each in store.page(page, region=region, state=state)["items"]]

    assert ids() == ["g-3", "g-2", "g-1"]
    assert ids("SW") == ["g-2", "g-1"]
    assert ids("WOE", "dormant") == ["g-2"]
    assert ids(state="active") == ["g-3", "g-1"]
    assert [each.id for each in store.of_member("m-1")] == ["g-2", "g-1"]
