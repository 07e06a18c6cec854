"""The register's store behaves the same in memory and on MongoDB."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from chassis.ids import new_id
from contracts.refusals import Refused
from membership.directory.domain import Reader
from membership.directory.store import Directory
from membership.members import domain
from membership.members.domain import Acceptance, Connector, join
from membership.members.store import MemberStore, changed_facts, joined_facts
from membership.refusal import Refusal
from membership.service import republish


def somebody(**more):
    made = {
        "name": "Ada Örn",
        "email": "Ada@example.org",
        "region": "WOE",
        "joined": date(2017, 1, 10),
    } | more
    return join(new_id(), joined_by="import", **made)


class TestMemberStore:
    @pytest.fixture(autouse=True)
    def _store(self, work, call):
        self.work, self.call, self.store = work, call, MemberStore(work)

    def save(self, member, facts=()):
        self.work.in_transaction(self.call, lambda: self.store.save(member, facts))
        return member

    def test_a_member_comes_back_as_saved(self):
        at = datetime(2018, 1, 2, 3, 4, 5, 678000, tzinfo=UTC)
        profile = {"interests": ["frailty"], "visibility": {"name": "public"}, "about": "سلام 😀"}
        member = somebody(accepted=Acceptance("1", at), profile=profile)
        self.save(member)
        changed = domain.grant_role(member, "coordinator", "WOE", "n-1", date(2018, 2, 1))
        changed = domain.as_one_step(
            member, domain.designate(changed, Connector(("WOE",), ("x",), date(2018, 2, 2)))
        )
        self.save(changed)
        assert self.store.get(member.id) == changed
        assert self.store.by_email("ADA@EXAMPLE.ORG") == changed
        assert self.store.get("nobody") is None

    def test_a_stale_version_is_refused(self):
        member = self.save(somebody())
        self.save(domain.change(member, {"about": "x"}))
        with pytest.raises(Refused, match="stale_version"):
            self.save(domain.change(member, {"about": "y"}))

    def test_two_members_never_share_an_address(self):
        self.save(somebody())
        with pytest.raises(Refusal, match="email_taken"):
            self.save(somebody(email="ada@EXAMPLE.org"))

    def test_a_refused_save_leaves_neither_state_nor_events(self):
        member = self.save(somebody())
        other = somebody(email="bob@example.org")

        def both():
            self.store.save(other, joined_facts(other, "import"))
            self.store.save(replace(member, version=7))

        with pytest.raises(Refused):
            self.work.in_transaction(self.call, both)
        assert self.store.get(other.id) is None
        assert self.work.database["outbox"].count_documents({}) == 0

    def test_counts_on_a_day_follow_the_stays(self):
        mover = self.save(somebody())
        moved = self.save(domain.move(mover, "SW", date(2018, 1, 1), date(2018, 6, 1)))
        self.save(domain.leave(moved, date(2018, 3, 1)))
        self.save(somebody(email="b@example.org"))
        days = ("2017-01-09", "2017-01-10", "2018-01-01", "2018-02-28", "2018-03-01")
        on = [date.fromisoformat(day) for day in days]
        assert [self.store.count_on("WOE", day) for day in on] == [0, 2, 1, 1, 1]
        assert [self.store.count_on("SW", day) for day in on] == [0, 0, 1, 1, 0]
        assert [self.store.count_all_on(day) for day in on] == [0, 2, 2, 2, 1]

    def test_founders_count_where_they_began(self):
        founder = self.save(somebody(cohort="founding"))
        self.save(domain.move(founder, "SW", date(2018, 1, 1), date(2018, 1, 1)))
        assert (self.store.count_founders("WOE"), self.store.count_founders("SW")) == (1, 0)
        assert self.store.count_founders() == 1

    def test_the_state_is_told_again_in_pages(self):
        members = [self.save(somebody(email=f"m{n}@example.org")) for n in range(5)]
        members.sort(key=lambda member: member.id)
        gone = self.save(domain.leave(members[0], date(2018, 1, 1)))
        told, after = [], None
        while True:
            facts, after = republish(self.work, after, 2)
            told += facts
            if after is None:
                break
        states = [fact for fact in told if fact.type.name in ("member_changed", "member_left")]
        assert [fact.aggregate_id for fact in states] == [member.id for member in members]
        assert [fact.data["status"] for fact in states] == ["left", "active", "active", "active", "active"]
        contacts = {fact.aggregate_id for fact in told if fact.type.name == "member_contact_changed"}
        assert contacts == {member.id for member in members} - {gone.id}
        self.work.in_transaction(self.call, lambda: self.work.publish(told))

    def test_a_copy_folded_from_the_events_is_the_state(self):
        member = somebody()
        steps = [
            lambda m: domain.change(m, {"sector": "hospice"}),
            lambda m: domain.move(m, "SW", date(2018, 1, 1), date(2018, 2, 1)),
            lambda m: domain.grant_role(m, "convenor", "SW", "n-1", date(2018, 2, 1)),
            lambda m: domain.leave(m, date(2018, 3, 1)),
        ]
        facts = joined_facts(member, "import")
        self.save(member)
        for step in steps:
            before, member = member, step(member)
            facts += changed_facts(before, member)
            self.save(member)
        copy = {}
        for fact in facts:
            if fact.type.name.startswith("member_") and "status" in fact.data:
                assert fact.aggregate_version > copy.get("version", 0)
                copy = {name: value for name, value in fact.data.items() if name != "route"}
        (owner,), _ = self.store.current_facts(None, 1)
        assert copy == owner.data


class TestDirectory:
    @pytest.fixture(autouse=True)
    def _store(self, work, call):
        self.work, self.store = work, Directory(work)
        seen = {"visibility": {"sector": "region"}, "sector": "hospice"}
        names = [("Zoë", "WOE"), ("ada", "SW"), ("Émile", "WOE"), ("Bob", "SW")]
        for name, region in names:
            member = somebody(name=name, email=f"{name}@example.org", region=region, profile=seen)
            work.in_transaction(call, lambda member=member: self.store.save(member))

    def names(self, reader, tokens=("listed",), text="", **asked):
        page = self.store.search(reader, tokens, text, {"limit": 25, **asked})
        return [member.name for member in page["items"]]

    def test_members_come_in_the_order_of_their_names_whatever_case_and_accents(self):
        assert self.names(Reader(is_member=True)) == ["ada", "Bob", "Émile", "Zoë"]
        assert self.names(Reader()) == []

    def test_a_word_is_found_by_its_beginning(self):
        assert self.names(Reader(is_member=True), text="emi") == ["Émile"]
        assert self.names(Reader(is_member=True), text="mile") == []

    def test_the_inner_circle_finds_more_and_each_member_once(self):
        inner = Reader(is_member=True, regions=frozenset({"WOE"}))
        assert self.names(inner, tokens=("s:hospice",)) == ["Émile", "Zoë"]
        assert self.names(Reader(is_member=True), tokens=("s:hospice",)) == []
        assert self.names(Reader(everywhere=True), tokens=("s:hospice",)) == ["ada", "Bob", "Émile", "Zoë"]
        assert self.names(inner) == ["ada", "Bob", "Émile", "Zoë"]

    def test_the_register_of_some_regions_or_of_all(self):
        of = lambda regions: [m.name for m in self.store.belonging(regions, {"limit": 9})["items"]]  # noqa: E731
        assert of(frozenset({"SW"})) == ["ada", "Bob"]
        assert of(None) == ["ada", "Bob", "Émile", "Zoë"]
