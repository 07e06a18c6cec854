"""Who is told that a review comes, and when (row 16)."""

from datetime import date, datetime
from typing import Any

from commons.centre import UK
from commons.london import day_in_words, day_of, noon
from commons.people.store import People
from contracts.events import Fact
from stewardship.documents.domain import Document, next_alert
from stewardship.documents.kinds import TERMS
from stewardship.documents.standing import ACTING
from stewardship.documents.store import REVIEW
from stewardship.notices import notices


def plan_review(work: Any, document: Document, today: date) -> None:
    """Plan the next alert, or take back what was planned."""
    alert = next_alert(document.review_due, today)
    if alert is None:
        work.unschedule(REVIEW, document.id)
    else:
        work.schedule(REVIEW, document.id, noon(alert))


def review_notices(work: Any, document: Document, group: str, planned_for: datetime) -> list[Fact]:
    """The facts that tell the group's convenor and coordinators; the national team where there are none."""
    assert document.review_due is not None
    people = People(work)
    officers = people.holding(*(f"{role}:{document.region}" for role in ACTING))
    due = document.review_due
    return notices(
        "review_due",
        cause=f"{document.id}:{due.isoformat()}:{day_of(planned_for).isoformat()}",
        members=officers or people.holding("national_team"),
        about={
            "document": document.title,
            "group": group,
            "due": day_in_words(due),
        },
        path=page_of(document.region, document.kind),
        concerning=(document.id, document.version),
        region=None if document.region == UK else document.region,
    )


def page_of(region: str, kind: str) -> str:
    """The portal's page of a document."""
    slug = kind.replace("_", "-")
    return f"/groups/{region}/{slug}" if kind == TERMS else f"/groups/{region}/documents/{slug}"
