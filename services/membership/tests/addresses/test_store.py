"""The store of changes of address behaves the same in memory and on MongoDB."""

import pytest
from membership_desk import TODAY

from chassis.call import Call
from chassis.mongo import UnitOfWork
from membership.addresses.domain import LIFE, PENDING, WITHDRAWN, AddressChange, end
from membership.addresses.store import AddressStore
from membership.refusal import Refusal

CALL = Call(now=TODAY)


def wish(change_id="c-1", member_id="m-1", email="new@example.org"):
    return AddressChange(change_id, 1, member_id, email, PENDING, TODAY, TODAY + LIFE)


@pytest.fixture
def store(work: UnitOfWork) -> AddressStore:
    return AddressStore(work)


def saved(store: AddressStore, change: AddressChange) -> AddressChange:
    store.work.in_transaction(CALL, lambda: store.save(change))
    return change


def test_a_wish_is_read_as_it_was_saved_by_its_id_and_by_its_member(store):
    change = saved(store, wish())
    assert store.get("c-1") == store.open_of("m-1") == change
    assert store.get("c-2") is store.open_of("m-2") is None


def test_a_member_has_one_open_wish(store):
    saved(store, wish())
    with pytest.raises(Refusal, match="stale_version"):
        saved(store, wish("c-2", email="other@example.org"))
    assert saved(store, wish("c-3", "m-2"))


def test_a_wish_that_ended_makes_room_and_still_counts(store):
    ended = saved(store, end(saved(store, wish()), WITHDRAWN))
    assert store.open_of("m-1") is None
    assert store.get("c-1") == ended
    saved(store, wish("c-2"))
    assert store.asked_between("m-1", TODAY - LIFE, TODAY) == 2
    assert store.asked_between("m-1", TODAY, TODAY + LIFE) == 0
    assert store.asked_between("m-2", TODAY - LIFE, TODAY) == 0
