"""What is remembered of minutes behaves alike in memory and on MongoDB; closed words lie beside (row 44)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from meetings_desk import NOW

from chassis.call import Call
from contracts.refusals import Refused
from meetings.minutes import domain
from meetings.minutes.drafts import domain as drafts
from meetings.minutes.drafts.domain import Section
from meetings.minutes.drafts.store import DraftStore
from meetings.minutes.editions import edition_of
from meetings.minutes.store import MinutesStore

SECTION = Section("s-1", 1, "m-1", 1, "Welcome", "Ten came.")


def minutes_of(number: int, region: str = "NENC") -> domain.Minutes:
    day = date(2018, 4, number)
    return domain.start(f"m-{number}", region=region, day=day, minutes_days=14, by="c", now=NOW)


def published(number: int, words: str, region: str = "NENC") -> tuple[domain.Minutes, object]:
    at = datetime(2018, 6, number, 9, 0, tzinfo=UTC)
    ready = domain.approve(
        domain.submit(minutes_of(number, region), "d", "c", at), "d", "v", date(2018, 5, 1), at
    )
    made = domain.publish(ready, "d", "c", date(2018, 5, 2), "", "", at)
    section = Section(f"s-{number}", 1, made.id, 1, "Sums", words)
    return replace(made, version=1), edition_of(made.id, 1, [section])


def in_transaction(work, call: Call, act):
    return work.in_transaction(call, act)


def test_minutes_come_back_as_they_were_saved(work, call):
    made, edition = published(2, "Sepsis")
    store = MinutesStore(work)
    in_transaction(work, call, lambda: store.publish(made, edition, []))
    assert store.get("m-2") == made
    assert store.several(["m-2", "x"]) == {"m-2": made}
    assert store.edition("m-2", 1) == edition
    assert store.get("x") is None


def test_lists_hold_published_minutes_alone_by_day_by_region_and_by_words(work, call):
    store = MinutesStore(work)

    def fill() -> None:
        store.save(minutes_of(9))
        for number, words, region in (
            (1, "Sepsis", "NENC"),
            (2, "Sepsis and flow", "SW"),
            (3, "Flow", "NENC"),
        ):
            store.publish(*published(number, words, region), [])

    in_transaction(work, call, fill)

    def ids(page) -> list[str]:
        return [each.id for each in page["items"]]

    first = store.page({"limit": 2})
    assert ids(first) == ["m-3", "m-2"]
    assert ids(store.page({"limit": 2, "cursor": first["next"]})) == ["m-1"]
    assert ids(store.page({"limit": 5}, region="NENC")) == ["m-3", "m-1"]
    assert ids(store.page({"limit": 5}, words=["sepsis"])) == ["m-2", "m-1"]
    assert ids(store.page({"limit": 5}, words=["sepsis", "flow"])) == ["m-2"]
    assert ids(store.page({"limit": 5}, words=["flow"], region="NENC")) == ["m-3"]
    assert [each.id for each in store.latest(2)] == ["m-3", "m-2"]
    assert [each.id for each in store.latest(5, "NENC")] == ["m-3", "m-1"]


def test_minutes_that_are_corrected_stay_listed_with_the_words_they_were_found_by(work, call):
    store = MinutesStore(work)
    made, edition = published(2, "Sepsis")
    in_transaction(work, call, lambda: store.publish(made, edition, []))
    in_transaction(work, call, lambda: store.save(domain.correct(made)))
    assert [each.id for each in store.page({"limit": 5}, words=["sepsis"])["items"]] == ["m-2"]


def test_a_draft_lies_beside_and_every_word_of_it_is_kept(work, call):
    store = DraftStore(work)
    made, begun = drafts.begin(SECTION, "r-1", "a", NOW)
    saving = drafts.save(made, begun, "Eleven came.", "r-2", "a", NOW + timedelta(seconds=1))
    late = drafts.save(saving.section, begun, "Twelve came.", "r-3", "b", NOW + timedelta(seconds=2))

    def fill() -> None:
        store.save(made, begun)
        store.save(saving.section, saving.revision)
        store.note(late.revision)

    in_transaction(work, call, fill)
    assert store.of_meeting("m-1") == [saving.section]
    assert store.get("m-1", "s-1") == saving.section
    assert store.get("m-2", "s-1") is None
    assert store.read("s-1", 1) == begun
    assert store.read("s-1", 2) == saving.revision
    assert [each.id for each in store.history("s-1")] == ["r-3", "r-2", "r-1"]
    assert store.waiting("m-1") == [late.revision]
    assert store.writers("m-1") == {"a", "b"}
    assert "minutes_sections" not in work.database.list_collection_names()
    settled = replace(late.revision, settled_by="a", settled_at=NOW)
    in_transaction(work, call, lambda: store.settle(settled))
    assert store.waiting("m-1") == []
    assert store.revision("s-1", "r-3") == settled


def test_a_section_that_was_saved_in_between_is_refused_as_stale(work, call):
    store = DraftStore(work)
    made, begun = drafts.begin(SECTION, "r-1", "a", NOW)
    after = drafts.save(made, begun, "Eleven came.", "r-2", "a", NOW)
    in_transaction(work, call, lambda: store.save(made, begun))
    in_transaction(work, call, lambda: store.save(after.section, after.revision))
    other = drafts.save(made, begun, "Twelve came.", "r-3", "a", NOW)
    with pytest.raises(Refused) as no:
        in_transaction(work, call, lambda: store.save(other.section, other.revision))
    assert no.value.code == "stale_version"


def test_what_was_typed_ends_before_the_annex_does(work, call):
    store = DraftStore(work)
    made, begun = drafts.begin(SECTION, "r-1", "a", NOW)
    saving = drafts.save(made, begun, "Eleven came.", "r-2", "a", NOW)

    def fill() -> None:
        store.save(made, begun)
        store.save(saving.section, saving.revision)
        store.keep_source("m-1", 1, [saving.section])

    in_transaction(work, call, fill)
    in_transaction(work, call, lambda: store.forget_history("m-1"))
    assert [each.id for each in store.history("s-1")] == ["r-2"]
    assert store.source("m-1", 1) == [saving.section]
    in_transaction(work, call, lambda: store.forget("m-1"))
    assert (store.of_meeting("m-1"), store.history("s-1"), store.source("m-1", 1)) == ([], [], None)
