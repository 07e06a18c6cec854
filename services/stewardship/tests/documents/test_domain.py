"""A document's life without a store: drafted, agreed, reviewed, superseded, lapsed."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons.rough_dates import rough
from stewardship.documents import domain
from stewardship.documents.clauses import Clause, checked
from stewardship.documents.domain import Agreement, Document, Step, Version
from stewardship.documents.kinds import BY_CODE
from stewardship.refusal import Refusal

NOW = datetime(2018, 9, 3, 10, tzinfo=UTC)
TODAY = NOW.date()
TERMS = BY_CODE["terms_of_reference"]
TEXT = (Clause("purpose", "Purpose", "To look after Q."),)


def begun(document: Document | None = None, clauses: tuple[Clause, ...] = TEXT) -> Step:
    return domain.begin(
        document,
        region="SW",
        kind=TERMS,
        title="",
        clauses=clauses,
        summary="",
        version_id=f"v-{(document.current or 0) + 1 if document else 1}",
        by="v-SW",
        now=NOW,
    )


def agreement(on: str = "2018-01", meeting: str = "Meeting 2") -> Agreement:
    return Agreement(meeting, rough(on), "v-SW", "convenor")


def agree(step: Step, current: Version | None = None, due: date | None = None, **more: str) -> Step:
    return domain.agree(
        step.document,
        step.version,
        current,
        agreement(**more),
        review_due=due,
        lapses_with_pilot=False,
        today=TODAY,
    )


def test_the_first_agreed_version_is_number_one_and_in_force():
    step = agree(begun(), due=date(2018, 12, 31))
    assert (step.document.current, step.document.draft) == (1, None)
    assert (step.version.number, step.version.status) == (1, domain.AGREED)
    assert step.document.review_due == date(2018, 12, 31)


def test_a_new_version_supersedes_the_one_before_on_the_day_of_its_meeting():
    first = agree(begun())
    second = agree(begun(first.document), first.version, on="2018-06-05", meeting="Meeting 3")
    assert second.ended is not None
    assert (second.ended.status, second.ended.ended_on) == (domain.SUPERSEDED, rough("2018-06-05"))
    assert second.document.current == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"meeting": ""}, "meeting_required"),
        ({"on": "2018-09-04"}, "agreed_in_future"),
        ({"on": "2017-12"}, "agreed_out_of_order"),
        ({"on": "2018-03-01", "due": date(2018, 3, 1)}, "review_before_agreement"),
    ],
)
def test_an_agreement_that_cannot_be_is_refused(change, code):
    first = agree(begun())
    with pytest.raises(Refusal) as no:
        agree(begun(first.document), first.version, **change)
    assert no.value.code == code
    assert no.value.fields


def test_a_month_that_is_not_over_does_not_count_as_the_future():
    assert agree(begun(), on="2018-09").document.current == 1


def test_a_second_draft_beside_the_first_is_refused():
    with pytest.raises(Refusal) as no:
        begun(begun().document)
    assert no.value.code == "document_draft_exists"


def test_a_discarded_draft_frees_its_number():
    document = domain.discard(begun().document)
    assert begun(document).version.number == 1


def test_a_review_that_changes_nothing_is_kept_with_the_version():
    first = agree(begun(), due=date(2018, 12, 31))
    step = domain.keep_as_it_is(
        first.document, first.version, agreement("2018-09-03"), review_due=date(2019, 9, 3), today=TODAY
    )
    assert step.version.status == domain.AGREED
    assert [review.on.text for review in step.version.reviews] == ["2018-09-03"]
    assert step.document.review_due == date(2019, 9, 3)


def test_lapsed_terms_are_due_for_no_review_and_cannot_lapse_again():
    first = agree(begun(), due=date(2018, 12, 31))
    ended = domain.lapse(first.document, first.version, rough("2018-08"), "The pilot ended.", TODAY)
    assert (ended.version.status, ended.document.review_due) == (domain.LAPSED, None)
    with pytest.raises(Refusal) as no:
        domain.lapse(ended.document, ended.version, rough("2018-09-01"), "Again.", TODAY)
    assert no.value.code == "document_lapsed"


def test_duties_are_reviewed_within_a_year_when_nobody_named_a_day():
    document = Document("SW:duties", 1, "SW", "duties", "Duties", draft="v-1")
    text = (Clause("values", "Values", "Ours."),)
    draft = Version("v-1", 1, document.id, 1, domain.DRAFT, text, "", NOW, "v-SW")
    step = domain.agree(
        document,
        draft,
        None,
        agreement("2018-02-28"),
        review_due=None,
        lapses_with_pilot=False,
        today=TODAY,
    )
    assert step.document.review_due == date(2019, 2, 28)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2018, 10, 31), "ahead"),
        (date(2018, 11, 1), "soon"),
        (date(2018, 12, 31), "soon"),
        (date(2019, 1, 1), "overdue"),
    ],
)
def test_a_review_due_on_the_last_day_of_2018_is_overdue_on_new_years_day(today, state):
    assert domain.review_state(date(2018, 12, 31), today) == state


@given(st.dates(date(2017, 1, 1), date(2030, 1, 1)), st.integers(0, 400))
def test_the_next_alert_is_never_in_the_past_and_never_after_the_due_day(today, ahead):
    due = date.fromordinal(today.toordinal() + ahead)
    alert = domain.next_alert(due, today)
    if ahead < min(domain.ALERT_DAYS):
        assert alert is None
    else:
        assert alert is not None
        assert today <= alert
        assert (due - alert).days in domain.ALERT_DAYS


def test_principles_come_in_the_order_of_the_catalogue_whatever_order_they_were_sent_in():
    kind = BY_CODE["principles"]
    sent = [Clause(code, code, "Ours.") for code in ("accountability", "transparency", "independence")]
    kept = [clause.code for clause in checked(kind, sent)]
    assert kept == ["transparency", "independence", "accountability"]


@pytest.mark.parametrize(
    ("kind", "clauses", "code"),
    [
        ("values", [], "document_empty"),
        ("values", [Clause("a", "A", "x"), Clause("a", "B", "y")], "clause_code_twice"),
        ("principles", [Clause("efficiency", "Efficiency", "x")], "clause_not_in_catalogue"),
        ("duties", [Clause("13", "Thirteen", "x")], "clause_not_in_catalogue"),
        ("delivery_strategy", [Clause("a", "Meet", "x")], "action_incomplete"),
        ("delivery_strategy", [Clause("a", "Meet", "x", "Convenor", "dancing", "Four")], "action_incomplete"),
        ("vision", [Clause("a", "A", "x", owner="Convenor")], "action_incomplete"),
    ],
)
def test_clauses_that_do_not_fit_their_kind_are_refused(kind, clauses, code):
    with pytest.raises(Refusal) as no:
        checked(BY_CODE[kind], clauses)
    assert no.value.code == code


def test_guidance_belongs_to_the_uk_wide_group_alone():
    assert domain.kind_for("UK", "guidance").title == "Governance guidance"
    for region, kind, code in (
        ("SW", "guidance", "document_of_uk_only"),
        ("SW", "x", "document_kind_unknown"),
    ):
        with pytest.raises(Refusal) as no:
            domain.kind_for(region, kind)
        assert no.value.code == code
