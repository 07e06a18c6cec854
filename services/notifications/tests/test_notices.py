"""Notices of the other contexts: one mail per member, kind and cause, whatever is told how often."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from jinja2 import nodes

from contracts import exchange, meetings, skills_register, stewardship
from contracts.membership import MEMBER_LEFT
from contracts.notices import MOST_TOLD
from contracts.stewardship import NOTICE_RAISED
from notifications import kinds, mail
from notifications.notices import AT_ONCE

from .conftest import Desk

FOLDER = Path(mail.__file__).parent / "templates"
PUBLISHERS = {
    "stewardship": stewardship.NOTICES,
    "meetings": meetings.NOTICES,
    "skills-register": skills_register.NOTICES,
    "exchange": exchange.NOTICES,
}
NOTICES = stewardship.NOTICES | meetings.NOTICES | skills_register.NOTICES | exchange.NOTICES


def told(
    desk: Desk, members: list[str], cause: str = "term-7 2018-09-07", event_id: str | None = None, **more: Any
) -> None:
    data: dict[str, Any] = {
        "kind": "term_ending",
        "cause": cause,
        "members": members,
        "about": [{"name": "group", "words": "South West"}, {"name": "ends", "words": "2018-09-07"}],
        "path": "/groups/SW",
    }
    desk.hear(NOTICE_RAISED, "seat-7", 1, data | more, "SW", event_id)


def notices_of_the_readme(context: str) -> dict[str, list[str]]:
    """What a context's README says of each kind of notice: the gaps that it fills."""
    page = (Path(__file__).parents[2] / context / "README.md").read_text(encoding="utf-8")
    rows = page.partition("## Notices")[2].partition("\n## ")[0].splitlines()
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if row.startswith("| `")]
    return {kind.strip("`"): re.findall(r"`([a-z_]+)`", gaps) for kind, _, gaps in cells}


def test_every_kind_of_notice_is_a_kind_of_mail() -> None:
    assert sorted(kinds.NOTICES) == sorted(NOTICES)


@pytest.mark.parametrize("context", PUBLISHERS)
def test_every_kind_of_notice_stands_in_its_readme_with_its_gaps(context: str) -> None:
    assert notices_of_the_readme(context) == {kind: list(gaps) for kind, gaps in PUBLISHERS[context].items()}


@pytest.mark.parametrize("form", ["txt", "html"])
@pytest.mark.parametrize(("kind", "gaps"), NOTICES.items())
def test_a_mail_has_exactly_the_gaps_that_its_publisher_fills(
    kind: str, gaps: tuple[str, ...], form: str
) -> None:
    page = mail._pages.parse((FOLDER / f"{kind}.{form}").read_text(encoding="utf-8"))
    found = {gap.attr for gap in page.find_all(nodes.Getattr) if gap.node == nodes.Name("about", "load")}
    assert found == set(gaps)


def test_each_member_gets_one_mail_with_the_words_and_the_next_step(desk: Desk, told_contact: Any) -> None:
    told_contact("m-1", email="ada@example.org")
    told_contact("m-2", name="Ben", email="ben@example.org")
    told(desk, ["m-1", "m-2", "m-1"])
    desk.do_due_work()
    first, second = desk.post.messages()
    assert {first["To"].addresses[0].addr_spec, second["To"].addresses[0].addr_spec} == {
        "ada@example.org",
        "ben@example.org",
    }
    assert first["Subject"] == "A term in a stewardship group is ending"
    for kind in ("plain", "html"):
        body = first.get_body((kind,))
        assert body is not None
        words = " ".join(body.get_content().split())
        assert "stewardship group (South West) ends on 7 September 2018" in words
        assert "http://portal.example/groups/SW" in words
    assert {row.state for row in desk.mails()} == {"accepted"}


def test_the_same_notice_told_again_sends_nothing_more(desk: Desk, told_contact: Any) -> None:
    told_contact()
    told(desk, ["m-1"], event_id="e-1")
    desk.do_due_work()
    told(desk, ["m-1"], event_id="e-1")
    told(desk, ["m-1"], event_id="e-2")
    desk.do_due_work()
    assert len(desk.post.letters) == 1
    told(desk, ["m-1"], cause="term-8 2019-09-07")
    desk.do_due_work()
    assert len(desk.post.letters) == 2


def test_many_members_are_queued_a_few_at_a_time_and_each_once(desk: Desk) -> None:
    everybody = [f"m-{number:03}" for number in range(MOST_TOLD)]
    told(desk, everybody)
    row = desk.due()[0]
    again = desk.perform(row)
    assert again is not None
    assert len(desk.mails()) == AT_ONCE
    assert len(again.data["members"]) == MOST_TOLD - AT_ONCE
    # The same members named by another event while the first is half done.
    told(desk, everybody[:60], event_id="another")
    while rows := [row for row in desk.due() if row["kind"] == "tell_members"]:
        desk.perform(rows[0])
    assert sorted(each.recipient for each in desk.mails()) == everybody


def test_somebody_whose_address_is_not_known_yet_gets_it_when_it_comes(desk: Desk, told_contact: Any) -> None:
    told(desk, ["m-1"])
    desk.do_due_work()
    assert (desk.mail().state, desk.mail().problem) == ("queued", "no_address")
    told_contact()
    desk.do_due_work()
    assert desk.mail().state == "accepted"


def test_somebody_who_has_left_is_told_nothing(desk: Desk, told_contact: Any) -> None:
    told_contact(version=1)
    gone = {
        "member_id": "m-1", "version": 2, "region": "SW", "status": "left", "cohort": "2018",
        "joined": "2018-01-15", "left": "2018-09-01", "roles": [],
    }  # fmt: skip
    desk.hear(MEMBER_LEFT, "m-1", 2, gone)
    told(desk, ["m-1"])
    desk.do_due_work()
    assert (desk.mail().state, desk.mail().problem) == ("cancelled", "recipient_gone")
    assert desk.post.letters == []


def test_what_a_notice_was_about_is_dropped_once_it_is_sent(desk: Desk, told_contact: Any) -> None:
    told_contact()
    told(desk, ["m-1"])
    desk.do_due_work()
    assert desk.mail().about == {}
    assert desk.due() == []


def test_who_had_not_voted_yet_is_not_kept_for_good(desk: Desk) -> None:
    closes = [{"name": "region", "words": "South West"}, {"name": "closes", "words": "17 September 2018"}]
    for kind in ("voting_opened", "ballot_reminder"):
        told(desk, ["m-1"], cause="election-1", kind=kind, about=closes)
    desk.do_due_work()
    kept = {each.template: each.forget_at for each in desk.mails()}
    assert kept == {"voting_opened": None, "ballot_reminder": desk.now + timedelta(days=30)}


def test_the_words_of_a_notice_are_text_and_never_markup(desk: Desk, told_contact: Any) -> None:
    told_contact()
    told(
        desk,
        ["m-1"],
        about=[
            {"name": "group", "words": "<b>South</b>\r\nBcc: x@evil.example"},
            {"name": "ends", "words": "soon"},
        ],
    )
    desk.do_due_work()
    (message,) = desk.post.messages()
    assert message["Bcc"] is None
    page = message.get_body(("html",))
    assert page is not None
    assert "&lt;b&gt;South&lt;/b&gt;" in page.get_content()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2018-09-07", "7 September 2018"),
        ("soon", "soon"),
        ("7 September 2018", "7 September 2018"),
        ("", ""),
    ],
)
def test_a_day_is_said_in_words_and_words_stay(day: str, said: str) -> None:
    assert mail.say_day(day) == said


def test_a_kind_of_notice_without_a_mail_is_not_lost(desk: Desk) -> None:
    with pytest.raises(LookupError):
        told(desk, ["m-1"], kind="tea_served")
    assert desk.mails() == []
