"""Signing in over the REST API: links, sessions, tokens."""

from typing import Any

from flask import Response, request
from flask_wtf.csrf import generate_csrf

from contracts.refusals import Refused
from gateway.api import Resource, answer
from gateway.guards import open_to
from gateway.signin import account, schemas
from gateway.signin.desk import desk
from gateway.signin.entrance import come_in, device, go_out, rise
from gateway.signin.recognition import needs_session, who

ASKED = "If this address belongs to a member, a link is on its way. It works once, for 15 minutes."

signing_in = Resource("sign-in", "/sign-in", "One-time links by e-mail, and the second factor.")
my_sessions = Resource("my sessions", "/me/sessions", "The browsers in which you are signed in.")
my_tokens = Resource("my tokens", "/me/tokens", "Your personal API tokens.")

RESOURCES = (signing_in, my_sessions, my_tokens)


@signing_in.route("", methods=["POST"])
@open_to("public")
@signing_in.takes(schemas.AskForLink)
@signing_in.gives(202, schemas.LinkAsked)
def ask_for_link(asked: dict[str, Any]) -> Response:
    """Have a one-time link sent. The answer is the same whether or not the address is known."""
    lane = device().lane_for_address(desk().people.address_of(asked["email"]))
    desk().links.ask(asked["email"], request.remote_addr, lane, desk().now())
    return answer({"message": ASKED}, 202)


@signing_in.route("/redemption", methods=["POST"])
@open_to("public")
@signing_in.takes(schemas.Redeem)
@signing_in.gives(200, schemas.SignedIn)
def redeem(asked: dict[str, Any]) -> Response:
    """Redeem a link's ticket, once: the answer sets the session cookie.

    Refused: `ticket_invalid`, `ticket_expired`.
    """
    person = desk().links.redeem(asked["ticket"], desk().now())
    come_in(person, "link")
    return _signed_in(person.id, due=person.is_officer)


@signing_in.route("/second-factor", methods=["POST"])
@open_to("member")
@signing_in.takes(schemas.EnterCode)
@signing_in.gives(200, schemas.SignedIn)
def enter_code(asked: dict[str, Any]) -> Response:
    """Enter the authenticator app's code, or a recovery code: the session cookie changes.

    The app itself is set up in the portal. Refused: `second_factor_wrong`, `too_many_attempts`.
    """
    session = needs_session()
    person = desk().people.person(session.member, desk().now())
    if person is None:
        raise Refused("sign_in_required")
    lane = device().lane_for_codes(person.id)
    desk().second_factor.verify(person.id, asked["code"], lane, desk().now())
    rise(session, person)
    return _signed_in(person.id, due=False)


@signing_in.route("", methods=["DELETE"])
@open_to("public")
@signing_in.gives(204)
def sign_out() -> Response:
    """End this browser's session; without one nothing happens."""
    go_out()
    return Response(status=204)


@my_sessions.route("", methods=["GET"])
@open_to("member")
@my_sessions.gives(200, schemas.SessionList)
def list_sessions() -> Response:
    """Your living sessions, the newest first."""
    held = desk().sessions.of(who().caller.subject, desk().now())
    return answer(schemas.SessionList().dump({"items": held, "next": None}))


@my_sessions.route("", methods=["DELETE"])
@open_to("member")
@my_sessions.gives(204)
def end_all_sessions() -> Response:
    """Sign out everywhere."""
    needs_session()
    go_out(everywhere=True)
    return Response(status=204)


@my_sessions.route("/<session_id>", methods=["DELETE"])
@open_to("member")
@my_sessions.gives(204)
def end_session(session_id: str) -> Response:
    """End one of your sessions. Refused: `not_found`."""
    desk().sessions.end_one(needs_session().member, session_id)
    return Response(status=204)


@my_tokens.route("", methods=["GET"])
@open_to("member")
@my_tokens.gives(200, schemas.TokenList)
def list_tokens() -> Response:
    """Your working tokens, the newest first, without their secrets."""
    held = desk().tokens.list(who().caller.subject, desk().now())
    return answer(schemas.TokenList().dump({"items": held, "next": None}))


@my_tokens.route("", methods=["POST"])
@open_to("member")
@my_tokens.takes(schemas.TokenWanted)
@my_tokens.gives(201, schemas.TokenMade)
def make_token(asked: dict[str, Any]) -> Response:
    """Make a token; its secret is in this answer and nowhere else. Needs a session, not a token.

    Refused: `session_required`; `second_factor_required` for holders of an officer role.
    """
    secret, token = account.issue_token(asked["name"], asked["scopes"], asked["days"])
    return answer({"token": secret, **schemas.TokenShown().dump(token)}, 201)


@my_tokens.route("/<token_id>", methods=["DELETE"])
@open_to("member")
@my_tokens.gives(204)
def revoke_token(token_id: str) -> Response:
    """Revoke one of your tokens. Refused: `not_found`."""
    account.revoke_token(token_id)
    return Response(status=204)


def _signed_in(member: str, due: bool) -> Response:
    return answer({"member_id": member, "second_factor_due": due, "csrf_token": generate_csrf()})
