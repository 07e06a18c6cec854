"""A call's panel: who decides, and who steps out because of an interest (rows 13 and 30)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from stewardship.refusal import Refusal

QUORUM = 2
"""How many panel members without an interest make a decision."""
LARGEST = 7
"""A larger panel makes the way longer, not fairer (row 13: short)."""


@dataclass(frozen=True)
class Interest:
    """Why somebody steps out: for one expression, or (``expression_id`` None) for the whole call."""

    why: str
    at: datetime
    expression_id: str | None = None


@dataclass(frozen=True)
class PanelMember:
    """Somebody on a panel; ``declared_at`` is None until they said "none" or which interests they have."""

    member_id: str
    since: datetime
    is_chair: bool = False
    declared_at: datetime | None = None
    interests: tuple[Interest, ...] = ()

    @property
    def has_declared(self) -> bool:
        return self.declared_at is not None

    @property
    def steps_out_wholly(self) -> bool:
        """Whether an interest concerns the whole call."""
        return any(interest.expression_id is None for interest in self.interests)

    def steps_out_of(self, expression_id: str) -> bool:
        """Whether this member has no part in what becomes of this expression."""
        return self.steps_out_wholly or any(each.expression_id == expression_id for each in self.interests)


Panel = tuple[PanelMember, ...]


def seat(member_ids: Sequence[str], chair: str, now: datetime) -> Panel:
    """A panel of these members. Refused: ``panel_incomplete``."""
    if not QUORUM <= len(member_ids) <= LARGEST or len(set(member_ids)) != len(member_ids):
        raise Refusal(
            "panel_incomplete", fields={"panel": [f"Name {QUORUM} to {LARGEST} different members."]}
        )
    if chair not in member_ids:
        raise Refusal("panel_incomplete", fields={"chair": ["The chair is one of the panel."]})
    return tuple(PanelMember(each, now, is_chair=each == chair) for each in member_ids)


def on(panel: Panel, member_id: str) -> PanelMember | None:
    """This member's place on the panel, or None."""
    return next((each for each in panel if each.member_id == member_id), None)


def needed(panel: Panel, member_id: str) -> PanelMember:
    """This member's place on the panel. Refused: ``not_on_panel``."""
    found = on(panel, member_id)
    if found is None:
        raise Refusal("not_on_panel")
    return found


def declare(panel: Panel, member_id: str, interests: Collection[Interest], now: datetime) -> Panel:
    """The panel with this member's interests; none at all is a declaration too.

    What was declared stays declared: a later declaration only adds. Refused: ``not_on_panel``.
    """
    declaring = needed(panel, member_id)
    known = {each.expression_id for each in declaring.interests}
    added = tuple(each for each in interests if each.expression_id not in known)
    if declaring.has_declared and not added:
        return panel
    declared = replace(declaring, declared_at=now, interests=declaring.interests + added)
    return tuple(declared if each is declaring else each for each in panel)


def without_words(panel: Panel) -> Panel:
    """The panel without what was written of interests: who stepped out of what stays."""
    return tuple(
        replace(each, interests=tuple(replace(interest, why="") for interest in each.interests))
        for each in panel
    )


def refuse_unless_free(panel: Panel, member_id: str, expression_id: str, applicants: Collection[str]) -> None:
    """Only a panel member who declared, and has no interest in this applicant, decides (row 13).

    ``applicants`` are the members who asked for this call's seats: none of them decides on another.
    Refused: ``not_on_panel``, ``interests_not_declared``, ``panel_member_has_interest``.
    """
    deciding = needed(panel, member_id)
    if member_id in applicants:
        raise Refusal("panel_member_has_interest")
    if not deciding.has_declared:
        raise Refusal("interests_not_declared")
    if deciding.steps_out_of(expression_id):
        raise Refusal("panel_member_has_interest")


def may_read(panel: Panel, member_id: str, expression_id: str, applicants: Collection[str]) -> bool:
    """Whether this panel member sees the expression: nothing is shown before the declaration."""
    try:
        refuse_unless_free(panel, member_id, expression_id, applicants)
    except Refusal:
        return False
    return True


def free_for(panel: Panel, expression_id: str, applicants: Collection[str]) -> tuple[str, ...]:
    """Who may decide on this expression now."""
    return tuple(
        each.member_id for each in panel if may_read(panel, each.member_id, expression_id, applicants)
    )


def exchange(panel: Panel, goes: str, comes: str, applicants: Collection[str], now: datetime) -> Panel:
    """The panel with one member in another's place; who comes declares anew.

    Refused: ``not_on_panel``, ``already_on_panel``, ``applicant_on_panel``.
    """
    going = needed(panel, goes)
    if on(panel, comes) is not None:
        raise Refusal("already_on_panel", fields={"comes": ["Choose somebody who is not on it yet."]})
    if comes in applicants:
        raise Refusal("applicant_on_panel", fields={"comes": ["They asked for this seat themselves."]})
    coming = PanelMember(comes, now, is_chair=going.is_chair)
    return tuple(coming if each is going else each for each in panel)
