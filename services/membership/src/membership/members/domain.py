"""Who belongs, where, since when and in which roles (rows 1, 3, 4 and 8).

A member's record is one for ever: leaving closes it, coming back opens it again. The home
regions are a chain of stays; exactly one is open while the person belongs, none afterwards.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from membership.refusal import Refusal

COMMUNITY_TIME = ZoneInfo("Europe/London")
"""Dates of the community are dates there."""

FOUNDING = "founding"
"""The cohort of the people recruited in 2015 (row 4)."""

ACTIVE, PAUSED, LEFT = "active", "paused", "left"

REGIONAL_ROLES = ("coordinator", "convenor")
CENTRAL_ROLES = ("national_team", "operator")
ROLES = (*REGIONAL_ROLES, *CENTRAL_ROLES)

CHANGEABLE = (
    "name",
    "profession",
    "sector",
    "organisation",
    "system",
    "perspective",
    "about",
    "interests",
    "visibility",
)
"""What ``change`` may alter; e-mail, region, cohort and status have their own verbs."""


@dataclass(frozen=True)
class Stay:
    """A home region from a day (counted) until a day (no longer counted); None while it lasts."""

    region: str
    since: date
    until: date | None = None


@dataclass(frozen=True)
class Role:
    """A role held from a day until a day; ``region`` is None for a role that acts everywhere."""

    role: str
    region: str | None
    since: date
    until: date | None
    granted_by: str


@dataclass(frozen=True)
class Connector:
    """The designation of row 8: bridges these regions on these topics since that day."""

    regions: tuple[str, ...]
    topics: tuple[str, ...]
    since: date


@dataclass(frozen=True)
class Acceptance:
    """A version of the Compact, accepted at an instant. Old ones are kept (row 3)."""

    version: str
    at: datetime


@dataclass(frozen=True)
class Standing:
    """How a member stands to the Compact: the newest acceptance, the last prompt, the grace."""

    version: str | None = None
    accepted_at: datetime | None = None
    prompted_for: str | None = None
    grace_until: datetime | None = None
    history: tuple[Acceptance, ...] = ()

    def with_accepted(self, accepted: Acceptance) -> "Standing":
        """This acceptance as the newest, the grace closed, the older ones kept (row 3)."""
        known = any(kept.version == accepted.version for kept in self.history)
        return replace(
            self,
            version=accepted.version,
            accepted_at=accepted.at,
            grace_until=None,
            history=self.history if known else (*self.history, accepted),
        )


@dataclass(frozen=True)
class Member:
    """One person in the register; ``version`` rises by one with every saved change."""

    id: str
    version: int
    name: str
    email: str
    region: str
    home_regions: tuple[Stay, ...]
    cohort: str
    joined: date
    joined_by: str
    left: date | None = None
    status: str = ACTIVE
    profession: str = ""
    sector: str = ""
    organisation: str = ""
    system: str = ""
    perspective: str = ""
    about: str = ""
    interests: tuple[str, ...] = ()
    visibility: Mapping[str, str] = field(default_factory=dict)
    compact: Standing = field(default_factory=Standing)
    roles: tuple[Role, ...] = ()
    connector: Connector | None = None

    @property
    def belongs(self) -> bool:
        """Active or paused: in the register today."""
        return self.left is None


def today(now: datetime) -> date:
    """The community's date at that instant."""
    return now.astimezone(COMMUNITY_TIME).date()


def email_key(email: str) -> str:
    """The address as it is compared: one person, however the capitals were typed."""
    return email.strip().casefold()


def cohort_of(joined: date) -> str:
    """The cohort of somebody who joins now: the year, ``"2018"``. Founding is only ever imported."""
    return str(joined.year)


def join(
    member_id: str,
    *,
    name: str,
    email: str,
    region: str,
    joined: date,
    joined_by: str,
    cohort: str = "",
    accepted: Acceptance | None = None,
    profile: Mapping[str, Any] | None = None,
) -> Member:
    """A new member, version 1, at home in ``region`` from the day of joining (row 1).

    ``joined_by`` is "application" or "import"; ``cohort`` is the joining year unless given;
    ``profile`` may hold any of ``CHANGEABLE`` but the name.
    """
    member = Member(
        id=member_id,
        version=1,
        name=name,
        email=email,
        region=region,
        home_regions=(Stay(region, joined),),
        cohort=cohort or cohort_of(joined),
        joined=joined,
        joined_by=joined_by,
        compact=Standing().with_accepted(accepted) if accepted else Standing(),
    )
    return replace(member, **_checked(profile or {}))


def rejoin(member: Member, *, region: str, on: date, accepted: Acceptance | None = None) -> Member:
    """Open the record of somebody who had left; cohort and first day stay as they were.

    Refused: ``already_member``; ``invalid_input`` when the day lies before they left.
    """
    if member.left is None:
        raise Refusal("already_member")
    if on < member.left:
        raise Refusal(
            "invalid_input", fields={"joined": ["The day of coming back is before the day of leaving."]}
        )
    # Asked before they left, they had no time to answer: they are asked anew.
    standing = replace(member.compact, prompted_for=None)
    return replace(
        member,
        version=member.version + 1,
        region=region,
        home_regions=(*member.home_regions, Stay(region, on)),
        left=None,
        status=ACTIVE,
        compact=standing.with_accepted(accepted) if accepted else standing,
    )


def change(member: Member, changes: Mapping[str, Any]) -> Member:
    """The member with these profile fields, or the very same object when nothing differs.

    Refused: ``cohort_fixed`` when ``changes`` carries another cohort (the founding flag is
    immutable, row 4).
    """
    wanted = dict(changes)
    if wanted.pop("cohort", member.cohort) != member.cohort:
        raise Refusal("cohort_fixed")
    wanted = {name: value for name, value in _checked(wanted).items() if value != getattr(member, name)}
    if not wanted:
        return member
    return replace(member, version=member.version + 1, **wanted)


def change_email(member: Member, email: str) -> Member:
    """The member under another address; unchanged when it is the same."""
    return member if email == member.email else replace(member, version=member.version + 1, email=email)


def move(member: Member, region: str, on: date, today: date) -> Member:
    """A new home region from that day; the earlier stays are kept (row 1).

    Refused: ``already_in_region``; ``invalid_input`` when the day is to come or lies before
    the present stay began.
    """
    if member.region == region:
        raise Refusal("already_in_region")
    current = member.home_regions[-1]
    if on > today:
        raise Refusal("invalid_input", fields={"from": ["Give today or a day in the past."]})
    if on < current.since:
        raise Refusal("invalid_input", fields={"from": ["This is before the present home region began."]})
    stays = (*member.home_regions[:-1], replace(current, until=on), Stay(region, on))
    return replace(member, version=member.version + 1, region=region, home_regions=stays)


def leave(member: Member, on: date) -> Member:
    """Close the record: the stay, the roles and the designation end that day; history stays.

    Refused: ``already_left``; ``invalid_input`` when the day lies before the present stay.
    """
    if member.left is not None:
        raise Refusal("already_left")
    current = member.home_regions[-1]
    if on < current.since:
        raise Refusal("invalid_input", fields={"left": ["This is before the present home region began."]})
    return replace(
        member,
        version=member.version + 1,
        left=on,
        status=LEFT,
        home_regions=(*member.home_regions[:-1], replace(current, until=on)),
        roles=tuple(replace(held, until=held.until or on) for held in member.roles),
        connector=None,
        compact=replace(member.compact, grace_until=None),
    )


def as_one_step(before: Member, after: Member) -> Member:
    """``after`` as a single saved change of ``before``, however many verbs led there."""
    return before if after is before else replace(after, version=before.version + 1)


# Roles


def roles_held(member: Member) -> tuple[Role, ...]:
    """The roles that last."""
    return tuple(held for held in member.roles if held.until is None)


def envelope_roles(member: Member) -> list[str]:
    """The roles as a signed envelope carries them; a paused member only has ``member``."""
    if member.status == LEFT:
        return []
    if member.status == PAUSED:
        return ["member"]
    return ["member", *roles_named(member)]


def roles_named(member: Member) -> list[str]:
    """The roles that last, also while they rest: ``convenor:WOE``, ``operator``."""
    return sorted(f"{held.role}:{held.region}" if held.region else held.role for held in roles_held(member))


def grant_role(member: Member, role: str, region: str | None, by: str, on: date) -> Member:
    """Give a role; unchanged when it is held already. Refused: ``already_left``, ``invalid_input``."""
    if member.left is not None:
        raise Refusal("already_left")
    if role in REGIONAL_ROLES and region is None:
        raise Refusal("invalid_input", fields={"region": [f"A {role} acts for a region: say which."]})
    if role in CENTRAL_ROLES and region is not None:
        raise Refusal(
            "invalid_input", fields={"region": ["This role acts everywhere: leave the region out."]}
        )
    if _holds(member, role, region):
        return member
    return replace(
        member, version=member.version + 1, roles=(*member.roles, Role(role, region, on, None, by))
    )


def end_role(member: Member, role: str, region: str | None, on: date) -> Member:
    """End a role that lasts; its dates are kept. Refused: ``role_not_held``."""
    if not _holds(member, role, region):
        raise Refusal("role_not_held")
    roles = tuple(
        replace(held, until=on) if (held.role, held.region, held.until) == (role, region, None) else held
        for held in member.roles
    )
    return replace(member, version=member.version + 1, roles=roles)


def _holds(member: Member, role: str, region: str | None) -> bool:
    return any((held.role, held.region) == (role, region) for held in roles_held(member))


def designate(member: Member, connector: Connector | None) -> Member:
    """Make the member a Connector, change the scope, or end it with None (row 8).

    Refused: ``member_not_active``.
    """
    if connector is not None and member.status != ACTIVE:
        raise Refusal("member_not_active")
    if connector == member.connector:
        return member
    return replace(member, version=member.version + 1, connector=connector)


def _checked(changes: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(changes) - set(CHANGEABLE)
    if unknown:
        raise ValueError(f"not part of a profile: {', '.join(sorted(unknown))}")
    return {name: tuple(value) if name == "interests" else value for name, value in changes.items()}
