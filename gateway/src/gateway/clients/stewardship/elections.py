"""Elections: whom did the members choose? The voter's side of a ballot is here, too (row 14, ADR 0013)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from chassis.identity import Caller
from contracts.ballots import receipt_of
from gateway.clients.doors import Payload, command, given, query

ELECTIONS = "stewardship_elections"
NOMINATIONS = "stewardship_nominations"
BALLOTS = "stewardship_ballots"
RESULTS = "stewardship_results"
VACANCIES = "stewardship_vacancies"


@query(ELECTIONS)
def list_elections(
    *,
    region: str | None = None,
    state: str | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """Elections of a region or of all, the newest first."""
    return given(region=region, state=state, cursor=cursor, limit=limit)


@query(ELECTIONS)
def get_election(election_id: str) -> Payload:
    """One election; a member also learns whether they are on its roll and have voted."""
    return {"id": election_id}


@query(ELECTIONS)
def read_roll(election_id: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    """How many may vote; who, for members of the region and those who run the election."""
    return {"id": election_id, **given(cursor=cursor, limit=limit)}


@command(ELECTIONS)
def draft_election(region: str, frame: Mapping[str, Any]) -> Payload:
    """``frame``: seats, rules, days and, if one was drawn, the seed of the lot."""
    return {"region": region, **frame}


@command(ELECTIONS)
def change_election(election_id: str, frame: Mapping[str, Any], *, version: int | None = None) -> Payload:
    """The whole frame again, before nominations open."""
    return {"id": election_id, **frame, **given(version=version)}


@command(ELECTIONS)
def cancel_election(election_id: str, *, reason: str, version: int | None = None) -> Payload:
    """The reason can be read by everybody."""
    return given(id=election_id, reason=reason, version=version)


@query(NOMINATIONS)
def list_nominations(election_id: str) -> Payload:
    return {"election": election_id}


@query(NOMINATIONS)
def get_nomination(nomination_id: str) -> Payload:
    return {"id": nomination_id}


@command(NOMINATIONS)
def nominate_candidate(election_id: str, nomination: Mapping[str, Any]) -> Payload:
    """``{candidate, proposer, seconder}`` and own words; without a candidate the caller stands."""
    return {"election": election_id, **nomination}


@command(NOMINATIONS)
def support_nomination(nomination_id: str, *, part: str) -> Payload:
    """``part`` is ``proposer`` or ``seconder``."""
    return {"id": nomination_id, "part": part}


@command(NOMINATIONS)
def accept_nomination(nomination_id: str, words: Mapping[str, Any]) -> Payload:
    """By the candidate, in words of their own."""
    return {"id": nomination_id, **words}


@command(NOMINATIONS)
def withdraw_nomination(nomination_id: str) -> Payload:
    return {"id": nomination_id}


@command(BALLOTS)
def cast_ballot(election_id: str, *, ballot_secret: str, preferences: Sequence[Mapping[str, int]]) -> Payload:
    """``preferences`` are ``{candidate, rank}`` by number on the paper; ``vote`` also makes the receipt."""
    return {"election": election_id, "ballot_secret": ballot_secret, "preferences": preferences}


@query(BALLOTS)
def list_ballots(election_id: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    """Published ballots with their receipts, by receipt."""
    return {"election": election_id, **given(cursor=cursor, limit=limit)}


@query(BALLOTS)
def find_ballot(election_id: str, *, receipt: str) -> Payload:
    return {"election": election_id, "receipt": receipt}


@query(RESULTS)
def get_count(election_id: str) -> Payload:
    """Turnout, who is elected and why, every stage, the sheet."""
    return {"election": election_id}


@query(RESULTS)
def get_ballot_file(election_id: str, *, part: int = 0) -> Payload:
    """A part of the ``.blt`` file; ``whole_ballot_file`` puts them together."""
    return {"election": election_id, "part": part}


@command(RESULTS)
def declare_result(election_id: str, *, starts: str | None = None, version: int | None = None) -> Payload:
    """``starts``: the first day of the elected members' terms, else today."""
    return given(election=election_id, starts=starts, version=version)


@query(VACANCIES)
def list_vacancies(election_id: str) -> Payload:
    return {"election": election_id}


@command(VACANCIES)
def open_vacancy(election_id: str, *, candidate: int) -> Payload:
    """``candidate``: the number on the paper of the elected member whose seat is vacant."""
    return {"election": election_id, "candidate": candidate}


@command(VACANCIES)
def answer_vacancy(vacancy_id: str, *, accepted: bool) -> Payload:
    return {"id": vacancy_id, "accepted": accepted}


def vote(caller: Caller, election_id: str, secret: str, preferences: Sequence[Mapping[str, int]]) -> str:
    """Cast a ballot; the receipt, made here: the service answers no more than that it took the ballot.

    No command id goes with it. The ballot itself says whether it was sent before, and nothing is kept
    of who sent it when.
    """
    cast_ballot(caller, None, election_id, ballot_secret=secret, preferences=preferences)
    chosen = sorted(preferences, key=lambda each: each["rank"])
    return receipt_of(election_id, secret, [each["candidate"] for each in chosen])


def whole_ballot_file(caller: Caller, election_id: str) -> Iterator[str]:
    """The published file, part by part. The first part is asked for at once, so that its refusal is seen."""
    first = get_ballot_file(caller, election_id)
    return _parts(caller, election_id, first)


def _parts(caller: Caller, election_id: str, part: Mapping[str, Any]) -> Iterator[str]:
    yield part["text"]
    while part["next"] is not None:
        part = get_ballot_file(caller, election_id, part=part["next"])
        yield part["text"]
