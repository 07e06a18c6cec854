"""What a person may do with their own tokens, from the portal and from the API alike."""

from collections.abc import Iterable

from contracts.refusals import Refused
from gateway.signin.desk import desk
from gateway.signin.recognition import needs_session
from gateway.signin.sessions import Session
from gateway.signin.tokens import DEFAULT_DAYS, Token

SCOPE_TEXTS = {
    "read": "Read what you may read",
    "write": "Change what you may change",
    "admin": "Use your coordinator, convenor, national or operator role",
}


def issue_token(name: str, scopes: Iterable[str], days: int = DEFAULT_DAYS) -> tuple[str, Token]:
    """A token for whoever is signed in: its secret and what we keep.

    Only from a browser's session, so that a token cannot beget a stronger one; and whoever holds an
    officer role must have passed the second factor. Refused: ``session_required``,
    ``second_factor_required``, ``invalid_input``.
    """
    session = needs_session()
    _officers_passed(session)
    return desk().tokens.issue(session.member, name, scopes, desk().now(), days=days)


def revoke_token(token_id: str) -> None:
    """End one of one's own tokens. Refused: ``session_required``, ``not_found``."""
    desk().tokens.revoke(token_id, desk().now(), needs_session().member)


def _officers_passed(session: Session) -> None:
    # Asked anew, not from the copy: a role given a moment ago counts already.
    person = desk().people.ask(session.member, desk().now())
    if person is None:
        raise Refused("sign_in_required")
    if person.is_officer and session.second_factor_at is None:
        raise Refused("second_factor_required")
