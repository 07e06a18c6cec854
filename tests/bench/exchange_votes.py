"""Votes in a round through the gateway, beside its cheapest write by signed-in people that is as long.

That write is a region's tip: one document, no event, no look at another one. Both sides send each
request as another member, who has just read a page, as voters do.
"""

import json
import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from chassis.call import Call
from chassis.mongo import UnitOfWork
from chassis.mongo.connecting import connect, database_of
from commons.people.domain import Person
from commons.people.store import People
from exchange.ballots.domain import OPEN, Entry, Poll
from exchange.ballots.forms import Form
from exchange.ballots.roll.store import RollStore
from exchange.ballots.store import PollStore
from exchange.rounds.domain import PUBLISHED, Limits, Round, Terms
from exchange.rounds.phases import AWARD, PROPOSAL, VOTE, Phase
from exchange.rounds.store import RoundStore
from gateway.settings import database_name
from gateway.signin.tokens import Tokens
from gateway.store import open_database
from membership.members.domain import Acceptance, grant_role, join
from membership.members.store import MemberStore
from tests.bench.figures import ROUNDS, Figure, compare
from tests.bench.programs import ROOT, Programs
from tests.bench.reading import gateway_environment, start_gateway
from tests.bench.voting import rate, tip

REQUESTS = 160
"""In each round, each of a member of its own."""
ROUND = "bench-round"
THEMES = ("Flow", "Outpatients")
OF_A_THEME = 15
"""Thirty on a shortlist; of each theme three are chosen, as in 2019."""
PICKS = 3
REGIONS = 18
"""As Q has; the roll knows them by any name."""


def measure(programs: Programs) -> list[Figure]:
    regions = str(ROOT / "deploy" / "regions")
    environment = gateway_environment(programs)
    programs.start_context("membership", REGIONS_DIR=regions)
    programs.start_context("exchange", REGIONS_DIR=regions)
    gateway = start_gateway(programs, environment)
    ids = [f"bench-member-{number:05}" for number in range(2 * REQUESTS * (ROUNDS + 1))]
    tokens = _seeded(programs, ids)
    voters, writers = _rounds(tokens[: len(tokens) // 2]), _rounds(tokens[len(tokens) // 2 :])
    read = f"/api/v1/rounds/{ROUND}"

    def ours() -> float:
        sent = [(token, f"/api/v1/rounds/{ROUND}/ballots", ballot()) for token in next(voters)]
        return rate(gateway, read, sent)

    def other() -> float:
        sent = [(token, "/api/v1/regions/SW/tips", tip(len(ballot()))) for token in next(writers)]
        return rate(gateway, read, sent)

    figures = [compare("exchange_votes_vs_cheapest_write", ours, other, "writes/s", ">= 0.8")]
    programs.stop_all()
    return figures


def ballot() -> bytes:
    """Six projects, three of each theme."""
    drawn = secrets.SystemRandom()
    chosen = [f"{theme}-{number:02}" for theme in THEMES for number in drawn.sample(range(OF_A_THEME), PICKS)]
    return json.dumps({"ballot_secret": secrets.token_hex(16), "projects": chosen}).encode()


def _rounds(everybody: list[str], size: int = REQUESTS) -> Iterator[list[str]]:
    return (everybody[first : first + size] for first in range(0, len(everybody), size))


def _seeded(programs: Programs, ids: list[str]) -> list[str]:
    """Members of SW who are convenors, on the roll of a round where members vote; a token for each."""
    client = connect(programs.mongo_uri, "bench")
    now = datetime.now(UTC)
    membership = UnitOfWork(database_of(client, programs.prefix, "membership"))
    exchange = UnitOfWork(database_of(client, programs.prefix, "exchange"))
    for some in _rounds(ids, 100):
        membership.in_transaction(Call(), lambda some=some: _join(membership, some, now))
        exchange.in_transaction(Call(), lambda some=some: _know(exchange, some))
    exchange.in_transaction(Call(), lambda: _open_vote(exchange, ids, now))
    client.close()
    database = open_database(programs.mongo_uri, database_name(programs.prefix))
    tokens = Tokens(database)
    made = [tokens.issue(each, "bench", ("read", "write", "admin"), now)[0] for each in ids]
    database.client.close()
    return made


def _join(work: UnitOfWork, ids: list[str], now: datetime) -> None:
    store, accepted = MemberStore(work), Acceptance("1", now)
    for each in ids:
        new = join(
            each,
            name="A",
            email=f"{each}@example.org",
            region="SW",
            joined=date(2018, 1, 1),
            joined_by="import",
            accepted=accepted,
        )
        store.save(new)
        store.save(grant_role(new, "convenor", "SW", "bench", now.date()))


def _know(work: UnitOfWork, ids: list[str]) -> None:
    for each in ids:
        People(work).keep(Person(each, 1, "SW", "active", date(2018, 1, 1)))


def _open_vote(work: UnitOfWork, ids: list[str], now: datetime) -> None:
    """Of all regions, with as many voters and projects of each, so that some vote for their own region."""
    RoundStore(work).save(_round(now))
    codes = [f"region-{number:02}" for number in range(REGIONS)]
    regions = {code: ids[place::REGIONS] for place, code in enumerate(codes)}
    names = [(theme, number) for theme in THEMES for number in range(OF_A_THEME)]
    entries = tuple(
        Entry(
            place,
            f"{theme}-{number:02}",
            f"{theme} project {number}",
            theme,
            20_000_00,
            frozenset({f"lead-{place}"}),
            codes[place % REGIONS],
        )
        for place, (theme, number) in enumerate(names, 1)
    )
    roll = tuple((region, len(members)) for region, members in regions.items())
    PollStore(work).save(Poll(ROUND, 1, OPEN, now, roll, entries))
    RollStore(work).freeze(ROUND, regions)


def _round(now: datetime) -> Round:
    def day(ahead: int) -> date:
        return now.date() + timedelta(days=ahead)

    phases = (
        Phase(PROPOSAL, day(-30), day(-10)),
        Phase(VOTE, day(-5), day(20)),
        Phase(AWARD, day(20), day(50)),
    )
    form = Form("fixed", 2 * PICKS, tuple((theme, PICKS) for theme in THEMES))
    limits = Limits(300_000_00, 1_000_00, 30_000_00)
    terms = Terms("Bench", "", limits, THEMES, phases, form, "greedy", ("equal-shares",), 10, "bench")
    return Round(ROUND, 1, "UK", terms, PUBLISHED, "bench", now)
