"""What groups agreed and how they keep it, comments on it, and ground rules (rows 16-22, 28)."""

from collections.abc import Mapping
from typing import Any

from gateway.clients.doors import Payload, command, given, query

DOCUMENTS = "stewardship_documents"
KEEPING = "stewardship_keeping"
COMMENTS = "stewardship_comments"
GROUND_RULES = "stewardship_ground_rules"


@query(DOCUMENTS)
def list_documents(region: str) -> Payload:
    """Every kind of document of a region, or of ``UK``, with its state."""
    return {"region": region}


@query(DOCUMENTS)
def get_document(region: str, kind: str, *, number: int | None = None) -> Payload:
    """The version in force, or the one of that number, by clause with its history."""
    return given(region=region, kind=kind, number=number)


@query(DOCUMENTS)
def document_versions(document_id: str) -> Payload:
    return {"id": document_id}


@query(DOCUMENTS)
def document_catalogue(kind: str) -> Payload:
    """The platform's own lines of a kind."""
    return {"kind": kind}


@query(DOCUMENTS)
def compare_documents(
    region: str,
    kind: str,
    *,
    number: int | None = None,
    with_number: int | None = None,
    with_region: str | None = None,
    draft: bool | None = None,
) -> Payload:
    """Left out: the version in force and the one before it."""
    return given(
        region=region,
        kind=kind,
        number=number,
        with_number=with_number,
        with_region=with_region,
        draft=draft,
    )


@query(DOCUMENTS)
def list_reviews(
    *,
    region: str | None = None,
    days: int | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """Reviews that are overdue or due within ``days``, the longest due first."""
    return given(region=region, days=days, cursor=cursor, limit=limit)


@command(DOCUMENTS)
def begin_document(region: str, kind: str, written: Mapping[str, Any]) -> Payload:
    """``{title, summary, clauses}`` -> the draft, with advice."""
    return {"region": region, "kind": kind, **written}


@command(DOCUMENTS)
def change_draft(document_id: str, written: Mapping[str, Any], *, version: int | None = None) -> Payload:
    """``{summary, clauses}``; ``version`` is the draft's."""
    return {"id": document_id, **written, **given(version=version)}


@command(DOCUMENTS)
def discard_draft(document_id: str, *, version: int | None = None) -> Payload:
    return given(id=document_id, version=version)


@command(DOCUMENTS)
def agree_document(document_id: str, agreement: Mapping[str, Any], *, version: int | None = None) -> Payload:
    """``{meeting, on, reviewers, minutes, review_due, lapses_with_pilot}``; ``version`` is the draft's."""
    return {"id": document_id, **agreement, **given(version=version)}


@command(DOCUMENTS)
def keep_document(document_id: str, review: Mapping[str, Any], *, version: int | None = None) -> Payload:
    """``{meeting, on, reviewers, minutes, review_due}``: a review that changes nothing."""
    return {"id": document_id, **review, **given(version=version)}


@command(DOCUMENTS)
def lapse_document(document_id: str, *, on: str, reason: str, version: int | None = None) -> Payload:
    return given(id=document_id, on=on, reason=reason, version=version)


@command(KEEPING)
def mark_clause(
    region: str, kind: str, code: str, marked: Mapping[str, Any], *, version: int | None = None
) -> Payload:
    """``{state, note, evidence, practices, on}``; what is left out stays as it was."""
    return {"region": region, "kind": kind, "code": code, **marked, **given(version=version)}


@command(COMMENTS)
def comment_on_document(document_id: str, comment: Mapping[str, Any]) -> Payload:
    """``{about, clause, text, shown_name}``; ``about`` is ``text`` or ``draft``."""
    return {"id": document_id, **comment}


@query(COMMENTS)
def list_document_comments(
    document_id: str,
    *,
    about: str | None = None,
    clause: str | None = None,
    number: int | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """``number`` with ``about="draft"``: what the group said while that version was its draft."""
    return given(id=document_id, about=about, clause=clause, number=number, cursor=cursor, limit=limit)


@command(COMMENTS)
def show_name_beside_comment(comment_id: str, shown_name: str) -> Payload:
    """By its writer; "" shows no name."""
    return {"id": comment_id, "shown_name": shown_name}


@query(GROUND_RULES)
def list_ground_rules(
    region: str, *, state: str | None = None, cursor: str | None = None, limit: int | None = None
) -> Payload:
    """Proposals, the newest first; the rules in force are a document."""
    return given(region=region, state=state, cursor=cursor, limit=limit)


@query(GROUND_RULES)
def get_ground_rule(proposal_id: str) -> Payload:
    return {"id": proposal_id}


@command(GROUND_RULES)
def propose_ground_rule(region: str, proposal: Mapping[str, Any]) -> Payload:
    """``{space, text, why, change, clause, steward, shown_name, days}``."""
    return {"region": region, **proposal}


@command(GROUND_RULES)
def comment_on_ground_rule(proposal_id: str, comment: Mapping[str, Any]) -> Payload:
    """``{text, shown_name}``, while the comment period runs."""
    return {"id": proposal_id, **comment}


@query(GROUND_RULES)
def list_ground_rule_comments(
    proposal_id: str, *, cursor: str | None = None, limit: int | None = None
) -> Payload:
    return given(id=proposal_id, cursor=cursor, limit=limit)


@command(GROUND_RULES)
def decide_ground_rule(
    proposal_id: str, decision: Mapping[str, Any], *, version: int | None = None
) -> Payload:
    """``{decision, meeting, on, reason}``; ``decision`` is ``adopt`` or ``decline``."""
    return {"id": proposal_id, **decision, **given(version=version)}


@command(GROUND_RULES)
def withdraw_ground_rule(proposal_id: str, *, version: int | None = None) -> Payload:
    return given(id=proposal_id, version=version)


@command(GROUND_RULES)
def show_name_beside_proposal(proposal_id: str, shown_name: str) -> Payload:
    """By its proposer; "" shows no name."""
    return {"id": proposal_id, "shown_name": shown_name}
