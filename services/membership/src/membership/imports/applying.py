"""What a row does to the register: the verdict, and the member as it would be afterwards (pure).

The same function previews and applies, so what was shown is what happens. A blank cell
says nothing and changes nothing; the same row again is always ``unchanged``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from membership.imports.domain import CHANGED, NEW, UNCHANGED, WRONG
from membership.imports.rows import PROFILE, Problem
from membership.members import domain as register
from membership.members.domain import COMMUNITY_TIME, Acceptance, Member
from membership.refusal import Refusal

ROUTE = "import"
NOON = time(12, 0)


@dataclass(frozen=True)
class Outcome:
    """A row's verdict; ``before`` and ``after`` are the member around it, ``problem`` why it is wrong."""

    verdict: str
    before: Member | None = None
    after: Member | None = None
    problem: Problem | None = None


def outcome(
    member: Member | None,
    values: Mapping[str, str],
    *,
    only: str | None,
    new_id: Callable[[], str],
    now: datetime,
) -> Outcome:
    """What these values (checked by ``rows``) make of ``member``, who has the row's address, or of nobody.

    ``only`` is the one region the import may change, None for every region.
    """
    if member is None:
        return Outcome(NEW, None, _joined(values, new_id()))
    try:
        after = _changed(member, values, only, now)
    except _Unlike as no:
        return Outcome(WRONG, member, member, no.problem)
    except Refusal as no:
        field, told = next(iter(no.fields.items()), ("", [""]))
        return Outcome(WRONG, member, member, Problem(field, no.code, " ".join(told)))
    return Outcome(UNCHANGED if after is member else CHANGED, member, after)


class _Unlike(Exception):
    def __init__(self, field: str, code: str, message: str) -> None:
        self.problem = Problem(field, code, message)
        super().__init__(message)


def _joined(values: Mapping[str, str], member_id: str) -> Member:
    joined = date.fromisoformat(values["joined"])
    member = register.join(
        member_id,
        name=values["name"],
        email=values["email"],
        region=values["region"],
        joined=joined,
        joined_by=ROUTE,
        cohort=values.get("cohort", ""),
        accepted=_acceptance(values, joined),
        profile=_profile(values),
    )
    if "left" not in values:
        return member
    return replace(register.leave(member, date.fromisoformat(values["left"])), version=1)


def _changed(member: Member, values: Mapping[str, str], only: str | None, now: datetime) -> Member:
    comes_back = member.left is not None and values["joined"] > member.left.isoformat()
    if only not in (None, member.region) and not comes_back:
        told = "Somebody with this address belongs to a region that this import may not change."
        raise _Unlike("email", "not_your_region", told)
    if values.get("cohort", member.cohort) != member.cohort:
        raise _Unlike(
            "cohort", "cohort_fixed", f"The register says {member.cohort}. The cohort never changes."
        )
    joined = date.fromisoformat(values["joined"])
    left = date.fromisoformat(values["left"]) if "left" in values else None
    after = member
    if member.left is not None and not comes_back:
        return _as_closed(member, joined, left)
    if comes_back:
        after = register.rejoin(
            member, region=values["region"], on=joined, accepted=_acceptance(values, joined)
        )
    elif joined not in {member.joined, *(stay.since for stay in member.home_regions)}:
        raise _Unlike("joined", "joined_differs", f"The register says {member.joined.isoformat()}.")
    after = register.change(after, {"name": values["name"], **_profile(values)})
    after = _at_home(after, values["region"], left, now)
    if "compact_version" in values and after.compact.version is None:
        accepted = Acceptance(values["compact_version"], now)
        after = replace(after, version=after.version + 1, compact=after.compact.with_accepted(accepted))
    return register.as_one_step(member, after)


def _as_closed(member: Member, joined: date, left: date | None) -> Member:
    """A row about somebody's past: it may repeat what the register says, and reopens nothing."""
    if joined not in {member.joined, *(stay.since for stay in member.home_regions)}:
        raise _Unlike("joined", "joined_differs", f"The register says {member.joined.isoformat()}.")
    if left is not None and left != member.left:
        raise _Unlike("left", "left_differs", f"The register says {member.left}.")
    return member


def _at_home(member: Member, region: str, left: date | None, now: datetime) -> Member:
    if left is not None:
        return register.leave(member, left)
    if region == member.region:
        return member
    today = register.today(now)
    return register.move(member, region, today, today)


def _profile(values: Mapping[str, str]) -> dict[str, str]:
    return {name: values[name] for name in PROFILE if name in values}


def _acceptance(values: Mapping[str, str], on: date) -> Acceptance | None:
    """A version accepted on joining: the file has no time of day, so noon of that day stands for it."""
    if "compact_version" not in values:
        return None
    return Acceptance(values["compact_version"], datetime.combine(on, NOON, COMMUNITY_TIME))
