"""What the demo's meetings are brought in with: the API of each caller, and who is who."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from launcher.demo.platform import Api
from launcher.demo.stewardship.bringing import Desk as GroupsDesk
from launcher.demo.stewardship.bringing import Seated

Row = Mapping[str, str]


@dataclass(frozen=True)
class Desk:
    """What is needed to bring it in: the API of each caller, and who is who.

    ``setup`` acts as the national team without being a member; ``roles`` is role -> the API of the
    member who has it in the demo (figures.yaml), ``convenors`` region -> its convenor's API.
    ``holders`` is region -> member ids in the order of the seats of stewardship/groups.yaml, and
    ``table`` region -> their APIs in the same order. ``rows`` are the invented members, ``ids`` the
    pilots' members by address. ``meetings`` (a name of calendar.yaml, as ``NENC 1``) -> id, and
    ``events`` (a name of events.yaml) -> id, are filled by the first step.
    """

    setup: Api
    roles: Mapping[str, Api]
    convenors: Mapping[str, Api]
    holders: Mapping[str, Sequence[str]]
    table: Mapping[str, Sequence[Api]]
    rows: Sequence[Row]
    ids: Mapping[str, str]
    meetings: dict[str, str] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)


def desk_of(groups: GroupsDesk, seated: Seated) -> Desk:
    """The desk of meetings, beside that of stewardship; every seat holder gets a token of their own."""
    everybody = [member_id for code in seated.holders for member_id in seated.holders[code]]
    apis = dict(zip(everybody, groups.as_members(everybody), strict=True))
    return Desk(
        setup=groups.setup,
        roles=groups.roles,
        convenors=seated.convenors,
        holders=seated.holders,
        table={code: [apis[each] for each in ids] for code, ids in seated.holders.items()},
        rows=groups.rows,
        ids=groups.ids,
    )
