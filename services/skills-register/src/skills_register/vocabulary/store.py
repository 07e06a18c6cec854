"""What we remember of words that members proposed."""

from collections.abc import Iterable, Mapping
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from skills_register.refusal import Refusal
from skills_register.vocabulary.domain import Vocabulary, plain
from skills_register.vocabulary.proposals import TAKEN_UP, WAITING, Proposal, grown

COLLECTION = "skill_words"
KEPT = (
    "version",
    "member_id",
    "word",
    "skill",
    "group",
    "meaning",
    "why",
    "proposed_at",
    "state",
    "reason",
    "decided_at",
)


class WordStore:
    """Proposals by state and by member; those taken up are part of the vocabulary."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("state", "proposed_at", "_id")),
        Index(COLLECTION, ("state", "decided_at", "_id")),
        Index(COLLECTION, ("member_id", "proposed_at", "_id")),
        # A word waits or holds once: the field is there unless the proposal was turned down.
        Index(COLLECTION, ("alive",), unique=True, sparse=True),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def words(self) -> Any:
        return self.work.collection(COLLECTION)

    def vocabulary(self, files: Vocabulary) -> Vocabulary:
        """The files' words and all that were taken up since."""
        rows = self.words.find({"state": {"$eq": TAKEN_UP}}).sort([("decided_at", 1), ("_id", 1)])
        return grown(files, [_proposal(row) for row in rows])

    def get(self, proposal_id: str) -> Proposal | None:
        row = self.words.find_one({"_id": {"$eq": proposal_id}})
        return _proposal(row) if row is not None else None

    def save(self, proposal: Proposal, facts: Iterable[Fact] = ()) -> None:
        """Refused: ``word_proposed_already``, ``stale_version``."""
        row = {"_id": proposal.id, **{name: getattr(proposal, name) for name in KEPT}}
        if proposal.state in (WAITING, TAKEN_UP):
            row["alive"] = plain(proposal.word)
        try:
            self.work.save(COLLECTION, row)
        except DuplicateKeyError:
            raise Refusal("word_proposed_already") from None
        self.work.publish(facts)

    def of_state(self, state: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """The oldest first."""
        where = {"state": {"$eq": state}}
        return cut(self.words, where, order=("proposed_at", 1), asked=asked, shape=_proposal)

    def of_member(self, member_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """The newest first."""
        where = {"member_id": {"$eq": member_id}}
        return cut(self.words, where, order=("proposed_at", -1), asked=asked, shape=_proposal)

    def forget(self, member_id: str) -> None:
        """A word stays when who proposed it leaves; who that was does not."""
        self.words.update_many({"member_id": {"$eq": member_id}}, {"$set": {"member_id": ""}})


def _proposal(row: Mapping[str, Any]) -> Proposal:
    return Proposal(id=row["_id"], **{name: row[name] for name in KEPT})
