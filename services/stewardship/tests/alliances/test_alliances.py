"""Stakeholders by role and with consent; programmes listed once (row 29)."""

from datetime import UTC, date, datetime

import pytest
from stewardship_desk import NATIONAL, Desk, convenor, coordinator

from commons.rough_dates import rough
from contracts.refusals import Refused
from stewardship.alliances import domain
from stewardship.alliances.domain import Contact, Engagement, Initiative, Link, NextStep, Stakeholder
from stewardship.alliances.store import AllianceStore
from stewardship.refusal import Refusal

TODAY = date(2018, 9, 3)
KEEPER = coordinator("SW")


def body(name="Devon STP", kind="system", **more):
    contact = Contact("Chair", "chair@example.org", date(2018, 8, 1))
    return Stakeholder(**{
        "id": f"b-{name}",
        "version": 1,
        "region": "SW",
        "organisation": name,
        "kind": kind,
        "contact": contact,
        **more,
    })  # fmt: skip


def talk(stance="supports", on="2018-06", topic="concordat", summary="They like it."):
    return Engagement("e-1", rough(on), topic, stance, summary, "c-SW")


def test_how_to_reach_somebody_is_kept_only_with_consent():
    with pytest.raises(Refusal, match="contact_consent_needed"):
        domain.add(body(contact=Contact("Chair", "chair@example.org")), TODAY)
    with pytest.raises(Refusal, match="invalid_input"):
        domain.add(body(contact=Contact("Chair", "x", date(2018, 9, 4))), TODAY)
    assert domain.add(body(contact=Contact("Chair")), TODAY).contact.point == ""


def test_a_contact_is_a_role_and_no_person():
    with pytest.raises(Refusal, match="contact_by_role"):
        domain.add(body(contact=Contact("Dr Smith, chair")), TODAY)
    with pytest.raises(Refusal, match="contact_by_role"):
        domain.engage(body(), talk(summary="Professor Jones agreed"), None, TODAY)


def test_consent_taken_back_forgets_the_address_and_keeps_the_role():
    after = domain.withdraw_consent(body())
    assert after.contact == Contact("Chair")
    assert domain.withdraw_consent(after) is after


def test_the_stance_is_that_of_the_latest_meeting_however_late_it_was_entered():
    newer = domain.engage(body(), talk("supports", "2018-07-01"), None, TODAY)
    late_entry = domain.engage(newer, talk("declined", "2018-05"), None, TODAY)
    assert late_entry.stances == {"concordat": "supports"}
    assert (
        domain.engage(late_entry, talk("neutral", "2018-08"), None, TODAY).stances["concordat"] == "neutral"
    )


def test_a_meeting_to_come_is_no_meeting():
    with pytest.raises(Refusal, match="invalid_input"):
        domain.engage(body(), talk(on="2018-10"), None, TODAY)


def test_the_concordat_has_support_and_one_exception():
    leaders = [domain.engage(body(f"STP {n}"), talk(), None, TODAY) for n in range(5)]
    leaders.append(domain.engage(body("Other"), talk("declined"), None, TODAY))
    found = domain.counts(leaders)
    assert found["concordat"] == {"supports": 5, "neutral": 0, "declined": 1}
    assert domain.stances_in_words(found["concordat"]) == "5 support, 1 exception"
    assert domain.stances_in_words(found["general"]) == ""


def test_one_kind_of_body_being_most_is_noted_once_there_are_enough():
    assert domain.leaning([body(str(n)) for n in range(3)]) is None
    assert domain.leaning([body("a"), body("b"), body("c", "board"), body("d", "provider")]) is None
    leaning = [body("a"), body("b"), body("c"), body("d", "board")]
    assert domain.leaning(leaning) == ("system", 3, 4)


def test_a_programme_is_linked_once_for_a_region_and_the_last_words_hold():
    made = Initiative("i-1", 1, "GIRFT", "Getting it right first time")
    linked = domain.link(domain.link(made, "SW", "We share data"), "NENC", "We meet")
    assert domain.link(linked, "SW", "We share data") is linked
    again = domain.link(linked, "SW", "We share people")
    assert again.links == (Link("NENC", "We meet"), Link("SW", "We share people"))
    assert domain.unlink(again, "SW").links == (Link("NENC", "We meet"),)
    assert domain.unlink(made, "SW") is made


class TestAllianceStore:
    @pytest.fixture(autouse=True)
    def _store(self, work, call):
        self.work, self.call, self.store = work, call, AllianceStore(work)

    def save(self, made):
        self.work.in_transaction(self.call, lambda: self.store.save(made))

    def test_a_stakeholder_comes_back_as_saved(self):
        step = NextStep("Ask again", date(2018, 10, 1))
        made = domain.replace(domain.engage(body(), talk(), step, TODAY), version=1)
        self.save(made)
        assert self.store.get(made.id) == made
        assert self.store.of_region("SW") == [made]
        assert self.store.with_next_step(["SW", "WOE"]) == [made]
        self.save(domain.finish_step(made))
        assert self.store.with_next_step(["SW"]) == []
        assert self.store.organisations("SW") == ["Devon STP"]

    def test_a_body_is_there_once_in_a_region(self):
        self.save(body())
        with pytest.raises(Refusal, match="stakeholder_exists"):
            self.save(body("DEVON  stp", id="b-2"))
        self.save(body("Devon STP", id="b-3", region="WOE"))

    def test_a_programme_is_there_once_for_all(self):
        made = Initiative(
            "i-1", 1, "NHS LEAN", "Less waste", "https://example.org", (Link("SW", "We learn"),)
        )
        self.work.in_transaction(self.call, lambda: self.store.save_initiative(made))
        assert self.store.initiative("i-1") == made
        assert self.store.all_initiatives() == [made]
        with pytest.raises(Refusal, match="initiative_listed"):
            self.work.in_transaction(
                self.call, lambda: self.store.save_initiative(Initiative("i-2", 1, "nhs lean", "x"))
            )


# The doors


def add(desk, by=KEEPER, **more):
    payload = {
        "region": "SW",
        "organisation": "Devon STP",
        "kind": "system",
        "contact_role": "Chair",
        "contact_point": "chair@example.org",
        "consent_on": "2018-08-01",
        **more,
    }
    return desk.knock("alliances.add_stakeholder", payload, by=by)


def engaged(desk, stakeholder_id, stance="supports", by=KEEPER, **more):
    payload = {
        "id": stakeholder_id,
        "on": "2018-06",
        "topic": "concordat",
        "stance": stance,
        "summary": "A good talk.",
        **more,
    }
    return desk.knock("alliances.record_engagement", payload, by=by)


def refused(desk, door, payload, by=KEEPER):
    with pytest.raises(Refused) as no:
        desk.knock(f"alliances.{door}", payload, by=by)
    return no.value


def test_members_see_who_is_engaged_and_only_keepers_how_to_reach_them(desk: Desk):
    engaged(desk, add(desk)["id"])
    (seen,) = desk.knock("alliances.list_stakeholders", {"region": "SW"}, by=desk.member("m-1", "SW"))[
        "items"
    ]
    assert (seen["organisation"], seen["stances"]) == ("Devon STP", {"concordat": "supports"})
    assert (seen["contact_role"], seen["contact_point"], seen["engagements"]) == ("Chair", None, [])
    (kept,) = desk.knock("alliances.list_stakeholders", {"region": "SW"}, by=convenor("SW"))["items"]
    assert kept["contact_point"] == "chair@example.org"
    assert kept["engagements"][0]["summary"] == "A good talk."
    assert refused(desk, "list_stakeholders", {"region": "SW"}, by=desk_visitor()).code == "sign_in_required"


def desk_visitor():
    from chassis.identity import VISITOR

    return VISITOR


def test_a_visitor_sees_counts_and_no_organisation(desk: Desk):
    engaged(desk, add(desk)["id"])
    engaged(desk, add(desk, organisation="Another STP")["id"], "declined")
    answer = desk.knock("alliances.stance_counts", {"region": "SW"})
    shown = {each["topic"]: each["shown"] for each in answer["counts"]}
    assert shown == {"general": "nobody asked yet", "concordat": "1 supports, 1 exception"}
    assert answer["bodies"] == 2
    assert "STP" not in str(answer)


def test_a_body_is_entered_once_with_consent_by_its_own_region(desk: Desk):
    add(desk)
    assert (
        refused(desk, "add_stakeholder", {**_body(), "organisation": "devon stp"}).code
        == "stakeholder_exists"
    )
    no = refused(desk, "add_stakeholder", {**_body(), "contact_point": "01234"})
    assert (no.code, list(no.fields)) == ("contact_consent_needed", ["consent_on"])
    assert refused(desk, "add_stakeholder", _body(), coordinator("WOE")).code == "not_your_region"


def _body():
    return {"region": "SW", "organisation": "New", "kind": "board", "contact_role": "Secretary"}


def test_consent_is_given_changed_and_taken_back(desk: Desk):
    made = add(desk)
    contact = {"contact_role": "Secretary", "contact_point": "01234", "consent_on": "2018-09-01"}
    changed = desk.knock("alliances.change_contact", {"id": made["id"], "version": 1, **contact}, by=KEEPER)
    assert (changed["contact_role"], changed["consent_on"]) == ("Secretary", "2018-09-01")
    assert (
        refused(desk, "change_contact", {"id": made["id"], "version": 1, "contact_role": "x"}).code
        == "stale_version"
    )
    bare = desk.knock("alliances.withdraw_contact", {"id": made["id"]}, by=KEEPER)
    assert (bare["contact_role"], bare["contact_point"], bare["consent_on"]) == ("Secretary", None, None)
    assert "01234" not in str(list(desk.work.database["stakeholders"].find()))


def test_consent_taken_back_leaves_nothing_behind_in_the_whole_database(desk: Desk):
    desk.now = datetime.now(UTC)  # answers of commands are kept for some weeks, by the real clock
    payload = {**_body(), "contact_point": "07700 900123", "consent_on": "2018-08-01"}
    made = desk.knock("alliances.add_stakeholder", payload, by=KEEPER, command="c-1")
    again = desk.knock("alliances.add_stakeholder", payload, by=KEEPER, command="c-1")
    assert again == made
    contact = {"contact_role": "Chair", "contact_point": "07700 900456", "consent_on": "2018-08-01"}
    desk.knock("alliances.change_contact", {"id": made["id"], **contact}, by=KEEPER, command="c-2")
    assert "07700 900456" in _everything(desk)
    desk.knock("alliances.withdraw_contact", {"id": made["id"]}, by=KEEPER, command="c-3")
    assert "07700" not in _everything(desk)


def _everything(desk):
    database = desk.work.database
    return str([list(database[name].find()) for name in database.list_collection_names()])


def test_what_comes_next_is_due_until_it_is_done(desk: Desk):
    made = add(desk)
    engaged(desk, made["id"], next_step="Send the text", next_due="2018-09-02")
    (due,) = desk.knock("alliances.due_steps", by=KEEPER)["items"]
    assert (due["next_step"], due["overdue"]) == ("Send the text", True)
    assert desk.knock("alliances.due_steps", by=coordinator("WOE"))["items"] == []
    assert len(desk.knock("alliances.due_steps", {"region": "SW"}, by=NATIONAL)["items"]) == 1
    assert refused(desk, "due_steps", {"region": "SW"}, coordinator("WOE")).code == "not_your_region"
    desk.knock("alliances.finish_step", {"id": made["id"]}, by=KEEPER)
    assert desk.knock("alliances.due_steps", by=NATIONAL)["items"] == []


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"next_step": "Call"}, "next_due"),
        ({"next_due": "2018-10-01"}, "next_step"),
        ({"stance": "maybe"}, "stance"),
    ],
)
def test_a_talk_that_is_half_told_is_refused(desk: Desk, more, field):
    made = add(desk)
    payload = {"id": made["id"], "on": "2018", "stance": "neutral", "summary": "Talk", **more}
    assert list(refused(desk, "record_engagement", payload).fields) == [field]


def test_the_stakeholders_of_another_region_are_not_found_by_id(desk: Desk):
    made = add(desk)
    assert refused(desk, "withdraw_contact", {"id": made["id"]}, coordinator("WOE")).code == "not_found"
    assert desk.knock("alliances.withdraw_contact", {"id": made["id"]}, by=NATIONAL)["version"] == 2


def test_a_programme_is_listed_once_and_linked_by_each_region(desk: Desk):
    payload = {"name": "GIRFT", "about": "Getting it right first time", "address": "https://example.org"}
    made = desk.knock("alliances.add_initiative", payload, by=KEEPER)
    assert refused(desk, "add_initiative", {**payload, "name": "girft"}).code == "initiative_listed"
    for region in ("SW", "WOE"):
        link = {"id": made["id"], "region": region, "how": "We share what works"}
        desk.knock("alliances.link_initiative", link, by=coordinator(region))
    (listed,) = desk.knock("alliances.list_initiatives")["items"]
    assert [each["name"] for each in listed["links"]] == ["South West of England", "West of England"]
    link = {"id": made["id"], "region": "WOE", "how": "x"}
    assert refused(desk, "link_initiative", link, KEEPER).code == "not_your_region"
    assert refused(desk, "link_initiative", {**link, "id": "i-0"}, coordinator("WOE")).code == "not_found"
    left = desk.knock("alliances.unlink_initiative", {"id": made["id"], "region": "SW"}, by=KEEPER)
    assert [each["region"] for each in left["links"]] == ["WOE"]
    assert refused(desk, "add_initiative", {**payload, "name": "N", "address": "ftp://x"}).fields.keys() == {
        "address"
    }
