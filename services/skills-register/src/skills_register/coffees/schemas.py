"""The shapes at the doors of coffee rounds."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from chassis.fields import Identifier, Line
from chassis.paging import page_fields
from skills_register.coffees import domain
from skills_register.coffees.domain import OVER, Group, Opted, Round
from skills_register.coffees.drawing import Drawn
from skills_register.coffees.matching import ticket_of


class Join(Schema):
    """How one is called, where one is from (so as to meet somebody from elsewhere), every how many months."""

    shown_name = Line(required=True)
    organisation = Line(load_default="")
    place = Line(load_default="")
    pace = fields.Int(load_default=1, strict=True)


class Skip(Schema):
    """Whether the next round goes without the caller."""

    skips = fields.Bool(load_default=True)


class SayReach(Schema):
    """How to be reached, for the group alone; empty takes it back."""

    group_id = Identifier(required=True)
    reach = Line(load_default="")


class NoteOutcome(Schema):
    """Whether the group met."""

    group_id = Identifier(required=True)
    met = fields.Bool(required=True)


class OneRound(Schema):
    id = Identifier(required=True)


class ListRounds(Schema):
    """A page of rounds."""

    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


def guest_view(guest: Opted) -> dict[str, Any]:
    return {
        "shown_name": guest.shown_name,
        "organisation": guest.organisation,
        "place": guest.place,
        "pace": guest.pace,
        "since": guest.since.isoformat(),
    }


def round_view(one: Round) -> dict[str, Any]:
    """Small counts are not told exactly, and what came of a round only when it is over."""
    is_over = one.state == OVER
    return {
        "id": one.id,
        "state": one.state,
        "seed": one.seed,
        "draw": one.draw,
        "planned_for": one.planned_for.isoformat(),
        "groups": domain.counted(one.groups),
        "met": domain.counted(one.met) if is_over else None,
        "said": domain.counted(one.said) if is_over else None,
    }


def draw_view(one: Round, people: list[str], lines: list[Drawn], member_id: str) -> dict[str, Any]:
    """A draw as everybody may take it home, with the reader's own number and ticket (0 and "" for others)."""
    took_part = member_id in people
    return {
        "id": one.id,
        "seed": one.seed,
        "draw": one.draw,
        "my_number": people.index(member_id) + 1 if took_part else 0,
        "my_ticket": ticket_of(member_id, one.seed) if took_part else "",
        "lines": [
            {
                "number": number,
                "organisation": line.organisation,
                "place": line.place,
                "met": list(line.met),
                "group": line.group,
            }
            for number, line in enumerate(lines, 1)
        ],
    }


def said_view(group: Group, member_id: str) -> dict[str, Any]:
    """What saying something to the group answers: none of its words and no names."""
    return {
        "id": group.id,
        "version": group.version,
        "round_id": group.round_id,
        "i_said_met": dict(group.outcomes).get(member_id),
    }


def group_view(group: Group, member_id: str, names: Mapping[str, str]) -> dict[str, Any]:
    """For one of the group: the others, and how each is to be reached."""
    reach = dict(group.reach)
    return {
        **said_view(group, member_id),
        "others": [
            {"shown_name": names.get(each, ""), "reach": reach.get(each, "")}
            for each in group.people
            if each != member_id
        ],
        "my_reach": reach.get(member_id, ""),
    }
