"""What we remember of proposals: each with its newest words, and all its texts beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from chassis.paging import cut
from commons.people.domain import ACTIVE
from commons.people.store import COLLECTION as PEOPLE
from contracts.events import Fact
from contracts.refusals import Refused
from exchange.proposals.domain import GIVEN_UP, LED, Brought, Proposal, Text
from exchange.proposals.resembling import telling_words
from exchange.proposals.team import AGREED, ASKED, CoApplicant
from exchange.proposals.trail import Step
from exchange.proposals.words import Words

PROPOSALS, TEXTS = "proposals", "proposal_texts"
MOST_LOOKED_AT = 50
"""Those with the most words in common are compared exactly."""


class ProposalStore:
    """Proposals by id, by round, by who takes part, by words; their texts by number."""

    INDEXES: tuple[Index, ...] = (
        # Row 56: a member leads one proposal in a round; the field is there while it counts.
        Index(PROPOSALS, ("leads",), unique=True, sparse=True),
        # What was brought in is found again by what it is called elsewhere.
        Index(PROPOSALS, ("brought_key",), unique=True, sparse=True),
        Index(PROPOSALS, ("round_id", "stage", "_id")),
        Index(PROPOSALS, ("round_id", "is_shown", "-made_at", "-_id")),
        Index(PROPOSALS, ("round_id", "telling", "_id")),
        Index(PROPOSALS, ("round_id", "lead", "_id")),
        Index(PROPOSALS, ("people", "-changed_at", "-_id")),
        Index(TEXTS, ("proposal_id", "-number", "-_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def proposals(self) -> Any:
        return self.work.collection(PROPOSALS)

    @property
    def texts(self) -> Any:
        return self.work.collection(TEXTS)

    def get(self, proposal_id: str) -> Proposal | None:
        row = self.proposals.find_one({"_id": {"$eq": proposal_id}})
        return _from_row(row) if row is not None else None

    def several(self, proposal_ids: Iterable[str]) -> dict[str, Proposal]:
        """Those of these ids that there are, by id."""
        rows = self.proposals.find({"_id": {"$in": sorted(set(proposal_ids))}})
        return {row["_id"]: _from_row(row) for row in rows}

    def of_round(self, round_id: str, *stages: str) -> list[Proposal]:
        """All of a round in these stages (none named: in any), those entered first first."""
        where: dict[str, Any] = {"round_id": {"$eq": round_id}}
        if stages:
            where["stage"] = {"$in": sorted(stages)}
        return [_from_row(row) for row in self.proposals.find(where).sort("_id", 1)]

    def brought_in(self, round_id: str, references: Iterable[str]) -> dict[str, Proposal]:
        """What was brought into the round under these references, by reference."""
        keys = sorted({_brought_key(round_id, each) for each in references})
        rows = [_from_row(row) for row in self.proposals.find({"brought_key": {"$in": keys}})]
        return {each.brought.reference: each for each in rows if each.brought is not None}

    def led_by(self, round_id: str, member_id: str) -> Proposal | None:
        """The one proposal that this member leads in the round; ideas do not count."""
        row = self.proposals.find_one({"leads": {"$eq": _leads(round_id, member_id)}})
        return _from_row(row) if row is not None else None

    def entered_by(self, round_id: str, member_id: str) -> int:
        """How many ideas and proposals this member has entered in the round, those given up too."""
        where = {"round_id": {"$eq": round_id}, "lead": {"$eq": member_id}}
        return int(self.proposals.count_documents(where))

    def page(
        self, round_id: str, asked: Mapping[str, Any], stages: Iterable[str], **wanted: str | None
    ) -> dict[str, Any]:
        """Those of a round that others may read, the newest first, by ``theme``, ``region`` and ``text``."""
        where: dict[str, Any] = {
            "round_id": {"$eq": round_id},
            "is_shown": {"$eq": True},
            "stage": {"$in": sorted(stages)},
        }
        for name in ("theme", "region"):
            if wanted.get(name) is not None:
                where[name] = {"$eq": wanted[name]}
        if words := telling_words(wanted.get("text") or ""):
            where["telling"] = {"$all": sorted(words)}
        return cut(self.proposals, where, order=("made_at", -1), asked=asked, shape=_from_row)

    def with_person(self, member_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Those that this member leads, takes part in or is asked to, whatever became of them."""
        where = {"people": {"$eq": member_id}}
        return cut(self.proposals, where, order=("changed_at", -1), asked=asked, shape=_from_row)

    def all_with(self, member_id: str) -> list[Proposal]:
        """The same, all at once: for who leaves Q."""
        return [_from_row(row) for row in self.proposals.find({"people": {"$eq": member_id}}).sort("_id", 1)]

    def sharing_words(self, round_id: str, words: frozenset[str], but: str | None = None) -> list[Proposal]:
        """Those that others may read with the most of these words, ``MOST_LOOKED_AT`` of them at most."""
        wanted = {"$in": sorted(words)}
        steps = [
            {"$match": {"round_id": {"$eq": round_id}, "telling": wanted, "is_shown": {"$eq": True}}},
            {"$unwind": "$telling"},
            {"$match": {"telling": wanted}},
            {"$group": {"_id": "$_id", "shared": {"$sum": 1}}},
            {"$sort": {"shared": -1, "_id": 1}},
            {"$limit": MOST_LOOKED_AT + 1},
        ]
        ids = [row["_id"] for row in self.proposals.aggregate(steps)]
        found = self.several(ids)
        return [found[each] for each in ids if each in found and each != but][:MOST_LOOKED_AT]

    def tally(self, round_id: str) -> list[dict[str, Any]]:
        """``number`` of the round in each ``stage``, from each ``region`` and in each ``theme``."""
        keys = {"stage": "$stage", "region": "$region", "theme": "$theme"}
        steps = [
            {"$match": {"round_id": {"$eq": round_id}}},
            {"$group": {"_id": keys, "number": {"$sum": 1}}},
        ]
        return [{**row["_id"], "number": row["number"]} for row in self.proposals.aggregate(steps)]

    def members_by_region(self, regions: Iterable[str]) -> dict[str, int]:
        """Active members of each of these, from our copy: beside a region's share of proposals (C24)."""
        steps = [
            {"$match": {"region": {"$in": sorted(regions)}, "status": {"$eq": ACTIVE}}},
            {"$group": {"_id": "$region", "number": {"$sum": 1}}},
        ]
        return {row["_id"]: row["number"] for row in self.work.collection(PEOPLE).aggregate(steps)}

    def save(self, proposal: Proposal, facts: Iterable[Fact] = (), text: Text | None = None) -> None:
        """State, facts, and the text that came with it.

        Refused: ``stale_version``, ``proposal_led_already`` for a second one of this lead in the round.
        """
        try:
            self.work.save(PROPOSALS, _to_row(proposal))
        except DuplicateKeyError:
            raise Refused("proposal_led_already") from None
        if text is not None:
            self.texts.insert_one(_text_row(text))
        self.work.publish(facts)

    def text(self, proposal_id: str, number: int) -> Text | None:
        row = self.texts.find_one({"_id": {"$eq": f"{proposal_id}:{number}"}})
        return _text(row) if row is not None else None

    def texts_of(self, *proposal_ids: str) -> list[Text]:
        """Every text of these, the first first."""
        rows = self.texts.find({"proposal_id": {"$in": sorted(set(proposal_ids))}})
        return [_text(row) for row in rows.sort([("proposal_id", 1), ("number", 1)])]

    def page_of_texts(self, proposal_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """The newest first."""
        where = {"proposal_id": {"$eq": proposal_id}}
        return cut(self.texts, where, order=("number", -1), asked=asked, shape=_text)

    def delete(self, proposal_id: str) -> None:
        """It was never handed in, and its time to be kept is over."""
        self.texts.delete_many({"proposal_id": {"$eq": proposal_id}})
        self.proposals.delete_one({"_id": {"$eq": proposal_id}})


PLAIN = (
    *("version", "round_id", "region", "lead", "shown_name", "stage", "text", "is_open"),
    *("made_at", "changed_at", "submitted_at", "merged_into", "reason"),
)
WORDS = ("title", "aim", "plan", "spending", "organisation", "theme", "ask")


def _leads(round_id: str, member_id: str) -> str:
    return f"{round_id}:{member_id}"


def _brought_key(round_id: str, reference: str) -> str:
    return f"{round_id}:{reference}"


def _to_row(proposal: Proposal) -> dict[str, Any]:
    taking_part = (each.member_id for each in proposal.co_applicants if each.state in (ASKED, AGREED))
    row = {
        "_id": proposal.id,
        **{name: getattr(proposal, name) for name in PLAIN},
        **asdict(proposal.words),
        "co_applicants": [asdict(each) for each in proposal.co_applicants],
        "merged_from": list(proposal.merged_from),
        "trail": [asdict(each) for each in proposal.trail],
        "people": [each for each in (proposal.lead, *taking_part) if each],
        "is_shown": proposal.is_open and proposal.stage not in GIVEN_UP,
        "telling": sorted(telling_words(proposal.title, proposal.aim)),
    }
    if proposal.stage in LED and proposal.lead:
        row["leads"] = _leads(proposal.round_id, proposal.lead)
    if proposal.brought is not None:
        row |= {
            "brought": asdict(proposal.brought),
            "brought_key": _brought_key(proposal.round_id, proposal.brought.reference),
        }
    return row


def _from_row(row: Mapping[str, Any]) -> Proposal:
    return Proposal(
        id=row["_id"],
        words=Words(**{name: row[name] for name in WORDS}),
        co_applicants=tuple(CoApplicant(**each) for each in row["co_applicants"]),
        merged_from=tuple(row["merged_from"]),
        brought=Brought(**row["brought"]) if row.get("brought") else None,
        trail=tuple(Step(**each) for each in row["trail"]),
        **{name: row[name] for name in PLAIN},
    )


def _text_row(text: Text) -> dict[str, Any]:
    row = {**asdict(text), "because_of": list(text.because_of)}
    return {"_id": f"{text.proposal_id}:{text.number}", **row}


def _text(row: Mapping[str, Any]) -> Text:
    return Text(
        proposal_id=row["proposal_id"],
        number=row["number"],
        words=Words(**row["words"]),
        by=row["by"],
        at=row["at"],
        because_of=tuple(row["because_of"]),
    )
