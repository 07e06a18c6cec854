"""The short sections of a group's page: one line for each thing, and where the rest of it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from contracts.refusals import Refused
from gateway.portal.presenting import (
    barriers,
    consultations,
    documents,
    elections,
    meetings,
    minutes,
    seats,
    support,
)
from gateway.portal.presenting.actions import Action, action_of
from gateway.portal.presenting.alliances import counts_of
from gateway.portal.presenting.appointments import call_of
from gateway.portal.presenting.decisions import decision_of
from gateway.portal.presenting.group_costs import cost_of
from gateway.portal.presenting.groups import UK
from gateway.portal.presenting.matters import matter_of
from gateway.portal.presenting.meeting_cycles import cycle_of
from gateway.portal.presenting.surveys import survey_of

SHOWN = 5
"""Lines that a section shows of a longer list."""


@dataclass(frozen=True)
class Line:
    """One line of a section; without an address it is only words. A tag where something should be noted."""

    text: str
    href: str = ""
    tag: str = ""
    colour: str = ""
    is_open: bool = False


@dataclass(frozen=True)
class Section:
    """A part of the page; ``lines`` is None when its service does not answer just now."""

    title: str
    href: str
    link: str
    lines: tuple[Line, ...] | None
    nothing: str

    @property
    def is_open(self) -> bool:
        """Whether somebody can take part in something of it now: such sections come first."""
        return any(line.is_open for line in self.lines or ())


def sections_of(region: str, answers: Mapping[str, Any], names: Mapping[str, str]) -> tuple[Section, ...]:
    """Every section in its order; an answer may be a refusal, then its section says so."""

    def section(
        part: str, title: str, href: str, link: str, nothing: str, lines: Callable[[Any], list[Line]]
    ) -> Section:
        answer = answers[part]
        found = None if isinstance(answer, Refused) else tuple(lines(answer))
        return Section(title, href, link, found, nothing)

    page = f"/groups/{region}"
    sections = (
        section("seats", "Who is in the group", f"{page}/seats", "The seats, by background",
                "Nobody holds a seat.", _seats),
        section("documents", "What the group agreed", f"{page}/documents",
                "Terms of reference, values, objectives and more", "Nothing is agreed yet.", _documents),
        section("meetings", "Meetings", f"{page}/meetings", "All meetings, and the cycle",
                "No meeting is published yet.", lambda found: _meetings(found, answers["cycle"])),
        section("minutes", "Minutes of its meetings", f"{page}/minutes", "All minutes, and words in them",
                "No minutes are published yet.", _minutes),
        section("actions", "What is to be done", f"{page}/actions", "Every action, done and open",
                "No action is open.", _actions),
        section("decisions", "What the group decided", f"{page}/decisions",
                "Every decision, and words in them", "No decision is published yet.", _decisions),
        section("surveys", "Surveys", "/surveys", "Surveys of all groups", "There is no survey.", _surveys),
        section("appointments", "Calls for seats", f"/appointments?region={region}",
                "All calls, and who was appointed", "No call is open.", lambda found: _calls(found, names)),
        section("elections", "Elections", f"/elections?region={region}", "All elections of this group",
                "There is no election.", lambda found: _elections(found, names)),
        section("matters", "Matters between the regions and the centre", f"/matters?group={region}",
                "All matters of this group", "No matter is open.", lambda found: _matters(found, names)),
        section("consultations", "What the group is asking", f"/consultations?place={region}",
                "All consultations of this group", "It asks nothing just now.", _consultations),
        section("barriers", "What stands in the way", f"{page}/barriers", "All barriers",
                "No barrier is logged.", _barriers),
        section("support", "Support", f"{page}/support", "Who does what",
                "There is no gap in the support.", _support),
        section("stances", "Who is engaged", f"{page}/alliances", "Organisations, for members",
                "Nobody was asked yet.", _stances),
        section("costs", "What it costs", f"{page}/costs", "Every year", "No cost is recorded.", _costs),
    )  # fmt: skip
    # Seats of the UK-wide group are filled by appointment only (row 23).
    shown = [each for each in sections if region != UK or each.title != "Elections"]
    return tuple(sorted(shown, key=lambda each: not each.is_open))


def _seats(found: Mapping[str, Any]) -> list[Line]:
    if not found["seats"] and not found["vacant"]:
        return []
    lines = [Line(f"{seats.roster_of(found, {}).size}.")]
    vacant = len(found["vacant"])
    if vacant:
        lines.append(Line("1 seat is vacant." if vacant == 1 else f"{vacant} seats are vacant."))
    return lines


def _meetings(found: Mapping[str, Any], cycle: Any) -> list[Line]:
    """How far the cycle is, as far as that answers; then what is to come."""
    lines = []
    if not isinstance(cycle, Refused) and cycle["starts_on"] and cycle["wanted"]:
        counted = cycle_of(cycle)
        tag = ("Too few meetings", "blue") if counted.is_urgent else ("", "")
        lines.append(Line(f"Held {counted.number} in the cycle: {counted.days}.", "", *tag))
    now = datetime.now(UTC)
    for each in found["items"]:
        line = meetings.line_of(each, now)
        lines.append(Line(f"{line.day}, {line.time}", f"/meetings/{line.id}", line.status, line.colour))
    return lines


def _documents(found: Mapping[str, Any]) -> list[Line]:
    known = (documents.line_of(each) for each in found["items"] if each["status"] in ("agreed", "lapsed"))
    return [
        Line(each.title, each.href, each.review.tag or each.status, each.review.colour or each.colour)
        for each in known
    ]


def _minutes(found: Mapping[str, Any]) -> list[Line]:
    known = (minutes.line_of(each) for each in found["items"])
    return [Line(f"{each.title}, {each.day}", each.path) for each in known]


def _actions(found: Mapping[str, Any]) -> list[Line]:
    known = (action_of(each) for each in found["items"])
    return [Line(f"{each.text}, due {each.due}", f"/actions/{each.id}", *_if_late(each)) for each in known]


def _if_late(action: Action) -> tuple[str, str]:
    return (action.state_name, action.colour) if action.is_late else ("", "")


def _decisions(found: Mapping[str, Any]) -> list[Line]:
    known = (decision_of(each) for each in found["items"])
    return [
        Line(f"{each.title}, {each.decided}", f"/decisions/{each.id}", each.state_name, each.colour)
        for each in known
    ]


def _surveys(found: Mapping[str, Any]) -> list[Line]:
    known = (survey_of(each) for each in found["items"])
    return [
        Line(each.title, f"/surveys/{each.id}", each.state_name, each.colour, each.asks_me) for each in known
    ]


def _calls(found: Mapping[str, Any], names: Mapping[str, str]) -> list[Line]:
    known = (call_of(each, names) for each in found["items"])
    running = [each for each in known if not each.is_over]
    return [
        Line(each.title, f"/appointments/{each.id}", each.state_name, each.colour, each.is_open)
        for each in running
    ]


def _elections(found: Mapping[str, Any], names: Mapping[str, str]) -> list[Line]:
    known = (elections.line_of(each, names) for each in found["items"][:SHOWN])
    return [
        Line(each.title, f"/elections/{each.id}", each.state, each.colour, each.is_open) for each in known
    ]


def _matters(found: Mapping[str, Any], names: Mapping[str, str]) -> list[Line]:
    open_ones = [each for each in found["items"] if each["state"] in ("raised", "acknowledged")]
    known = (matter_of(each, names) for each in open_ones[:SHOWN])
    return [Line(each.title, f"/matters/{each.id}", each.state_name, each.colour) for each in known]


def _consultations(found: Mapping[str, Any]) -> list[Line]:
    known = (consultations.line_of(each) for each in found["items"][:SHOWN])
    return [
        Line(each.title, f"/consultations/{each.id}", each.state_name, each.colour, each.is_open)
        for each in known
    ]


def _barriers(found: Mapping[str, Any]) -> list[Line]:
    known = (barriers.barrier_of(each) for each in found["items"][:SHOWN])
    return [
        Line(each.text, "", "" if each.state_code == "stands" else each.state, each.colour) for each in known
    ]


def _support(found: Mapping[str, Any]) -> list[Line]:
    gaps = (support.doing_of(each) for each in found["tasks"] if each["why"] == "gap")
    return [Line(f"{each.task}: {each.by.lower()}, {each.note}", "", "Gap", "blue") for each in gaps]


def _stances(found: Mapping[str, Any]) -> list[Line]:
    return [Line(f"{topic}: {said}") for topic, said in counts_of(found["counts"])]


def _costs(found: Mapping[str, Any]) -> list[Line]:
    newest = [cost_of(each) for each in found["items"][:1]]
    return [
        line
        for each in newest
        for line in (
            Line(f"{each.year}: {each.amount}"),
            Line(f"For each new member {each.share}: worked out, not a target"),
        )
    ]
