"""Connections that both sides confirm, Connectors with their history, and thanks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import zip_longest

from membership.members.domain import ACTIVE, Connector, Member, designate
from membership.refusal import Refusal

PROPOSED, CONFIRMED, DECLINED = "proposed", "confirmed", "declined"
SMALLEST_SHOWN = 5


# Connections (row 9)


@dataclass(frozen=True)
class Connection:
    """Two members who met; it counts once both have said so.

    ``regions`` and ``organisations`` are those of the two when it was confirmed: they serve
    counts, and stay when somebody moves.
    """

    id: str
    version: int
    proposed_by: str
    proposed_to: str
    how: str
    where: str
    met_on: date
    state: str
    proposed_at: datetime
    answered_at: datetime | None = None
    regions: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()

    @property
    def parties(self) -> tuple[str, str]:
        first, second = sorted((self.proposed_by, self.proposed_to))
        return first, second


def propose(
    connection_id: str,
    proposer: Member,
    other: Member,
    *,
    how: str,
    where: str,
    met_on: date,
    today: date,
    now: datetime,
) -> Connection:
    """Say that you met. Refused: ``invalid_input`` for oneself or a day to come, ``not_found``."""
    if proposer.id == other.id:
        raise Refusal("invalid_input", fields={"member_id": ["This is you."]})
    if other.status != ACTIVE:
        raise Refusal("not_found")
    if met_on > today:
        raise Refusal("invalid_input", fields={"met_on": ["This day is still to come."]})
    return Connection(connection_id, 1, proposer.id, other.id, how, where, met_on, PROPOSED, now)


def confirm(connection: Connection, proposer: Member, other: Member, by: str, now: datetime) -> Connection:
    """The other side says so too; twice is once. ``other`` is who answers: to whom it was proposed.

    Refused: ``not_found``, ``connection_answered``, ``role_required`` for the proposer.
    """
    _party(connection, by)
    if connection.state == CONFIRMED:
        return connection
    if connection.state == DECLINED:
        raise Refusal("connection_answered")
    if by == connection.proposed_by:
        raise Refusal("role_required", "Only the other side can confirm this.")
    both = (proposer, other)
    return replace(
        connection,
        version=connection.version + 1,
        state=CONFIRMED,
        answered_at=now,
        regions=tuple(sorted({member.region for member in both})),
        organisations=tuple(sorted({member.organisation for member in both if member.organisation})),
    )


def decline(connection: Connection, by: str, now: datetime) -> Connection:
    """Either side takes its consent back, before or after it was confirmed; twice is once."""
    _party(connection, by)
    if connection.state == DECLINED:
        return connection
    return replace(
        connection,
        version=connection.version + 1,
        state=DECLINED,
        answered_at=now,
        regions=(),
        organisations=(),
    )


def _party(connection: Connection, by: str) -> None:
    if by not in connection.parties:
        raise Refusal("not_found")


@dataclass(frozen=True)
class Counts:
    """Confirmed pairs and the organisations they come from; None where too few to be shown."""

    pairs: int | None
    pairs_shown: str
    organisations: int | None
    organisations_shown: str


def counts(confirmed: Iterable[Connection]) -> Counts:
    """Each pair once, however often they met; fewer than five pairs are shown as "<5"."""
    found = list(confirmed)
    pairs = len({connection.parties for connection in found})
    bodies = {name.casefold() for connection in found for name in connection.organisations}
    if 0 < pairs < SMALLEST_SHOWN:
        return Counts(None, f"<{SMALLEST_SHOWN}", None, "not shown")
    return Counts(pairs, str(pairs), len(bodies), str(len(bodies)))


# Connectors (row 8)


@dataclass(frozen=True)
class Term:
    """A time as a Connector: the scope, from a day until a day, and who nominated."""

    id: str
    version: int
    member_id: str
    regions: tuple[str, ...]
    topics: tuple[str, ...]
    since: date
    until: date | None
    nominated_by: str


def appoint(member: Member, regions: Sequence[str], topics: Sequence[str], today: date) -> Member:
    """The member with this scope from today; the same scope again changes nothing.

    Refused: ``member_not_active``.
    """
    held = member.connector
    wanted = Connector(tuple(sorted(set(regions))), tuple(dict.fromkeys(topics)), today)
    if held is not None and (held.regions, held.topics) == (wanted.regions, wanted.topics):
        return member
    return designate(member, wanted)


def end(member: Member) -> Member:
    """The member without the designation. Refused: ``not_a_connector``."""
    if member.connector is None:
        raise Refusal("not_a_connector")
    return designate(member, None)


def begin_term(term_id: str, member: Member, by: str) -> Term:
    """The history's entry for the designation that has just begun."""
    if member.connector is None:
        raise ValueError("nothing has begun")
    scope = member.connector
    return Term(term_id, 1, member.id, scope.regions, scope.topics, scope.since, None, by)


def end_term(term: Term, member: Member, today: date) -> Term:
    """The entry closed: today, or on the day the member left if that came first."""
    return replace(term, version=term.version + 1, until=max(term.since, _left_since(term, member) or today))


def _left_since(term: Term, member: Member) -> date | None:
    """The day on which the member left during the term, also when they belong again since."""
    following = [stay.since for stay in member.home_regions[1:]]
    for stay, onward in zip_longest(member.home_regions, following):
        # A stay that the next one follows at once was a move.
        if stay.until is not None and stay.until >= term.since and stay.until != onward:
            return stay.until
    return None


# Recognition (row 10)


@dataclass(frozen=True)
class Recognition:
    """A thank-you for something done: voluntary work, unless ``formal`` flags a contract behind it."""

    id: str
    version: int
    member_id: str
    giver: str
    kind: str
    date: date
    evidence: str
    words: str
    formal: bool
    given_at: datetime
    hidden: bool = False


def thank(
    recognition_id: str,
    giver: Member,
    receiver: Member,
    *,
    kind: str,
    on: date,
    evidence: str,
    words: str,
    formal: bool,
    today: date,
    now: datetime,
) -> Recognition:
    """Thank another member. Refused: ``invalid_input`` for oneself or a day to come, ``not_found``."""
    if giver.id == receiver.id:
        raise Refusal("invalid_input", fields={"member_id": ["Let somebody else thank you."]})
    if receiver.status != ACTIVE:
        raise Refusal("not_found")
    if on > today:
        raise Refusal("invalid_input", fields={"date": ["This day is still to come."]})
    return Recognition(recognition_id, 1, receiver.id, giver.id, kind, on, evidence, words, formal, now)


def hide(recognition: Recognition, by: str, hidden: bool) -> Recognition:
    """Who was thanked decides whether others see it. Refused: ``not_found`` for anybody else."""
    if recognition.member_id != by:
        raise Refusal("not_found")
    if recognition.hidden == hidden:
        return recognition
    return replace(recognition, version=recognition.version + 1, hidden=hidden)
