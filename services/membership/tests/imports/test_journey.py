"""A file from its first byte to the register: shown first, then applied; twice changes nothing."""

import base64
from datetime import timedelta

import pytest
from import_files import checked, csv_of, errors_of, imported, people, send
from membership_desk import NATIONAL, Desk, convenor, coordinator

from chassis.identity import Caller
from contracts.refusals import Refused
from membership.imports import domain

OPERATOR = Caller("o-1", frozenset({"member", "operator"}))


def members_of(desk: Desk, region: str = "WOE") -> int:
    return int(desk.knock("regions.get_region", {"code": region})["members"])


def test_a_checked_file_is_a_preview_and_changes_nothing(desk: Desk) -> None:
    found = checked(desk, csv_of(*people(3)))
    assert (found["state"], found["rows"], found["checked"], found["applied"]) == ("checked", 3, 3, 0)
    assert found["counts"] == {"new": 3, "changed": 0, "unchanged": 0, "wrong": 0}
    assert (found["encoding"], members_of(desk)) == ("UTF-8", 0)


def test_an_applied_file_is_in_the_register_with_its_events(desk: Desk) -> None:
    found = imported(desk, csv_of(*people(3)))
    assert (found["state"], found["applied"], found["counts"]["new"]) == ("done", 3, 3)
    assert members_of(desk) == 3
    joined = desk.events("member_joined")
    assert [event["data"]["route"] for event in joined] == ["import"] * 3
    assert len(desk.events("member_contact_changed")) == 3


def test_the_same_file_twice_changes_nothing(desk: Desk) -> None:
    content = csv_of(
        "a@example.org,Anna,WOE,2017-03-01,nurse,,1,founding",
        "b@example.org,Bea,West of England,01/03/2017,,2018-02-01,,",
        header="email,name,region,joined,profession,left,compact_version,cohort",
    )
    imported(desk, content)
    before = (list(desk.work.database["members"].find()), len(desk.events()))
    again = imported(desk, content)
    assert again["counts"] == {"new": 0, "changed": 0, "unchanged": 2, "wrong": 0}
    assert (list(desk.work.database["members"].find()), len(desk.events())) == before


def test_a_later_file_changes_only_what_it_says(desk: Desk) -> None:
    head = "email,name,region,joined,profession,sector"
    imported(desk, csv_of("a@example.org,Anna,WOE,2017-03-01,nurse,acute", header=head))
    found = imported(desk, csv_of("A@Example.org,Anna Lee,SW,2017-03-01,,hospice", header=head))
    assert found["counts"]["changed"] == 1
    [member] = desk.work.database["members"].find()
    assert (member["name"], member["profession"], member["sector"]) == ("Anna Lee", "nurse", "hospice")
    assert [stay["region"] for stay in member["home_regions"]] == ["WOE", "SW"]
    assert member["version"] == 2


def test_wrong_rows_stop_the_file_unless_they_are_left_out(desk: Desk) -> None:
    content = csv_of(*people(2), "nobody,No One,WOE,2017-03-01")
    found = checked(desk, content)
    assert errors_of(found) == [(4, "email", "not_usable")]
    with pytest.raises(Refused) as no:
        desk.knock("imports.apply_import", {"id": found["id"]}, by=NATIONAL)
    assert no.value.code == "import_has_errors"
    assert members_of(desk) == 0
    desk.knock("imports.apply_import", {"id": found["id"], "skip_wrong": True}, by=NATIONAL)
    desk.do_due_work()
    done = desk.knock("imports.get_import", {"id": found["id"]}, by=NATIONAL)
    assert (done["state"], done["counts"]["new"], done["counts"]["wrong"], done["applied"]) == (
        "done",
        2,
        1,
        3,
    )


def test_a_file_with_a_wrong_header_is_failed_with_every_reason(desk: Desk) -> None:
    found = checked(desk, csv_of("x", header="email,name,colour,email"))
    assert (found["state"], found["rows"]) == ("failed", 0)
    assert sorted(errors_of(found)) == [
        (1, "colour", "column_unknown"),
        (1, "email", "column_twice"),
        (1, "joined", "column_missing"),
        (1, "region", "column_missing"),
    ]
    with pytest.raises(Refused) as no:
        desk.knock("imports.apply_import", {"id": found["id"]}, by=NATIONAL)
    assert no.value.code == "import_step_wrong"


def test_an_export_can_be_read_again_and_its_own_columns_are_left_alone(desk: Desk) -> None:
    head = "id,status,email,name,region,joined,interests"
    found = checked(desk, csv_of("7,active,a@example.org,Anna,WOE,2017-03-01,spc", header=head))
    assert (found["state"], found["ignored_columns"]) == ("checked", ["id", "status", "interests"])


def test_a_coordinator_may_only_bring_in_the_own_region(desk: Desk) -> None:
    imported(desk, csv_of("s@example.org,Sue,SW,2017-03-01"))
    rows = [*people(1), "x@example.org,Xi,SW,2017-03-01", "s@example.org,Sue,WOE,2017-03-01"]
    found = checked(desk, csv_of(*rows), by=coordinator("WOE"))
    assert errors_of(found) == [(3, "region", "not_your_region"), (4, "email", "not_your_region")]
    assert found["region"] == "WOE"


def test_another_regions_import_is_not_found_and_not_listed(desk: Desk) -> None:
    found = checked(desk, csv_of(*people(1)), by=coordinator("WOE"))
    everywhere = checked(desk, csv_of(*people(1)))
    for door in ("get_import", "import_errors", "apply_import", "cancel_import"):
        for import_id in (found["id"], everywhere["id"]):
            with pytest.raises(Refused) as no:
                desk.knock(f"imports.{door}", {"id": import_id}, by=coordinator("SW"))
            assert no.value.code == "not_found"
    assert desk.knock("imports.list_imports", {}, by=coordinator("SW"))["items"] == []
    assert [each["id"] for each in desk.knock("imports.list_imports", {}, by=coordinator())["items"]] == [
        found["id"]
    ]
    assert len(desk.knock("imports.list_imports", {}, by=OPERATOR)["items"]) == 2


@pytest.mark.parametrize(
    ("by", "region", "code"),
    [
        (coordinator("WOE"), "SW", "not_your_region"),
        (NATIONAL, "XX", "region_unknown"),
        (Caller("c", frozenset({"member", "coordinator:WOE", "coordinator:SW"})), None, "invalid_input"),
        (convenor(), None, "role_required"),
        (Caller(), None, "sign_in_required"),
    ],
)
def test_who_may_not_begin_is_told_why(desk: Desk, by: Caller, region: str | None, code: str) -> None:
    with pytest.raises(Refused) as no:
        desk.knock("imports.begin_import", {"file_name": "m.csv", "size": 10, "region": region}, by=by)
    assert no.value.code == code


def test_a_file_over_twenty_megabytes_is_refused_before_and_while_it_arrives(desk: Desk) -> None:
    with pytest.raises(Refused) as no:
        desk.knock("imports.begin_import", {"file_name": "m.csv", "size": domain.MOST_BYTES + 1}, by=NATIONAL)
    assert no.value.code == "file_too_large"
    job = domain.begin("i", file_name="m", size=1, region=None, by="n", now=desk.now)
    with pytest.raises(domain.Refusal) as too_much:
        domain.may_receive(job, 80, 1, domain.MOST_BYTES)
    assert too_much.value.code == "file_too_large"


def test_what_arrived_must_be_what_was_announced(desk: Desk) -> None:
    asked = {"file_name": "m.csv", "size": 5}
    import_id = desk.knock("imports.begin_import", asked, by=NATIONAL)["id"]
    part = base64.b64encode(b"other").decode()
    desk.knock("imports.add_import_chunk", {"id": import_id, "number": 0, "content": part}, by=NATIONAL)
    desk.knock("imports.check_import", {"id": import_id, "sha256": "0" * 64}, by=NATIONAL)
    desk.do_due_work()
    found = desk.knock("imports.get_import", {"id": import_id}, by=NATIONAL)
    assert (found["state"], errors_of(found)) == ("failed", [(1, "", "file_incomplete")])
    with pytest.raises(Refused) as no:
        desk.knock("imports.add_import_chunk", {"id": import_id, "number": 1, "content": part}, by=NATIONAL)
    assert no.value.code == "import_step_wrong"


def test_a_chunk_sent_twice_counts_once_and_nonsense_is_refused(desk: Desk) -> None:
    import_id = desk.knock("imports.begin_import", {"file_name": "m.csv", "size": 9}, by=NATIONAL)["id"]
    chunk = {"id": import_id, "number": 0, "content": base64.b64encode(b"email").decode()}
    assert desk.knock("imports.add_import_chunk", chunk, by=NATIONAL)["received"] == 5
    assert desk.knock("imports.add_import_chunk", chunk, by=NATIONAL)["received"] == 5
    for content in ("***", "", base64.b64encode(b"x" * (domain.MOST_CHUNK_BYTES + 1)).decode()):
        with pytest.raises(Refused) as no:
            desk.knock("imports.add_import_chunk", {**chunk, "content": content}, by=NATIONAL)
        assert no.value.code == "invalid_input"


def test_a_cancelled_import_has_no_steps_left_and_keeps_no_rows(desk: Desk) -> None:
    import_id = send(desk, csv_of(*people(2)))
    assert desk.knock("imports.cancel_import", {"id": import_id}, by=NATIONAL)["state"] == "cancelled"
    desk.do_due_work()
    assert desk.knock("imports.cancel_import", {"id": import_id}, by=NATIONAL)["state"] == "cancelled"
    assert desk.work.database["import_chunks"].count_documents({}) == 0
    with pytest.raises(Refused) as no:
        desk.knock("imports.apply_import", {"id": import_id}, by=NATIONAL)
    assert no.value.code == "import_step_wrong"


def test_a_done_import_keeps_no_personal_rows_and_cannot_be_cancelled(desk: Desk) -> None:
    found = imported(desk, csv_of(*people(2)))
    for kept in ("import_chunks", "import_rows"):
        assert desk.work.database[kept].count_documents({}) == 0
    with pytest.raises(Refused) as no:
        desk.knock("imports.cancel_import", {"id": found["id"]}, by=NATIONAL)
    assert no.value.code == "import_step_wrong"
    again = desk.knock("imports.apply_import", {"id": found["id"]}, by=NATIONAL)
    assert (again["state"], again["version"]) == ("done", found["version"])


def test_an_old_check_is_not_applied(desk: Desk) -> None:
    found = checked(desk, csv_of(*people(1)))
    desk.now += timedelta(days=15)
    with pytest.raises(Refused) as no:
        desk.knock("imports.apply_import", {"id": found["id"]}, by=NATIONAL)
    assert no.value.code == "import_expired"


def test_the_register_is_asked_again_when_the_rows_are_applied(desk: Desk) -> None:
    first = checked(desk, csv_of(*people(2)))
    imported(desk, csv_of(people(1)[0], "p1@example.org,Person 1,WOE,2018-01-01"))
    desk.knock("imports.apply_import", {"id": first["id"]}, by=NATIONAL)
    desk.do_due_work()
    found = desk.knock("imports.get_import", {"id": first["id"]}, by=NATIONAL)
    assert found["counts"] == {"new": 0, "changed": 0, "unchanged": 1, "wrong": 1}
    assert errors_of(found) == [(3, "joined", "joined_differs")]
    assert members_of(desk) == 2


def test_many_errors_come_in_pages(desk: Desk) -> None:
    found = checked(desk, csv_of(*["bad,,WOE,2017-03-01"] * 150))
    assert (found["errors_total"], len(found["errors"])) == (300, 200)
    first = desk.knock("imports.import_errors", {"id": found["id"], "limit": 200}, by=NATIONAL)
    second = desk.knock(
        "imports.import_errors", {"id": found["id"], "limit": 200, "cursor": first["next"]}, by=NATIONAL
    )
    assert first["items"] == found["errors"]
    assert second["items"][0]["line"] > first["items"][-1]["line"] - 1
