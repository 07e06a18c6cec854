"""What we remember of coffees: who opted in, the rounds, the groups of the present one, who met whom."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from itertools import combinations
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from skills_register.coffees.domain import MATCHED, PACES, PLANNED, Group, Opted, Round
from skills_register.coffees.drawing import Drawn

GUESTS, ROUNDS, GROUPS, MET = "coffee_guests", "coffee_rounds", "coffee_groups", "coffee_met"
DRAWS = "coffee_draws"


class CoffeeStore:
    """Guests by pace, rounds by month, groups by round and person, and whom each has met."""

    INDEXES: tuple[Index, ...] = (
        Index(GUESTS, ("pace", "_id")),
        Index(ROUNDS, ("state", "_id")),
        Index(ROUNDS, ("planned_for", "_id")),
        Index(GROUPS, ("round_id", "_id")),
        Index(GROUPS, ("people",)),
        Index(MET, ("people",)),
        Index(DRAWS, ("people",)),
        Index(MET, ("at",)),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def guests(self) -> Any:
        return self.work.collection(GUESTS)

    @property
    def rounds(self) -> Any:
        return self.work.collection(ROUNDS)

    @property
    def groups(self) -> Any:
        return self.work.collection(GROUPS)

    @property
    def meetings(self) -> Any:
        return self.work.collection(MET)

    @property
    def draws(self) -> Any:
        return self.work.collection(DRAWS)

    def guest(self, member_id: str) -> Opted | None:
        row = self.guests.find_one({"_id": {"$eq": member_id}})
        return _guest(row) if row is not None else None

    def everybody(self) -> list[Opted]:
        """All who opted in, in the order of their ids."""
        return [_guest(row) for row in self.guests.find({"pace": {"$in": list(PACES)}}).sort("_id", 1)]

    def names_of(self, member_ids: Iterable[str]) -> dict[str, str]:
        """How these are called, by id; who opted out is not there."""
        rows = self.guests.find({"_id": {"$in": sorted(member_ids)}}, {"shown_name": 1})
        return {row["_id"]: row["shown_name"] for row in rows}

    def save_guest(self, guest: Opted) -> None:
        row = asdict(guest)
        self.work.save(GUESTS, {"_id": row.pop("id"), **row})

    def had_coffee(self, member_ids: Iterable[str], round_id: str) -> None:
        """Note the round for all of them, in one write."""
        changed = {"$set": {"last": round_id, "skips": ""}, "$inc": {"version": 1}}
        self.guests.update_many({"_id": {"$in": sorted(member_ids)}}, changed)

    def round(self, round_id: str) -> Round | None:
        row = self.rounds.find_one({"_id": {"$eq": round_id}})
        return _round(row) if row is not None else None

    def next_round(self) -> Round | None:
        """The one that is planned, if any is."""
        row = self.rounds.find_one({"state": {"$eq": PLANNED}}, sort=[("_id", 1)])
        return _round(row) if row is not None else None

    def is_one_going(self) -> bool:
        """Whether a round was dealt and is not over."""
        return self.rounds.find_one({"state": {"$eq": MATCHED}}, {"_id": 1}) is not None

    def rounds_page(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """All rounds, the newest first."""
        return cut(self.rounds, {}, order=("planned_for", -1), asked=asked, shape=_round)

    def plan(self, planned: Round) -> None:
        """Plan it unless it is known already."""
        row = asdict(planned)
        self.rounds.update_one({"_id": row.pop("id")}, {"$setOnInsert": row}, upsert=True)

    def save_round(self, changed: Round, facts: Iterable[Fact] = ()) -> None:
        row = asdict(changed)
        self.work.save(ROUNDS, {"_id": row.pop("id"), **row})
        self.work.publish(facts)

    def group(self, group_id: str) -> Group | None:
        row = self.groups.find_one({"_id": {"$eq": group_id}})
        return _group(row) if row is not None else None

    def group_of(self, member_id: str) -> Group | None:
        """The group of the present round that this member is in."""
        row = self.groups.find_one({"people": {"$eq": member_id}})
        return _group(row) if row is not None else None

    def groups_in(self, round_id: str) -> list[Group]:
        return [_group(row) for row in self.groups.find({"round_id": {"$eq": round_id}}).sort("_id", 1)]

    def save_group(self, group: Group, facts: Iterable[Fact] = ()) -> None:
        self.work.save(GROUPS, _group_row(group))
        self.work.publish(facts)

    def deal(self, groups: list[Group], at: datetime) -> None:
        """Keep a round's groups, and that their people met each other."""
        if not groups:
            return
        self.groups.insert_many([_group_row(group) for group in groups])
        rows = {
            "|".join(pair): {"_id": "|".join(pair), "people": list(pair), "at": at}
            for group in groups
            for pair in combinations(sorted(group.people), 2)
        }
        self.meetings.delete_many({"_id": {"$in": sorted(rows)}})
        self.meetings.insert_many(list(rows.values()))

    def keep_draw(self, round_id: str, people: list[str], lines: list[Drawn]) -> None:
        """What a round was dealt from; ``people`` are the ids, which nobody is shown."""
        rows = [[each.organisation, each.place, list(each.met), each.group] for each in lines]
        self.draws.insert_one({"_id": round_id, "people": people, "lines": rows})

    def draw(self, round_id: str) -> tuple[list[str], list[Drawn]] | None:
        """The ids ("" for who left since) and the lines, in the same order, until the round is over."""
        row = self.draws.find_one({"_id": {"$eq": round_id}})
        if row is None:
            return None
        lines = [
            Drawn(organisation, place, tuple(met), group) for organisation, place, met, group in row["lines"]
        ]
        return row["people"], lines

    def met_by(self, member_ids: Iterable[str]) -> dict[str, set[str]]:
        """Whom each of these met in an earlier round; only among themselves does it matter."""
        met: dict[str, set[str]] = {member_id: set() for member_id in member_ids}
        for row in self.meetings.find({"people": {"$in": sorted(met)}}, {"people": 1}):
            one, other = row["people"]
            if one in met and other in met:
                met[one].add(other)
                met[other].add(one)
        return met

    def forget_met_before(self, moment: datetime) -> None:
        """After a while two may be dealt to each other as strangers again."""
        self.meetings.delete_many({"at": {"$lt": moment}})

    def forget_groups(self, round_id: str) -> None:
        self.groups.delete_many({"round_id": {"$eq": round_id}})
        self.draws.delete_one({"_id": {"$eq": round_id}})

    def forget_group(self, group_id: str) -> None:
        self.groups.delete_one({"_id": {"$eq": group_id}})

    def forget_guest(self, member_id: str) -> None:
        """That they opted in, whom they met, and which number of a draw was theirs."""
        self.guests.delete_one({"_id": {"$eq": member_id}})
        self.meetings.delete_many({"people": {"$eq": member_id}})
        for row in self.draws.find({"people": {"$eq": member_id}}, {"people": 1}):
            people = ["" if each == member_id else each for each in row["people"]]
            self.draws.update_one({"_id": row["_id"]}, {"$set": {"people": people}})


def _guest(row: Mapping[str, Any]) -> Opted:
    return Opted(id=row["_id"], **{name: value for name, value in row.items() if name != "_id"})


def _round(row: Mapping[str, Any]) -> Round:
    return Round(id=row["_id"], **{name: value for name, value in row.items() if name != "_id"})


def _group_row(group: Group) -> dict[str, Any]:
    return {
        "_id": group.id,
        "version": group.version,
        "round_id": group.round_id,
        "people": list(group.people),
        "reach": [list(each) for each in group.reach],
        "outcomes": [list(each) for each in group.outcomes],
    }


def _group(row: Mapping[str, Any]) -> Group:
    found = Group(row["_id"], row["version"], row["round_id"], tuple(row["people"]))
    return replace(
        found,
        reach=tuple((member, words) for member, words in row["reach"]),
        outcomes=tuple((member, met) for member, met in row["outcomes"]),
    )
