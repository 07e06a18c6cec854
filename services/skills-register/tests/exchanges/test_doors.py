"""From the proposal to the ledger: each side's next step, who may say what, and what is told to whom."""

import pytest
from skills_desk import NATIONAL, NOW, Desk, coordinator

from chassis.identity import Caller
from chassis.testkit.refusing import refused
from contracts.refusals import Refused
from skills_register.auditing.store import audit
from skills_register.organisations.domain import CONTACT, Organisation, Representative, forget
from skills_register.organisations.store import OrganisationStore


def test_three_hours_of_coaching_that_both_confirm_are_in_both_accounts(two, call):
    made = two.propose()
    assert (made["state"], made["next_step"]["action"], made["warning"]) == ("proposed", None, None)
    seen = two.act("get_exchange", two.ben)
    assert (seen["side"], seen["next_step"]["action"]) == ("receiver", "agree")
    assert two.act("agree_exchange", two.ben)["next_step"]["action"] == "say_done"
    assert two.act("say_done", two.ann, minutes=180)["next_step"]["action"] is None
    assert two.act("get_exchange", two.ben)["next_step"]["words"] == "Confirm 3 hours, or say what differs."
    settled = two.act("confirm_exchange", two.ben)
    assert (settled["state"], settled["next_step"]["words"]) == (
        "settled",
        "Nothing more to do: 3 hours received.",
    )
    assert [step["kind"] for step in settled["history"]] == [
        "proposed",
        "agreed",
        "done",
        "confirmed",
        "settled",
    ]
    assert two.balances() == (180, -180)
    assert audit(two.desk.work, call).is_whole
    assert [two.told(kind) for kind in ("exchange_proposed", "exchange_agreed", "exchange_done")] == [
        ["ben"],
        ["ann"],
        ["ben"],
    ]
    assert two.told("exchange_settled") == ["ann"]


def test_confirming_twice_changes_nothing(two):
    first = two.settled()
    assert two.act("confirm_exchange", two.ben) == first
    assert two.act("confirm_exchange", two.ann)["version"] == first["version"]
    assert two.act("say_done", two.ben, minutes=180)["version"] == first["version"]
    assert two.balances() == (180, -180)


def test_who_says_the_same_minutes_confirms_and_nobody_confirms_what_they_said_themselves(two):
    two.done()
    with refused("exchange_waits_for_the_other"):
        two.act("confirm_exchange", two.ann)
    with refused("exchange_done_already"):
        two.act("say_done", two.ben, minutes=120)
    assert two.act("say_done", two.ben, minutes=180)["state"] == "settled"


def test_who_said_how_long_it_took_corrects_it_until_the_other_answers(two):
    two.done(30)
    corrected = two.act("say_done", two.ann, minutes=180)
    assert (corrected["state"], corrected["took"], corrected["history"][-1]["kind"]) == (
        "done",
        180,
        "done_corrected",
    )
    assert two.told("exchange_done") == ["ben", "ben"]
    two.act("confirm_exchange", two.ben)
    assert two.balances() == (180, -180)
    with refused("exchange_ended"):
        two.act("say_done", two.ann, minutes=30)


def test_what_was_done_a_year_ago_is_written_down_and_settled_when_the_other_agrees(two, call):
    made = two.propose(on="2017-10-04", is_done=True)
    assert (made["state"], made["took"]) == ("proposed", 180)
    assert two.told("exchange_done") == ["ben"]
    seen = two.act("get_exchange", two.ben)["next_step"]
    assert (seen["action"], "took 3 hours" in seen["words"]) == ("agree", True)
    with refused("exchange_waits_for_the_other"):
        two.act("confirm_exchange", two.ann)
    assert two.act("agree_exchange", two.ben)["state"] == "settled"
    assert two.balances() == (180, -180)
    assert audit(two.desk.work, call).is_whole


def test_help_counts_to_the_month_in_which_it_was_given_and_is_taken_off_that_month(two, desk):
    for _ in range(6):
        two.propose(60, on="2018-07-02", is_done=True)
        settled = two.act("agree_exchange", two.ben)
        two.propose(60, side="receiver", on="2018-07-03", is_done=True)
        two.act("agree_exchange", two.ben)

    def counted() -> dict[str, int]:
        months = desk.knock("ledger.summarise", by=two.ann)["months"]
        return {each["month"]: each["exchanges"] for each in months if each["exchanges"]}

    assert counted() == {"2018-07": 12}
    back = {"transfer_id": settled["transfer_id"], "reason": "The wrong day."}
    desk.knock("ledger.reverse_transfer", back, by=coordinator("SW"))
    assert counted() == {"2018-07": 11}


def test_other_minutes_of_what_was_done_are_for_the_first_to_agree_to(two):
    two.propose(is_done=True, on="2018-10-04")
    two.act("change_exchange", two.ben, what="Coaching", minutes=120, on="2018-10-03")
    assert two.act("confirm_exchange", two.ann)["state"] == "settled"
    assert two.balances() == (120, -120)


def test_silence_on_what_was_only_written_down_takes_no_time_from_anybody(two):
    two.propose(is_done=True, on="2018-09-01")
    two.later(27)
    assert two.act("get_exchange", two.ben)["state"] == "proposed"
    two.later(2)
    assert two.act("get_exchange", two.ben)["ending"] == "lapsed"
    assert two.balances() == (0, 0)


def test_other_terms_are_for_the_other_side_to_agree_to(two):
    two.propose()
    with refused("exchange_waits_for_the_other"):
        two.act("agree_exchange", two.ann)
    changed = two.act("change_exchange", two.ben, what="A shorter talk", minutes=60, on="2018-10-12")
    assert (changed["proposed_by"], changed["minutes"]) == ("receiver", 60)
    assert two.act("agree_exchange", two.ann)["state"] == "agreed"
    with refused("exchange_not_done"):
        two.act("confirm_exchange", two.ann)


@pytest.mark.parametrize(
    ("by", "ready", "ending"),
    [("ann", "propose", "withdrawn"), ("ben", "propose", "declined"), ("ben", "agreed", "called_off")],
)
def test_before_it_is_done_either_side_ends_it(two, by, ready, ending):
    getattr(two, ready)()
    who = {"ann": two.ann, "ben": two.ben}[by]
    ended = two.act("cancel_exchange", who, reason="No time.")
    assert (ended["state"], ended["ending"], ended["next_step"]["may"]) == ("cancelled", ending, [])
    assert two.act("cancel_exchange", who)["version"] == ended["version"]
    assert two.told("exchange_ended") == [{"ann": "ben", "ben": "ann"}[by]]
    with refused("exchange_ended"):
        two.act("say_done", two.ann, minutes=180)


def test_what_is_done_is_not_called_off(two):
    two.done()
    with refused("exchange_done_already"):
        two.act("cancel_exchange", two.ben)
    with refused("exchange_done_already"):
        two.act("change_exchange", two.ben, what="Less", minutes=1, on="2018-10-10")


def test_nobody_else_reads_it_but_who_keeps_one_of_the_regions(two, desk):
    two.done()
    for stranger in (desk.member("cem"), coordinator("NENC")):
        with refused("not_found"):
            two.act("get_exchange", stranger)
    with refused("not_found"):
        two.act("confirm_exchange", desk.member("cem"))
    for keeper in (coordinator("SW"), coordinator("WOE"), NATIONAL):
        assert two.act("get_exchange", keeper)["side"] == "keeper"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"member_id": "ann"}, "transfer_to_oneself"),
        ({"member_id": "nobody"}, "not_found"),
        ({"minutes": 0}, "minutes_wrong"),
        ({"minutes": -5}, "minutes_wrong"),
        ({"minutes": 2**63}, "minutes_wrong"),
        ({"minutes": 1.5}, "invalid_input"),
        ({"minutes": "60"}, "invalid_input"),
        ({"on": "2017-10-02"}, "exchange_day_wrong"),
        ({"on": "2018-10-05", "is_done": True}, "exchange_day_wrong"),
        ({"on": "2100-12-31"}, "exchange_day_wrong"),
        ({"on": "1900-01-01"}, "exchange_day_wrong"),
        ({"side": "keeper"}, "invalid_input"),
        ({"account": "member:ben"}, "not_found"),
    ],
)
def test_a_wrong_proposal_is_refused(two, wrong, code):
    with refused(code):
        two.propose(**wrong)


def test_a_proposal_to_somebody_who_left_is_refused_and_so_is_agreeing_with_them(two, desk):
    two.propose()
    desk.member("ann", status="left")
    with refused("not_found"):
        two.act("agree_exchange", two.ben)
    desk.member("ben", "WOE", status="left")
    with refused("member_not_active"):
        two.propose()


def test_who_read_an_older_state_is_told_so(two):
    two.agreed()
    two.act("change_exchange", two.ann, what="Coaching", minutes=60, on="2018-10-10")
    with refused("stale_version"):
        two.act("agree_exchange", two.ben, version=2)


def test_past_the_floor_both_are_warned_at_once_and_it_waits_confirmed_until_there_is_room(two, desk):
    rule = "up to 5 hours more than it gave"
    assert rule in two.propose(301)["warning"]
    assert rule in two.act("agree_exchange", two.ben)["warning"]
    two.act("say_done", two.ann, minutes=301)
    waiting = two.act("confirm_exchange", two.ben)
    assert (waiting["state"], waiting["flags"], rule in waiting["warning"]) == (
        "confirmed",
        ["no_room"],
        True,
    )
    assert waiting["next_step"]["action"] == "settle"
    assert two.act("get_exchange", two.ann)["next_step"]["action"] is None
    assert two.balances() == (0, 0)
    with pytest.raises(Refused, match="floor_reached") as no:
        two.act("settle_exchange", two.ben)
    assert rule in no.value.message
    assert sorted(two.told("exchange_waits")) == ["ann", "ben"]

    assert two.act("get_exchange", coordinator("WOE"))["next_step"]["may"] == ["settle", "decide"]
    grant = {"region": "WOE", "account": "member:ben", "minutes": 60, "purpose": "Room to settle"}
    desk.knock("ledger.grant_time", grant, by=coordinator("WOE"))
    assert two.act("settle_exchange", coordinator("WOE"))["state"] == "settled"
    assert two.act("settle_exchange", two.ann)["state"] == "settled"
    assert two.balances() == (301, -241)


def test_my_exchanges_say_the_next_step_of_each(two, desk):
    two.settled()
    two.propose(60)
    mine = desk.knock("exchanges.my_exchanges", by=two.ben)["items"]
    assert [(each["state"], each["next_step"]["action"]) for each in mine] == [
        ("proposed", "agree"),
        ("settled", None),
    ]
    settled = desk.knock("exchanges.my_exchanges", {"state": "settled"}, by=two.ann)["items"]
    assert [each["minutes"] for each in settled] == [180]
    for over, minutes in ((True, [180]), (False, [60])):
        found = desk.knock("exchanges.my_exchanges", {"over": over}, by=two.ann)["items"]
        assert [each["minutes"] for each in found] == minutes
    assert desk.knock("exchanges.my_exchanges", by=desk.member("cem"))["items"] == []


def test_an_exchange_says_that_its_transfer_was_taken_back(two, desk):
    settled = two.settled()
    back = {"transfer_id": settled["transfer_id"], "reason": "The wrong day."}
    made = desk.knock("ledger.reverse_transfer", back, by=coordinator("SW"))
    assert two.act("get_exchange", two.ann)["reversed_by"] == made["id"]
    assert two.balances() == (0, 0)


def trust(desk: Desk, name: str, *people: str) -> str:
    acting = tuple(Representative(each, CONTACT, NOW, "c-SW") for each in people)
    OrganisationStore(desk.work).save(Organisation(name, 1, f"Trust {name}", "trust", "SW", "", NOW, acting))
    return f"organisation:{name}"


def test_an_organisation_gives_through_who_acts_for_it(two, desk):
    account = trust(desk, "t-1", "ann", "cem")
    two.propose(60, account=account)
    assert two.act("get_exchange", desk.member("cem"))["side"] == "giver"
    two.act("agree_exchange", two.ben)
    two.act("say_done", desk.member("cem"), minutes=60)
    two.act("confirm_exchange", two.ben)
    assert desk.knock("ledger.get_account", {"account": account}, by=two.ann)["balance"] == 60
    with refused("not_found"):
        two.propose(60, account=trust(desk, "t-2", "dee"))


def test_whoever_acts_for_an_organisation_is_told_when_who_spoke_for_it_last_does_no_longer(two, desk):
    two.propose(60, account=trust(desk, "t-1", "ann", "cem"))
    store = OrganisationStore(desk.work)
    store.save(forget(store.get("t-1"), "ann"))
    two.act("agree_exchange", two.ben)
    assert two.told("exchange_agreed") == ["cem"]


def test_a_paused_member_reads_their_own_exchanges_and_none_of_an_organisation(two, desk):
    two.propose(60, account=trust(desk, "t-1", "ann"))
    two.propose(30)
    paused = desk.member("ann", status="paused")
    mine = desk.knock("exchanges.my_exchanges", by=paused)["items"]
    assert [each["giver"] for each in mine] == ["member:ann"]


def test_a_list_asks_once_for_an_organisation_that_many_exchanges_name(two, desk, monkeypatch):
    account = trust(desk, "t-1", "ann", "cem")
    for _ in range(4):
        two.propose(60, account=account)
    asked: list[str] = []
    get = OrganisationStore.get
    monkeypatch.setattr(OrganisationStore, "get", lambda store, each: asked.append(each) or get(store, each))
    assert len(desk.knock("exchanges.my_exchanges", by=desk.member("cem"))["items"]) == 4
    assert asked == ["t-1"]


def test_nobody_acts_for_both_sides(two, desk):
    account = trust(desk, "t-1", "ann", "ben")
    with refused("exchange_two_hats"):
        two.propose(60, account=account, member_id="ann")
    two.propose(60, account=account)
    assert two.act("get_exchange", two.ben)["side"] == "receiver"
    two.act("agree_exchange", two.ben)
    two.act("say_done", two.ben, minutes=60)
    with refused("exchange_waits_for_the_other"):
        two.act("confirm_exchange", two.ben)
    assert two.act("confirm_exchange", two.ann)["state"] == "settled"


def test_who_acts_for_two_organisations_leaves_one_of_them_to_somebody_else(two, desk):
    account = trust(desk, "t-1", "ann", "ben")
    asked = {"kind": "offer", "title": "Help", "minutes": 60, "account": account, "online": True}
    offer = desk.knock("offers.publish_offer", asked, by=two.ann)
    told = {"offer_id": offer["id"], "minutes": 60, "on": "2018-10-10"}
    two.id = desk.knock("exchanges.answer_offer", told, by=two.ann)["id"]
    with refused("exchange_two_hats"):
        two.act("cancel_exchange", two.ann)
    assert two.act("agree_exchange", desk.member("ben", "WOE"))["state"] == "agreed"
    assert two.act("say_done", two.ann, minutes=60)["next_step"]["action"] is None


def test_a_command_that_is_sent_again_is_answered_once(two, desk):
    two.done()
    confirmation = {"id": two.id}
    answers = [
        desk.knock("exchanges.confirm_exchange", confirmation, by=two.ben, command="same") for _ in range(2)
    ]
    assert answers[0] == answers[1]
    assert two.balances() == (180, -180)


def test_a_visitor_knocks_in_vain(two):
    with refused("sign_in_required"):
        two.act("get_exchange", Caller())
