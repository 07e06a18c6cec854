"""Two people changed one text meanwhile: a three-way merge by lines, in which nobody's line is lost.

What only one of them changed is taken. Where both only added lines at the same place, both additions
stand one after the other, the saved one first. Where both changed the same lines, it is a collision.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, SAVED, YOURS, ALIKE, ADDED, COLLISION = "same", "saved", "yours", "alike", "added", "collision"
KINDS = (SAME, SAVED, YOURS, ALIKE, ADDED, COLLISION)

Lines = tuple[str, ...]


@dataclass(frozen=True)
class Stretch:
    """Lines that belong together: as both had read them, as somebody saved them, as you wrote them."""

    kind: str
    before: Lines
    saved: Lines
    yours: Lines

    @property
    def result(self) -> Lines:
        """What the merge puts here; a collision keeps both, the saved lines first."""
        if self.kind in (SAME, SAVED, ALIKE):
            return self.saved
        return self.yours if self.kind == YOURS else (*self.saved, *self.yours)


@dataclass(frozen=True)
class Merge:
    """The whole text in stretches."""

    stretches: tuple[Stretch, ...]

    @property
    def text(self) -> str:
        """The merged text; where lines collide it is a proposal that keeps both."""
        return "\n".join(line for stretch in self.stretches for line in stretch.result)

    @property
    def collides(self) -> bool:
        return any(stretch.kind == COLLISION for stretch in self.stretches)


def merge(before: str, saved: str, yours: str) -> Merge:
    """What became of ``before`` in two hands: ``saved`` is stored, ``yours`` is to be stored."""
    old = _lines(before)
    stretches: list[Stretch] = []
    reached = 0
    for start, end, edits in _together(_edits(old, _lines(saved), SAVED), _edits(old, _lines(yours), YOURS)):
        same = old[reached:start]
        if same:
            stretches.append(Stretch(SAME, same, same, same))
        theirs, mine = (_edited(old, start, end, edits, side) for side in (SAVED, YOURS))
        stretches.append(Stretch(_kind(old[start:end], theirs, mine), old[start:end], theirs, mine))
        reached = end
    rest = old[reached:]
    return Merge((*stretches, Stretch(SAME, rest, rest, rest)) if rest else tuple(stretches))


@dataclass(frozen=True, order=True)
class _Edit:
    """Lines ``start`` to ``end`` (exclusive) of the text before, replaced; the same twice is an insertion."""

    start: int
    end: int
    side: str
    lines: Lines


def _lines(text: str) -> Lines:
    return tuple(text.split("\n")) if text else ()


def _edits(old: Lines, new: Lines, side: str) -> Iterator[_Edit]:
    """What one side did; as many lines for as many are taken line by line, so that neighbours may merge."""
    for kind, i, until_i, j, until_j in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "replace" and until_i - i == until_j - j:
            for number in range(until_i - i):
                yield _Edit(i + number, i + number + 1, side, new[j + number : j + number + 1])
        elif kind != "equal":
            yield _Edit(i, until_i, side, new[j:until_j])


def _together(saved: Iterable[_Edit], yours: Iterable[_Edit]) -> Iterator[tuple[int, int, list[_Edit]]]:
    """Edits in their order, those that touch the same lines as one; neighbours stay apart."""
    group: list[_Edit] = []
    start = end = 0
    for edit in sorted((*saved, *yours)):
        both_add_here = start == end == edit.start == edit.end
        if group and (edit.start < end or both_add_here):
            group.append(edit)
            end = max(end, edit.end)
            continue
        if group:
            yield start, end, group
        group, start, end = [edit], edit.start, edit.end
    if group:
        yield start, end, group


def _edited(old: Lines, start: int, end: int, edits: list[_Edit], side: str) -> Lines:
    """These lines as one side has them."""
    lines: list[str] = []
    reached = start
    for edit in edits:
        if edit.side == side:
            lines += [*old[reached : edit.start], *edit.lines]
            reached = edit.end
    return (*lines, *old[reached:end])


def _kind(before: Lines, saved: Lines, yours: Lines) -> str:
    if saved == yours:
        return ALIKE
    if saved == before:
        return YOURS
    if yours == before:
        return SAVED
    return ADDED if not before else COLLISION
