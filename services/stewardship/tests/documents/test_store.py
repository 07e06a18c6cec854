"""The stores of documents, marks, comments and proposals: the same in memory and on MongoDB."""

from datetime import UTC, date, datetime

import pytest

from chassis.call import Call
from chassis.mongo import UnitOfWork
from commons.rough_dates import rough
from contracts.refusals import Refused
from stewardship.comments.domain import Comment
from stewardship.comments.store import CommentStore
from stewardship.documents import domain
from stewardship.documents.clauses import Clause
from stewardship.documents.domain import Agreement, Step
from stewardship.documents.kinds import BY_CODE
from stewardship.documents.store import DocumentStore
from stewardship.ground_rules.domain import Decision, adopt, propose
from stewardship.ground_rules.store import GroundRuleStore
from stewardship.keeping.domain import Link, mark, nothing_kept
from stewardship.keeping.store import KeepingStore
from stewardship.refusal import Refusal

NOW = datetime(2018, 9, 3, 10, 30, tzinfo=UTC)
LATER = datetime(2018, 9, 20, 10, 30, tzinfo=UTC)
ACTION = Clause("a1", "Meet", "Four meetings.", "Convenor", "values", "Four held")


def begun(region: str = "SW", version_id: str = "v-1", document: domain.Document | None = None) -> Step:
    return domain.begin(
        document,
        region=region,
        kind=BY_CODE["delivery_strategy"],
        title="",
        clauses=[ACTION],
        summary="New.",
        version_id=version_id,
        by="v-SW",
        now=NOW,
    )


def agreed(step: Step, due: date | None = date(2018, 12, 31), on: str = "2018-01") -> Step:
    agreement = Agreement("Meeting 2", rough(on), "v-SW", "convenor", ("AHSN",), "/minutes")
    return domain.agree(
        step.document, step.version, None, agreement, review_due=due, lapses_with_pilot=True, today=NOW.date()
    )


def saved(work: UnitOfWork, call: Call, *steps: Step) -> None:
    for step in steps:
        work.in_transaction(call, lambda step=step: DocumentStore(work).save(step))


def test_a_document_and_its_version_come_back_as_they_were_saved(work: UnitOfWork, call: Call):
    first = begun()
    step = agreed(first)
    saved(work, call, first, step)
    store = DocumentStore(work)
    assert store.get("SW:delivery_strategy") == step.document
    assert store.version("v-1") == step.version
    assert store.numbered("SW:delivery_strategy", 1) == step.version
    assert store.in_force([step.document]) == {"SW:delivery_strategy": step.version}
    assert store.numbered("SW:delivery_strategy", None) is None


def test_two_who_begin_at_once_make_one_draft(work: UnitOfWork, call: Call):
    saved(work, call, begun())
    with pytest.raises(Refusal) as no:
        saved(work, call, begun(version_id="v-2"))
    assert no.value.code == "document_draft_exists"
    assert DocumentStore(work).version("v-2") is None


def test_a_stale_document_is_refused(work: UnitOfWork, call: Call):
    first = begun()
    saved(work, call, first, agreed(first))
    with pytest.raises(Refused, match="stale_version"):
        saved(work, call, agreed(first))


def test_a_thrown_away_draft_is_gone(work: UnitOfWork, call: Call):
    step = begun()
    saved(work, call, step)
    store = DocumentStore(work)
    work.in_transaction(call, lambda: store.drop_draft(domain.discard(step.document), step.version))
    assert store.history("SW:delivery_strategy") == []
    head = store.get("SW:delivery_strategy")
    assert head is not None
    assert head.draft is None


def test_reviews_are_found_by_their_day_the_longest_due_first(work: UnitOfWork, call: Call):
    for number, (region, due) in enumerate(
        [("SW", date(2018, 12, 31)), ("WOE", date(2018, 10, 1)), ("NENC", None), ("WAL", date(2019, 6, 1))]
    ):
        first = begun(region, f"v-{number}")
        saved(work, call, first, agreed(first, due))
    store = DocumentStore(work)
    page = store.due_by(date(2018, 12, 31), None, {"limit": 1})
    assert [document.region for document in page["items"]] == ["WOE"]
    page = store.due_by(date(2018, 12, 31), None, {"limit": 1, "cursor": page["next"]})
    assert ([document.region for document in page["items"]], page["next"]) == (["SW"], None)
    assert [each.region for each in store.due_by(date(2020, 1, 1), "WAL", {})["items"]] == ["WAL"]


def test_marks_come_back_as_they_were_saved(work: UnitOfWork, call: Call):
    kept = mark(
        nothing_kept("SW:objectives"),
        BY_CODE["objectives"],
        "c1",
        {"c1"},
        role="convenor",
        on=rough("2018-08"),
        today=NOW.date(),
        state="met",
        note="All of it.",
        evidence=(Link("Growth", "/regions/SW"),),
    )
    store = KeepingStore(work)
    work.in_transaction(call, lambda: store.save(kept))
    assert store.get("SW:objectives") == kept
    assert store.several(["SW:objectives", "WOE:objectives"]) == {"SW:objectives": kept}
    assert store.get("WOE:objectives").marks == ()
    with pytest.raises(Refused, match="stale_version"):
        work.in_transaction(call, lambda: store.save(kept))


def test_comments_come_in_the_order_in_which_they_were_made(work: UnitOfWork, call: Call):
    store = CommentStore(work)
    for number in (2, 1, 3):
        at = NOW.replace(minute=number)
        comment = Comment(f"k-{number}", "rule", "", "Yes.", "m-1", "member", "SW", "", at)
        work.in_transaction(call, lambda comment=comment: store.save(comment))
    page = store.page("rule", {"limit": 2})
    assert [comment.id for comment in page["items"]] == ["k-1", "k-2"]
    rest = store.page("rule", {"limit": 2, "cursor": page["next"]})
    assert [comment.id for comment in rest["items"]] == ["k-3"]
    assert store.counts(["rule", "other"]) == {"rule": 3}


def test_a_decided_proposal_comes_back_as_it_was_saved(work: UnitOfWork, call: Call):
    store = GroundRuleStore(work)
    proposal = propose(
        "g-1",
        region="SW",
        space="Events",
        text="Be kind.",
        why="",
        change="add",
        clause="",
        steward="Convenor",
        by="m-1",
        role="member",
        home_region="SW",
        shown_name="",
        opened_at=NOW,
        days=14,
        in_force=(),
    )
    adopted = adopt(proposal, Decision("Meeting 3", rough("2018-09-18"), "v-SW", "convenor"), LATER)
    for state in (proposal, adopted):
        work.in_transaction(call, lambda state=state: store.save(state))
    assert store.get("g-1") == adopted
    assert [each.id for each in store.page("SW", "adopted", {})["items"]] == ["g-1"]
    assert store.page("SW", "open", {})["items"] == []
