"""How a member's page is kept: each change is weighed anew, watched, and told to saved searches."""

from dataclasses import replace

from chassis.call import Call
from commons.people.domain import Person
from commons.people.store import People
from contracts.refusals import Refused
from skills_register.skills import domain
from skills_register.skills.domain import Entry, Profile
from skills_register.skills.facts import facts_of
from skills_register.skills.store import SkillStore
from skills_register.vocabulary.settings import RegisterSettings
from skills_register.vocabulary.store import WordStore

CLOCK = "skill_clock"
"""Due when the first of a member's skills has grown old; key: the member's id."""
PERSON_CHANGED = "skill_person_changed"
"""Due when membership told us of a change; key: the member's id."""
FOUND_ANEW = "skill_found_anew"
"""Due at once when searches may find a skill that they did not find before."""


class Keeping:
    """The pages of members, in the transaction of one call."""

    def __init__(self, store: SkillStore, settings: RegisterSettings, call: Call) -> None:
        self._store = store
        self._settings = settings
        self._call = call

    def person(self, member_id: str) -> Person:
        """Refused: ``not_found`` for nobody we know, or somebody who left."""
        found = People(self._store.work).get(member_id)
        if found is None or found.status == "left":
            raise Refused("not_found")
        return found

    def profile(self, member_id: str) -> Profile:
        """As it is, or as it begins: seen by nobody. Refused: ``not_found``."""
        known = self._store.profile(member_id)
        if known is not None:
            return known
        person = self.person(member_id)
        return Profile(member_id, 0, person.region, is_active=person.is_active)

    def opened(self, member_id: str) -> Profile:
        """The same, kept from now on."""
        profile = self.profile(member_id)
        if profile.version == 0:
            profile = replace(profile, version=1)
            self._store.save_profile(profile)
        return profile

    def own(self, member_id: str, entry_id: str) -> Entry:
        """Refused: ``not_found`` unless it is theirs."""
        entry = self._store.entry(entry_id)
        if entry is None or entry.member_id != member_id:
            raise Refused("not_found")
        return entry

    def refuse_unknown(self, skill: str) -> None:
        """Refused: ``skill_unknown``."""
        if WordStore(self._store.work).vocabulary(self._settings.words).get(skill) is None:
            raise Refused("skill_unknown", fields={"skill": ["Choose a skill from the list."]})

    def add(self, entry: Entry, profile: Profile) -> None:
        self._store.save(entry, profile)
        self._tell_searches(None, entry, profile, profile)
        self.watch(entry.member_id)

    def change(self, before: Entry, after: Entry, profile: Profile) -> None:
        """One skill, on the same page."""
        self._store.save(after, profile)
        self._tell_searches(before, after, profile, profile)

    def move(self, before: Profile, after: Profile) -> None:
        """The page itself, and with it what every skill on it is found by."""
        self._store.save_profile(after)
        for entry in self._store.entries_of(after.member_id):
            moved = replace(entry, version=entry.version + 1)
            self._store.save(moved, after)
            self._tell_searches(entry, moved, before, after)

    def watch(self, member_id: str) -> None:
        """Plan when the owner is prompted next."""
        due = domain.next_check(self._store.entries_of(member_id))
        if due is None:
            self._store.work.unschedule(CLOCK, member_id)
        else:
            self._store.work.schedule(CLOCK, member_id, due)

    def _tell_searches(self, before: Entry | None, after: Entry, old: Profile, new: Profile) -> None:
        known = facts_of(before, old) if before else None
        found = facts_of(after, new)
        if found.finds_more_than(known, self._call.now):
            data = {"before": known.plain() if known else None, "after": found.plain()}
            self._store.work.schedule(FOUND_ANEW, f"{after.id}:{after.version}", self._call.now, data)
