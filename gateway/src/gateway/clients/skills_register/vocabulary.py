"""The words of skills: read, look up, propose, decide (row 63)."""

from gateway.clients.doors import Payload, command, given, query

VOCABULARY = "skills_register_vocabulary"


@query(VOCABULARY)
def list_vocabulary(*, group: str | None = None) -> Payload:
    """Groups with their skills; every one where no group is named."""
    return given(group=group)


@query(VOCABULARY)
def look_up_words(text: str) -> Payload:
    """The skills that a text names, and the words that nobody knows."""
    return {"text": text}


@command(VOCABULARY)
def propose_word(
    word: str,
    *,
    skill: str | None = None,
    group: str | None = None,
    meaning: str | None = None,
    why: str | None = None,
) -> Payload:
    """``word_known``, ``word_proposed_already``, ``skill_unknown``, ``word_incomplete``."""
    return given(word=word, skill=skill, group=group, meaning=meaning, why=why)


@query(VOCABULARY)
def list_words(*, state: str | None = None, cursor: str | None = None, limit: int | None = None) -> Payload:
    """Proposed words in one state; what waits where none is named."""
    return given(state=state, cursor=cursor, limit=limit)


@query(VOCABULARY)
def get_word(proposal_id: str) -> Payload:
    return {"id": proposal_id}


@query(VOCABULARY)
def my_words(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    """The caller's own proposals."""
    return given(cursor=cursor, limit=limit)


@command(VOCABULARY)
def decide_word(
    proposal_id: str,
    *,
    decision: str,
    word: str | None = None,
    skill: str | None = None,
    group: str | None = None,
    meaning: str | None = None,
    reason: str | None = None,
    version: int | None = None,
) -> Payload:
    """``decision`` is take_up or turn_down (with ``reason``); ``word_decided``, ``word_known``."""
    return given(
        id=proposal_id,
        decision=decision,
        word=word,
        skill=skill,
        group=group,
        meaning=meaning,
        reason=reason,
        version=version,
    )
