"""The shapes at the doors of release requests and releases."""

from datetime import datetime
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, EmailAddress, Identifier, Line, Paragraphs, Version
from chassis.paging import page_fields
from skills_register.organisations.domain import Organisation
from skills_register.placements.days import days_in_words
from skills_register.placements.matching import Matches
from skills_register.placements.releasing import domain, requests
from skills_register.placements.releasing.domain import Answer, Release
from skills_register.placements.releasing.requests import MOST_SKILLS, ReleaseRequest

LONGEST_SKILL = 80
LONGEST_NAME = 80
LONGEST_REASON = 500
GRANT, DECLINE = "grant", "decline"


class RequestRelease(Schema):
    """``half_days`` wanted between two days, both included; ``skills`` in plain words."""

    concordat_id = Identifier(required=True)
    organisation_id = Identifier(required=True)
    need = Paragraphs(required=True)
    skills = fields.List(Line(required=True, longest=LONGEST_SKILL), validate=validate.Length(1, MOST_SKILLS))
    half_days = fields.Int(required=True, strict=True)
    starts_on = Day(required=True)
    ends_on = Day(required=True)
    where = Line(required=True)


class ListRequests(Schema):
    concordat_id = Identifier(load_default=None, allow_none=True)
    organisation_id = Identifier(load_default=None, allow_none=True)
    state = fields.Str(load_default=None, allow_none=True, validate=validate.OneOf(requests.STATES))
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class OneRequest(Schema):
    id = Identifier(required=True)


class CloseRequest(Schema):
    id = Identifier(required=True)
    reason = Paragraphs(load_default="")
    version = Version()


class InviteMember(Schema):
    id = Identifier(required=True)
    member_id = Identifier(required=True)


class ConsentToRelease(Schema):
    """To a request: who employs the caller, and how the line manager knows them."""

    id = Identifier(required=True)
    lender_id = Identifier(required=True)
    shown_name = Line(required=True, longest=LONGEST_NAME)


class OneRelease(Schema):
    id = Identifier(required=True)


class MyReleases(Schema):
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class LentReleases(MyReleases):
    organisation_id = Identifier(required=True)


class AskLineManager(Schema):
    """Where the line manager is reached; more than was asked for at first, for an extension."""

    id = Identifier(required=True)
    email = EmailAddress(required=True)
    half_days = fields.Int(load_default=None, allow_none=True, strict=True)
    ends_on = Day(load_default=None, allow_none=True)


class AnswerRelease(Schema):
    """``grant`` so many half days until a day (left out: all that is asked), or ``decline`` and say why."""

    decision = fields.Str(required=True, validate=validate.OneOf((GRANT, DECLINE)))
    half_days = fields.Int(load_default=None, allow_none=True, strict=True)
    ends_on = Day(load_default=None, allow_none=True)
    reason = Paragraphs(load_default="", longest=LONGEST_REASON)


def request_view(request: ReleaseRequest, names: dict[str, Organisation]) -> dict[str, Any]:
    """As every member sees it; no person is in it."""
    asking = names.get(request.organisation_id)
    return {
        "id": request.id,
        "version": request.version,
        "concordat_id": request.concordat_id,
        "organisation_id": request.organisation_id,
        "organisation": asking.name if asking else None,
        "region": request.region,
        "need": request.need,
        "skills": list(request.skills),
        "half_days": request.half_days,
        "days_in_words": days_in_words(request.half_days),
        "agreed_half_days": request.agreed,
        "starts_on": request.starts_on.isoformat(),
        "ends_on": request.ends_on.isoformat(),
        "where": request.where,
        "state": request.state,
        "asked_at": request.asked_at.isoformat(),
        "closed_why": request.closed_why or None,
    }


def matches_view(matches: Matches, states: dict[str, str]) -> dict[str, Any]:
    """Members as the register of skills shows them; ``state`` of their release, null if there is none."""
    rows = [
        {
            "member_id": each.member_id,
            "shown_name": each.shown_name or None,
            "skills": list(each.skills),
            "reasons": list(each.reasons),
            "state": states.get(each.member_id),
        }
        for each in matches.members
    ]
    return {"items": rows, "not_understood": list(matches.not_understood)}


def release_view(
    release: Release,
    names: dict[str, Organisation],
    *,
    request: ReleaseRequest | None,
    placement_id: str | None,
    with_reason: bool = False,
) -> dict[str, Any]:
    """A release for its parties, with what is asked for and the placement that it became.

    Why a line manager said no is for the member and their employer alone.
    """
    ask, released = release.latest_ask, release.released
    lender, borrower = names.get(release.lender_id), names.get(release.borrower_id)
    waits = ask is not None and release.answer_to(ask.id) is None and release.state not in domain.OVER
    view: dict[str, Any] = {
        "id": release.id,
        "version": release.version,
        "request_id": release.request_id,
        "concordat_id": release.concordat_id,
        "region": release.region,
        "member_id": release.member_id,
        "shown_name": release.shown_name or None,
        "state": release.state,
        "asked": asked_view(request) if request is not None else None,
        "placement_id": placement_id,
        "borrower_id": release.borrower_id,
        "borrower": borrower.name if borrower else None,
        "lender_id": release.lender_id or None,
        "lender": lender.name if lender else None,
        "answer_wanted_until": ask.until.isoformat() if ask is not None and waits else None,
        "released": answer_view(released) if released else None,
    }
    if with_reason:
        latest = release.answers[-1] if release.answers else None
        view["answer"] = {**answer_view(latest), "reason": latest.reason or None} if latest else None
    return view


def asked_view(request: ReleaseRequest) -> dict[str, Any]:
    """What a request asks for, beside a release."""
    return {
        "state": request.state,
        "need": request.need,
        "skills": list(request.skills),
        "half_days": request.half_days,
        "days_in_words": days_in_words(request.half_days),
        "starts_on": request.starts_on.isoformat(),
        "ends_on": request.ends_on.isoformat(),
        "where": request.where,
    }


def answer_view(answer: Answer) -> dict[str, Any]:
    return {
        "granted": answer.granted,
        "half_days": answer.half_days,
        "days_in_words": days_in_words(answer.half_days),
        "ends_on": answer.ends_on.isoformat(),
        "at": answer.at.isoformat(),
    }


def link_view(
    release: Release, ask_id: str, request: ReleaseRequest, names: dict[str, Organisation], now: datetime
) -> dict[str, Any]:
    """What a line manager sees behind the link: what is asked for, or what was answered.

    ``state``: ``open``, ``answered``, ``replaced``, ``over`` or ``expired``. Only an open one says who is
    asked for.
    """
    ask, stands = domain.behind_link(release, ask_id), domain.link_state(release, ask_id, now)
    given = release.answer_to(ask_id)
    lender, borrower = names.get(release.lender_id), names.get(release.borrower_id)
    is_open = stands == "open"
    return {
        "state": stands,
        "until": ask.until.isoformat(),
        "lender": lender.name if lender else None,
        "borrower": borrower.name if borrower else None,
        "shown_name": release.shown_name if is_open else None,
        "need": request.need if is_open else None,
        "skills": list(request.skills) if is_open else [],
        "where": request.where,
        "half_days": ask.half_days,
        "days_in_words": days_in_words(ask.half_days),
        "starts_on": ask.starts_on.isoformat(),
        "ends_on": ask.ends_on.isoformat(),
        "answer": {**answer_view(given), "reason": given.reason or None} if given else None,
    }
