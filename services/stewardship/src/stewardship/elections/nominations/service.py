"""The doors of nominations: stand, propose, second, accept, withdraw; nobody for another."""

from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from commons.people.store import People
from commons.places import name_of
from contracts.events import Fact
from contracts.refusals import Refused
from stewardship.elections.domain import MOST_CANDIDATES, Election, refuse_outside_nominations
from stewardship.elections.nominations import domain, schemas
from stewardship.elections.nominations.domain import Nomination
from stewardship.elections.nominations.store import NominationStore
from stewardship.elections.store import ElectionStore
from stewardship.notices import notices
from stewardship.refusal import Refusal
from stewardship.settings import Settings


class Nominations:
    """Who stands, and who says that they should."""

    name = "stewardship_nominations"
    context = "stewardship"
    refusals = (Refusal,)
    store_class = NominationStore
    settings_class = Settings
    store: NominationStore
    settings: Settings

    @query(schemas.ListNominations, by=(PUBLIC,))
    def list_nominations(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """An election's nominations, as far as the caller may see them. Refused: ``not_found``."""
        election = self._election(asked["election"])
        found, officer = self.store.of_election(election.id), self._is_officer(call, election)
        shown = [each for each in found if self._is_shown(call, each, officer)]
        return {"items": [schemas.nomination_view(each, call.caller.subject, officer) for each in shown]}

    @query(schemas.OneNomination, by=(PUBLIC,))
    def get_nomination(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One nomination. Refused: ``not_found``, also for one that the caller may not see."""
        return self._view(call, self._to_back(call, asked["id"]))

    @command(schemas.NominateCandidate, by=("member",))
    def nominate_candidate(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Stand, or propose somebody; whoever is named is asked to confirm.

        Refused: ``nominations_not_open``, ``nominations_closed``, ``candidate_not_eligible``,
        ``returning_officer_cannot_stand``, ``supporter_not_eligible``, ``own_nomination``,
        ``nomination_not_yours``, ``two_supporters_needed``, ``already_nominated``, ``nominations_full``.
        """
        election, me = self._election(asked["election"]), call.caller.subject
        refuse_outside_nominations(election, call.now)
        made = domain.nominate(
            call.new_id(),
            election.id,
            election.region,
            by=me,
            candidate=asked["candidate"] or me,
            proposer=asked["proposer"],
            seconder=asked["seconder"],
            words=schemas.words_of(asked),
            now=call.now,
        )
        self._refuse_strangers(made, election)
        if self.store.count_open(election.id) >= MOST_CANDIDATES:
            raise Refusal("nominations_full")
        self.store.save(made, self._asking(made, me))
        return schemas.without_words(self._view(call, made))

    @command(schemas.SupportNomination, by=("member",))
    def support_nomination(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Propose or second. Refused: ``nominations_closed``, ``supporter_not_eligible``,
        ``own_nomination``, ``already_supported``, ``two_supporters_needed``, ``nomination_ended``."""
        before, me = self._to_back(call, asked["id"]), call.caller.subject
        refuse_outside_nominations(self._election(before.election), call.now)
        domain.refuse_supporter(People(self.store.work).get(me), before.region)
        return self._saved(call, before, domain.support(before, asked["part"], me))

    @command(schemas.AcceptNomination, by=("member",))
    def accept_nomination(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Agree to stand, or change one's words. Refused: ``nominations_closed``, ``candidate_not_eligible``,
        ``nomination_not_yours``, ``nomination_ended``."""
        before = self._to_back(call, asked["id"])
        election = self._election(before.election)
        refuse_outside_nominations(election, call.now)
        words = schemas.words_of(asked)
        assert words is not None, "the shape asks for them"
        after = domain.accept(before, words, call.caller.subject)
        person = People(self.store.work).get(call.caller.subject)
        domain.refuse_candidate(person, election.region, election.officer)
        return self._saved(call, before, after)

    @command(schemas.OneNomination, by=("member",))
    def withdraw_nomination(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Not stand after all. Refused: ``nominations_closed``, ``nomination_not_yours``."""
        before = self._to_back(call, asked["id"])
        refuse_outside_nominations(self._election(before.election), call.now)
        return self._saved(call, before, domain.withdraw(before, call.caller.subject))

    def _refuse_strangers(self, nomination: Nomination, election: Election) -> None:
        involved = (nomination.candidate, nomination.proposer, nomination.seconder)
        people = People(self.store.work).several(each for each in involved if each)
        domain.refuse_candidate(people.get(nomination.candidate), election.region, election.officer)
        for supporter in (nomination.proposer, nomination.seconder):
            if supporter:
                domain.refuse_supporter(people.get(supporter), election.region)

    def _asking(self, nomination: Nomination, by: str) -> list[Fact]:
        """Whoever is named and has not spoken yet is asked."""
        asked = {nomination.candidate, nomination.proposer, nomination.seconder} - {by, ""}
        if not asked:
            return []
        return notices(
            "nomination_asked",
            cause=nomination.id,
            members=asked,
            about={"region": name_of(self.settings.regions, nomination.region)},
            path=f"/elections/{nomination.election}/nominations/{nomination.id}",
            concerning=(nomination.id, nomination.version),
            region=nomination.region,
        )

    def _saved(self, call: Call, before: Nomination, after: Nomination) -> dict[str, Any]:
        if after is not before:
            self.store.save(after)
        return schemas.without_words(self._view(call, after))

    def _view(self, call: Call, nomination: Nomination) -> dict[str, Any]:
        officer = self._is_officer(call, self._election(nomination.election))
        return schemas.nomination_view(nomination, call.caller.subject, officer)

    def _is_shown(self, call: Call, nomination: Nomination, officer: bool) -> bool:
        inside = call.caller.has("member") and call.caller.region == nomination.region
        return schemas.is_shown(nomination, call.caller.subject, officer, inside)

    def _is_officer(self, call: Call, election: Election) -> bool:
        """Whether the caller runs it: nobody in whose election they stand themselves."""
        me = call.caller.subject
        if not call.caller.acts_for(election.region, "coordinator"):
            return False
        stands = any(candidate.member_id == me for candidate in election.candidates)
        accepted = (each.election for each in self.store.open_of(me) if each.words is not None)
        return not stands and election.id not in accepted

    def _to_back(self, call: Call, nomination_id: str) -> Nomination:
        """A nomination that the caller may see; nobody learns of another one by guessing its id."""
        found = self._nomination(nomination_id)
        if not self._is_shown(call, found, self._is_officer(call, self._election(found.election))):
            raise Refused("not_found")
        return found

    def _nomination(self, nomination_id: str) -> Nomination:
        found = self.store.get(nomination_id)
        if found is None:
            raise Refused("not_found")
        return found

    def _election(self, election_id: str) -> Election:
        found = ElectionStore(self.store.work).get(election_id)
        if found is None:
            raise Refused("not_found")
        return found
