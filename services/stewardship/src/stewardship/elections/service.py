"""The doors of elections: set one up, watch it, and what its deadlines do."""

from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.versions import refuse_stale
from commons.london import in_words
from commons.people.store import People
from commons.places import name_of
from contracts.events import Fact
from contracts.refusals import Refused
from stewardship.elections import domain, schemas
from stewardship.elections.contest import fitting, impossible, on_paper, spelled_alike
from stewardship.elections.domain import Candidate, Election
from stewardship.elections.nominations.domain import OPEN, Nomination, settle
from stewardship.elections.nominations.store import NominationStore
from stewardship.elections.roll.store import RollStore
from stewardship.elections.store import ADVANCE, ElectionStore
from stewardship.notices import notices
from stewardship.refusal import Refusal
from stewardship.settings import Settings

OFFICERS = ("coordinator", "national_team")
APPOINTING = "The region's file says that its group is chosen by appointment."


class Elections:
    """From the rules to the opening of the vote; what follows is in ballots and results."""

    name = "stewardship_elections"
    context = "stewardship"
    refusals = (Refusal,)
    store_class = ElectionStore
    settings_class = Settings
    store: ElectionStore
    settings: Settings

    @query(schemas.ListElections, by=(PUBLIC,))
    def list_elections(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Elections of a region or of all, the newest first."""
        page = self.store.page(asked["region"], asked["state"], asked)
        return {**page, "items": [schemas.election_view(election) for election in page["items"]]}

    @query(schemas.OneElection, by=(PUBLIC,))
    def get_election(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One election; a member also learns whether they are on its roll and have voted.

        Refused: ``not_found``.
        """
        election = self._election(asked["id"])
        return {**schemas.election_view(election), "mine": self._mine(call, election)}

    @query(schemas.ReadRoll, by=(PUBLIC,))
    def read_roll(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """How many may vote, for everybody; who, for members of the region and those who run it.

        Nobody reads here who has voted. Refused: ``not_found``.
        """
        election = self._election(asked["id"])
        told = {
            "election": election.id,
            "size": election.roll_size,
            "roll_on": election.deadlines.roll_on.isoformat(),
            "mine": self._mine(call, election),
            "items": None,
            "next": None,
        }
        if not self._may_read_names(call, election):
            return told
        return {**told, **RollStore(self.store.work).page(election.id, asked)}

    @command(schemas.DraftElection, by=OFFICERS)
    def draft_election(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Set an election up; the caller is its returning officer, and cannot stand in it.

        Refused: ``region_unknown``, ``not_your_region``, ``election_dates_wrong``, ``election_impossible``.
        """
        self._my_region(call, asked["region"])
        rules = schemas.rules_of(asked)
        _refuse_impossible(rules)
        election = domain.draft(
            call.new_id(),
            region=asked["region"],
            officer=call.caller.subject,
            rules=rules,
            deadlines=schemas.deadlines_of(asked),
            tie_seed=asked["tie_seed"] or call.new_id(),
            now=call.now,
            note=self._note_on(asked["region"]),
        )
        self.store.save(election)
        self.store.plan(election)
        return schemas.election_view(election)

    @command(schemas.ChangeElection, by=OFFICERS)
    def change_election(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Other rules or days, until nominations open. Refused: ``election_begun``, ``roll_frozen``,
        ``election_dates_wrong``, ``election_impossible``, ``stale_version``."""
        before = self._to_run(call, asked["id"])
        rules, seed = schemas.rules_of(asked), asked["tie_seed"] or before.tie_seed
        _refuse_impossible(rules)
        after = domain.change(before, rules, schemas.deadlines_of(asked), seed, call.caller.subject, call.now)
        return self._stepped(before, after, asked["version"])

    @command(schemas.CancelElection, by=OFFICERS)
    def cancel_election(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Stop an election before its count. Refused: ``reason_required``, ``election_over``,
        ``candidate_cannot_officiate``, ``stale_version``."""
        before = self._to_run(call, asked["id"])
        self._refuse_candidate(before, call.caller.subject)
        after = domain.cancel(before, asked["reason"], call.caller.subject, call.now)
        self.store.unplan_count(after)
        answer = self._stepped(before, after, asked["version"])
        # Nobody could withdraw from it any more: what candidates wrote goes now.
        nominations = NominationStore(self.store.work)
        for nomination in nominations.of_election(after.id):
            if nomination.state == OPEN:
                nominations.save(settle(nomination, stands=False))
        return answer

    @due(ADVANCE)
    def advance_election(self, call: Call, job: Job) -> Again | None:
        """Do what the deadline that has passed asks for; then wait for the next."""
        election = self.store.get(job.key)
        step = domain.next_step(election) if election else None
        if election is None or step is None:
            return None
        name, at = step
        if at > call.now:
            return Again(at, {})
        if name == domain.REMIND and call.now >= election.voting_closes_at:
            return None  # too late to be of use: we were down when it was due
        after = self._advanced(call, election, name)
        following = domain.next_step(after)
        return Again(following[1], {}) if following else None

    def _advanced(self, call: Call, election: Election, step: str) -> Election:
        by, now = call.caller.subject, call.now
        facts: list[Fact] = []
        if step == domain.NOMINATIONS_OPEN:
            after = domain.open_nominations(election, by, now)
        elif step == domain.FREEZE_ROLL:
            members = People(self.store.work).active_in(election.region)
            size = RollStore(self.store.work).freeze(election.id, members)
            after = domain.freeze_roll(election, size, by, now)
        elif step == domain.NOMINATIONS_CLOSED:
            after = self._closed(call, election)
        elif step == domain.VOTING:
            after = domain.open_voting(election, by, now)
            facts = self._telling(after, "voting_opened", RollStore(self.store.work).everybody(after.id))
        else:
            after = domain.remind(election, by, now)
            facts = self._telling(after, "ballot_reminder", RollStore(self.store.work).yet_to_vote(after.id))
        self.store.save(after, facts if not after.is_over else ())
        if after.state == domain.VOTING and step == domain.VOTING:
            self.store.plan_count(after, after.count_due_at)
        if after.state == domain.NOMINATIONS_CLOSED and not after.is_contested:
            self.store.plan_count(after, now)
        return after

    def _closed(self, call: Call, election: Election) -> Election:
        """The ballot paper: complete nominations of those who still belong to the region."""
        nominations = NominationStore(self.store.work)
        waiting = [each for each in nominations.of_election(election.id) if each.state == OPEN]
        people = People(self.store.work).several(each.candidate for each in waiting)
        standing = []
        for nomination in waiting:
            person = people.get(nomination.candidate)
            stays = person is not None and person.is_active and person.region == election.region
            stands = nomination.is_complete and stays
            nominations.save(settle(nomination, stands))
            if stands:
                standing.append(_candidate(nomination))
        paper = on_paper(spelled_alike(election.rules, standing), election.tie_seed)
        contested = fitting(election.rules, paper)
        return domain.close_nominations(election, paper, contested, call.caller.subject, call.now)

    def _telling(self, election: Election, kind: str, members: Any) -> list[Fact]:
        return notices(
            kind,
            cause=election.id,
            members=members,
            about={
                "region": name_of(self.settings.regions, election.region),
                "closes": in_words(election.voting_closes_at),
            },
            path=f"/elections/{election.id}/vote",
            concerning=(election.id, election.version),
            region=election.region,
        )

    def _mine(self, call: Call, election: Election) -> dict[str, bool] | None:
        """What concerns the caller; None for a visitor and before the roll is frozen."""
        if not call.caller.has("member") or election.roll_size is None:
            return None
        voted = RollStore(self.store.work).voted(election.id, call.caller.subject)
        return {"on_roll": voted is not None, "voted": bool(voted)}

    def _may_read_names(self, call: Call, election: Election) -> bool:
        inside = call.caller.has("member") and call.caller.region == election.region
        return inside or call.caller.acts_for(election.region, "coordinator")

    def _stepped(self, before: Election, after: Election, version: int | None) -> dict[str, Any]:
        """Save a step, unless nothing changed; only then does a stale version matter."""
        if after is not before:
            refuse_stale(before.version, version)
            self.store.save(after)
            self.store.plan(after)
        return schemas.election_view(after)

    def _to_run(self, call: Call, election_id: str) -> Election:
        election = self._election(election_id)
        if not call.caller.acts_for(election.region, "coordinator"):
            raise Refused("not_found")
        return election

    def _election(self, election_id: str) -> Election:
        election = self.store.get(election_id)
        if election is None:
            raise Refused("not_found")
        return election

    def _refuse_candidate(self, election: Election, member_id: str) -> None:
        """Nobody stops an election in which they stand, on the paper or on the way to it."""
        domain.refuse_candidate_as_officer(election, member_id)
        nominated = NominationStore(self.store.work).open_of(member_id)
        if any(each.election == election.id and each.words is not None for each in nominated):
            raise Refusal("candidate_cannot_officiate")

    def _my_region(self, call: Call, code: str) -> None:
        if code not in self.settings.regions:
            raise Refused("region_unknown", fields={"region": ["Choose a region from the list."]})
        if not call.caller.acts_for(code, "coordinator"):
            raise Refused("not_your_region")

    def _note_on(self, code: str) -> str:
        """C31: a region chooses by appointment, by vote or by both; its file is noted, and binds nobody."""
        region = self.settings.regions.get(code)
        return APPOINTING if region and region.selection_mode == "appointment" else ""


def _refuse_impossible(rules: domain.Rules) -> None:
    found = impossible(rules)
    if found:
        raise Refusal("election_impossible", " ".join(found), {"seats": list(found)})


def _candidate(nomination: Nomination) -> Candidate:
    words = nomination.words
    assert words is not None, "a complete nomination has them"
    return Candidate(
        number=0,
        nomination_id=nomination.id,
        member_id=nomination.candidate,
        shown_name=words.shown_name,
        statement=words.statement,
        background=words.background,
        county=words.county,
        sector=words.sector,
        system=words.system,
        patient=words.patient,
    )
