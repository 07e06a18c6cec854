"""The whole of the demo's stewardship, brought into a platform that has the demo's members."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from launcher.demo.platform import Api
from launcher.demo.stewardship.appointments import bring_past_call
from launcher.demo.stewardship.documents import bring_documents
from launcher.demo.stewardship.facts import Facts
from launcher.demo.stewardship.groups import bring_group
from launcher.demo.stewardship.holders import choose_holders
from launcher.demo.stewardship.means import bring_barriers, bring_cost, bring_support
from launcher.demo.stewardship.questions import bring_consultation, bring_matters, bring_own_group
from launcher.demo.stewardship.seats import bring_seats

Row = Mapping[str, str]
UK = "UK"
CONVENOR = "convenor"


@dataclass(frozen=True)
class Desk:
    """What is needed to bring it in: the API of each caller, and who is who.

    ``setup`` acts as the national team; ``roles`` is role -> the API of the member who has it in the
    demo, ``holding`` role -> that member's address; ``rows`` are the invented members, ``ids`` the
    pilots' members by address. ``as_members`` makes an API for each of these member ids.
    """

    setup: Api
    roles: Mapping[str, Api]
    holding: Mapping[str, str]
    rows: Sequence[Row]
    ids: Mapping[str, str]
    as_members: Callable[[Sequence[str]], Sequence[Api]]
    convenor_of: str = "WOE"
    taken: set[str] = field(default_factory=set)


def bring(desk: Desk, facts: Facts) -> None:
    """Everything that is not there yet; a second time nothing. Raises ``NotDone``."""
    desk.taken.update(desk.holding.values())
    groups = facts.groups["groups"]
    holders = {code: _holders(desk, code, wanted) for code, wanted in groups.items()}
    convenors = _convenors(desk, groups, holders)

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
    bring_matters(convenors["WOE"], desk.roles["national_team"], facts.questions["matters"])
    bring_consultation(desk.roles["national_team"], facts.questions["consultation"])
    bring_own_group(desk.roles["member"], facts.questions["own_group"])


def _holders(desk: Desk, code: str, wanted: Mapping[str, Any]) -> list[str]:
    convenor = desk.holding[CONVENOR] if code == desk.convenor_of else None
    return [desk.ids[email] for email in choose_holders(desk.rows, code, wanted, convenor, desk.taken)]


def _convenors(desk: Desk, groups: Mapping[str, Any], holders: Mapping[str, Sequence[str]]) -> dict[str, Api]:
    """The API of each group's convenor, who has the role as well as the seat."""
    at = {
        code: next(number for number, seat in enumerate(wanted["seats"]) if seat.get("kind") == CONVENOR)
        for code, wanted in groups.items()
    }
    others = [code for code in groups if code != desk.convenor_of]
    ids = [holders[code][at[code]] for code in others]
    for code, member_id in zip(others, ids, strict=True):
        body = {"role": CONVENOR, "region": code}
        desk.setup.post(f"/members/{member_id}/roles", body, command=f"role {member_id} {body}")
    apis = dict(zip(others, desk.as_members(ids), strict=True))
    return {**apis, desk.convenor_of: desk.roles[CONVENOR]}


def _bring_means(desk: Desk, facts: Facts, code: str, convenor: Api) -> None:
    wanted = facts.groups["groups"][code]
    bring_cost(desk.setup, code, wanted["cost"], facts.groups["costs"], facts.groups["members_source"])
    bring_support(desk.setup, code, wanted.get("support", ()))
    bring_barriers(convenor, code, wanted["barriers"])
