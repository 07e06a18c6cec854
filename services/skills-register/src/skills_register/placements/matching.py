"""Which members have the skills that a request names, as far as the asker may see them (rows 61 and 63).

A request says its skills in plain words; the vocabulary knows which skill each word means.
"""

from dataclasses import dataclass
from typing import Any

from chassis.call import Call
from skills_register.placements.releasing.requests import ReleaseRequest
from skills_register.searches import domain
from skills_register.searches.asking import audiences_of
from skills_register.searches.domain import Criteria, Found, Wanted
from skills_register.searches.store import SearchStore
from skills_register.skills.facts import facts_of
from skills_register.skills.store import SkillStore, entry_from
from skills_register.vocabulary.settings import RegisterSettings
from skills_register.vocabulary.store import WordStore

MOST_SHOWN = 50


@dataclass(frozen=True)
class Match:
    """A member who could help: the skills that fit, and why, in words."""

    member_id: str
    shown_name: str
    skills: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Matches:
    """Whoever fits best first; ``not_understood`` are skills of the request that no word of ours means."""

    members: tuple[Match, ...]
    not_understood: tuple[str, ...]


def helpers_for(work: Any, settings: RegisterSettings, call: Call, request: ReleaseRequest) -> Matches:
    """Members of the request's region with at least one of its skills, and never the asker."""
    words = WordStore(work).vocabulary(settings.words)
    wanted: dict[str, Wanted] = {}
    unknown: list[str] = []
    for said in request.skills:
        hits = words.understand(said).hits
        wanted.update({hit.skill: Wanted(hit.skill, hit.word) for hit in hits})
        unknown += [] if hits else [said]
    if not wanted:
        return Matches((), tuple(unknown))
    criteria = Criteria(
        asker=call.caller.subject,
        audiences=audiences_of(call.caller),
        skills=tuple(wanted.values()),
        region=request.region,
    )
    store = SearchStore(work)
    found = domain.best(
        criteria,
        lambda ring, below, most: store.ring(criteria, call.now, ring, below, most),
        None,
        MOST_SHOWN,
    )
    names = {skill: words.name_of(skill) for skill in wanted}
    return Matches(tuple(_by_member(work, settings, criteria, found, names)), tuple(unknown))


def _by_member(
    work: Any,
    settings: RegisterSettings,
    criteria: Criteria,
    found: list[Found],
    names: dict[str, str],
) -> list[Match]:
    """One match for each member, in the order of their best skill; each reason names its skill when there
    are several."""
    entries = [entry_from(each.row) for each in found]
    profiles = SkillStore(work).several_profiles(each.member_id for each in entries)
    matches: dict[str, Match] = {}
    for entry in entries:
        profile = profiles[entry.member_id]
        facts = facts_of(entry, profile)
        reasons = [
            *domain.reasons(criteria, facts, names[entry.skill], settings.places.spots),
            *entry.reasons(profile),
        ]
        of_skill = f"{names[entry.skill]}: " if len(names) > 1 else ""
        # All of them are of the region that asks.
        said = tuple(f"{of_skill}{reason.words}" for reason in reasons if reason.kind != "region")
        before = matches.get(entry.member_id, Match(entry.member_id, profile.shown_name, (), ()))
        matches[entry.member_id] = Match(
            before.member_id,
            before.shown_name,
            (*before.skills, names[entry.skill]),
            (*before.reasons, *said),
        )
    return list(matches.values())
