"""Projects that groups lead, in words: topic, framework with its steps, sponsors, outputs (row 72)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date

Answer = Mapping[str, Any]

OUTPUTS = {
    "event": "Event",
    "regional tool": "Regional tool",
    "priorities": "Priorities for a board",
    "learning": "Something for the learning library",
    "other": "Something else",
}
OUTPUT_CHOICES = [{"value": value, "text": text} for value, text in OUTPUTS.items()]

DONE, NEXT, COMING = "done", "next", "coming"

ACTS: dict[str, str] = {
    "consider-topic": "Add a topic to choose from",
    "choose-topic": "Choose the topic",
    "consider-framework": "Add a framework to choose from",
    "choose-framework": "Choose the framework",
    "take-step": "Note that the next step was taken",
    "add-sponsor": "Name a sponsor",
    "add-output": "Add what came of it",
    "end": "End the project",
}
"""What its keepers do, each on a page of its own: the part of the address -> what it is called."""


@dataclass(frozen=True)
class Step:
    """One step of the framework."""

    number: int
    name: str
    stands: str
    on: str
    note: str


@dataclass(frozen=True)
class Output:
    """What came of it, and the page where it is, "" if none."""

    id: str
    kind: str
    title: str
    path: str


@dataclass(frozen=True)
class LedProject:
    """One as its pages show it; ``steps`` are empty where the framework has none."""

    id: str
    version: int
    region: str
    region_name: str
    title: str
    about: str
    facts: tuple[tuple[str, str], ...]
    topic: str
    why: str
    other_topics: tuple[tuple[str, str], ...]
    topics: tuple[str, ...]
    framework: str
    frameworks: tuple[str, ...]
    steps: tuple[Step, ...]
    taken: int
    sponsors: tuple[tuple[str, str], ...]
    unsponsored: tuple[str, ...]
    outputs: tuple[Output, ...]
    is_open: bool
    started: str
    ended: str
    ending: str

    @property
    def next(self) -> Step | None:
        return next((each for each in self.steps if each.stands == NEXT), None)

    @property
    def other_frameworks(self) -> str:
        """Those that were considered and not chosen."""
        return ", ".join(each for each in self.frameworks if each != self.framework)

    @property
    def progress(self) -> str:
        """``2 of 6 steps taken``; "" without steps."""
        return f"{self.taken} of {len(self.steps)} steps taken" if self.steps else ""

    @property
    def stands(self) -> str:
        """In a list: how far it is."""
        if not self.is_open:
            return f"Ended on {self.ended}"
        if not self.topic:
            return "Its topic is being chosen"
        return self.progress or "Its framework is being chosen"

    @property
    def acts(self) -> tuple[tuple[str, str], ...]:
        """What its keepers can do now, what comes next first."""
        if not self.is_open:
            return ()
        able = {
            "take-step": self.next is not None,
            "choose-topic": bool(self.topics),
            "consider-topic": True,
            "choose-framework": bool(self.topic and self.frameworks and not self.taken),
            "consider-framework": True,
            "add-sponsor": bool(self.unsponsored),
            "add-output": True,
            "end": True,
        }
        return tuple((act, self.called(act)) for act, is_able in able.items() if is_able)

    def called(self, act: str) -> str:
        """How an act is called on its button: what was chosen before is chosen anew."""
        chosen = {"choose-topic": self.topic, "choose-framework": self.framework}.get(act)
        return f"{ACTS[act].replace('the', 'another')}" if chosen else ACTS[act]


def led_project_of(answer: Answer, regions: Mapping[str, str]) -> LedProject:
    """The page's from the door's."""
    considered = {each["name"]: each["reason"] for each in answer["topics_considered"]}
    topic = answer["topic"] or ""
    return LedProject(
        id=answer["id"],
        version=answer["version"],
        region=answer["region"],
        region_name=regions.get(answer["region"], "All of Q"),
        title=answer["title"],
        about=answer["about"],
        facts=_facts(answer),
        topic=topic,
        why=considered.get(topic, ""),
        other_topics=tuple((name, why) for name, why in considered.items() if name != topic),
        topics=tuple(considered),
        framework=answer["framework"] or "",
        frameworks=tuple(each["name"] for each in answer["frameworks_considered"]),
        steps=tuple(_step(each, answer["next_step"]) for each in answer["steps"]),
        taken=sum(each["on"] is not None for each in answer["steps"]),
        sponsors=tuple((each["area"], each["body"]) for each in answer["sponsors"]),
        unsponsored=tuple(answer["areas_without_sponsor"]),
        outputs=tuple(
            Output(each["id"], OUTPUTS[each["kind"]], each["title"], each["path"] or "")
            for each in answer["outputs"]
        ),
        is_open=answer["state"] == "open",
        started=show_date(answer["started_at"]),
        ended=show_date(answer["ended_at"]),
        ending=answer["ending"] or "",
    )


def _step(answer: Answer, next_number: int | None) -> Step:
    stands = DONE if answer["on"] else NEXT if answer["number"] == next_number else COMING
    return Step(answer["number"], answer["name"], stands, show_date(answer["on"]), answer["note"])


def _facts(answer: Answer) -> tuple[tuple[str, str], ...]:
    """What there is to say of it, label and words."""
    said = {
        "Where": answer["site"],
        "Areas": ", ".join(answer["areas"]),
        "Sectors": ", ".join(answer["sectors"]),
        "Led by": answer["led_by"],
        "Paid by": answer["funded_by"],
        "With the help of": ", ".join(answer["support"]),
    }
    return tuple((label, words) for label, words in said.items() if words)
