"""The shapes at the doors of elections."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from stewardship.elections.domain import (
    MOST_SEATS,
    STATES,
    Candidate,
    Deadlines,
    Election,
    Rules,
    next_step,
)

LONGEST_SEED = 100
LONGEST_REASON = 500


class SystemSeats(Schema):
    """A health and care system (STP) and the fewest seats that it has."""

    system = Line(required=True)
    seats = fields.Int(required=True, strict=True, validate=validate.Range(1, MOST_SEATS))


class Frame(Schema):
    """Rules and deadlines; each day acts at 12:00 in London. Without a seed we draw one."""

    seats = fields.Int(required=True, strict=True, validate=validate.Range(1, MOST_SEATS))
    patient_seats = fields.Int(load_default=0, strict=True, validate=validate.Range(0, MOST_SEATS))
    most_per_county = fields.Int(
        load_default=None, allow_none=True, strict=True, validate=validate.Range(1, MOST_SEATS)
    )
    system_seats = fields.List(fields.Nested(SystemSeats), load_default=list, validate=validate.Length(0, 20))
    nominations_open = Day(required=True)
    nominations_close = Day(required=True)
    roll_on = Day(required=True)
    voting_opens = Day(required=True)
    voting_closes = Day(required=True)
    tie_seed = Line(load_default="", longest=LONGEST_SEED)

    @validates_schema
    def each_system_once(self, data: dict[str, Any], **_more: Any) -> None:
        """Of two rules for one system nobody knows which holds."""
        named = [" ".join(each["system"].casefold().split()) for each in data["system_seats"]]
        if len(set(named)) < len(named):
            raise ValidationError({"system_seats": ["Name each system once."]})


class DraftElection(Frame):
    """Of one region's group."""

    region = RegionCode(required=True)


class ChangeElection(Frame):
    """The whole frame again; ``version`` is what the caller read."""

    id = Identifier(required=True)
    version = Version()


class ListElections(Schema):
    """Of one region or of all; at one state or at any."""

    region = RegionCode(load_default=None, allow_none=True)
    state = fields.Str(load_default=None, allow_none=True, validate=validate.OneOf(STATES))
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class OneElection(Schema):
    """One election by id."""

    id = Identifier(required=True)


class CancelElection(OneElection):
    """The reason is public."""

    reason = Paragraphs(load_default="", longest=LONGEST_REASON)
    version = Version()


class ReadRoll(OneElection):
    """The roll, by page."""

    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


def rules_of(asked: dict[str, Any]) -> Rules:
    systems = tuple(sorted((each["system"], each["seats"]) for each in asked["system_seats"]))
    return Rules(asked["seats"], asked["patient_seats"], asked["most_per_county"], systems)


def deadlines_of(asked: dict[str, Any]) -> Deadlines:
    return Deadlines(**{name: asked[name] for name in Deadlines.__dataclass_fields__})


def election_view(election: Election) -> dict[str, Any]:
    """What everybody may read of an election; people are named as they wrote to be named."""
    step, rules = next_step(election), election.rules
    return {
        "id": election.id,
        "version": election.version,
        "region": election.region,
        "state": election.state,
        "seats": rules.seats,
        "patient_seats": rules.patient_seats,
        "most_per_county": rules.most_per_county,
        "system_seats": [{"system": system, "seats": seats} for system, seats in rules.system_seats],
        **{name: getattr(election.deadlines, name).isoformat() for name in Deadlines.__dataclass_fields__},
        "tie_seed": election.tie_seed,
        "roll_size": election.roll_size,
        "contested_seats": election.contested.seats if election.contested else None,
        "candidates": [candidate_view(candidate) for candidate in election.candidates],
        "reason": election.reason or None,
        "next_step": {"name": step[0], "at": step[1].isoformat()} if step else None,
        "history": [
            {"name": each.name, "at": each.at.isoformat(), "note": each.note or None}
            for each in election.history
        ],
    }


def candidate_view(candidate: Candidate) -> dict[str, Any]:
    return {
        "number": candidate.number,
        "id": candidate.nomination_id,
        "shown_name": candidate.shown_name,
        "statement": candidate.statement,
        "background": candidate.background,
        "county": candidate.county,
        "sector": candidate.sector or None,
        "system": candidate.system or None,
        "patient": candidate.patient,
    }
