"""Knocking at the doors of documents: read, draft, agree, review, compare."""

from datetime import UTC, datetime

import pytest
from stewardship_desk import NATIONAL, Desk, convenor, coordinator
from stewardship_papers import agreed_at, clause, terms

from chassis.identity import Caller
from contracts.refusals import Refused

SW, WOE = convenor("SW"), convenor("WOE")
MEMBER = Caller("m-9", frozenset({"member"}), "SW")


def refused(code: str, desk: Desk, door: str, payload: dict, by: Caller) -> Refused:
    with pytest.raises(Refused) as no:
        desk.knock(door, payload, by=by)
    assert no.value.code == code
    return no.value


def agree_terms(desk: Desk, *clauses: dict, by: Caller = SW, **more: object) -> dict:
    desk.knock("documents.begin_document", terms("SW", *clauses), by=by)
    return desk.knock("documents.agree_document", agreed_at(**more), by=by)


def read(desk: Desk, by: Caller = MEMBER, region: str = "SW", kind: str = "terms_of_reference", **more):
    return desk.knock("documents.get_document", {"region": region, "kind": kind, **more}, by=by)


# Drafting and agreeing


def test_a_convenor_drafts_and_agrees_and_everybody_reads(desk: Desk):
    begun = desk.knock("documents.begin_document", terms(), by=SW)
    assert (begun["status"], begun["number"]) == ("draft", 1)
    agreed = desk.knock(
        "documents.agree_document",
        agreed_at(reviewers=["Convenor", "Health Foundation", "AHSN"], review_due="2018-12-31"),
        by=SW,
    )
    assert agreed["status"] == "agreed"
    found = read(desk, by=Caller())
    assert found["status"] == "agreed"
    assert found["shown"]["agreed"] == {
        "meeting": "Meeting 2",
        "on": "2018-01",
        "role": "convenor",
        "reviewers": ["Convenor", "Health Foundation", "AHSN"],
        "minutes": "",
    }
    assert found["review"] == {"due": "2018-12-31", "state": "ahead", "days": 119}


def test_the_national_team_enters_what_was_agreed_in_the_past(desk: Desk):
    agreed = agree_terms(desk, by=NATIONAL, meeting="Meeting 1", on="2017-10")
    assert (agreed["agreed"]["on"], agreed["agreed"]["role"]) == ("2017-10", "national_team")


def test_terms_without_a_named_meeting_are_refused(desk: Desk):
    desk.knock("documents.begin_document", terms(), by=SW)
    no = refused("meeting_required", desk, "documents.agree_document", agreed_at(meeting="  "), SW)
    assert "meeting" in no.fields
    assert read(desk)["status"] == "not_written"


def test_a_draft_is_read_by_its_group_alone(desk: Desk):
    desk.knock("documents.begin_document", terms(), by=SW)
    assert read(desk, by=SW)["draft"]["clauses"][0]["code"] == "purpose"
    for stranger in (Caller(), MEMBER, WOE):
        assert read(desk, by=stranger)["draft"] is None
        refused(
            "not_found",
            desk,
            "documents.get_document",
            {"region": "SW", "kind": "terms_of_reference", "number": 1},
            stranger,
        )
        versions = desk.knock("documents.document_versions", {"id": "SW:terms_of_reference"}, by=stranger)
        assert versions["items"] == []


def test_another_regions_convenor_neither_drafts_nor_agrees(desk: Desk):
    refused("not_your_region", desk, "documents.begin_document", terms(), WOE)
    desk.knock("documents.begin_document", terms(), by=SW)
    refused("not_found", desk, "documents.agree_document", agreed_at(), WOE)
    refused("role_required", desk, "documents.agree_document", agreed_at(), MEMBER)
    refused("sign_in_required", desk, "documents.begin_document", terms(), Caller())


def test_a_second_draft_is_refused_and_the_first_can_be_changed_or_thrown_away(desk: Desk):
    begun = desk.knock("documents.begin_document", terms(), by=SW)
    refused("document_draft_exists", desk, "documents.begin_document", terms(), coordinator("SW"))
    changed = {"id": begun["id"], "clauses": [clause(text="Another text.")], "version": begun["version"]}
    desk.knock("documents.change_draft", changed, by=coordinator("SW"))
    refused("stale_version", desk, "documents.change_draft", changed, SW)
    desk.knock("documents.discard_draft", {"id": begun["id"]}, by=SW)
    refused("document_no_draft", desk, "documents.discard_draft", {"id": begun["id"]}, SW)
    assert desk.knock("documents.begin_document", terms(), by=SW)["number"] == 1


def test_the_same_command_twice_is_one_draft(desk: Desk):
    desk.now = datetime.now(UTC)  # answers are kept for 35 days, counted by the store's own clock
    first = desk.knock("documents.begin_document", terms(), by=SW, command="once")
    assert desk.knock("documents.begin_document", terms(), by=SW, command="once") == first


def test_a_new_version_supersedes_and_the_history_stays_public(desk: Desk):
    agree_terms(desk)
    agree_terms(desk, clause(text="Grow Q."), meeting="Meeting 4", on="2018-08-14")
    found = read(desk, by=Caller())
    assert [(each["number"], each["status"], each["ended_on"]) for each in found["history"]] == [
        (2, "agreed", None),
        (1, "superseded", "2018-08-14"),
    ]
    assert read(desk, by=Caller(), number=1)["clauses"][0]["text"].startswith("We look after")


@pytest.mark.parametrize("kind", ["guidance"])
def test_only_the_uk_wide_group_has_the_guidance(desk: Desk, kind):
    payload = {"region": "SW", "kind": kind, "clauses": [clause("complaints", "Ring us.")]}
    refused("document_of_uk_only", desk, "documents.begin_document", payload, SW)
    assert desk.knock("documents.begin_document", {**payload, "region": "UK"}, by=NATIONAL)["number"] == 1


def test_ground_rules_are_not_drafted_past_the_members(desk: Desk):
    payload = {"region": "SW", "kind": "ground_rules", "clauses": [clause("rule-1", "Be kind.")]}
    refused("document_by_proposal", desk, "documents.begin_document", payload, SW)


def test_an_unknown_region_kind_or_document_is_said_to_be_unknown(desk: Desk):
    refused("region_unknown", desk, "documents.list_documents", {"region": "NOWHERE"}, SW)
    refused("document_kind_unknown", desk, "documents.get_document", {"region": "SW", "kind": "poem"}, SW)
    refused("not_found", desk, "documents.document_versions", {"id": "SW:vision"}, SW)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil.example", "/\\evil.example", "ftp://x.y"])
def test_an_address_that_a_browser_might_run_is_refused(desk: Desk, address):
    desk.knock("documents.begin_document", terms(), by=SW)
    no = refused("invalid_input", desk, "documents.agree_document", agreed_at(minutes=address), SW)
    assert "minutes" in no.fields


# Lines of the platform


def test_a_region_shows_twelve_duties_before_it_wrote_any_and_money_sleeps(desk: Desk):
    found = read(desk, region="WOE", kind="duties")
    assert found["status"] == "catalogue"
    assert [each["line"] for each in found["clauses"]] == list(range(1, 13))
    assert (found["clauses"][3]["state"], found["clauses"][11]["state"]) == ("dormant", "dormant")
    assert found["clauses"][0]["state"] == ""


def test_the_guidance_is_read_by_anybody_before_any_version_is_agreed(desk: Desk):
    found = read(desk, by=Caller(), region="UK", kind="guidance")
    assert len(found["clauses"]) == 11
    assert found["clauses"][8]["label"] == "Complaints"


def test_placeholders_in_the_guidance_are_shown_to_everybody(desk: Desk):
    payload = {"region": "UK", "kind": "guidance", "clauses": [clause("complaints", "Write to TBC.")]}
    desk.knock("documents.begin_document", payload, by=NATIONAL)
    agreed = {"id": "UK:guidance", "meeting": "Q team", "on": "2018-09-01"}
    desk.knock("documents.agree_document", agreed, by=NATIONAL)
    advice = read(desk, by=Caller(), region="UK", kind="guidance")["advice"]
    assert [(each["kind"], each["clause"], each["words"]) for each in advice] == [
        ("placeholder", "complaints", "TBC")
    ]


def test_principles_keep_their_order_and_carry_local_wording(desk: Desk):
    sent = [
        clause("accountability", "Light.", "Answering for it"),
        clause("transparency", "All minutes are public."),
    ]
    desk.knock("documents.begin_document", {"region": "SW", "kind": "principles", "clauses": sent}, by=SW)
    desk.knock(
        "documents.agree_document", {"id": "SW:principles", "meeting": "Meeting 1", "on": "2018"}, by=SW
    )
    clauses = read(desk, kind="principles")["clauses"]
    assert [(each["code"], each["label"], each["line"]) for each in clauses] == [
        ("transparency", "Transparency", None),
        ("accountability", "Answering for it", None),
    ]


# Advice


def test_a_copied_region_name_is_advised_and_never_blocks(desk: Desk):
    copied = terms("NENC", clause("membership", "Members in the West of England."))
    begun = desk.knock("documents.begin_document", copied, by=convenor("NENC"))
    assert ("foreign_region", "West of England") in [
        (each["kind"], each["words"]) for each in begun["advice"]
    ]
    agreed = {"id": "NENC:terms_of_reference", "meeting": "Meeting 1", "on": "2018-04"}
    assert desk.knock("documents.agree_document", agreed, by=convenor("NENC"))["status"] == "agreed"
    assert read(desk, by=MEMBER, region="NENC")["advice"] == []


# Differences


def test_the_difference_from_the_last_version_is_shown_by_clause(desk: Desk):
    agree_terms(desk)
    agree_terms(desk, clause(), clause("membership", "A convenor and up to nine members."), on="2018-08-14")
    found = desk.knock("documents.compare_documents", {"region": "SW", "kind": "terms_of_reference"})
    assert found["counts"] == {"added": 0, "removed": 0, "changed": 1, "same": 1}
    assert (found["left"]["number"], found["right"]["number"]) == (1, 2)
    pieces = found["clauses"][1]["pieces"]
    assert [piece["words"].strip() for piece in pieces if piece["mark"] != "same"] == ["seven", "nine"]


def test_the_difference_from_another_regions_text_is_shown(desk: Desk):
    agree_terms(desk)
    desk.knock("documents.begin_document", terms("WOE", clause(), clause("reporting", "To all.")), by=WOE)
    agreed = {"id": "WOE:terms_of_reference", "meeting": "Meeting 1", "on": "2017-10"}
    desk.knock("documents.agree_document", agreed, by=WOE)
    asked = {"region": "SW", "kind": "terms_of_reference", "with_region": "WOE"}
    found = desk.knock("documents.compare_documents", asked)
    assert [(each["code"], each["change"]) for each in found["clauses"]] == [
        ("purpose", "same"),
        ("reporting", "removed"),
        ("membership", "added"),
    ]


def test_a_comparison_without_its_other_side_is_refused(desk: Desk):
    asked = {"region": "SW", "kind": "terms_of_reference"}
    refused("document_not_agreed", desk, "documents.compare_documents", asked, MEMBER)
    agree_terms(desk)
    refused("document_not_agreed", desk, "documents.compare_documents", asked, MEMBER)


def test_a_draft_is_compared_with_the_text_in_force_by_its_group_alone(desk: Desk):
    agree_terms(desk)
    desk.knock("documents.begin_document", terms("SW", clause(text="New.")), by=SW)
    asked = {"region": "SW", "kind": "terms_of_reference", "draft": True}
    assert desk.knock("documents.compare_documents", asked, by=SW)["counts"]["removed"] == 1
    refused("document_not_agreed", desk, "documents.compare_documents", asked, MEMBER)


# The list


def test_the_list_names_every_kind_with_its_state(desk: Desk):
    agree_terms(desk, review_due="2018-12-31")
    found = desk.knock("documents.list_documents", {"region": "SW"})
    by_kind = {line["kind"]: line for line in found["items"]}
    assert "guidance" not in by_kind
    assert by_kind["terms_of_reference"]["number"] == 1
    assert by_kind["duties"]["status"] == "catalogue"
    assert by_kind["vision"]["status"] == "not_written"
    assert found["may_write"] is False
    assert "guidance" in [
        line["kind"] for line in desk.knock("documents.list_documents", {"region": "UK"})["items"]
    ]


def test_the_group_sees_in_the_list_that_there_is_a_draft(desk: Desk):
    desk.knock("documents.begin_document", terms(), by=SW)
    assert [
        line["has_draft"]
        for by in (SW, MEMBER)
        for line in desk.knock("documents.list_documents", {"region": "SW"}, by=by)["items"]
        if line["kind"] == "terms_of_reference"
    ] == [True, False]


def test_no_answer_carries_the_id_of_a_person(desk: Desk):
    agree_terms(desk)
    said = str(read(desk, by=SW)) + str(
        desk.knock("documents.document_versions", {"id": "SW:terms_of_reference"}, by=SW)
    )
    assert SW.subject not in said


def test_an_action_of_the_strategy_serves_duty_2_and_the_strategy_is_reviewed(desk: Desk):
    action = clause("concordat", "Extend the concordat to the Clinical Senate.", owner="SW Convenor")
    payload = {"region": "SW", "kind": "delivery_strategy", "clauses": [{**action, "measure": "It signed"}]}
    desk.knock("documents.begin_document", payload, by=SW)
    agreed = {"id": "SW:delivery_strategy", "meeting": "Meeting 4", "on": "2018-06"}
    desk.knock("documents.agree_document", agreed, by=SW)
    found = read(desk, by=Caller(), kind="delivery_strategy")
    assert found["clauses"][0]["duty_label"] == "2. Delivery strategy"
    assert found["review"]["due"] == "2019-06-30"
