"""The doors of members' skills: one's own page, confirming, endorsing, and what others may see (row 63)."""

from dataclasses import replace
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.fields import Nothing
from chassis.identity import Caller
from chassis.versions import refuse_stale
from commons.london import day_of
from commons.people.store import People
from commons.places import KEEPERS, keeps
from contracts.events import Fact
from contracts.refusals import Refused
from skills_register.notices import notices
from skills_register.refusal import Refusal
from skills_register.searches.store import SearchStore
from skills_register.settings import Settings
from skills_register.skills import domain, schemas
from skills_register.skills.domain import Availability, Entry, Profile
from skills_register.skills.keeping import CLOCK, PERSON_CHANGED, Keeping
from skills_register.skills.store import SkillStore
from skills_register.vocabulary.domain import Vocabulary
from skills_register.vocabulary.store import WordStore

READERS = (PUBLIC,)
NAMED = 3
"""Skills that a mail names before it says how many more there are."""


class Skills:
    """What members say they can do.

    A command's answer is remembered for a while, so it holds no words that its member may take back.
    """

    name = "skills_register_skills"
    context = "skills_register"
    refusals = (Refusal,)
    store_class = SkillStore
    settings_class = Settings
    store: SkillStore
    settings: Settings

    @query(Nothing, by=("member",))
    def get_my_skills(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """The caller's own page and skills. Refused: ``not_found`` for somebody we do not know yet."""
        profile, words = self._keeping(call).profile(call.caller.subject), self._words()
        entries = self.store.entries_of(call.caller.subject)
        return {
            **schemas.profile_view(profile),
            "items": [schemas.entry_view(each, words, call.now) for each in entries],
            "to_confirm": sum(each.is_stale(call.now) for each in entries),
        }

    @query(schemas.LookUpPlace, by=READERS)
    def look_up_place(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What would be kept of a postcode. Refused: ``postcode_unknown``."""
        return {"place": schemas.place_view(self.settings.places.of(asked["postcode"]))}

    @command(schemas.SaveProfile, by=("member",))
    def save_profile(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Who sees it, where, when. Refused: ``postcode_unknown``, ``system_unknown``, ``stale_version``."""
        before = self._keeping(call).opened(call.caller.subject)
        refuse_stale(before.version, asked["version"])
        said = asked["availability"]
        wanted = replace(
            before,
            visibility=asked["visibility"],
            shown_name=asked["shown_name"],
            place=self.settings.places.of(asked["postcode"]) if asked["postcode"] else None,
            system=self._system(before.region, asked["system"]),
            availability=_availability(said) if said else None,
        )
        after = domain.rearranged(before, wanted, call.now)
        self._keeping(call).move(before, after)
        return schemas.kept_view(after)

    @command(schemas.AddSkill, by=("member",))
    def add_skill(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``skill_unknown``, ``skill_listed_already``, ``skills_too_many``, ``day_ahead``."""
        keeping, member = self._keeping(call), call.caller.subject
        keeping.refuse_unknown(asked["skill"])
        profile = keeping.opened(member)
        months = self.settings.skill_fresh_months
        have = self.store.entries_of(member)
        made = domain.add(call.new_id(), have, member_id=member, now=call.now, months=months, **asked)
        keeping.add(made, profile)
        return schemas.said_view(made)

    @command(schemas.ChangeSkill, by=("member",))
    def change_skill(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Level and evidence; that confirms it too. Refused: ``not_found``, ``stale_version``."""
        keeping = self._keeping(call)
        before = keeping.own(call.caller.subject, asked["id"])
        refuse_stale(before.version, asked["version"])
        words = asked["level"], asked["evidence"], asked["link"]
        after = domain.change(before, *words, call.now, self.settings.skill_fresh_months)
        keeping.change(before, after, keeping.profile(after.member_id))
        keeping.watch(after.member_id)
        return schemas.said_view(after)

    @command(schemas.OneSkill, by=("member",))
    def remove_skill(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One's own, with its endorsements. Refused: ``not_found``."""
        self.store.remove(self._keeping(call).own(call.caller.subject, asked["id"]))
        self._keeping(call).watch(call.caller.subject)
        return {"id": asked["id"]}

    @command(schemas.ConfirmSkills, by=("member",))
    def confirm_skills(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Still true today: those named, or all. Refused: ``not_found`` for one that is not the caller's."""
        keeping, member = self._keeping(call), call.caller.subject
        own = self.store.entries_of(member)
        wanted = set(asked["ids"]) or {each.id for each in own}
        if wanted - {each.id for each in own}:
            raise Refused("not_found")
        profile = keeping.profile(member)
        for each in own:
            if each.id in wanted:
                after = domain.confirm(each, call.now, self.settings.skill_fresh_months)
                keeping.change(each, after, profile)
        keeping.watch(member)
        return {"confirmed": len(wanted)}

    @query(schemas.OneSkill, by=READERS)
    def get_skill(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One skill and whose it is, for those whom its owner lets see it. Refused: ``not_found``."""
        entry, profile = self._seen(call, asked["id"])
        owner = schemas.owner_view(profile, _is_one_of_us(call.caller))
        return {**schemas.entry_view(entry, self._words(), call.now), "owner": owner}

    @query(schemas.OneMember, by=("member", *KEEPERS))
    def get_member_skills(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """All skills of one member, for those whom they let see them. Refused: ``not_found``."""
        member = asked["member_id"]
        is_own = member == call.caller.subject
        profile = self._keeping(call).profile(member) if is_own else self.store.profile(member)
        if profile is None or not sees(call.caller, profile):
            raise Refused("not_found")
        words = self._words()
        entries = self.store.entries_of(profile.member_id)
        return {
            **schemas.owner_view(profile, True),
            "items": [schemas.entry_view(each, words, call.now) for each in entries],
        }

    @command(schemas.Endorse, by=("member",))
    def endorse_skill(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Vouch for another's skill, once; its owner is told.

        Refused: ``not_found``, ``endorsement_of_oneself``, ``endorsed_already``.
        """
        entry, profile = self._seen(call, asked["id"])
        self._keeping(call).person(call.caller.subject)
        made = domain.endorse(call.new_id(), entry, call.caller.subject, asked["words"], call.now)
        counted = domain.counted(entry, 1)
        self.store.add_endorsement(made, self._endorsed(counted, made.id))
        self._keeping(call).change(entry, counted, profile)
        return {"id": entry.id, "endorsement_id": made.id, "endorsements": counted.endorsements}

    @command(schemas.OneEndorsement, by=("member",))
    def take_back_endorsement(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """By who gave it, or by whose skill it is. Refused: ``not_found``."""
        found = self.store.endorsement(asked["endorsement_id"])
        if found is None or call.caller.subject not in (found.giver_id, found.member_id):
            raise Refused("not_found")
        entry = self.store.entry(found.entry_id)
        if entry is None:
            raise Refused("not_found")
        after = domain.counted(entry, -1)
        self.store.remove_endorsement(found)
        self._keeping(call).change(entry, after, self._keeping(call).profile(entry.member_id))
        return {"id": entry.id, "endorsements": after.endorsements}

    @query(schemas.ListEndorsements, by=READERS)
    def list_endorsements(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Who vouches for a skill that the caller may see, the newest first. Refused: ``not_found``."""
        self._seen(call, asked["id"])
        page = self.store.endorsements_of(asked["id"], asked)
        givers = self.store.several_profiles(each.giver_id for each in page["items"] if each.giver_id)
        shown = {key: giver for key, giver in givers.items() if sees(call.caller, giver)}
        known, own = _is_one_of_us(call.caller), call.caller.subject
        items = [
            schemas.endorsement_view(each, shown.get(each.giver_id or ""), known, own)
            for each in page["items"]
        ]
        return {**page, "items": items}

    @due(CLOCK)
    def prompt_the_owner(self, call: Call, job: Job) -> Again | None:
        """Tell a member, once, that some of their skills were confirmed too long ago.

        Whoever rests is told when they are back.
        """
        profile, entries = self.store.profile(job.key), self.store.entries_of(job.key)
        if profile is None or not profile.is_active:
            return None
        old = [each for each in entries if each.is_stale(call.now) and not each.is_prompted]
        for each in old:
            self.store.save(domain.prompt(each), profile)
        if old:
            self.store.work.publish(self._grown_old(call, profile, old))
        due_at = domain.next_check(each for each in entries if not each.is_stale(call.now))
        return Again(due_at, {}) if due_at else None

    @due(PERSON_CHANGED)
    def follow_the_person(self, call: Call, job: Job) -> Again | None:
        """Who left is forgotten; who moved or rests is found accordingly."""
        person, before = People(self.store.work).get(job.key), self.store.profile(job.key)
        if person is not None and person.status == "left":
            self.store.forget(job.key)
            WordStore(self.store.work).forget(job.key)
            SearchStore(self.store.work).forget(job.key)
            self.store.work.unschedule(CLOCK, job.key)
        elif person is not None and before is not None:
            # A local system belongs to its region: who moves says anew in which one they work.
            system = before.system if person.region == before.region else ""
            after = replace(before, region=person.region, system=system, is_active=person.is_active)
            if after != before:
                self._keeping(call).move(before, replace(after, version=before.version + 1))
                self._keeping(call).watch(after.member_id)
        return None

    def _seen(self, call: Call, entry_id: str) -> tuple[Entry, Profile]:
        entry = self.store.entry(entry_id)
        profile = self.store.profile(entry.member_id) if entry else None
        if entry is None or profile is None or not sees(call.caller, profile):
            raise Refused("not_found")
        return entry, profile

    def _system(self, region: str, name: str) -> str:
        """As the region writes it. Refused: ``system_unknown`` where the region lists its systems."""
        known = self.settings.regions.get(region)
        listed = known.systems if known else ()
        if not name or not listed:
            return name
        found = next((each for each in listed if each.casefold() == name.casefold()), None)
        if found is None:
            raise Refused("system_unknown", fields={"system": ["Choose a system of your region."]})
        return found

    def _words(self) -> Vocabulary:
        return WordStore(self.store.work).vocabulary(self.settings.words)

    def _keeping(self, call: Call) -> Keeping:
        return Keeping(self.store, self.settings, call)

    def _endorsed(self, entry: Entry, endorsement_id: str) -> list[Fact]:
        return notices(
            "skill_endorsed",
            cause=f"endorsement:{endorsement_id}",
            members=[entry.member_id],
            about={"skill": self._words().name_of(entry.skill)},
            path=f"/skills/{entry.id}",
            concerning=(entry.id, entry.version),
        )

    def _grown_old(self, call: Call, profile: Profile, old: list[Entry]) -> list[Fact]:
        words = self._words()
        names = [words.name_of(each.skill) for each in old[:NAMED]]
        more = f" and {len(old) - NAMED} more" if len(old) > NAMED else ""
        return notices(
            "skill_stale",
            # A day of London: two of its midnights may lie on one day of UTC, when the clocks change.
            cause=f"skills:{profile.member_id}:{day_of(call.now).isoformat()}",
            members=[profile.member_id],
            about={"skills": ", ".join(names) + more},
            path="/skills/mine",
            concerning=(profile.member_id, profile.version),
        )


def sees(caller: Caller, profile: Profile) -> bool:
    """Whether a member lets this caller see their skills; their own page everybody sees."""
    if caller.subject == profile.member_id:
        return True
    if profile.audience == domain.MEMBERS:
        return _is_one_of_us(caller)
    return profile.audience == domain.EVERYONE or (
        profile.audience == domain.KEEPERS and keeps(caller, profile.region)
    )


def _is_one_of_us(caller: Caller) -> bool:
    """A member or somebody who keeps a register; who only holds a link of ours is neither."""
    return any(caller.has(role) for role in ("member", *KEEPERS))


def _availability(said: dict[str, Any]) -> Availability:
    return Availability(
        said["hours"], tuple(sorted(set(said["months"]))), tuple(sorted(set(said["weekdays"])))
    )
