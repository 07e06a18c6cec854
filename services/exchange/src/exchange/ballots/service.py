"""The doors of ballots: the paper, the roll, a draft, one secret ballot, and the published ones (row 57)."""

from datetime import timedelta
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from commons.london import day_in_words, day_of
from contracts.ballots import receipt_of
from contracts.refusals import Refused
from exchange.ballots import domain, schemas
from exchange.ballots.box.store import BoxStore
from exchange.ballots.domain import Ballot, Poll
from exchange.ballots.forms import refuse_wrong_ballot
from exchange.ballots.opening import opened, telling
from exchange.ballots.roll.store import RollStore
from exchange.ballots.store import OPEN_VOTE, REMIND_VOTERS, PollStore
from exchange.refusal import Refusal
from exchange.rounds.domain import CANCELLED, PUBLISHED, Round, refuse_unless
from exchange.rounds.phases import VOTE
from exchange.rounds.store import RoundStore
from exchange.settings import Settings

LATER = timedelta(minutes=5)
"""Until we look again whether there is something to vote on, and somebody to vote."""


class Ballots:
    """One secret ballot for each member on the roll."""

    name = "exchange_ballots"
    context = "exchange"
    refusals = (Refusal,)
    store_class = PollStore
    settings_class = Settings
    store: PollStore
    settings: Settings

    @query(schemas.OfRound, by=(PUBLIC,))
    def get_paper(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What is voted on and how; a member also learns what concerns them, and reads their draft.

        Refused: ``not_found``, ``vote_not_open``.
        """
        found, poll = self._poll(asked["round"])
        told = schemas.paper_view(found, poll, call.now)
        return {**told, "mine": self._mine(call, found, poll) if call.caller.has("member") else None}

    @query(schemas.ByPage, by=(PUBLIC,))
    def read_roll(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """How many may vote, for everybody; who, for members. Nobody reads here who has voted.

        Refused: ``not_found``, ``vote_not_open``.
        """
        _, poll = self._poll(asked["round"])
        told = {
            "round": poll.id,
            "size": poll.roll_size,
            "frozen_at": poll.opened_at.isoformat(),
            "regions": [{"region": region, "number": number} for region, number in poll.roll],
            "items": None,
            "next": None,
        }
        if not call.caller.has("member"):
            return told
        return {**told, **RollStore(self.store.work).page(poll.id, asked)}

    @command(schemas.SaveDraft, by=("member",), remembered=False)
    def save_draft(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Keep what the caller means to choose, for them alone, until they vote or voting ends.

        It may hold too few or too many; the answer says what is still wrong. Refused: ``phase_not_open``,
        ``vote_not_open``, ``not_on_roll``, ``already_voted``, ``ballot_project_twice``,
        ``ballot_project_unknown``, ``ballot_own_project``.
        """
        found, poll, me = *self._open_poll(call, asked["round"]), call.caller.subject
        problem = domain.refuse_hopeless_draft(found, poll, asked["projects"], me)
        roll = RollStore(self.store.work)
        if not roll.keep_draft(poll.id, me, asked["projects"]):
            raise _not_on_roll(poll) if roll.standing(poll.id, me) is None else Refusal("already_voted")
        return schemas.mine_view(found, poll, me, (False, asked["projects"]), problem)

    @query(schemas.SaveDraft, by=("member",))
    def check_ballot(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What is wrong with these projects as the caller's ballot; nothing is kept of them.

        Refused: ``phase_not_open``, ``vote_not_open``, ``not_on_roll``, ``already_voted``.
        """
        found, poll, me = *self._open_poll(call, asked["round"]), call.caller.subject
        standing = RollStore(self.store.work).standing(poll.id, me)
        if standing is None:
            raise _not_on_roll(poll)
        if standing[0]:
            raise Refusal("already_voted")
        return {"problem": schemas.problem_view(domain.problem_with(found, poll, asked["projects"], me))}

    @command(schemas.CastBallot, by=("member",), remembered=False)
    def cast_ballot(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Vote. The flag on the roll and the ballot in its own database are one transaction.

        Nothing is answered but that it was taken, and the numbers of what was sent: the voter's side makes
        the receipt of them. The same ballot with the same secret again is the same vote. Refused:
        ``phase_not_open``, ``vote_not_open``, ``not_on_roll``, ``already_voted``, ``ballot_secret_used``,
        and what ``ballots.forms.refuse_wrong_ballot`` refuses.
        """
        found, poll, me = *self._open_poll(call, asked["round"]), call.caller.subject
        chosen, terms = asked["projects"], found.terms
        refuse_wrong_ballot(terms.form, chosen, poll.choices, terms.limits.pot, me)
        numbers = poll.numbers_of(chosen)
        ballot = Ballot(receipt_of(poll.id, asked["ballot_secret"], numbers), poll.id, numbers)
        region = RollStore(self.store.work).mark(poll.id, me)
        if region is None:
            self._refuse_unless_repeated(poll, ballot, me)
        else:
            colleague = poll.from_colleague(numbers, me, asked["organisation"])
            BoxStore(self.store.work).add(ballot, poll.at_home(numbers, region), colleague)
        return {"accepted": True, "numbers": list(numbers)}

    @query(schemas.ByPage, by=(PUBLIC,))
    def list_ballots(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Every ballot by receipt, once tallied. Refused: ``not_found``, ``not_tallied``."""
        poll = self._published(asked["round"])
        page = BoxStore(self.store.work).page(poll.id, asked)
        return {**page, "items": [schemas.ballot_view(poll, each) for each in page["items"]]}

    @query(schemas.FindBallot, by=(PUBLIC,))
    def find_ballot(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The published ballot with this receipt.

        Refused: ``not_found``, ``not_tallied``, ``receipt_unknown``.
        """
        poll = self._published(asked["round"])
        ballot = BoxStore(self.store.work).get(poll.id, asked["receipt"])
        if ballot is None:
            raise Refused("receipt_unknown", "No published ballot of this round has this receipt.")
        return schemas.ballot_view(poll, ballot)

    @due(OPEN_VOTE)
    def open_vote(self, call: Call, job: Job) -> Again | None:
        """On the first day of the vote; a round that was put off opens on its new day."""
        found = RoundStore(self.store.work).get(job.key)
        if found is None or found.state != PUBLISHED or self.store.get(job.key) is not None:
            return None
        vote = domain.vote_of(found)
        if call.now < vote.opens_at:
            return Again(vote.opens_at, {})
        if call.now >= vote.closes_at + found.grace:
            return None
        try:
            poll = opened(self.store.work, self.settings.regions, found, call)
        except Refusal as no:
            if no.code == "roll_frozen":
                raise
            return Again(call.now + LATER, {})
        everybody = RollStore(self.store.work).everybody(poll.id)
        self.store.save(poll, telling("round_vote_opened", found, poll, everybody))
        self.store.plan_tally(poll.id, domain.tallies_at(found))
        reminder = domain.reminds_at(vote, self.settings.vote_reminder_days)
        if reminder is not None and call.now < reminder:
            self.store.plan_reminder(poll.id, reminder)
        return None

    @due(REMIND_VOTERS)
    def remind_voters(self, call: Call, job: Job) -> Again | None:
        """Once, some days before the close, those alone who have not voted."""
        found, poll = RoundStore(self.store.work).get(job.key), self.store.get(job.key)
        if found is None or found.state == CANCELLED or poll is None or poll.reminded_at is not None:
            return None
        vote = domain.vote_of(found)
        at = domain.reminds_at(vote, self.settings.vote_reminder_days)
        if at is None or call.now >= vote.closes_at:
            return None
        if call.now < at:
            return Again(at, {})
        waiting = RollStore(self.store.work).yet_to_vote(poll.id)
        after = domain.remind(poll, call.now)
        self.store.save(after, telling("round_vote_reminder", found, after, waiting))
        return None

    def _mine(self, call: Call, found: Round, poll: Poll) -> dict[str, Any]:
        me = call.caller.subject
        standing = RollStore(self.store.work).standing(poll.id, me)
        problem = domain.problem_with(found, poll, standing[1], me) if standing else None
        return schemas.mine_view(found, poll, me, standing, problem)

    def _refuse_unless_repeated(self, poll: Poll, ballot: Ballot, me: str) -> None:
        if RollStore(self.store.work).standing(poll.id, me) is None:
            raise _not_on_roll(poll)
        # Only whoever cast it knows the secret that the receipt is made of.
        if BoxStore(self.store.work).get(poll.id, ballot.receipt) is None:
            raise Refusal("already_voted")

    def _open_poll(self, call: Call, round_id: str) -> tuple[Round, Poll]:
        found, poll = self._found(round_id)
        refuse_unless(found, VOTE, call.now)
        if poll is None or poll.state != domain.OPEN:
            raise Refusal("vote_not_open")
        return found, poll

    def _poll(self, round_id: str) -> tuple[Round, Poll]:
        found, poll = self._found(round_id)
        if poll is None:
            raise Refusal("vote_not_open")
        return found, poll

    def _published(self, round_id: str) -> Poll:
        return domain.refuse_unless_tallied(self._found(round_id)[1])

    def _found(self, round_id: str) -> tuple[Round, Poll | None]:
        """A draft is none that anybody votes in."""
        found, poll = self.store.with_round(round_id)
        if found is None or found.published_at is None:
            raise Refused("not_found")
        return found, poll


def _not_on_roll(poll: Poll) -> Refusal:
    day = day_in_words(day_of(poll.opened_at))
    return Refusal("not_on_roll", f"Only those vote who were active members when voting opened, on {day}.")
