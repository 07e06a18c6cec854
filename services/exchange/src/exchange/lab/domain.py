"""A Q Lab project: a shared challenge with a partner; regions promote it, members sign up (row 77)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from exchange.learning.domain import Item
from exchange.learning.identities import refuse_identities, refuse_persons
from exchange.refusal import Refusal

STAGES = ("planned", "exploring", "testing", "sharing", "ended")
"""In their order; a project may pass one over."""
ENDED = "ended"


@dataclass(frozen=True)
class Moved:
    """When a stage began."""

    stage: str
    at: datetime


@dataclass(frozen=True)
class Output:
    """Something in the learning library that came of it; ``title`` as it was when it was linked."""

    item_id: str
    title: str


@dataclass(frozen=True)
class LabProject:
    """``number`` counts the Lab's projects from 1; ``partner`` is an organisation, "" where nobody says one.

    ``promoted_by`` are the regions whose groups promote it.
    """

    id: str
    version: int
    number: int
    title: str
    challenge: str
    partner: str
    stages: tuple[Moved, ...]
    promoted_by: tuple[str, ...] = ()
    outputs: tuple[Output, ...] = ()

    @property
    def stage(self) -> str:
        return self.stages[-1].stage

    @property
    def is_over(self) -> bool:
        return self.stage == ENDED


@dataclass(frozen=True)
class SignUp:
    """That a member takes part, by their own word; ``region`` as it was then."""

    project_id: str
    member_id: str
    region: str
    at: datetime


def launch(
    project_id: str, number: int, title: str, challenge: str, partner: str, now: datetime
) -> LabProject:
    """``partner`` is an organisation. Refused: ``identity_in_text``."""
    refuse_identities(title=title, challenge=challenge, partner=partner)
    refuse_persons(partner=partner)
    return LabProject(project_id, 1, number, title, challenge, partner, (Moved(STAGES[0], now),))


def change(project: LabProject, title: str, challenge: str, partner: str) -> LabProject:
    """Refused: ``lab_ended``, ``identity_in_text``."""
    refuse_identities(title=title, challenge=challenge, partner=partner)
    refuse_persons(partner=partner)
    _refuse_over(project)
    return _after(project, title=title, challenge=challenge, partner=partner)


def move(project: LabProject, stage: str, now: datetime) -> LabProject:
    """On to a later stage. Refused: ``lab_ended``, ``lab_stage_back``."""
    _refuse_over(project)
    if STAGES.index(stage) <= STAGES.index(project.stage):
        raise Refusal("lab_stage_back", f"The project is at the stage “{project.stage}” already.")
    return _after(project, stages=(*project.stages, Moved(stage, now)))


def promote(project: LabProject, region: str) -> LabProject:
    """A group promotes it; does so already: unchanged. Refused: ``lab_ended``."""
    _refuse_over(project)
    if region in project.promoted_by:
        return project
    return _after(project, promoted_by=tuple(sorted((*project.promoted_by, region))))


def stop_promoting(project: LabProject, region: str) -> LabProject:
    """Does not promote it: unchanged."""
    if region not in project.promoted_by:
        return project
    return _after(project, promoted_by=tuple(each for each in project.promoted_by if each != region))


def link(project: LabProject, item: Item | None) -> LabProject:
    """What came of it is found in the learning library, also after the end; linked already: unchanged.

    Refused: ``lab_output_unpublished``.
    """
    if item is None or item.edition is None:
        raise Refusal("lab_output_unpublished")
    if any(each.item_id == item.id for each in project.outputs):
        return project
    return _after(project, outputs=(*project.outputs, Output(item.id, item.edition.words.title)))


def unlink(project: LabProject, item_id: str) -> LabProject:
    """Not linked: unchanged."""
    left = tuple(each for each in project.outputs if each.item_id != item_id)
    return project if left == project.outputs else _after(project, outputs=left)


def sign_up(project: LabProject, member_id: str, region: str, now: datetime) -> SignUp:
    """A member takes part because they want to. Refused: ``lab_ended``."""
    _refuse_over(project)
    return SignUp(project.id, member_id, region, now)


def _refuse_over(project: LabProject) -> None:
    if project.is_over:
        raise Refusal("lab_ended")


def _after(project: LabProject, **changed: Any) -> LabProject:
    return replace(project, version=project.version + 1, **changed)
