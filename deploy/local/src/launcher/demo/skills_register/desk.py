"""What the demo's skills and hours are brought in with: who takes part, and with which API."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from launcher.demo.platform import Api
from launcher.demo.stewardship.bringing import Desk as GroupsDesk

EVERY = 5
"""Every fifth of the invented members has told what they can do: 540 of 2,700, in each region its share."""


@dataclass(frozen=True)
class Helper:
    """A member who takes part: their id, region, row of the invented members, and API."""

    id: str
    region: str
    row: Mapping[str, str]
    api: Api


@dataclass(frozen=True)
class Desk:
    """What is needed to bring it in.

    ``setup`` acts as the national team without being a member; ``roles`` is role -> the member who has
    it in the demo (figures.yaml), who is none of ``helpers``. ``organisations`` (a name of
    organisations.yaml -> id) is filled by the first step.
    """

    setup: Api
    roles: Mapping[str, Helper]
    helpers: Sequence[Helper]
    organisations: dict[str, str] = field(default_factory=dict)

    def of_region(self, code: str) -> list[Helper]:
        """Those of one region, always in the same order."""
        return [each for each in self.helpers if each.region == code]


def desk_of(groups: GroupsDesk) -> Desk:
    """The desk of the skills register, beside that of stewardship."""
    ids = {row["email"]: row["id"] for row in groups.setup.get("/members/export", format="json")["items"]}
    held = set(groups.holding.values())
    rows = [row for row in groups.rows if row["email"] not in held][::EVERY]
    apis = groups.as_members([ids[row["email"]] for row in rows])
    by_address = {row["email"]: row for row in groups.rows}

    def helper(row: Mapping[str, str], api: Api) -> Helper:
        return Helper(ids[row["email"]], row["region"], row, api)

    return Desk(
        setup=groups.setup,
        roles={role: helper(by_address[groups.holding[role]], api) for role, api in groups.roles.items()},
        helpers=[helper(row, api) for row, api in zip(rows, apis, strict=True)],
    )
