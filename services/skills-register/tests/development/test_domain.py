"""What may be listed and completed, with dates as exactly as they are known."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from chassis.testkit.refusing import refused
from commons.rough_dates import rough
from skills_register.development import domain
from skills_register.development.domain import Opportunity, Taught
from skills_register.refusal import Refusal

NOW = datetime(2018, 10, 4, 14, 0, tzinfo=UTC)
TODAY = NOW.date()
COURSE = Opportunity(
    id="d-1",
    version=1,
    region="SW",
    title="Charts that tell",
    kind="course",
    provider="South West AHSN",
    begins=rough("2018-10"),
    ends=rough("2018-11"),
    places=("Exeter",),
    access="",
    open_to="",
    booking="",
    teaches=(Taught("spc", "SPC"),),
    listed_at=NOW,
)


def test_it_is_open_to_every_member_unless_it_says_otherwise():
    assert COURSE.who == "Every member"
    assert replace(COURSE, open_to="Nurses").who == "Nurses"


def test_it_does_not_end_before_it_begins():
    with refused("development_ends_first"):
        domain.listed(replace(COURSE, ends=rough("2018-09")))
    assert domain.listed(replace(COURSE, ends=rough("2018")))


def test_what_was_completed_offers_its_skills_by_the_word_that_people_use():
    done = domain.complete(COURSE, "ann", TODAY, NOW, TODAY)
    assert [each.offer for each in done.teaches] == ["Add SPC to my skills"]


def test_nothing_is_completed_before_it_can_have_begun():
    with refused("development_not_begun"):
        domain.complete(replace(COURSE, begins=rough("2018-10-05")), "ann", TODAY, NOW, TODAY)
    with refused("day_ahead"):
        domain.complete(COURSE, "ann", date(2018, 10, 5), NOW, TODAY)


def test_what_was_withdrawn_is_neither_changed_nor_completed():
    gone = domain.withdraw(COURSE)
    assert domain.withdraw(gone) is gone
    with refused("development_withdrawn"):
        domain.changed(gone, COURSE)
    with refused("development_withdrawn"):
        domain.complete(gone, "ann", TODAY, NOW, TODAY)


def test_nobody_completed_it_on_a_day_on_which_it_cannot_have_begun():
    with pytest.raises(Refusal, match="development_not_begun") as no:
        domain.complete(COURSE, "ann", date(2018, 9, 30), NOW, TODAY)
    assert list(no.value.fields) == ["on"]
