"""What waits for a member in Q Exchange and of their projects, a line each, for the front page."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gateway.portal.dates import show_date
from gateway.portal.presenting.assessments import WAITED_FOR, counted
from gateway.portal.presenting.due import AHEAD
from gateway.portal.presenting.round_steps import own_in, step_of

Answer = Mapping[str, Any]


@dataclass(frozen=True)
class Waiting:
    """``text`` is a link, ``rest`` what is said after it."""

    text: str
    href: str
    rest: str = ""


def of_rounds(found: Answer, own: Answer) -> Iterator[Waiting]:
    """The next step in each round that has one for this member; ``own`` are their proposals."""
    for each in found["items"]:
        step = step_of(each, own_in(each, own["items"]), is_member=True)
        if step.is_act:
            yield Waiting(step.text, step.href, f", {each['title']}. {step.why}.")


def of_assessments(found: Answer) -> Iterator[Waiting]:
    waiting = [each for each in found["items"] if each["state"] in WAITED_FOR]
    if waiting:
        days = sorted(each["due_at"] for each in waiting if each["due_at"])
        by = f", the first by {show_date(days[0])}" if len(waiting) > 1 else f", by {show_date(days[0])}"
        text = f"Assess {counted(len(waiting), 'proposal')}"
        yield Waiting(text, "/my-assessments", by if days else "")


def of_awards(found: Answer, today: date) -> Iterator[Waiting]:
    """The next report of each award, once it is asked for soon."""
    for award in found["items"]:
        asked = [each for each in award["reports"] if not each["handed_in_at"] and not each["skipped"]]
        if award["state"] == "awarded" and asked and asked[0]["due"] <= (today + AHEAD).isoformat():
            when = "was due on" if asked[0]["is_late"] else "is due by"
            text = f"Report on “{award['title']}”"
            href = f"/awards/{award['id']}/reports/{asked[0]['number']}"
            yield Waiting(text, href, f": it {when} {show_date(asked[0]['due'])}")


def of_ideas(found: Answer, _today: date) -> Iterator[Waiting]:
    """Those without an award of which their people have not said whether members see them."""
    for idea in found["items"]:
        if idea["is_mine"] and idea["choice"] == "unanswered" and idea["outcome"] is None:
            text = f"See what else there is for “{idea['title']}”"
            yield Waiting(text, f"/unfunded/{idea['id']}", ", which has no award")


def of_pledges(found: Answer, _today: date) -> Iterator[Waiting]:
    """What others ask to use, and what may be used of others' until somebody says how much was."""
    for pledge in found["items"]:
        asked = sum(each["state"] == "asked" for each in pledge["claims"])
        if pledge["is_mine"] and pledge["state"] == "open" and asked:
            who = "Somebody asks" if asked == 1 else f"{asked} members ask"
            yield Waiting(
                f"{who} to use “{pledge['what']}”", f"/pledges/{pledge['id']}#asked", ". You decide."
            )


def of_projects(found: Answer, _today: date) -> Iterator[Waiting]:
    """What one is asked to lead, and what one leads and has not said for long to be true."""
    for project in found["items"]:
        if project.get("is_offered"):
            yield Waiting(f"Will you lead “{project['title']}”?", f"/projects/{project['id']}")
        if project["is_lead"] and project["is_stale"] and not project["is_withdrawn"]:
            text = f"Is what we show of “{project['title']}” still true?"
            yield Waiting(text, f"/projects/{project['id']}")


READ: tuple[Callable[[Answer, date], Iterator[Waiting]], ...] = (of_awards, of_ideas, of_pledges, of_projects)
"""How the answers of these parts are read, in this order."""
