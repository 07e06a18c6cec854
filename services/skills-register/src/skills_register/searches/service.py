"""The doors of the search: who can help, with the reasons; and searches that tell of new matches (row 63)."""

from collections.abc import Mapping
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.identity import Caller
from commons.people.domain import LEFT, Person
from commons.people.store import People
from contracts.refusals import Refused
from skills_register.refusal import Refusal
from skills_register.searches import domain, schemas
from skills_register.searches.asking import Asking, near_what
from skills_register.searches.domain import Criteria, Found, SavedSearch
from skills_register.searches.store import ANY, MOST_COUNTED, SearchStore
from skills_register.searches.telling import TELL, next_telling, tell
from skills_register.settings import Settings
from skills_register.skills import schemas as skill_schemas
from skills_register.skills.facts import Facts, facts_from, facts_of
from skills_register.skills.keeping import FOUND_ANEW
from skills_register.skills.standing import points_table
from skills_register.skills.store import SkillStore, entry_from

AT_A_TIME = 200
"""Saved searches that are asked about one change in one transaction."""


class Searches:
    """Who within 30 miles can coach SPC in June?"""

    name = "skills_register_searches"
    context = "skills_register"
    refusals = (Refusal,)
    store_class = SearchStore
    settings_class = Settings
    store: SearchStore
    settings: Settings

    @query(schemas.Search, by=(PUBLIC,))
    def search_skills(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Matches with their reasons, the most points first; only what the caller may see.

        Refused: ``search_too_wide``, ``words_not_understood``, ``skill_unknown``, ``region_unknown``,
        ``postcode_unknown``, ``place_needed``.
        """
        return self._answer(call, asked, asked)

    @command(schemas.SaveSearch, by=("member",))
    def save_search(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Keep it, and be told of new matches. Refused: ``searches_too_many`` and as ``search_skills``."""
        kept = schemas.asked_only(asked)
        asking = self._asking()
        criteria, _ = asking.read(kept, call.caller)
        if criteria.circle is not None:
            # Where its member lives may change; what they searched for does not.
            kept["near"], _ = asking.centre(near_what(kept), call.caller)
        made = SavedSearch(
            id=call.new_id(),
            version=1,
            member_id=call.caller.subject,
            name=asked["name"],
            asked=kept,
            keys=tuple(each.skill for each in criteria.skills) or (ANY,),
            tells=asked["tells"],
            saved_at=call.now,
        )
        self.store.save(domain.save(made, self.store.number_of(call.caller.subject)))
        return {"id": made.id, "version": made.version, "tells": made.tells}

    @query(schemas.MySearches, by=("member",))
    def my_searches(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The caller's saved searches, the newest first."""
        page = self.store.of_member(call.caller.subject, asked)
        return {**page, "items": [schemas.saved_view(each) for each in page["items"]]}

    @query(schemas.RunSearch, by=("member",))
    def run_search(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One's own saved search, asked again. Refused: ``not_found`` and as ``search_skills``."""
        saved = self._own(call, asked["id"])
        return {**self._answer(call, saved.asked, asked), "search": schemas.saved_view(saved)}

    @command(schemas.TellOrNot, by=("member",))
    def tell_of_matches(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Be told of new matches, or no longer. Refused: ``not_found``."""
        before = self._own(call, asked["id"])
        after = domain.tell_or_not(before, asked["tells"])
        if after is not before:
            self.store.save(after)
            self.store.work.unschedule(TELL, after.id)
        return {"id": after.id, "version": after.version, "tells": after.tells}

    @command(schemas.OneSearch, by=("member",))
    def remove_search(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``."""
        saved = self._own(call, asked["id"])
        self.store.remove(saved)
        self.store.work.unschedule(TELL, saved.id)
        return {"id": saved.id}

    @due(FOUND_ANEW)
    def note_new_match(self, call: Call, job: Job) -> Again | None:
        """Which saved searches find a skill that they did not find before; some of them at a time."""
        after = facts_from(job.data["after"])
        before = facts_from(job.data["before"]) if job.data["before"] else None
        beyond = job.data.get("beyond", "")
        found = self.store.looking_for(after.skill, beyond, AT_A_TIME)
        people = People(self.store.work).several(each.member_id for each in found)
        asking = self._asking()
        for saved in found:
            criteria = self._criteria(asking, saved, people.get(saved.member_id))
            if criteria is not None and _is_news(criteria, before, after, call):
                self.store.note(saved, after.entry_id)
                self.store.work.schedule(TELL, saved.id, next_telling(saved, call.now))
        return Again(call.now, {**job.data, "beyond": found[-1].id}) if len(found) == AT_A_TIME else None

    @due(TELL)
    def tell_the_member(self, call: Call, job: Job) -> Again | None:
        """At noon, of all that came since: once a day at most, and only of what still matches."""
        saved = self.store.get(job.key)
        if saved is None or not saved.tells:
            return None
        person = People(self.store.work).get(saved.member_id)
        criteria = self._criteria(self._asking(), saved, person)
        facts = self._facts_of(saved.news) if criteria else []
        matching = sum(criteria.matches(each, call.now) for each in facts) if criteria else 0
        if matching:
            self.store.save(domain.told(saved, call.now), tell(saved, matching))
        else:
            self.store.save(domain.looked_through(saved))
        return None

    def _answer(self, call: Call, asked: Mapping[str, Any], paged: Mapping[str, Any]) -> dict[str, Any]:
        asking = self._asking()
        criteria, unknown = asking.read(asked, call.caller)
        limit, after = paged["limit"], schemas.place_of(paged["cursor"])
        found = domain.best(
            criteria,
            lambda ring, below, most: self.store.ring(criteria, call.now, ring, below, most),
            after,
            limit + 1,
        )
        shown = found[:limit]
        names = {each.skill: asking.words.name_of(each.skill) for each in criteria.skills}
        return {
            "items": self._matches(call, asking, criteria, shown),
            "next": schemas.cursor_of(shown[-1]) if len(found) > limit else None,
            "count": None if after else self._count(criteria, call, len(found), limit),
            "understood": domain.in_words(criteria, names),
            "not_understood": list(unknown),
            "points": points_table(),
        }

    def _matches(
        self, call: Call, asking: Asking, criteria: Criteria, found: list[Found]
    ) -> list[dict[str, Any]]:
        profiles = SkillStore(self.store.work).several_profiles(str(each.row["member_id"]) for each in found)
        items = []
        for each in found:
            entry = entry_from(each.row)
            profile = profiles.get(entry.member_id)
            facts = facts_of(entry, profile) if profile else None
            # Nothing holds the page still: who left, moved or hid meanwhile is a match no more.
            if profile is None or facts is None or not criteria.matches(facts, call.now):
                continue
            name = asking.words.name_of(entry.skill)
            reasons = [
                *domain.reasons(criteria, facts, name, self.settings.places.spots),
                *entry.reasons(profile),
            ]
            items.append(
                {
                    **skill_schemas.entry_view(entry, asking.words, call.now),
                    "owner": skill_schemas.owner_view(profile, criteria.asks_as_one_of_us),
                    "miles": self._miles(criteria, facts),
                    "points": each.points,
                    "reasons": [schemas.reason_view(reason) for reason in reasons],
                }
            )
        return items

    def _count(self, criteria: Criteria, call: Call, found: int, limit: int) -> dict[str, Any]:
        """``is_more``: there are more than that; nobody counts a million, nor what is all on one page."""
        counted = found if found <= limit else self.store.count(criteria, call.now)
        return {"matches": min(counted, MOST_COUNTED), "is_more": counted > MOST_COUNTED}

    def _miles(self, criteria: Criteria, facts: Facts) -> int | None:
        return round(criteria.circle.spots[facts.place]) if criteria.circle else None

    def _facts_of(self, entry_ids: tuple[str, ...]) -> list[Facts]:
        entries = [entry_from(row) for row in self.store.rows(entry_ids)]
        profiles = SkillStore(self.store.work).several_profiles(each.member_id for each in entries)
        return [facts_of(each, profiles[each.member_id]) for each in entries]

    def _criteria(self, asking: Asking, saved: SavedSearch, person: Person | None) -> Criteria | None:
        """What it looks for, with the eyes of its member today; None if it can look for nothing any more."""
        if person is None or person.status == LEFT:
            return None
        try:
            return asking.read(saved.asked, _caller(person))[0]
        except (Refusal, Refused):
            return None  # a skill or a region that the files no longer hold

    def _own(self, call: Call, search_id: str) -> SavedSearch:
        saved = self.store.get(search_id)
        if saved is None or saved.member_id != call.caller.subject:
            raise Refused("not_found")
        return saved

    def _asking(self) -> Asking:
        return Asking(self.store.work, self.settings)


def _is_news(criteria: Criteria, before: Facts | None, after: Facts, call: Call) -> bool:
    """Whether it matches now and did not match as it was."""
    if not criteria.matches(after, call.now):
        return False
    return before is None or not criteria.matches(before, call.now)


def _caller(person: Person) -> Caller:
    """A member as they would knock: the roles are membership's."""
    return Caller(person.id, frozenset({"member", *person.roles}), person.region)
