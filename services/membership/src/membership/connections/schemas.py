"""The shapes at the doors of connections, Connectors and recognition."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode
from membership.connections.domain import CONFIRMED, Connection, Counts, Recognition, Term
from membership.directory.domain import Reader, visible_fields
from membership.members.domain import Member

MOST_REGIONS = 30
MOST_TOPICS = 20


class ProposeConnection(Schema):
    """Whom you met, how (an event, buddying, a project), where, and on which day."""

    member_id = Identifier(required=True)
    how = Line(required=True)
    where = Line(load_default="", allow_none=True)
    met_on = Day(required=True, format="iso")


class ById(Schema):
    """One thing by id."""

    id = Identifier(required=True)


class CountConnections(Schema):
    """Of one region, of one place or event, or all."""

    region = RegionCode(load_default=None, allow_none=True)
    where = Line(load_default=None, allow_none=True)


class AppointConnector(Schema):
    """A member, the regions to be bridged and the topics."""

    id = Identifier(required=True)
    regions = fields.List(RegionCode(), required=True, validate=validate.Length(1, MOST_REGIONS))
    topics = fields.List(
        Line(required=True, longest=60), required=True, validate=validate.Length(1, MOST_TOPICS)
    )


class ThankMember(Schema):
    """What somebody did, when, where it can be seen, and the thanks in your own words."""

    member_id = Identifier(required=True)
    kind = Line(required=True)
    date = Day(required=True, format="iso")
    evidence = Line(required=True)
    words = Paragraphs(required=True)
    formal = fields.Bool(load_default=False)


class HideRecognition(Schema):
    """Whether others may see it."""

    id = Identifier(required=True)
    hidden = fields.Bool(required=True)


class MemberRecognition(Schema):
    """Whose thanks."""

    member_id = Identifier(required=True)


def connection(told: Connection, mine: Member, other: Member | None, reader: Reader) -> dict[str, Any]:
    """A connection for one of its two: ``{id, version, state, proposed_by, other: {id, name}, how, ...}``.

    The other's name is there once both have confirmed, or when the other proposed it, or as
    far as it is visible anyway; never after the other has left.
    """
    name = None
    if other is not None and other.belongs:
        known = told.state == CONFIRMED or told.proposed_by != mine.id
        name = other.name if known else visible_fields(other, reader.audience_for(other)).get("name")
    return {
        "id": told.id,
        "version": told.version,
        "state": told.state,
        "proposed_by": told.proposed_by,
        "other": {"id": next(party for party in told.parties if party != mine.id), "name": name},
        "how": told.how,
        "where": told.where,
        "met_on": told.met_on.isoformat(),
    }


def counts(found: Counts) -> dict[str, Any]:
    """``{pairs, pairs_shown, organisations, organisations_shown}``; null where too few."""
    return asdict(found)


def connector(member: Member, terms: Sequence[Term]) -> dict[str, Any]:
    """``{id, version, connector: {regions, topics, since}|null, history: [...]}``, the newest last."""
    scope = member.connector
    return {
        "id": member.id,
        "version": member.version,
        "connector": {**_scope(scope.regions, scope.topics), "since": scope.since.isoformat()}
        if scope
        else None,
        "history": [
            {
                **_scope(term.regions, term.topics),
                "from": term.since.isoformat(),
                "until": term.until.isoformat() if term.until else None,
                "nominated_by": term.nominated_by,
            }
            for term in terms
        ],
    }


def recognition(thanks: Recognition, giver: Member | None) -> dict[str, Any]:
    """A thank-you with the giver's name while they belong."""
    return {
        "id": thanks.id,
        "version": thanks.version,
        "member_id": thanks.member_id,
        "kind": thanks.kind,
        "date": thanks.date.isoformat(),
        "evidence": thanks.evidence,
        "words": thanks.words,
        "formal": thanks.formal,
        "given_at": thanks.given_at.isoformat(),
        "giver": {"id": thanks.giver, "name": giver.name if giver and giver.belongs else None},
        "hidden": thanks.hidden,
    }


def _scope(regions: Sequence[str], topics: Sequence[str]) -> dict[str, Any]:
    return {"regions": list(regions), "topics": list(topics)}
