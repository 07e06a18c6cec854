"""What organisations agree on, and which of them signed (row 60)."""

from gateway.clients.doors import Payload, command, given, query

CONCORDATS = "skills_register_concordats"


@query(CONCORDATS)
def list_concordats(
    region: str | None = None,
    *,
    state: str | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """The newest first; drafts for keepers of the region that is named."""
    return given(region=region, state=state, cursor=cursor, limit=limit)


@query(CONCORDATS)
def get_concordat(concordat_id: str) -> Payload:
    """With texts, reviews and ``coverage``; ``not_found``."""
    return {"id": concordat_id}


@query(CONCORDATS)
def list_signatories(
    *,
    concordat_id: str | None = None,
    organisation_id: str | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """The newest first; ``not_found``."""
    return given(concordat_id=concordat_id, organisation_id=organisation_id, cursor=cursor, limit=limit)


@query(CONCORDATS)
def to_sign() -> Payload:
    """What the caller could sign for the organisations that they lead."""
    return {}


@query(CONCORDATS)
def compare_texts(concordat_id: str, *, before: int, after: int | None = None) -> Payload:
    """Clause by clause; without ``after`` against the draft, for keepers. ``not_found``."""
    return given(id=concordat_id, before=before, after=after)


@command(CONCORDATS)
def draft_concordat(
    region: str,
    *,
    title: str,
    text: str,
    review_on: str,
    system: str | None = None,
    group: str | None = None,
) -> Payload:
    """``review_on`` is an ISO day; ``not_your_region``, ``review_day_wrong``."""
    return given(region=region, title=title, text=text, review_on=review_on, system=system, group=group)


@command(CONCORDATS)
def change_draft(concordat_id: str, *, text: str, version: int | None = None) -> Payload:
    """ "" throws the draft of a next text away. ``not_found``, ``concordat_ended``, ``draft_required``."""
    return given(id=concordat_id, text=text, version=version)


@command(CONCORDATS)
def agree_text(
    concordat_id: str,
    *,
    changes: str | None = None,
    review_on: str | None = None,
    version: int | None = None,
) -> Payload:
    """``text_unchanged``, ``changes_required``, ``concordat_ended``, ``review_day_wrong``."""
    return given(id=concordat_id, changes=changes, review_on=review_on, version=version)


@command(CONCORDATS)
def review_concordat(
    concordat_id: str, *, outcome: str, words: str, next_on: str, version: int | None = None
) -> Payload:
    """``concordat_not_agreed``, ``concordat_ended``, ``review_day_wrong``."""
    return given(id=concordat_id, outcome=outcome, words=words, next_on=next_on, version=version)


@command(CONCORDATS)
def end_concordat(concordat_id: str, *, reason: str, version: int | None = None) -> Payload:
    """``concordat_ended``, ``reason_required``."""
    return given(id=concordat_id, reason=reason, version=version)


@command(CONCORDATS)
def sign_concordat(
    concordat_id: str,
    *,
    organisation_id: str,
    text: int,
    signed_as: str,
    reservations: str | None = None,
    pledged_half_days: int | None = None,
) -> Payload:
    """``leader_required``, ``organisation_out_of_scope``, ``text_not_current``, ``signed_already``."""
    return given(
        id=concordat_id,
        organisation_id=organisation_id,
        text=text,
        signed_as=signed_as,
        reservations=reservations,
        pledged_half_days=pledged_half_days,
    )


@command(CONCORDATS)
def withdraw_signature(concordat_id: str, *, organisation_id: str, from_day: str, reason: str) -> Payload:
    """``leader_required``, ``withdrawn_already``, ``withdrawal_day_wrong``, ``reason_required``."""
    return {"id": concordat_id, "organisation_id": organisation_id, "from_day": from_day, "reason": reason}
