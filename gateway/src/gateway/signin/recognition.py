"""Who is asking: a visitor, a browser with a session, or a program with a token."""

from dataclasses import dataclass

from flask import g, request

from chassis.identity import VISITOR, Caller
from contracts.refusals import Refused
from gateway.signin.cookies import SESSION_NAME
from gateway.signin.desk import desk
from gateway.signin.people import without_office
from gateway.signin.sessions import Session
from gateway.signin.tokens import Token

BEARER = "bearer "


@dataclass(frozen=True)
class Who:
    """The person or program behind this request.

    ``scopes`` are a token's; None for browsers and visitors, who are bound by roles alone.
    ``session_id`` is the session's handle (not its secret); None without a session.
    While ``second_factor_due``, the officer roles in ``caller`` count for nothing yet: the guards
    take them away, so views ask ``gateway.guards.caller()``.
    """

    caller: Caller = VISITOR
    scopes: frozenset[str] | None = None
    session_id: str | None = None
    second_factor_due: bool = False


def who() -> Who:
    """Who is asking, looked up once per request.

    Refused: ``credentials_invalid`` for a bad token, ``temporarily_unavailable`` when membership
    does not answer and we never heard of the member. An ended session is simply a visitor.
    """
    known: Who | None = g.get("signin_who")
    if known is not None:
        return known
    failed: Exception | None = g.get("signin_failed")
    if failed is not None:
        # The page that tells of the failure asks again, and must not wait as long again.
        raise failed
    try:
        known = g.signin_who = _recognise()
    except Exception as problem:
        g.signin_failed = problem
        raise
    return known


def has_bearer_token() -> bool:
    """Whether a token was sent, good or bad: then the session cookie counts for nothing."""
    return request.headers.get("Authorization", "").lower().startswith(BEARER)


def session_of_browser() -> Session | None:
    """The living session behind this request's cookie; None with a token or without a session."""
    secret = None if has_bearer_token() else desk().cookies.read(SESSION_NAME)
    return desk().sessions.find(secret, desk().now()) if secret else None


def needs_session() -> Session:
    """The session of this browser. Refused: ``session_required``: a token may not do what called this."""
    session = session_of_browser()
    if session is None:
        raise Refused("session_required" if has_bearer_token() else "sign_in_required")
    return session


def _recognise() -> Who:
    if has_bearer_token():
        secret = request.headers["Authorization"][len(BEARER) :].strip()
        return _by_token(desk().tokens.find(secret, desk().now()))
    session = session_of_browser()
    return _by_session(session) if session else Who()


def _by_token(token: Token) -> Who:
    if token.is_service:
        return Who(Caller(token.subject, token.roles), token.scopes)
    person = desk().people.person(token.subject, desk().now())
    if person is None:
        raise Refused("credentials_invalid")
    roles = person.roles if "admin" in token.scopes else without_office(person.roles)
    return Who(Caller(person.id, roles, person.region), token.scopes)


def _by_session(session: Session) -> Who:
    person = desk().people.person(session.member, desk().now())
    if person is None:
        desk().sessions.end_all(session.member)
        return Who()
    due = person.is_officer and session.second_factor_at is None
    return Who(Caller(person.id, person.roles, person.region), None, session.handle, due)
