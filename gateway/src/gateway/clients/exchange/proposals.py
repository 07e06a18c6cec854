"""Proposals of Q Exchange (row 56): ideas, drafts in versions, who takes part; money is whole pence."""

from collections.abc import Mapping, Sequence
from typing import Any

from gateway.clients.doors import Payload, command, given, query

PROPOSALS = "exchange_proposals"
Words = Mapping[str, Any]


@command(PROPOSALS)
def enter_idea(round_id: str, words: Words, *, shown_name: str | None = None) -> Payload:
    """``words`` as ``ProposalWords`` of the service; ``phase_not_open``, ``round_of_other_region``,
    ``theme_unknown``, ``ideas_too_many``."""
    return given(round_id=round_id, shown_name=shown_name, **words)


@command(PROPOSALS)
def draft_proposal(round_id: str, words: Words, *, shown_name: str | None = None) -> Payload:
    """As ``enter_idea``, and ``proposal_led_already``."""
    return given(round_id=round_id, shown_name=shown_name, **words)


@command(PROPOSALS)
def develop_idea(proposal_id: str, *, version: int | None = None) -> Payload:
    """``not_the_lead``, ``phase_not_open``, ``proposal_stage_wrong``, ``proposal_led_already``."""
    return given(id=proposal_id, version=version)


@command(PROPOSALS)
def open_draft(proposal_id: str, *, version: int | None = None) -> Payload:
    """``not_the_lead``, ``phase_not_open``, ``proposal_stage_wrong``."""
    return given(id=proposal_id, version=version)


@command(PROPOSALS)
def change_proposal(
    proposal_id: str,
    words: Words,
    *,
    because_of: Sequence[str] = (),
    shown_name: str | None = None,
    version: int | None = None,
) -> Payload:
    """``not_in_team``, ``phase_not_open``, ``proposal_stage_wrong``, ``theme_unknown``, ``ask_wrong``,
    ``comment_unknown``, ``proposal_unchanged``, ``proposal_incomplete``, ``stale_version``."""
    return given(id=proposal_id, because_of=because_of, shown_name=shown_name, version=version, **words)


@command(PROPOSALS)
def submit_proposal(proposal_id: str, *, version: int | None = None) -> Payload:
    """``not_the_lead``, ``phase_not_open``, ``proposal_stage_wrong``, ``proposal_incomplete``,
    ``ask_wrong``, ``theme_unknown``."""
    return given(id=proposal_id, version=version)


@command(PROPOSALS)
def withdraw_proposal(proposal_id: str, *, reason: str | None = None, version: int | None = None) -> Payload:
    """``not_the_lead``, ``proposal_stage_wrong``, ``proposal_voted_on``."""
    return given(id=proposal_id, reason=reason, version=version)


@command(PROPOSALS)
def reinstate_proposal(proposal_id: str, *, version: int | None = None) -> Payload:
    """``not_the_lead``, ``proposal_stage_wrong``, ``phase_not_open``, ``proposal_led_already``."""
    return given(id=proposal_id, version=version)


@command(PROPOSALS)
def ask_co_applicant(proposal_id: str, member_id: str, *, version: int | None = None) -> Payload:
    """``not_the_lead``, ``phase_not_open``, ``co_applicant_unknown``, ``co_applicant_twice``,
    ``co_applicant_declined``, ``co_applicant_is_lead``, ``co_applicants_too_many``."""
    return given(id=proposal_id, member_id=member_id, version=version)


@command(PROPOSALS)
def answer_as_co_applicant(proposal_id: str, agrees: bool, *, shown_name: str | None = None) -> Payload:
    """``co_applicant_not_asked``, ``phase_not_open``, ``proposal_stage_wrong``."""
    return given(id=proposal_id, agrees=agrees, shown_name=shown_name)


@command(PROPOSALS)
def drop_co_applicant(proposal_id: str, member_id: str, *, version: int | None = None) -> Payload:
    """The lead names somebody, a co-applicant themselves; ``not_the_lead``, ``co_applicant_not_asked``,
    ``phase_not_open``."""
    return given(id=proposal_id, member_id=member_id, version=version)


@query(PROPOSALS)
def get_proposal(proposal_id: str) -> Payload:
    """``not_found``."""
    return {"id": proposal_id}


@query(PROPOSALS)
def list_proposals(
    round_id: str,
    *,
    stage: str | None = None,
    theme: str | None = None,
    region: str | None = None,
    text: str | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """``not_found``."""
    return given(
        round_id=round_id, stage=stage, theme=theme, region=region, text=text, cursor=cursor, limit=limit
    )


@query(PROPOSALS)
def my_proposals(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(cursor=cursor, limit=limit)


@query(PROPOSALS)
def find_similar(round_id: str, title: str, *, aim: str | None = None, but: str | None = None) -> Payload:
    """What is like it, with the words that say so; ``not_found``."""
    return given(round_id=round_id, title=title, aim=aim, but=but)


@query(PROPOSALS)
def count_proposals(round_id: str) -> Payload:
    """By stage, region and theme, a region's share beside its share of members; ``not_found``."""
    return {"round_id": round_id}


@query(PROPOSALS)
def list_versions(proposal_id: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    """``not_found``."""
    return given(id=proposal_id, cursor=cursor, limit=limit)


@query(PROPOSALS)
def get_version(proposal_id: str, number: int) -> Payload:
    """``not_found``."""
    return {"id": proposal_id, "number": number}


@query(PROPOSALS)
def compare_versions(proposal_id: str, number: int, *, against: int | None = None) -> Payload:
    """What differs between two texts, word by word; ``not_found``."""
    return given(id=proposal_id, number=number, against=against)
