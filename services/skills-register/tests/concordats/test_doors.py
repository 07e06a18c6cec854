"""Keepers draft and agree, leaders sign and withdraw, everybody sees which organisations did."""

from datetime import timedelta

import pytest
from concordat_desk import KEEPER, REVIEW_ON, TEXT, agreed, devon, member, organisation, sign, told, withdraw
from skills_desk import NATIONAL, NOW, Desk, coordinator

from contracts.refusals import Refused
from skills_register.concordats.signatories import refuse_stranger
from skills_register.organisations.store import OrganisationStore
from skills_register.refusal import Refusal

NEWER = "Leaders release people to help next door.\n\nWhoever helps asks for help, too."


def refused(code: str, kind: type[Exception] = Refused):
    return pytest.raises(kind, match=code)


def read(desk: Desk, concordat: str, **who) -> dict:
    return desk.knock("concordats.get_concordat", {"id": concordat}, **who)


def day(days: int) -> str:
    return (NOW + timedelta(days=days)).date().isoformat()


def test_a_draft_is_its_keepers_own_until_it_is_agreed(desk):
    asked = {"region": "SW", "title": "A concordat", "text": TEXT, "review_on": REVIEW_ON}
    with refused("not_your_region"):
        desk.knock("concordats.draft_concordat", asked, by=coordinator("WOE"))
    with refused("region_unknown"):
        desk.knock("concordats.draft_concordat", {**asked, "region": "UK"}, by=NATIONAL)
    made = desk.knock("concordats.draft_concordat", asked, by=KEEPER)
    with refused("not_found"):
        read(desk, made["id"])
    with refused("not_found"):
        desk.knock("concordats.agree_text", {"id": made["id"]}, by=coordinator("WOE"))
    drafts = {"region": "SW", "state": "draft"}
    assert len(desk.knock("concordats.list_concordats", drafts, by=KEEPER)["items"]) == 1
    with refused("not_your_region"):
        desk.knock("concordats.list_concordats", drafts)
    desk.knock("concordats.agree_text", {"id": made["id"], "version": 1}, by=KEEPER)
    assert read(desk, made["id"])["texts"][0]["clauses"] == TEXT.split("\n\n")
    assert [each["id"] for each in desk.knock("concordats.list_concordats")["items"]] == [made["id"]]


def test_two_signatories_in_devon_are_seen_by_everybody_and_no_person_is_named(desk):
    places = devon(desk)
    view = read(desk, places.concordat)
    assert (view["group"], view["system"]) == ("Organisational Development Group", "Devon")
    coverage = view["coverage"]
    assert (coverage["signatories"], coverage["organisations"]) == (2, 3)
    assert [each["name"] for each in coverage["not_signed"]] == ["east"]
    assert {each["organisation"]: each["standing"] for each in coverage["items"]} == {
        "north": "signed",
        "south": "signed",
    }
    assert "leader" not in str(view)
    assert "c-SW" not in str(view)
    [own] = [each for each in read(desk, places.concordat, by=member("north-contact"))["coverage"]["items"]
             if "signings" in each]  # fmt: skip
    assert own["signings"][0]["by"] == "north-leader"
    assert all("signings" in each for each in read(desk, places.concordat, by=KEEPER)["coverage"]["items"])


def test_a_leader_signs_and_nobody_else(desk):
    concordat, trust = agreed(desk), organisation(desk, "west")
    for who, code in (("west-contact", "leader_required"), ("eve", "not_your_organisation")):
        desk.member("eve")
        with refused(code):
            sign(desk, concordat, trust, who)
    signed = sign(desk, concordat, trust, "west-leader", reservations="Not in winter.")
    assert (signed["signed_as"], signed["reservations"]) == ("director", "Not in winter.")
    with refused("signed_already"):
        sign(desk, concordat, trust, "west-leader")


def test_an_organisation_elsewhere_is_out_of_scope(desk):
    concordat, truro = agreed(desk), organisation(desk, "truro", system="Cornwall")
    with refused("organisation_out_of_scope"):
        sign(desk, concordat, truro, "truro-leader")
    region_wide = agreed(desk, system="")
    assert sign(desk, region_wide, truro, "truro-leader")["standing"] == "signed"


def test_a_new_text_is_told_to_signatories_who_sign_again_within_the_grace(desk):
    places = devon(desk)
    asked = {"id": places.concordat, "text": NEWER}
    desk.knock("concordats.change_draft", asked, by=KEEPER)
    assert "draft" not in read(desk, places.concordat)
    difference = {"id": places.concordat, "before": 1}
    with refused("not_found"):
        desk.knock("concordats.compare_texts", difference)
    assert len(desk.knock("concordats.compare_texts", difference, by=KEEPER)["items"]) == 2
    desk.knock("concordats.agree_text", {"id": places.concordat, "changes": "Plainer."}, by=KEEPER)
    shown = desk.knock("concordats.compare_texts", {**difference, "after": 2})["items"]
    assert [each["change"] for each in shown] == ["same", "changed"]
    assert told(desk, "concordat_to_sign") == [{"north-leader", "south-leader"}]
    with refused("text_not_current"):
        sign(desk, places.concordat, places.north, "north-leader")
    sign(desk, places.concordat, places.north, "north-leader", 2)
    desk.now += timedelta(days=desk.settings.concordat_grace_days + 1)
    coverage = read(desk, places.concordat)["coverage"]
    assert {each["organisation"]: each["standing"] for each in coverage["items"]} == {
        "north": "signed", "south": "lapsed",
    }  # fmt: skip
    assert coverage["signatories"] == 1
    with refused("signatory_required", Refusal):
        refuse_stranger(desk.work, places.concordat, places.south, desk.now.date())


def test_who_withdraws_is_no_signatory_from_the_day_and_the_others_are_told(desk):
    places = devon(desk)
    with refused("leader_required"):
        withdraw(desk, places.concordat, places.north, "north-contact", day(10))
    left = withdraw(desk, places.concordat, places.north, "north-leader", day(10))
    assert (left["standing"], left["withdrawn_from"]) == ("leaving", day(10))
    assert told(desk, "concordat_withdrawn") == [{"c-SW", "south-leader"}]
    assert refuse_stranger(desk.work, places.concordat, places.north, NOW.date())
    with refused("signatory_required", Refusal):
        refuse_stranger(desk.work, places.concordat, places.north, (NOW + timedelta(days=10)).date())
    desk.now += timedelta(days=10)
    assert sign(desk, places.concordat, places.north, "north-leader")["standing"] == "signed"
    with refused("not_found"):
        withdraw(desk, places.concordat, places.east, "east-leader", day(20))


def test_a_closed_organisation_is_no_signatory(desk):
    places = devon(desk)
    desk.knock("organisations.close_organisation", {"id": places.north, "reason": "Merged."}, by=KEEPER)
    with refused("signatory_required", Refusal):
        refuse_stranger(desk.work, places.concordat, places.north, NOW.date())
    coverage = read(desk, places.concordat)["coverage"]
    assert (coverage["signatories"], coverage["organisations"]) == (1, 2)
    assert coverage["items"][0]["standing"] == "closed"


def test_an_organisation_that_moves_to_another_system_is_no_signatory_there(desk):
    places = devon(desk)
    moved = {"id": places.north, "name": "north", "kind": "trust", "system": "Cornwall"}
    desk.knock("organisations.change_organisation", moved, by=KEEPER)
    with refused("signatory_required", Refusal):
        refuse_stranger(desk.work, places.concordat, places.north, NOW.date())
    coverage = read(desk, places.concordat)["coverage"]
    assert (coverage["signatories"], coverage["organisations"]) == (1, 2)


def test_a_leader_is_told_the_day_that_is_theirs_when_one_text_follows_another(desk):
    places = devon(desk)
    desk.knock("concordats.change_draft", {"id": places.concordat, "text": NEWER}, by=KEEPER)
    desk.knock("concordats.agree_text", {"id": places.concordat, "changes": "Plainer."}, by=KEEPER)
    sign(desk, places.concordat, places.north, "north-leader", 2)
    desk.now += timedelta(days=30)
    desk.knock("concordats.change_draft", {"id": places.concordat, "text": TEXT + " Gladly."}, by=KEEPER)
    desk.knock("concordats.agree_text", {"id": places.concordat, "changes": "Warmer."}, by=KEEPER)
    raised = [each["data"] for each in desk.events("notice_raised")]
    told_last = [each for each in raised if each["kind"] == "concordat_to_sign"][-2:]
    days = [fact["words"] for each in told_last for fact in each["about"] if fact["name"] == "sign_by"]
    assert [each["members"] for each in told_last] == [["south-leader"], ["north-leader"]]
    assert days == ["3 December 2018", "2 January 2019"]


def test_a_first_draft_that_is_dropped_is_seen_by_its_keepers_alone(desk):
    asked = {"region": "SW", "title": "A concordat", "text": TEXT, "review_on": REVIEW_ON}
    made = desk.knock("concordats.draft_concordat", asked, by=KEEPER)
    desk.knock("concordats.end_concordat", {"id": made["id"], "reason": "Nobody wants it."}, by=KEEPER)
    assert desk.knock("concordats.list_concordats")["items"] == []
    with refused("not_found"):
        read(desk, made["id"])
    dropped = {"region": "SW", "state": "dropped"}
    with refused("not_your_region"):
        desk.knock("concordats.list_concordats", dropped)
    assert len(desk.knock("concordats.list_concordats", dropped, by=KEEPER)["items"]) == 1


def test_a_concordat_is_read_without_a_question_for_each_signatory(desk, monkeypatch):
    places = devon(desk)
    asked: list[str] = []
    get = OrganisationStore.get
    monkeypatch.setattr(OrganisationStore, "get", lambda store, each: asked.append(each) or get(store, each))
    seen = {
        each["organisation_id"]: "signings" in each
        for each in read(desk, places.concordat, by=member("north-leader"))["coverage"]["items"]
    }
    assert (seen, asked) == ({places.north: True, places.south: False}, [])


def test_where_nobody_keeps_the_region_the_national_team_is_told(desk):
    places = devon(desk)
    desk.member("c-SW", "SW", status="left")
    desk.member("boss", "SW", "national_team")
    withdraw(desk, places.concordat, places.north, "north-leader", day(2))
    assert told(desk, "concordat_withdrawn") == [{"boss", "south-leader"}]


def test_signatories_are_listed_by_concordat_and_by_organisation(desk):
    places = devon(desk)
    wider = agreed(desk, title="A wider one", system="")
    sign(desk, wider, places.north, "north-leader")

    def listed(**asked) -> list[tuple[str, str]]:
        found = desk.knock("concordats.list_signatories", asked)["items"]
        return [(each["concordat"], each["organisation"]) for each in found]

    assert len(listed()) == 3
    assert [name for _, name in listed(concordat_id=places.concordat)] == ["south", "north"]
    assert next(title for title, _ in listed(organisation_id=places.north)) == "A wider one"
    assert listed(organisation_id=places.east) == []
    first = desk.knock("concordats.list_signatories", {"limit": 2})
    rest = desk.knock("concordats.list_signatories", {"limit": 2, "cursor": first["next"]})
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (2, 1, None)
    for unknown in ({"organisation_id": "o-9"}, {"concordat_id": "k-9"}):
        with refused("not_found"):
            desk.knock("concordats.list_signatories", unknown)


def test_a_leader_is_shown_what_they_could_sign_until_they_did_or_withdrew(desk):
    places = devon(desk)

    def to_sign(who: str) -> list[tuple[str, str | None]]:
        found = desk.knock("concordats.to_sign", by=member(who))["items"]
        return [(each["organisation"], each["sign_by"]) for each in found]

    assert to_sign("east-leader") == [("east", None)]
    assert to_sign("north-leader") == to_sign("east-contact") == []
    desk.knock("concordats.change_draft", {"id": places.concordat, "text": NEWER}, by=KEEPER)
    desk.knock("concordats.agree_text", {"id": places.concordat, "changes": "Plainer."}, by=KEEPER)
    assert to_sign("north-leader") == [("north", day(desk.settings.concordat_grace_days))]
    withdraw(desk, places.concordat, places.north, "north-leader", day(10))
    assert to_sign("north-leader") == []
    sign(desk, places.concordat, places.east, "east-leader", 2)
    assert to_sign("east-leader") == []


def test_keepers_and_signatories_are_told_sixty_and_fourteen_days_before_the_review(desk):
    places = devon(desk)
    everybody = {"c-SW", "north-leader", "south-leader"}
    expected: list[set[str]] = []
    for passed, is_told in ((139, False), (1, True), (45, False), (1, True), (20, False)):
        desk.now += timedelta(days=passed)
        desk.do_due_work()
        expected += [everybody] if is_told else []
        assert told(desk, "concordat_review_due") == expected
    asked = {"id": places.concordat, "outcome": "kept", "words": "It works.", "next_on": day(600)}
    desk.knock("concordats.review_concordat", asked, by=KEEPER)
    desk.now = NOW + timedelta(days=540)
    desk.do_due_work()
    assert len(told(desk, "concordat_review_due")) == 3


def test_an_ended_concordat_stays_to_be_read_and_reminds_nobody(desk):
    places = devon(desk)
    desk.knock("concordats.end_concordat", {"id": places.concordat, "reason": "Dissolved."}, by=KEEPER)
    view = read(desk, places.concordat)
    assert (view["state"], view["ended_why"], view["coverage"]["signatories"]) == ("ended", "Dissolved.", 0)
    desk.now += timedelta(days=199)
    assert desk.do_due_work() == 0


def test_a_version_that_somebody_else_changed_is_refused(desk):
    concordat = agreed(desk)
    with refused("stale_version"):
        desk.knock("concordats.change_draft", {"id": concordat, "text": "Other.", "version": 1}, by=KEEPER)


def test_a_pledge_is_shown_and_summed_over_who_is_a_signatory(desk):
    concordat = agreed(desk)
    for name, half_days in (("north", 40), ("south", 20)):
        trust = organisation(desk, name)
        for wrong in (-1, 10**9):
            with refused("pledge_wrong"):
                sign(desk, concordat, trust, f"{name}-leader", pledged_half_days=wrong)
        sign(desk, concordat, trust, f"{name}-leader", pledged_half_days=half_days)
    coverage = read(desk, concordat)["coverage"]
    assert coverage["pledged_half_days"] == 60
    assert [each["pledged_half_days"] for each in coverage["items"]] == [40, 20]
    withdraw(desk, concordat, trust, "south-leader", day(0))
    assert read(desk, concordat)["coverage"]["pledged_half_days"] == 40
