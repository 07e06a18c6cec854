"""The doors of development: list what there is to learn, and say what one completed (row 88)."""

from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from chassis.versions import refuse_stale
from commons.london import day_of
from commons.places import KEEPERS, keeps, kept_by, refuse_unknown
from contracts.refusals import Refused
from skills_register.development import domain, schemas
from skills_register.development.domain import Opportunity, Taught
from skills_register.development.store import DevelopmentStore
from skills_register.refusal import Refusal
from skills_register.settings import Settings
from skills_register.vocabulary.store import WordStore


class Development:
    """Opportunities are public; what somebody completed is theirs alone."""

    name = "skills_register_development"
    context = "skills_register"
    refusals = (Refusal,)
    store_class = DevelopmentStore
    settings_class = Settings
    store: DevelopmentStore
    settings: Settings

    @command(schemas.AddDevelopment, by=KEEPERS)
    def add_development(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """List an opportunity of a region, or of the UK.

        Refused: ``not_your_region``, ``region_unknown``, ``skill_unknown``, ``development_ends_first``.
        """
        kept_by(call.caller, self.settings.regions, asked["region"])
        made = domain.listed(self._made(call, call.new_id(), asked))
        self.store.save(made)
        return schemas.opportunity_view(made)

    @command(schemas.ChangeDevelopment, by=KEEPERS)
    def change_development(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Say it anew. Refused: ``not_found``, ``stale_version``, ``development_withdrawn``, and as new."""
        before = self._kept(call, asked.pop("id"))
        refuse_stale(before.version, asked.pop("version"))
        kept_by(call.caller, self.settings.regions, asked["region"])
        after = domain.changed(before, self._made(call, before.id, asked))
        self.store.save(after)
        return schemas.opportunity_view(after)

    @command(schemas.OneOpportunity, by=KEEPERS)
    def withdraw_development(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """It does not take place, and is listed no more. Refused: ``not_found``."""
        before = self._kept(call, asked["id"])
        after = domain.withdraw(before)
        if after is not before:
            self.store.save(after)
        return schemas.opportunity_view(after)

    @query(schemas.ListDevelopment, by=(PUBLIC,))
    def list_development(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What there is to learn, the earliest first. Refused: ``region_unknown``."""
        if asked["region"] is not None:
            refuse_unknown(self.settings.regions, asked["region"])
        page = self.store.page(
            asked,
            since=asked["since"] or day_of(call.now),
            until=asked["until"],
            region=asked["region"],
            kind=asked["kind"],
        )
        return {**page, "items": [schemas.opportunity_view(each) for each in page["items"]]}

    @query(schemas.OneOpportunity, by=(PUBLIC,))
    def get_development(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One opportunity, also when it was withdrawn, and whether the caller completed it.

        Refused: ``not_found``.
        """
        found, own = self._opportunity(asked["id"]), call.caller.subject
        done = self.store.completion(own, found.id) if own else None
        completed_on = done.on.isoformat() if done else None
        return {**schemas.opportunity_view(found), "completed_on": completed_on}

    @command(schemas.Complete, by=("member",))
    def complete_development(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """I completed it; the answer offers the skills that the member may add (``skills.add_skill``).

        Refused: ``not_found``, ``development_not_begun``, ``development_withdrawn``, ``day_ahead``.
        """
        today = day_of(call.now)
        opportunity, own = self._opportunity(asked["id"]), call.caller.subject
        done = domain.complete(opportunity, own, asked["on"] or today, call.now, today)
        self.store.complete(done)
        return schemas.completion_view(done)

    @query(schemas.Page, by=("member",))
    def my_development(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What the caller completed, with the skills that they may add."""
        page = self.store.completed_by(call.caller.subject, asked)
        return {**page, "items": [schemas.completion_view(each) for each in page["items"]]}

    @command(schemas.OneOpportunity, by=("member",))
    def forget_completion(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Take back that one completed it; it is gone at once. Refused: ``not_found``."""
        if not self.store.forget_completion(call.caller.subject, asked["id"]):
            raise Refused("not_found")
        return {"id": asked["id"]}

    def _made(self, call: Call, opportunity_id: str, asked: dict[str, Any]) -> Opportunity:
        said = {**asked, "places": tuple(asked["places"]), "teaches": self._taught(asked["teaches"])}
        said |= {"ends": asked["ends"] or asked["begins"], "booking": asked["booking"] or ""}
        return Opportunity(id=opportunity_id, version=1, listed_at=call.now, **said)

    def _taught(self, words: list[str]) -> tuple[Taught, ...]:
        """The skills that these words mean, each once."""
        vocabulary = WordStore(self.store.work).vocabulary(self.settings.words)
        found: dict[str, Taught] = {}
        for word in words:
            key = word if vocabulary.get(word) else vocabulary.meaning_of(word)
            if key is None:
                raise Refused("skill_unknown", fields={"teaches": [f"“{word}” is in no list of skills."]})
            found.setdefault(key, Taught(key, vocabulary.name_of(key) if key == word else word))
        return tuple(found.values())

    def _kept(self, call: Call, opportunity_id: str) -> Opportunity:
        found = self._opportunity(opportunity_id)
        if not keeps(call.caller, found.region):
            raise Refused("not_found")
        return found

    def _opportunity(self, opportunity_id: str) -> Opportunity:
        found = self.store.get(opportunity_id)
        if found is None:
            raise Refused("not_found")
        return found
