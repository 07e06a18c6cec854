"""Placements out of releases: agreed, extended, confirmed, lent and borrowed, corrected, summed up."""

import re
from datetime import timedelta

import pytest
from concordat_desk import KEEPER, devon, member, told, withdraw
from placement_desk import agree, ask_manager, confirm, consent, day, done, grant, granted, placed, request
from skills_desk import NATIONAL, NOW, Desk, coordinator

from chassis.testkit.refusing import refused
from skills_register.organisations.store import OrganisationStore


@pytest.fixture
def places(desk: Desk):
    return devon(desk)


def balance(desk: Desk, organisation: str, by: str) -> dict:
    asked = {"organisation_id": organisation}
    return desk.knock("placements.get_exchange_balance", asked, by=member(by))


def lent(desk: Desk, places, lender: str, borrower: str, half_days: int, who: str) -> dict:
    """``borrower`` asked, somebody of ``lender`` went, and both confirmed."""
    asked = {"organisation_id": getattr(places, borrower), "by": f"{borrower}-contact"}
    desk.now = NOW
    made = request(desk, places, half_days=half_days, **asked)
    release = granted(desk, made["id"], getattr(places, lender), who)
    placement = agree(desk, release, f"{borrower}-contact")
    done(desk, placement, half_days)
    return placement


def test_a_placement_is_agreed_by_who_asked_and_never_longer_than_released(desk, places):
    made = request(desk, places)
    release = consent(desk, made["id"], places.north)["id"]
    with refused("release_not_granted"):
        agree(desk, release)
    grant(desk, ask_manager(desk, release), half_days=3, ends_on=day(30))
    with refused("not_your_organisation"):
        agree(desk, release, "north-leader")
    for more in ({"half_days": 4}, {"ends_on": day(31)}, {"starts_on": day(9)}):
        with refused("days_beyond_release"):
            agree(desk, release, **more)
    view = agree(desk, release)
    assert (view["half_days"], view["ends_on"], view["state"]) == (3, day(30), "agreed")
    everybody = {"ann", "north-leader", "north-contact", "south-leader", "south-contact"}
    assert told(desk, "placement_agreed") == [everybody]
    with refused("release_taken"):
        agree(desk, release)


def test_a_list_asks_once_for_an_organisation_that_many_placements_name(desk, places, monkeypatch):
    for who in ("ann", "ben", "cem"):
        placed(desk, places, who)
    asked: list[str] = []
    get = OrganisationStore.get
    monkeypatch.setattr(OrganisationStore, "get", lambda store, each: asked.append(each) or get(store, each))
    of_north = {"organisation_id": places.north}
    listed = desk.knock("placements.list_placements", of_north, by=member("north-contact"))
    assert [each["acting_for"] for each in listed["items"]] == [[places.north]] * 3
    assert asked.count(places.south) == 1


def test_a_line_manager_is_asked_for_no_more_of_what_has_ended(desk, places):
    view = placed(desk, places)
    asked = {"id": view["id"], "reason": "Winter."}
    desk.knock("placements.cancel_placement", asked, by=member("ann"))
    with refused("placement_cancelled"):
        ask_manager(desk, view["release_id"], half_days=6)
    other = placed(desk, places, "ben")
    done(desk, other, 4)
    with refused("placement_done"):
        ask_manager(desk, other["release_id"], "ben", half_days=6)


def test_it_is_extended_only_by_a_new_answer(desk, places):
    view = placed(desk, places)
    longer = {"id": view["id"], "half_days": 6, "ends_on": day(50)}
    with refused("days_beyond_release"):
        desk.knock("placements.extend_placement", longer, by=member("south-contact"))
    with refused("extension_not_longer"):
        ask_manager(desk, view["release_id"])
    grant(desk, ask_manager(desk, view["release_id"], half_days=6, ends_on=day(50)))
    with refused("not_your_organisation"):
        desk.knock("placements.extend_placement", longer, by=member("north-contact"))
    after = desk.knock("placements.extend_placement", longer, by=member("south-contact"))
    assert (after["half_days"], after["ends_on"], after["released_half_days"]) == (6, day(50), 6)


def test_both_confirm_and_the_days_are_lent_and_borrowed(desk, places):
    view = placed(desk, places)
    with refused("placement_not_begun"):
        confirm(desk, view["id"], "south-contact", 4)
    desk.now += timedelta(days=41)
    desk.do_due_work()
    both = {"north-leader", "north-contact", "south-leader", "south-contact"}
    assert told(desk, "placement_over") == [both]
    with refused("days_beyond_release"):
        confirm(desk, view["id"], "south-contact", 5)
    confirm(desk, view["id"], "south-contact", 4)
    assert told(desk, "placement_confirmed") == [{"north-leader", "north-contact"}]
    assert confirm(desk, view["id"], "north-contact", 3)["state"] == "differs"
    assert told(desk, "placement_differs") == [{"south-leader", "south-contact"}]
    after = confirm(desk, view["id"], "south-leader", 3)
    assert (after["state"], after["counted_half_days"]) == ("done", 3)
    assert confirm(desk, view["id"], "south-leader", 3)["version"] == after["version"]
    assert balance(desk, places.north, "north-contact")["pooled"]["in_words"] == (
        "1 and a half days lent, 0 days borrowed"
    )


def test_two_days_lent_and_one_lent_back_are_three_lent_and_three_borrowed(desk, places):
    """Row 61, as it is told there; ``north`` is B."""
    lent(desk, places, "north", "south", 4, "ann")
    lent(desk, places, "south", "north", 2, "ben")
    north = balance(desk, places.north, "north-contact")
    south = balance(desk, places.south, "south-contact")
    assert (north["pooled"]["lent_half_days"], north["pooled"]["borrowed_half_days"]) == (4, 2)
    assert (south["pooled"]["lent_half_days"], south["pooled"]["borrowed_half_days"]) == (2, 4)
    assert [(each["organisation"], each["in_words"]) for each in north["pairs"]] == [
        ("south", "2 days lent, 1 day borrowed")
    ]
    assert not re.search(r"\b(debts?|owe[sd]?)\b", str(north))


def test_a_balance_is_read_by_who_acts_for_it_and_its_keepers(desk, places):
    lent(desk, places, "north", "south", 4, "ann")
    desk.member("eve")
    for stranger in (member("eve"), member("south-contact"), coordinator("WOE")):
        for door in ("get_exchange_balance", "get_exchange_statement", "list_placements"):
            with refused("not_found"):
                desk.knock(f"placements.{door}", {"organisation_id": places.north}, by=stranger)
    asked = {"organisation_id": places.north}
    assert desk.knock("placements.get_exchange_balance", asked, by=KEEPER)["pooled"]["lent_half_days"] == 4
    assert len(desk.knock("placements.list_placements", asked, by=NATIONAL)["items"]) == 1


def test_a_correction_is_another_record_that_names_the_one_it_corrects(desk, places):
    view = lent(desk, places, "north", "south", 4, "ann")
    right = {"id": view["id"], "half_days": 3, "reason": "Half a day was leave."}
    with refused("role_required"):
        desk.knock("placements.correct_days", right, by=member("north-leader"))
    with refused("not_found"):
        desk.knock("placements.correct_days", right, by=coordinator("WOE"))
    with refused("days_beyond_release"):
        desk.knock("placements.correct_days", {**right, "half_days": 5}, by=KEEPER)
    after = desk.knock("placements.correct_days", right, by=KEEPER)
    with refused("nothing_to_correct"):
        desk.knock("placements.correct_days", right, by=NATIONAL)
    again = desk.knock("placements.correct_days", {**right, "half_days": 0}, by=NATIONAL)
    first, second, third = again["records"]
    assert [each["half_days"] for each in again["records"]] == [4, -1, -3]
    assert (second["corrects"], third["corrects"]) == (first["id"], second["id"])
    assert (after["counted_half_days"], again["counted_half_days"]) == (3, 0)
    assert balance(desk, places.south, "south-contact")["pooled"]["borrowed_half_days"] == 0
    statement = {"organisation_id": places.north, "limit": 2}
    page = desk.knock("placements.get_exchange_statement", statement, by=member("north-leader"))
    assert len(page["items"]) == 2
    assert page["next"] is not None
    both = {"north-leader", "north-contact", "south-leader", "south-contact"}
    assert told(desk, "days_corrected") == [both, both]


def test_nobody_corrects_the_days_of_their_own_organisation_or_of_themselves(desk, places):
    view = lent(desk, places, "north", "south", 4, "ann")
    own = {"id": view["id"], "half_days": 3, "reason": "Leave."}
    for who in ("north-leader", "ann"):
        keeper = desk.member(who, "SW", "coordinator:SW")
        with refused("correction_of_own_placement"):
            desk.knock("placements.correct_days", own, by=keeper)


def test_what_was_not_confirmed_has_nothing_to_correct(desk, places):
    view = placed(desk, places)
    with refused("placement_not_done"):
        desk.knock("placements.correct_days", {"id": view["id"], "half_days": 1, "reason": "x"}, by=KEEPER)


def test_either_side_cancels_with_a_reason_and_nothing_counts(desk, places):
    view = placed(desk, places)
    desk.member("eve")
    with refused("not_found"):
        desk.knock("placements.cancel_placement", {"id": view["id"], "reason": "x"}, by=member("eve"))
    with refused("reason_required"):
        desk.knock("placements.cancel_placement", {"id": view["id"]}, by=member("north-contact"))
    asked = {"id": view["id"], "reason": "It snowed.", "version": 1}
    desk.knock("placements.cancel_placement", asked, by=member("north-contact"))
    assert told(desk, "placement_cancelled") == [{"ann", "north-leader", "south-leader", "south-contact"}]
    desk.now += timedelta(days=41)
    desk.do_due_work()
    assert told(desk, "placement_over") == []
    with refused("placement_cancelled"):
        confirm(desk, view["id"], "south-contact", 4)
    assert balance(desk, places.north, "north-contact")["pairs"] == []


def test_a_member_takes_back_what_they_agreed_to_until_days_are_confirmed(desk, places):
    first, second = placed(desk, places), placed(desk, places, "ben")
    off = {"id": first["id"], "reason": "I am ill."}
    assert desk.knock("placements.cancel_placement", off, by=member("ann"))["state"] == "cancelled"
    assert told(desk, "placement_cancelled")[0] >= {"north-contact", "south-contact"}
    desk.now = NOW + timedelta(days=41)
    confirm(desk, second["id"], "south-contact", 4)
    with refused("placement_confirmed"):
        desk.knock("placements.cancel_placement", {**off, "id": second["id"]}, by=member("ben"))


def test_both_say_how_it_went_and_only_parties_read_it(desk, places):
    view = lent(desk, places, "north", "south", 4, "ann")
    for side in ("north", "south"):
        said = {"id": view["id"], "words": f"Well, says {side}."}
        desk.knock("placements.give_feedback", said, by=member(f"{side}-contact"))
        with refused("placement_feedback_given"):
            desk.knock("placements.give_feedback", said, by=member(f"{side}-leader"))
    for reader in (member("north-leader"), KEEPER):
        assert len(desk.knock("placements.get_placement", {"id": view["id"]}, by=reader)["feedback"]) == 2
    [own] = desk.knock("placements.my_placements", by=member("ann"))["items"]
    assert "feedback" not in own
    desk.member("eve")
    with refused("not_found"):
        desk.knock("placements.get_placement", {"id": view["id"]}, by=member("eve"))


def test_who_acts_for_both_says_for_which_and_does_not_confirm_both(desk, places):
    view = placed(desk, places)
    named = {"id": places.north, "member_id": "south-contact", "role": "contact"}
    desk.knock("organisations.name_representative", named, by=KEEPER)
    desk.now += timedelta(days=41)
    with refused("side_required"):
        confirm(desk, view["id"], "south-contact", 4)
    confirm(desk, view["id"], "south-contact", 4, organisation_id=places.south)
    with refused("confirmed_by_same_person"):
        confirm(desk, view["id"], "south-contact", 4, organisation_id=places.north)
    with refused("not_found"):
        confirm(desk, view["id"], "north-contact", 4, organisation_id=places.south)


def test_a_placement_that_was_agreed_runs_to_its_end_when_its_lender_withdraws(desk, places):
    view = placed(desk, places)
    withdraw(desk, places.concordat, places.north, "north-leader", day(0))
    with refused("signatory_required"):
        ask_manager(desk, view["release_id"], half_days=6)
    done(desk, view, 4)
    assert balance(desk, places.north, "north-contact")["pooled"]["lent_half_days"] == 4


def test_everybody_reads_numbers_that_give_nobody_away(desk, places):
    asked = {"concordat_id": places.concordat}
    assert desk.knock("placements.summarise_placements", asked)["placements"] == 0
    for number in range(4):
        lent(desk, places, "north", "south", 2, f"m-{number}")
    few = desk.knock("placements.summarise_placements", asked)
    assert (few["placements"], few["half_days"]) == (None, None)
    assert {each["half_days_lent"] for each in few["items"] if each["organisation"] == "north"} == {None}
    lent(desk, places, "north", "south", 2, "m-4")
    shown = desk.knock("placements.summarise_placements", asked)
    assert (shown["placements"], shown["half_days"]) == (5, 10)
    [north, south] = shown["items"]
    assert (north["placements_lent"], north["half_days_lent"], north["placements_borrowed"]) == (5, 10, 0)
    assert (south["placements_borrowed"], south["half_days_borrowed"]) == (5, 10)
    with refused("not_found"):
        desk.knock("placements.summarise_placements", {"concordat_id": "nowhere"})


def test_what_was_written_about_a_placement_is_forgotten_and_its_days_stay(desk, places):
    view = lent(desk, places, "north", "south", 4, "ann")
    said = {"id": view["id"], "words": "It helped."}
    desk.knock("placements.give_feedback", said, by=member("north-contact"))
    desk.now += timedelta(days=desk.settings.release_words_days)
    desk.do_due_work()
    after = desk.knock("placements.get_placement", {"id": view["id"]}, by=KEEPER)
    assert (after["feedback"], after["counted_half_days"]) == ([], 4)


def test_half_days_of_a_cancelled_placement_are_looked_for_again_and_those_of_a_longer_one_are_not(
    desk, places
):
    made = request(desk, places, half_days=4)
    first = agree(desk, granted(desk, made["id"], places.north, "ann"), half_days=2)
    off = {"id": first["id"], "reason": "It snowed."}
    desk.knock("placements.cancel_placement", off, by=member("north-contact"))

    def found() -> tuple[str, int]:
        seen = desk.knock("releases.get_request", {"id": made["id"]}, by=member("south-contact"))
        return seen["state"], seen["agreed_half_days"]

    assert found() == ("open", 0)
    second = agree(desk, granted(desk, made["id"], places.north, "ben"), half_days=2)
    assert found() == ("open", 2)
    longer = {"id": second["id"], "half_days": 4, "ends_on": day(40)}
    desk.knock("placements.extend_placement", longer, by=member("south-contact"))
    assert found() == ("met", 4)


def test_each_reader_of_a_placement_is_told_for_whom_they_speak_and_how_the_member_is_called(desk, places):
    view = placed(desk, places)
    for reader, sides in (("north-contact", [places.north]), ("south-leader", [places.south]), ("ann", [])):
        seen = desk.knock("placements.get_placement", {"id": view["id"]}, by=member(reader))
        assert (seen["acting_for"], seen["shown_name"]) == (sides, "Ann of ward 7")
    lent = desk.knock("releases.get_request", {"id": view["request_id"]}, by=member("north-contact"))
    assert (lent["is_asking"], [each["placement_id"] for each in lent["lent"]]) == (False, [view["id"]])
    assert lent["lent"][0]["asked"]["where"] == "Plymouth"
    assert "releases" not in lent
