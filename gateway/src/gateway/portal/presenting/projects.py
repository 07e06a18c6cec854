"""Improvement projects in words: what, where, by whom, how far, what came of it (row 70)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import dated, show_date

Answer = Mapping[str, Any]

UK, UK_NAME = "UK", "All of the UK"
STAGES: dict[str, tuple[str, str]] = {
    "planned": ("Planned", "blue"),
    "running": ("Running", "blue"),
    "finished": ("Finished", "white"),
}
"""Stage -> its name and the colour of its tag."""
RESULTS: dict[str, tuple[str, str]] = {
    "worked": ("It worked", "white"),
    "partly": ("It worked in part", "white"),
    "did_not_work": ("It did not work", "grey"),
    "stopped": ("Given up", "grey"),
}
LEADERS = {
    "service_user": "People who use services",
    "carer": "Carers",
    "clinician": "Clinicians",
    "manager": "Managers",
    "commissioner": "Commissioners",
    "analyst": "Analysts",
    "other": "Others",
}
AUDIENCES = {
    "nobody": "Nobody. Members can ask to join",
    "members": "Members of Q",
    "everybody": "Everybody, visitors to this site too",
}
MOST_LETTERS = 240
"""Of an aim in a list."""


@dataclass(frozen=True)
class Project:
    """A project as its pages show it; what is not known is "". ``who`` is how its lead may be called."""

    id: str
    version: int
    title: str
    aim: str
    team: str
    where: str
    region: str
    stp: str
    condition: str
    issue: str
    began: str
    funding: str
    leaders: str
    who: str
    contact: str
    contact_for: str
    stage: str
    tags: tuple[tuple[str, str], ...]
    result: str
    learned: str
    checked: str
    reason: str
    people: str
    is_archived: bool
    is_stale: bool
    is_showcase: bool
    is_withdrawn: bool
    is_open: bool
    is_lead: bool
    is_in_team: bool
    is_offered: bool
    has_lead: bool
    may_write: bool

    @property
    def is_finished(self) -> bool:
        return self.stage == "finished"

    @property
    def goes_on(self) -> bool:
        return not self.is_finished and not self.is_withdrawn

    @property
    def joined_only(self) -> bool:
        return self.is_in_team and not self.is_lead

    @property
    def line(self) -> str:
        """Below its title in a list: ``Safety. Sepsis. Derriford Hospital, South West. Began in 2018``."""
        return ". ".join(each for each in (self.issue, self.condition, self.where, self.began) if each)

    @property
    def short(self) -> str:
        """Its aim, or what was learnt of what did not work, in a list."""
        words = self.learned if self.is_archived else self.aim
        if len(words) <= MOST_LETTERS:
            return words
        return f"{words[:MOST_LETTERS].rsplit(None, 1)[0]} …"


def region_choices(names: Mapping[str, str]) -> dict[str, str]:
    """Code -> name of every region, and of the UK for what is everywhere."""
    return {**names, UK: UK_NAME}


def project_of(answer: Answer, names: Mapping[str, str], who: str = "") -> Project:
    """The page's from the door's; ``names`` are the regions' by code."""
    region = names.get(answer["region"], answer["region"])
    finished = answer["stage"] == "finished"
    begun = "Begins" if answer["stage"] == "planned" else "Began"
    places = (answer["site"], answer["stp"], region)
    people = answer["people"]
    return Project(
        id=answer["id"],
        version=answer["version"],
        title=answer["title"],
        aim=answer["aim"],
        team=answer["team"],
        where=", ".join(dict.fromkeys(each for each in places if each)),
        region=region,
        stp=answer["stp"] or "",
        condition=answer["medical_condition"] or "",
        issue=answer["issue"],
        began=f"{begun} {dated(show_date(answer['date']))}",
        funding=answer["funding"] or "",
        leaders=LEADERS.get(answer["leader_kind"] or "", ""),
        who=who,
        contact=answer["contact"] or "",
        contact_for=AUDIENCES.get(answer["contact_for"] or "", ""),
        stage=answer["stage"],
        tags=_tags(answer),
        result=RESULTS[answer["result"]][0] if finished and answer["result"] else "",
        learned=answer["learned"] or "",
        checked=show_date(answer["checked_at"]),
        reason=answer["reason"] or "",
        people="1 person" if people == 1 else f"{people} people" if people else "",
        is_archived=answer["is_archived"],
        is_stale=answer["is_stale"],
        is_showcase=answer["is_showcase"],
        is_withdrawn=answer["is_withdrawn"],
        is_open=answer["is_open"],
        is_lead=answer["is_lead"],
        is_in_team=answer["is_in_team"],
        is_offered=answer["is_offered"],
        has_lead=answer["has_lead"],
        may_write=answer["may_write"],
    )


def _tags(answer: Answer) -> tuple[tuple[str, str], ...]:
    """How far it is, and what else strikes the eye."""
    tags = [RESULTS[answer["result"]] if answer["result"] else STAGES[answer["stage"]]]
    if answer["is_withdrawn"]:
        tags = [("Withdrawn", "grey")]
    if answer["is_showcase"]:
        tags.append(("Showcase", "blue"))
    if answer["is_stale"]:
        tags.append(("Perhaps out of date", "grey"))
    if answer["is_offered"]:
        tags.append(("You are asked to lead it", "blue"))
    return tuple(tags)


@dataclass(frozen=True)
class Asked:
    """A request to join; ``who`` is how they may be called, ``project`` its title, "" while withdrawn."""

    id: str
    version: int
    project_id: str
    project: str
    who: str
    words: str
    answer: str
    asked: str
    state: str
    state_name: str
    colour: str

    @property
    def waits(self) -> bool:
        return self.state == "waiting"


REQUESTS: dict[str, tuple[str, str]] = {
    "waiting": ("Not answered yet", "blue"),
    "accepted": ("You are in the team", "white"),
    "declined": ("Declined", "grey"),
    "taken_back": ("Taken back", "grey"),
}


def asked_of(answer: Answer, *, who: str = "") -> Asked:
    name, colour = REQUESTS[answer["state"]]
    return Asked(
        id=answer["id"],
        version=answer["version"],
        project_id=answer["project_id"],
        project=answer["title"] or "",
        who=who,
        words=answer["words"],
        answer=answer["answer"],
        asked=show_date(answer["asked_at"]),
        state=answer["state"],
        state_name=name,
        colour=colour,
    )
