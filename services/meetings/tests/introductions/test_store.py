"""What is remembered of names, in memory and on MongoDB."""

from meetings.introductions.domain import Introduction
from meetings.introductions.store import IntroductionStore


def test_a_name_comes_back_as_it_was_written_and_goes_wholly(work, call):
    store, made = IntroductionStore(work), Introduction("m-1", 1, "Ada", True)
    work.in_transaction(call, lambda: store.save(made))
    assert store.get("m-1") == made
    assert store.several(["m-1", "m-2"]) == {"m-1": made}
    work.in_transaction(call, lambda: store.forget("m-1"))
    assert store.get("m-1") is None
