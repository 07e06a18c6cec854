"""Whom a claim's steps are told to: those who may decide it, and its claimant."""

from typing import Any

from commons.centre import UK
from commons.people.store import People
from commons.places import name_of
from contracts.events import Fact
from meetings.expenses.claims import Claim
from meetings.notices import notices
from meetings.settings import Settings


def approvers_of(work: Any, claim: Claim) -> set[str]:
    """Those who may decide this claim: its region's coordinators and convenor, else the national team.

    Nobody who has a part in it is asked.
    """
    region = claim.occasion.region
    offices = () if region == UK else (f"coordinator:{region}", f"convenor:{region}")
    people = People(work)
    near = set(people.holding(*offices)) - claim.everybody_involved if offices else set()
    # Two are needed: where a region has fewer, the national team is asked too.
    return near if len(near) > 1 else near | set(people.holding("national_team")) - claim.everybody_involved


def handed_in(work: Any, settings: Settings, claim: Claim) -> list[Fact]:
    """To those who may decide."""
    return _tell("claim_submitted", settings, claim, approvers_of(work, claim))


def returned(settings: Settings, claim: Claim) -> list[Fact]:
    """To the claimant: there is a question."""
    return _tell("claim_returned", settings, claim, {claim.claimant_id})


def decided(settings: Settings, claim: Claim, outcome: str) -> list[Fact]:
    """To the claimant: ``approved`` or ``refused``."""
    return _tell("claim_decided", settings, claim, {claim.claimant_id}, outcome=outcome)


def paid(settings: Settings, claim: Claim) -> list[Fact]:
    """To the claimant."""
    return _tell("claim_paid", settings, claim, {claim.claimant_id})


def _tell(kind: str, settings: Settings, claim: Claim, members: set[str], **about: str) -> list[Fact]:
    """A mail names the group alone: neither the amount nor what it was for leaves the site."""
    return notices(
        kind,
        cause=f"expense:{claim.id}:{kind}:{claim.version}",
        members=members,
        about={"group": name_of(settings.regions, claim.occasion.region), **about},
        path=f"/my-expenses/{claim.id}" if kind != "claim_submitted" else f"/expenses/{claim.id}",
        concerning=(claim.id, claim.version),
        region=claim.occasion.region,
    )
