"""The whole of the demo's stewardship, brought into a platform that has the demo's members."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from launcher.demo.platform import Api
from launcher.demo.stewardship.appointments import bring_past_call
from launcher.demo.stewardship.documents import bring_documents
from launcher.demo.stewardship.election import Rehearse, bring_election
from launcher.demo.stewardship.facts import Facts
from launcher.demo.stewardship.groups import bring_group
from launcher.demo.stewardship.holders import choose_holders, choose_voters
from launcher.demo.stewardship.means import bring_barriers, bring_cost, bring_support
from launcher.demo.stewardship.questions import bring_consultation, bring_matters, bring_own_group
from launcher.demo.stewardship.seats import bring_seats

Row = Mapping[str, str]
UK = "UK"
CONVENOR, COORDINATOR = "convenor", "coordinator"


@dataclass(frozen=True)
class Desk:
    """What is needed to bring it in: the API of each caller, and who is who.

    ``setup`` acts as the national team; ``roles`` is role -> the API of the member who has it in the
    demo, ``holding`` role -> that member's address; ``rows`` are the invented members, ``ids`` the
    pilots' members by address. ``as_members`` makes an API for each of these member ids; ``rehearse``
    moves the days of an election ahead.
    """

    setup: Api
    roles: Mapping[str, Api]
    holding: Mapping[str, str]
    rows: Sequence[Row]
    ids: Mapping[str, str]
    as_members: Callable[[Sequence[str]], Sequence[Api]]
    rehearse: Rehearse
    convenor_of: str = "WOE"
    taken: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Seated:
    """Who sits in the groups: region -> member ids in the order of its seats, and -> its convenor's API."""

    holders: Mapping[str, Sequence[str]]
    convenors: Mapping[str, Api]


def bring(desk: Desk, facts: Facts) -> Seated:
    """Everything that is not there yet; a second time nothing. Raises ``NotDone``."""
    desk.taken.update(desk.holding.values())
    groups = facts.groups["groups"]
    holders = {code: _holders(desk, code, wanted) for code, wanted in groups.items()}
    voters = choose_voters(desk.rows, facts.election, desk.taken)
    convenors, electorate = _with_tokens(desk, facts, holders, [desk.ids[row["email"]] for row in voters])

    def one(code: str) -> None:
        bring_group(desk.setup, code, groups[code], facts.groups["report"])
        bring_seats(desk.setup, code, groups[code], holders[code])
        bring_past_call(desk.setup, code, groups[code])
        bring_documents(desk.setup, code, facts.documents)
        _bring_means(desk, facts, code, convenors[code])

    def centre() -> None:
        bring_documents(desk.setup, UK, facts.documents)
        bring_barriers(desk.roles["national_team"], UK, facts.groups["barriers"])

    with ThreadPoolExecutor() as side_by_side:
        begun = [side_by_side.submit(one, code) for code in groups]
        begun.append(side_by_side.submit(centre))
    for each in begun:
        each.result()
    bring_matters(convenors[desk.convenor_of], desk.roles["national_team"], facts.questions["matters"])
    bring_consultation(desk.roles["national_team"], facts.questions["consultation"])
    bring_own_group(desk.roles["member"], facts.questions["own_group"])
    bring_election(electorate, [row["name"] for row in voters[1:-2]], facts.election, desk.rehearse)
    return Seated(holders, convenors)


def _holders(desk: Desk, code: str, wanted: Mapping[str, Any]) -> list[str]:
    convenor = desk.holding[CONVENOR] if code == desk.convenor_of else None
    return [desk.ids[email] for email in choose_holders(desk.rows, code, wanted, convenor, desk.taken)]


def _with_tokens(
    desk: Desk, facts: Facts, holders: Mapping[str, Sequence[str]], voters: Sequence[str]
) -> tuple[dict[str, Api], Sequence[Api]]:
    """The API of each group's convenor, and of the election's people; who needs a role gets it first."""
    groups = facts.groups["groups"]
    others = [code for code in groups if code != desk.convenor_of]
    ids = [holders[code][_convenors_place(groups[code])] for code in others]
    for member_id, role, region in (
        *((member_id, CONVENOR, code) for member_id, code in zip(ids, others, strict=True)),
        (voters[0], COORDINATOR, facts.election["region"]),
    ):
        body = {"role": role, "region": region}
        desk.setup.post(f"/members/{member_id}/roles", body, command=f"role {member_id} {body}")
    apis = desk.as_members([*ids, *voters])
    convenors = dict(zip(others, apis, strict=False)) | {desk.convenor_of: desk.roles[CONVENOR]}
    return convenors, apis[len(ids) :]


def _convenors_place(wanted: Mapping[str, Any]) -> int:
    return next(number for number, seat in enumerate(wanted["seats"]) if seat.get("kind") == CONVENOR)


def _bring_means(desk: Desk, facts: Facts, code: str, convenor: Api) -> None:
    wanted = facts.groups["groups"][code]
    bring_cost(desk.setup, code, wanted["cost"], facts.groups["costs"], facts.groups["members_source"])
    bring_support(desk.setup, code, wanted.get("support", ()))
    bring_barriers(convenor, code, wanted["barriers"])
