"""The shapes at the doors of vacancies."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier
from stewardship.elections.domain import MOST_CANDIDATES, Election
from stewardship.elections.results.schemas import person_view
from stewardship.elections.vacancies.domain import Vacancy


class ListVacancies(Schema):
    """Of one election."""

    election = Identifier(required=True)


class OpenVacancy(ListVacancies):
    """``candidate``: the number on the paper of the elected member who gave the seat up."""

    candidate = fields.Int(required=True, strict=True, validate=validate.Range(1, MOST_CANDIDATES))


class AnswerVacancy(Schema):
    """Whether the caller takes the seat that was offered to them."""

    id = Identifier(required=True)
    accepted = fields.Bool(required=True)


def vacancy_view(election: Election, vacancy: Vacancy, reader: str = "") -> dict[str, Any]:
    offered = election.candidate(vacancy.offered) if vacancy.offered else None
    return {
        "id": vacancy.id,
        "version": vacancy.version,
        "election": vacancy.election,
        "state": vacancy.state,
        "vacated": person_view(election, vacancy.vacated),
        "offered": person_view(election, vacancy.offered) if vacancy.offered else None,
        "declined": [person_view(election, number) for number in vacancy.declined],
        "mine": offered is not None and offered.member_id == reader,
        "count": dict(vacancy.document) if vacancy.document else None,
        "reason": vacancy.reason or None,
    }
