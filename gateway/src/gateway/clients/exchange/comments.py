"""Comments on proposals, what the team answered, and what they changed (row 56)."""

from collections.abc import Sequence

from gateway.clients.doors import Payload, command, given, query

COMMENTS = "exchange_comments"


@command(COMMENTS)
def add_comment(
    proposal_id: str, text: str, *, is_question: bool | None = None, shown_name: str | None = None
) -> Payload:
    """``proposal_comments_closed``, ``not_found``."""
    return given(proposal_id=proposal_id, text=text, is_question=is_question, shown_name=shown_name)


@command(COMMENTS)
def answer_comment(comment_id: str, text: str, *, shown_name: str | None = None) -> Payload:
    """``not_in_team``, ``proposal_comments_closed``, ``comment_not_shown``, ``comment_answered_enough``."""
    return given(id=comment_id, text=text, shown_name=shown_name)


@command(COMMENTS)
def take_back_comment(comment_id: str) -> Payload:
    """``not_the_author``, ``not_found``."""
    return {"id": comment_id}


@command(COMMENTS)
def hide_comment(comment_id: str, *, reason: str | None = None) -> Payload:
    """By the round's keepers; ``reason_required``, ``comment_not_shown``, ``comment_on_own``,
    ``not_found``."""
    return given(id=comment_id, reason=reason)


@command(COMMENTS)
def show_comment(comment_id: str) -> Payload:
    """By the round's keepers; ``comment_not_hidden``, ``comment_on_own``, ``not_found``."""
    return {"id": comment_id}


@query(COMMENTS)
def list_comments(
    proposal_id: str,
    *,
    unanswered: bool | None = None,
    ids: Sequence[str] | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """``ids``: of these comments alone; ``not_found``."""
    return given(proposal_id=proposal_id, unanswered=unanswered, ids=ids, cursor=cursor, limit=limit)


@query(COMMENTS)
def list_hidden(round_id: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    """For the round's keepers; ``not_found``."""
    return given(round_id=round_id, cursor=cursor, limit=limit)


@query(COMMENTS)
def get_engagement(proposal_id: str) -> Payload:
    """How the team dealt with what others said, until the deadline; ``not_found``."""
    return {"proposal_id": proposal_id}
