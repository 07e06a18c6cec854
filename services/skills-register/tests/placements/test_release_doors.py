"""An organisation asks, members consent, line managers are asked; who is no signatory does neither."""

from datetime import timedelta

import pytest
from concordat_desk import KEEPER, devon, member, sign, told, withdraw
from placement_desk import agree, ask_manager, consent, day, grant, granted, request
from skills_desk import Desk, coordinator

from chassis.testkit.refusing import refused
from contracts.membership import MEMBER_LEFT
from contracts.refusals import Refused


@pytest.fixture
def places(desk: Desk):
    return devon(desk)


def seen(desk: Desk, request_id: str, by: str = "south-contact") -> dict:
    return desk.knock("releases.get_request", {"id": request_id}, by=member(by))


def test_a_request_by_a_third_is_refused_until_it_signs(desk, places):
    asked = {"organisation_id": places.east, "by": "east-contact"}
    with refused("signatory_required"):
        request(desk, places, **asked)
    sign(desk, places.concordat, places.east, "east-leader")
    assert request(desk, places, **asked)["state"] == "open"


def test_only_who_acts_for_an_organisation_asks_for_it(desk, places):
    desk.member("eve")
    for stranger in ("eve", "north-contact"):
        with refused("not_your_organisation"):
            request(desk, places, by=stranger)
    with refused("not_found"):
        request(desk, places, concordat_id="nowhere")


@pytest.mark.parametrize(
    ("starts_on", "ends_on"), [(day(10), "2999-12-31"), ("2999-12-30", "2999-12-31"), (day(1831), day(1840))]
)
def test_days_further_off_than_five_years_are_refused(desk, places, starts_on, ends_on):
    with refused("days_wrong"):
        request(desk, places, starts_on=starts_on, ends_on=ends_on)
    release = consent(desk, request(desk, places)["id"], places.north)["id"]
    with refused("days_wrong"):
        ask_manager(desk, release, ends_on="2999-12-31")


@pytest.mark.parametrize("half_days", [0, -2, 1.5, "4", None, 10**20])
def test_half_days_that_are_none_are_refused(desk, places, half_days):
    with pytest.raises(Refused) as no:
        request(desk, places, half_days=half_days)
    assert no.value.code in ("invalid_input", "half_days_wrong")
    assert "half_days" in no.value.fields


def test_members_read_requests_and_only_parties_who_is_in_them(desk, places):
    made = request(desk, places)
    consent(desk, made["id"], places.north)
    desk.member("eve")
    for reader in ("eve", "north-contact"):
        assert "releases" not in seen(desk, made["id"], reader)
    assert seen(desk, made["id"], "ann")["mine"]["state"] == "consented"
    assert [each["member_id"] for each in seen(desk, made["id"])["releases"]] == ["ann"]
    kept = desk.knock("releases.get_request", {"id": made["id"]}, by=KEEPER)
    assert len(kept["releases"]) == 1
    listed = desk.knock("releases.list_requests", {"state": "open"}, by=member("eve"))["items"]
    assert [(each["organisation"], each["days_in_words"]) for each in listed] == [("south", "2 days")]


def test_a_member_is_invited_and_consents_before_anybody_is_asked(desk, places):
    made = request(desk, places)
    desk.member("ann")
    invite = {"id": made["id"], "member_id": "ann"}
    with refused("not_your_organisation"):
        desk.knock("releases.invite_member", invite, by=member("north-contact"))
    with refused("invited_oneself"):
        desk.knock(
            "releases.invite_member", {**invite, "member_id": "south-contact"}, by=member("south-contact")
        )
    for _ in range(2):
        desk.knock("releases.invite_member", invite, by=member("south-contact"))
    assert told(desk, "release_invited") == [{"ann"}]
    [mine] = desk.knock("releases.my_releases", by=member("ann"))["items"]
    with refused("consent_required"):
        ask_manager(desk, mine["id"])
    assert consent(desk, made["id"], places.north)["state"] == "consented"
    assert told(desk, "release_offered") == [{"south-leader", "south-contact"}]


def test_only_a_signatory_lends(desk, places):
    made = request(desk, places)
    with refused("signatory_required"):
        consent(desk, made["id"], places.east)
    with refused("lending_to_oneself"):
        consent(desk, made["id"], places.south)


def test_the_mail_is_asked_for_by_the_member_or_their_employer_and_the_address_is_nowhere_else(desk, places):
    made = request(desk, places)
    release = consent(desk, made["id"], places.north)["id"]
    desk.member("eve")
    for stranger in ("eve", "south-contact"):
        with refused("not_found"):
            ask_manager(desk, release, stranger)
    ask_manager(desk, release, "north-contact")
    [event] = desk.events("line_manager_asked")
    assert event["data"]["email"] == "boss@example.org"
    assert (event["data"]["lender"], event["data"]["borrower"]) == ("north", "south")
    assert "Ann" not in str(event)
    lent = desk.knock(
        "releases.list_lent_releases", {"organisation_id": places.north}, by=member("north-leader")
    )
    assert lent["items"][0]["state"] == "asked"
    database = desk.work.database
    elsewhere = set(database.list_collection_names()) - {"line_managers", "outbox"}
    others = [row for name in elsewhere for row in database[name].find()]
    assert "boss@example.org" not in str(others)


def test_the_third_mail_is_still_sent_and_the_sixth_in_a_day_is_not(desk, places):
    release = consent(desk, request(desk, places)["id"], places.north)["id"]
    for _ in range(5):
        ask_manager(desk, release)
    with refused("too_many_attempts"):
        ask_manager(desk, release)
    ended = [each["data"]["outcome"] for each in desk.events("line_manager_ask_ended")]
    assert ended == ["replaced"] * 4
    desk.now += timedelta(days=1, seconds=1)
    ask_manager(desk, release)


def test_who_was_not_taken_is_told_when_the_request_is_met(desk, places):
    made = request(desk, places)
    first = granted(desk, made["id"], places.north, "ann")
    granted(desk, made["id"], places.north, "ben")
    link = ask_manager(desk, consent(desk, made["id"], places.north, "cem")["id"], "cem")
    dee = consent(desk, made["id"], places.north, "dee")["id"]
    desk.knock("releases.withdraw_consent", {"id": dee}, by=member("dee"))
    agree(desk, first)
    assert sorted(map(sorted, told(desk, "release_not_taken"))) == [["ben"], ["cem"]]
    assert seen(desk, made["id"])["state"] == "met"
    with refused("release_over"):
        grant(desk, link)
    with refused("release_request_closed"):
        consent(desk, made["id"], places.north, "eve")


def test_who_was_not_taken_is_told_when_the_request_is_closed(desk, places):
    made = request(desk, places)
    consent(desk, made["id"], places.north)
    with refused("not_your_organisation"):
        desk.knock("releases.close_request", {"id": made["id"], "reason": "x"}, by=member("north-leader"))
    desk.knock("releases.close_request", {"id": made["id"], "reason": "Found."}, by=member("south-leader"))
    assert told(desk, "release_not_taken") == [{"ann"}]


def test_a_member_withdraws_until_they_are_taken(desk, places):
    made = request(desk, places)
    release = granted(desk, made["id"], places.north)
    with refused("not_found"):
        desk.knock("releases.withdraw_consent", {"id": release}, by=member("south-contact"))
    agree(desk, release)
    with refused("release_taken"):
        desk.knock("releases.withdraw_consent", {"id": release}, by=member("ann"))


def test_a_withdrawn_organisation_neither_asks_nor_lends_from_the_day(desk, places):
    made = request(desk, places)
    withdraw(desk, places.concordat, places.north, "north-leader", day(2))
    release = granted(desk, made["id"], places.north)
    desk.now += timedelta(days=2)
    for act in (
        lambda: request(desk, places, organisation_id=places.north, by="north-contact"),
        lambda: consent(desk, made["id"], places.north, "ben"),
        lambda: agree(desk, release),
    ):
        with refused("signatory_required"):
            act()


def test_a_release_is_seen_by_its_parties_and_why_not_by_the_lenders_side_alone(desk, places):
    made = request(desk, places)
    release = consent(desk, made["id"], places.north)["id"]
    link = ask_manager(desk, release)
    desk.knock("line_managers.answer_release", {"decision": "decline", "reason": "Winter."}, by=link)
    for who in ("ann", "north-contact"):
        view = desk.knock("releases.get_release", {"id": release}, by=member(who))
        assert (view["state"], view["answer"]["reason"]) == ("declined", "Winter.")
    assert "Winter" not in str(
        desk.knock("releases.get_release", {"id": release}, by=member("south-contact"))
    )
    desk.member("eve")
    for stranger in (member("eve"), coordinator("WOE")):
        with refused(
            "role_required" if stranger.has("coordinator") and not stranger.has("member") else "not_found"
        ):
            desk.knock("releases.get_release", {"id": release}, by=stranger)


def test_who_leaves_q_is_called_nothing_any_more_and_offers_nothing(desk, places):
    made = request(desk, places)
    release = consent(desk, made["id"], places.north)["id"]
    ask_manager(desk, release)
    assert desk.work.database["line_managers"].count_documents({}) == 1
    data = {
        "member_id": "ann", "version": 2, "region": "SW", "status": "left",
        "joined": "2018-01-15", "roles": [],
    }  # fmt: skip
    desk.hear(MEMBER_LEFT, "ann", 2, left(data), "SW")
    row = desk.work.database["releases"].find_one({"_id": release})
    assert (row["shown_name"], row["state"]) == ("", "withdrawn")
    assert desk.work.database["line_managers"].count_documents({}) == 0
    assert desk.events("line_manager_ask_ended")[-1]["data"]["outcome"] == "withdrawn"


def left(data: dict) -> dict:
    """What membership tells of somebody who left, with every field that its contract wants."""
    fields = MEMBER_LEFT.data().fields
    blank = {"cohort": "2018", "perspective": None, "reason": "", "left": "2018-10-04"}
    return {name: data.get(name, blank.get(name)) for name in fields if name in data or name in blank}


def test_a_version_that_somebody_else_changed_is_refused(desk, places):
    made = request(desk, places)
    asked = {"id": made["id"], "reason": "Found.", "version": 2}
    with refused("stale_version"):
        desk.knock("releases.close_request", asked, by=member("south-leader"))


def test_a_request_whose_last_day_has_passed_is_closed_and_who_offered_is_told(desk, places):
    made = request(desk, places)
    consent(desk, made["id"], places.north)
    desk.now += timedelta(days=40)
    desk.do_due_work()
    assert seen(desk, made["id"])["state"] == "open"
    desk.now += timedelta(days=1)
    desk.do_due_work()
    assert (seen(desk, made["id"])["state"], told(desk, "release_not_taken")) == ("closed", [{"ann"}])


@pytest.mark.parametrize("ended", ["organisation", "concordat"])
def test_nobody_is_looked_for_where_nobody_can_ask_any_more(desk, places, ended):
    made, north = (
        request(desk, places),
        request(desk, places, organisation_id=places.north, by="north-contact"),
    )
    consent(desk, made["id"], places.north)
    if ended == "organisation":
        asked = {"id": places.south, "reason": "It merged."}
        desk.knock("organisations.close_organisation", asked, by=coordinator("SW"))
    else:
        asked = {"id": places.concordat, "reason": "The group was dissolved."}
        desk.knock("concordats.end_concordat", asked, by=coordinator("SW"))
    assert (seen(desk, made["id"])["state"], told(desk, "release_not_taken")) == ("closed", [{"ann"}])
    assert seen(desk, north["id"])["state"] == ("open" if ended == "organisation" else "closed")


def test_who_was_asked_and_said_nothing_is_not_thanked_for_an_offer(desk, places):
    made = request(desk, places)
    consent(desk, made["id"], places.north, "ben")
    desk.member("ann")
    invited = {"id": made["id"], "member_id": "ann"}
    desk.knock("releases.invite_member", invited, by=member("south-contact"))
    close = {"id": made["id"], "reason": "The ward is closed."}
    desk.knock("releases.close_request", close, by=member("south-leader"))
    assert told(desk, "release_not_taken") == [{"ben"}]


def test_how_a_member_is_called_is_forgotten_when_it_is_over(desk, places):
    made = request(desk, places)
    link = ask_manager(desk, consent(desk, made["id"], places.north)["id"])
    gone = consent(desk, made["id"], places.north, "ben")["id"]
    names = {row["shown_name"] for row in desk.work.database["releases"].find()}
    assert names == {"Ann of ward 7", "Ben of ward 7"}
    desk.knock("line_managers.answer_release", {"decision": "decline", "reason": "Winter."}, by=link)
    desk.knock("releases.withdraw_consent", {"id": gone}, by=member("ben"))
    assert {row["shown_name"] for row in desk.work.database["releases"].find()} == {""}


def test_what_was_written_in_a_request_is_forgotten_a_year_after_it_ended(desk, places):
    made = request(desk, places)
    link = ask_manager(desk, consent(desk, made["id"], places.north)["id"])
    desk.knock("line_managers.answer_release", {"decision": "decline", "reason": "Winter."}, by=link)
    desk.knock("releases.close_request", {"id": made["id"], "reason": "Found."}, by=member("south-leader"))
    desk.now += timedelta(days=desk.settings.release_words_days, seconds=-1)
    desk.do_due_work()
    assert seen(desk, made["id"])["need"] == "Coach our ward in SPC."
    desk.now += timedelta(seconds=1)
    desk.do_due_work()
    stored = [*desk.work.database["release_requests"].find(), *desk.work.database["releases"].find()]
    assert all(words not in str(stored) for words in ("Coach our ward", "Found.", "Winter."))
    assert seen(desk, made["id"])["skills"] == ["SPC"]
