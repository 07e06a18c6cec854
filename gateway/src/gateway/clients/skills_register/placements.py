"""Release requests, line managers' answers, placements, days lent and borrowed (row 61)."""

from gateway.clients.doors import Payload, command, given, query

RELEASES = "skills_register_releases"
LINE_MANAGERS = "skills_register_line_managers"
PLACEMENTS = "skills_register_placements"


@command(RELEASES)
def request_release(
    concordat_id: str,
    *,
    organisation_id: str,
    need: str,
    skills: list[str],
    half_days: int,
    starts_on: str,
    ends_on: str,
    where: str,
) -> Payload:
    """Days are ISO; ``signatory_required``, ``not_your_organisation``, ``days_wrong`` and others."""
    return {
        "concordat_id": concordat_id,
        "organisation_id": organisation_id,
        "need": need,
        "skills": skills,
        "half_days": half_days,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "where": where,
    }


@query(RELEASES)
def list_requests(
    concordat_id: str | None = None,
    *,
    organisation_id: str | None = None,
    state: str | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """The newest first."""
    return given(
        concordat_id=concordat_id, organisation_id=organisation_id, state=state, cursor=cursor, limit=limit
    )


@query(RELEASES)
def get_request(request_id: str) -> Payload:
    """With ``mine`` and, for who asks and keepers, ``releases``; ``not_found``."""
    return {"id": request_id}


@query(RELEASES)
def find_helpers(request_id: str) -> Payload:
    """Members whose skills fit, with the reasons; ``not_your_organisation``."""
    return {"id": request_id}


@command(RELEASES)
def invite_member(request_id: str, *, member_id: str) -> Payload:
    """``invited_oneself``, ``release_request_closed``, ``signatory_required``."""
    return {"id": request_id, "member_id": member_id}


@command(RELEASES)
def consent_to_release(request_id: str, *, lender_id: str, shown_name: str) -> Payload:
    """``signatory_required``, ``lending_to_oneself``, ``release_over``, ``release_request_closed``."""
    return {"id": request_id, "lender_id": lender_id, "shown_name": shown_name}


@command(RELEASES)
def withdraw_consent(release_id: str) -> Payload:
    """``not_found``, ``release_taken``."""
    return {"id": release_id}


@query(RELEASES)
def get_release(release_id: str) -> Payload:
    """``not_found``."""
    return {"id": release_id}


@query(RELEASES)
def my_releases(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    """What the caller was asked for or offered."""
    return given(cursor=cursor, limit=limit)


@query(RELEASES)
def list_lent_releases(
    organisation_id: str, *, cursor: str | None = None, limit: int | None = None
) -> Payload:
    """``not_your_organisation``."""
    return given(organisation_id=organisation_id, cursor=cursor, limit=limit)


@command(RELEASES)
def ask_line_manager(
    release_id: str, *, email: str, half_days: int | None = None, ends_on: str | None = None
) -> Payload:
    """``consent_required``, ``release_over``, ``extension_not_longer``, ``too_many_attempts``."""
    return given(id=release_id, email=email, half_days=half_days, ends_on=ends_on)


@command(RELEASES)
def close_request(request_id: str, *, reason: str, version: int | None = None) -> Payload:
    """``release_request_closed``, ``reason_required``."""
    return given(id=request_id, reason=reason, version=version)


@query(LINE_MANAGERS)
def get_release_ask() -> Payload:
    """What the caller's link asks for, and how it stands; ``not_found``."""
    return {}


@command(LINE_MANAGERS)
def answer_release(
    decision: str, *, half_days: int | None = None, ends_on: str | None = None, reason: str | None = None
) -> Payload:
    """``grant`` or ``decline``; ``release_answered``, ``release_link_expired``, ``release_link_replaced``,
    ``release_over``, ``days_beyond_request``, ``reason_required``."""
    return given(decision=decision, half_days=half_days, ends_on=ends_on, reason=reason)


@command(LINE_MANAGERS)
def send_fresh_link() -> Payload:
    """``release_link_works``, ``line_manager_forgotten``, ``too_many_attempts``."""
    return {}


@command(PLACEMENTS)
def agree_placement(
    release_id: str,
    *,
    half_days: int | None = None,
    starts_on: str | None = None,
    ends_on: str | None = None,
    where: str | None = None,
) -> Payload:
    """``days_beyond_release``, ``release_not_granted``, ``release_taken``, ``signatory_required``."""
    return given(
        release_id=release_id, half_days=half_days, starts_on=starts_on, ends_on=ends_on, where=where
    )


@query(PLACEMENTS)
def get_placement(placement_id: str) -> Payload:
    """``not_found``."""
    return {"id": placement_id}


@query(PLACEMENTS)
def list_placements(organisation_id: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    """Lent and borrowed by an organisation; ``not_found``."""
    return given(organisation_id=organisation_id, cursor=cursor, limit=limit)


@query(PLACEMENTS)
def my_placements(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    """The caller's own."""
    return given(cursor=cursor, limit=limit)


@command(PLACEMENTS)
def extend_placement(
    placement_id: str, *, half_days: int, ends_on: str, version: int | None = None
) -> Payload:
    """``days_beyond_release``, ``extension_not_longer``."""
    return given(id=placement_id, half_days=half_days, ends_on=ends_on, version=version)


@command(PLACEMENTS)
def confirm_days(placement_id: str, *, half_days: int, organisation_id: str | None = None) -> Payload:
    """``side_required``, ``placement_not_begun``, ``days_beyond_release``, ``confirmed_by_same_person``."""
    return given(id=placement_id, half_days=half_days, organisation_id=organisation_id)


@command(PLACEMENTS)
def cancel_placement(placement_id: str, *, reason: str, version: int | None = None) -> Payload:
    """``placement_done``, ``placement_cancelled``, ``reason_required``."""
    return given(id=placement_id, reason=reason, version=version)


@command(PLACEMENTS)
def give_feedback(placement_id: str, *, words: str, organisation_id: str | None = None) -> Payload:
    """``placement_not_done``, ``placement_feedback_given``."""
    return given(id=placement_id, words=words, organisation_id=organisation_id)


@command(PLACEMENTS)
def correct_days(placement_id: str, *, half_days: int, reason: str) -> Payload:
    """``correction_of_own_placement``, ``nothing_to_correct``, ``corrected_already``."""
    return {"id": placement_id, "half_days": half_days, "reason": reason}


@query(PLACEMENTS)
def get_exchange_balance(organisation_id: str) -> Payload:
    """Lent and borrowed, pooled and per pair; ``not_found``."""
    return {"organisation_id": organisation_id}


@query(PLACEMENTS)
def get_exchange_statement(
    organisation_id: str, *, cursor: str | None = None, limit: int | None = None
) -> Payload:
    """Every record, both ways; ``not_found``."""
    return given(organisation_id=organisation_id, cursor=cursor, limit=limit)


@query(PLACEMENTS)
def summarise_placements(concordat_id: str) -> Payload:
    """By organisation; small numbers are null. ``not_found``."""
    return {"concordat_id": concordat_id}
