"""How anybody can check a draw: what went into it without a name, and whether the same comes out again.

A *draw* is everybody of a round in the order of their tickets. Numbers stand for organisations and places;
0 is one that somebody did not name. Its fingerprint is published with the round and stays, so that a draw
that was taken home cannot have been changed since.
"""

import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from skills_register.coffees.matching import Guest, deal, in_drawn_order, same


@dataclass(frozen=True)
class Drawn:
    """One who took part. ``met`` are the numbers (from 1) of whom they met in earlier rounds."""

    organisation: int
    place: int
    met: tuple[int, ...]
    group: int


def draw_of(
    guests: Sequence[Guest], met: Mapping[str, Set[str]], seed: str, groups: Sequence[Sequence[str]]
) -> tuple[list[str], list[Drawn]]:
    """The ids in the order of their tickets, and a line for each, for the groups that were dealt."""
    drawn = in_drawn_order(guests, seed)
    number = {guest.id: place for place, guest in enumerate(drawn, 1)}
    # Groups are numbered as their first members were drawn: in no order that would say who is who.
    in_order = sorted(groups, key=lambda group: min(number[each] for each in group))
    group_of = {each: at for at, group in enumerate(in_order, 1) for each in group}
    organisations, places = (
        _numbered(each.organisation for each in drawn),
        _numbered(each.place for each in drawn),
    )
    lines = [
        Drawn(
            organisation=organisations[same(guest.organisation)],
            place=places[same(guest.place)],
            met=tuple(sorted(number[each] for each in met.get(guest.id, ()) if each in number)),
            group=group_of[guest.id],
        )
        for guest in drawn
    ]
    return [guest.id for guest in drawn], lines


def fingerprint(seed: str, lines: Sequence[Drawn]) -> str:
    """The SHA-256 of a draw, in hexadecimal."""
    rows = [[each.organisation, each.place, list(each.met), each.group] for each in lines]
    return sha256(json.dumps([seed, rows], separators=(",", ":")).encode()).hexdigest()


def comes_out_again(lines: Sequence[Drawn]) -> bool:
    """Whether dealing these lines anew makes the groups that stand in them."""
    guests = [
        Guest(str(number), _named(line.organisation), _named(line.place))
        for number, line in enumerate(lines, 1)
    ]
    met = {str(number): {str(each) for each in line.met} for number, line in enumerate(lines, 1)}
    stated: dict[int, set[str]] = {}
    for number, line in enumerate(lines, 1):
        stated.setdefault(line.group, set()).add(str(number))
    return {frozenset(group) for group in deal(guests, met)} == {frozenset(each) for each in stated.values()}


def lines_from(sent: Any) -> list[Drawn]:
    """The lines of a draw as it is downloaded. Raises ``ValueError`` for what is none."""
    try:
        return [
            Drawn(
                int(each["organisation"]),
                int(each["place"]),
                tuple(int(one) for one in each["met"]),
                int(each["group"]),
            )
            for each in sent["lines"]
        ]
    except (KeyError, TypeError) as wrong:
        raise ValueError(f"no draw: {wrong}") from wrong


def _numbered(names: Any) -> dict[str, int]:
    found = {"": 0}
    for name in names:
        found.setdefault(same(name), len(found))
    return found


def _named(number: int) -> str:
    return str(number) if number else ""
