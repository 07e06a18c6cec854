"""A project that a stewardship group leads: a topic from a recorded list, a framework, steps (row 72)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from exchange.learning.identities import refuse_identities, refuse_persons
from exchange.refusal import Refusal

OPEN, ENDED = "open", "ended"
OUTPUTS = ("event", "regional tool", "priorities", "learning", "other")
MOST_STEPS = 30
STEPS_OF = {"engaging for improvement": 6}
"""Frameworks whose number of steps our sources say (row 72); others are as they are entered."""


@dataclass(frozen=True)
class Topic:
    """A topic that was considered, and why it was chosen or not."""

    name: str
    reason: str = ""


@dataclass(frozen=True)
class Framework:
    """``steps`` are their names in order, empty where a framework has none or nobody wrote them down."""

    name: str
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """A step that was taken; ``number`` counts from 1."""

    number: int
    on: date
    note: str = ""


@dataclass(frozen=True)
class Sponsor:
    """Who stands behind it in an area: a body or a role, no person's name."""

    area: str
    body: str


@dataclass(frozen=True)
class Output:
    """What came of it: ``path`` is the page of ours where it is found, "" if none."""

    id: str
    kind: str
    title: str
    path: str = ""


@dataclass(frozen=True)
class Terms:
    """What its keepers say of it. ``support`` are bodies that help; ``areas`` each want a sponsor."""

    title: str
    about: str = ""
    site: str = ""
    areas: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    led_by: str = ""
    funded_by: str = ""

    @property
    def texts(self) -> dict[str, str]:
        """Everything typed, by field."""
        lists = {name: "\n".join(getattr(self, name)) for name in ("areas", "sectors", "support")}
        return {
            **{name: getattr(self, name) for name in ("title", "about", "site", "led_by", "funded_by")},
            **lists,
        }


@dataclass(frozen=True)
class LedProject:
    """``topic`` and ``framework`` are names from the lists that were considered, "" until chosen."""

    id: str
    version: int
    region: str
    terms: Terms
    started_at: datetime
    topics: tuple[Topic, ...] = ()
    topic: str = ""
    frameworks: tuple[Framework, ...] = ()
    framework: str = ""
    steps: tuple[Step, ...] = ()
    sponsors: tuple[Sponsor, ...] = ()
    outputs: tuple[Output, ...] = ()
    ended_at: datetime | None = None
    ending: str = ""

    @property
    def state(self) -> str:
        return OPEN if self.ended_at is None else ENDED

    @property
    def chosen(self) -> Framework | None:
        return next((each for each in self.frameworks if each.name == self.framework), None)

    @property
    def next_step(self) -> int | None:
        """The number of the step that comes next; None where there is none."""
        chosen = self.chosen
        number = len(self.steps) + 1
        return number if chosen is not None and number <= len(chosen.steps) else None

    @property
    def unsponsored(self) -> tuple[str, ...]:
        """The areas that have no sponsor."""
        sponsored = {each.area for each in self.sponsors}
        return tuple(area for area in self.terms.areas if area not in sponsored)


def start(project_id: str, region: str, terms: Terms, now: datetime) -> LedProject:
    """Refused: ``identity_in_text``."""
    _refuse_people(terms)
    return LedProject(project_id, 1, region, terms, now)


def change(project: LedProject, terms: Terms) -> LedProject:
    """Said anew; a sponsor of an area that is no longer there goes with it.

    Refused: ``led_project_ended``, ``identity_in_text``.
    """
    _refuse_people(terms)
    kept = tuple(each for each in project.sponsors if each.area in terms.areas)
    return _after(project, terms=terms, sponsors=kept)


def consider_topic(project: LedProject, topic: Topic) -> LedProject:
    """One more on the list, with why it might be it.

    Refused: ``led_project_ended``, ``led_topic_twice``, ``identity_in_text``.
    """
    refuse_identities(topic=topic.name, reason=topic.reason)
    if any(_same(each.name, topic.name) for each in project.topics):
        raise Refusal("led_topic_twice")
    return _after(project, topics=(*project.topics, topic))


def choose_topic(project: LedProject, name: str, reason: str) -> LedProject:
    """One of the list, with the reason; those it was chosen over stay on record.

    Refused: ``led_project_ended``, ``led_topic_unlisted``, ``reason_required``, ``identity_in_text``.
    """
    listed = next((each for each in project.topics if _same(each.name, name)), None)
    if listed is None:
        raise Refusal("led_topic_unlisted", "", {"topic": ["Choose one of the topics that were considered."]})
    if not reason:
        raise Refusal("reason_required", "Say why.", {"reason": ["Say why this one."]})
    refuse_identities(reason=reason)
    topics = tuple(replace(each, reason=reason) if each is listed else each for each in project.topics)
    return _after(project, topics=topics, topic=listed.name)


def consider_framework(project: LedProject, framework: Framework) -> LedProject:
    """One that may be worked by; entered again it is replaced.

    Refused: ``led_project_ended``, ``led_framework_begun``, ``led_framework_wrong``, ``identity_in_text``.
    """
    refuse_identities(framework=framework.name, steps="\n".join(framework.steps))
    wanted = STEPS_OF.get(framework.name.casefold(), len(framework.steps))
    if len(framework.steps) > MOST_STEPS or len(framework.steps) != wanted:
        said = (
            f"{framework.name} has {wanted} steps."
            if wanted <= MOST_STEPS
            else f"{MOST_STEPS} steps at most."
        )
        raise Refusal("led_framework_wrong", said, {"steps": [said]})
    if project.steps and _same(framework.name, project.framework):
        raise Refusal("led_framework_begun")
    others = tuple(each for each in project.frameworks if not _same(each.name, framework.name))
    name = framework.name if _same(framework.name, project.framework) else project.framework
    return _after(project, frameworks=(*others, framework), framework=name)


def choose_framework(project: LedProject, name: str) -> LedProject:
    """One of those that were considered.

    Refused: ``led_project_ended``, ``led_topic_missing``, ``led_framework_unlisted``,
    ``led_framework_begun``.
    """
    if not project.topic:
        raise Refusal("led_topic_missing")
    listed = next((each for each in project.frameworks if _same(each.name, name)), None)
    if listed is None:
        raise Refusal("led_framework_unlisted")
    if project.steps:
        raise Refusal("led_framework_begun")
    return _after(project, framework=listed.name)


def take_step(project: LedProject, number: int, on: date, note: str, today: date) -> LedProject:
    """The next of the framework's steps: in their order, each once.

    Refused: ``led_project_ended``, ``led_framework_missing``, ``led_step_order``, ``led_step_day_wrong``,
    ``identity_in_text``.
    """
    if project.chosen is None:
        raise Refusal("led_framework_missing")
    if number != project.next_step:
        raise Refusal("led_step_order", _what_comes_next(project))
    if on > today or (project.steps and on < project.steps[-1].on):
        raise Refusal("led_step_day_wrong", "", {"on": ["Choose a day from the last step until today."]})
    refuse_identities(note=note)
    return _after(project, steps=(*project.steps, Step(number, on, note)))


def undo_step(project: LedProject) -> LedProject:
    """The last step was entered by mistake. Refused: ``led_project_ended``, ``led_step_order``."""
    if not project.steps:
        raise Refusal("led_step_order", "No step was taken yet.")
    return _after(project, steps=project.steps[:-1])


def sponsor(project: LedProject, area: str, body: str) -> LedProject:
    """Each area has one.

    Refused: ``led_project_ended``, ``led_area_unknown``, ``led_area_sponsored``, ``identity_in_text``.
    """
    if area not in project.terms.areas:
        raise Refusal("led_area_unknown", "", {"area": ["Choose one of the project's areas."]})
    if any(each.area == area for each in project.sponsors):
        raise Refusal("led_area_sponsored")
    refuse_identities(body=body)
    refuse_persons(body=body)
    return _after(project, sponsors=(*project.sponsors, Sponsor(area, body)))


def end_sponsor(project: LedProject, area: str) -> LedProject:
    """Refused: ``led_project_ended``, ``led_area_unknown``."""
    left = tuple(each for each in project.sponsors if each.area != area)
    if left == project.sponsors:
        raise Refusal("led_area_unknown", "", {"area": ["This area has no sponsor."]})
    return _after(project, sponsors=left)


def add_output(project: LedProject, output: Output) -> LedProject:
    """An event, a regional tool, priorities for a board.

    Refused: ``led_project_ended``, ``identity_in_text``.
    """
    refuse_identities(title=output.title)
    return _after(project, outputs=(*project.outputs, output))


def remove_output(project: LedProject, output_id: str) -> LedProject:
    """It was wrong, or what it leads to is gone; gone already: unchanged. Refused: ``led_project_ended``."""
    left = tuple(each for each in project.outputs if each.id != output_id)
    return project if left == project.outputs else _after(project, outputs=left)


def end(project: LedProject, ending: str, now: datetime) -> LedProject:
    """With what became of it, good or not.

    Refused: ``led_project_ended``, ``reason_required``, ``identity_in_text``.
    """
    if not ending:
        raise Refusal("reason_required", "Say what became of it.", {"ending": ["Say what became of it."]})
    refuse_identities(ending=ending)
    return _after(project, ended_at=now, ending=ending)


def _refuse_people(terms: Terms) -> None:
    """Those who help, lead and pay are bodies or roles."""
    refuse_identities(**terms.texts)
    refuse_persons(**{name: terms.texts[name] for name in ("support", "led_by", "funded_by")})


def _what_comes_next(project: LedProject) -> str:
    if project.chosen is not None and not project.chosen.steps:
        return "Nobody wrote down the framework's steps."
    if project.next_step is None:
        return "All steps of the framework were taken."
    return f"Steps are taken in their order: step {project.next_step} comes next."


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _after(project: LedProject, **changed: Any) -> LedProject:
    if project.state == ENDED:
        raise Refusal("led_project_ended")
    return replace(project, version=project.version + 1, **changed)
