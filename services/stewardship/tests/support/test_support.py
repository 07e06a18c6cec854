"""Operational support: who does what, and who takes over in a gap (row 39)."""

from datetime import date

import pytest
from stewardship_desk import NATIONAL, Desk, convenor, coordinator

from commons.rough_dates import rough
from contracts.refusals import Refused
from stewardship.refusal import Refusal
from stewardship.support import domain
from stewardship.support.domain import Gap, Support
from stewardship.support.store import SupportStore

TASKS = ["agenda", "venues", "reminders", "minute_drafts", "skills_register"]


def support(starts="2017-09", **more):
    return Support("s-1", 1, "SW", "South West AHSN administrator", tuple(TASKS), rough(starts), **more)


def gap(tasks=("reminders", "venues"), starts="2018-03", gap_id="g-1"):
    return Gap(gap_id, tuple(tasks), rough(starts), "Relicensing of the host")


def doing(supports, day):
    return {each.task: (each.by, each.why) for each in domain.who_does(supports, day)}


def test_a_supporter_does_what_was_agreed_and_the_rest_falls_back():
    found = doing([support()], date(2018, 1, 1))
    assert found["agenda"] == ("supporter", "supported")
    assert found["papers"] == ("automation", "nobody")
    assert found["news"] == ("convenor", "nobody")


def test_in_a_gap_reminders_and_minute_drafts_go_on_by_themselves_and_the_rest_is_the_convenors():
    gone = domain.flag_gap(support(), gap(TASKS))
    found = doing([gone], date(2018, 4, 1))
    assert found["reminders"] == ("automation", "gap")
    assert found["minute_drafts"] == ("automation", "gap")
    assert found["venues"] == ("convenor", "gap")
    assert found["skills_register"] == ("convenor", "gap")


def test_before_the_gap_and_after_its_end_the_supporter_does_the_task():
    gone = domain.end_gap(domain.flag_gap(support(), gap()), "g-1", rough("2018-06-11"))
    assert doing([gone], date(2018, 2, 28))["venues"] == ("supporter", "supported")
    assert doing([gone], date(2018, 6, 10))["venues"] == ("convenor", "gap")
    assert doing([gone], date(2018, 6, 11))["venues"] == ("supporter", "supported")


def test_a_second_supporter_closes_the_gap_of_the_first():
    gone = domain.flag_gap(support(), gap())
    other = Support("s-2", 1, "SW", "Devon STP", ("venues",), rough("2018"))
    assert doing([gone, other], date(2018, 4, 1))["venues"] == ("supporter", "supported")


def test_support_that_begins_in_august_has_begun_on_the_first_of_it():
    found = doing([support("2018-08")], date(2018, 7, 31))
    assert found["agenda"] == ("convenor", "nobody")
    assert doing([support("2018-08")], date(2018, 8, 1))["agenda"] == ("supporter", "supported")


def test_a_gap_is_for_tasks_of_this_support_while_it_lasts():
    with pytest.raises(Refusal, match="invalid_input"):
        domain.flag_gap(support(), gap(["news"]))
    with pytest.raises(Refusal, match="invalid_input"):
        domain.flag_gap(support("2018-05"), gap())
    with pytest.raises(Refusal, match="support_ended"):
        domain.flag_gap(domain.end(support(), rough("2018-01-31")), gap())


def test_a_task_has_one_open_gap():
    gone = domain.flag_gap(support(), gap())
    with pytest.raises(Refusal, match="gap_open"):
        domain.flag_gap(gone, gap(["venues"], "2018-04", "g-2"))
    closed = domain.end_gap(gone, "g-1", rough("2018-04"))
    assert len(domain.flag_gap(closed, gap(["venues"], "2018-05", "g-2")).gaps) == 2


def test_an_end_is_said_once_and_not_before_the_start():
    ended = domain.end(support(), rough("2018-06"))
    assert domain.end(ended, rough("2018-06")) is ended
    with pytest.raises(Refusal, match="support_ended"):
        domain.end(ended, rough("2018-07"))
    with pytest.raises(Refusal, match="invalid_input"):
        domain.end(support(), rough("2017-08"))
    gone = domain.end_gap(domain.flag_gap(support(), gap()), "g-1", rough("2018-04"))
    assert domain.end_gap(gone, "g-1", rough("2018-04")) is gone
    with pytest.raises(Refusal, match="gap_ended"):
        domain.end_gap(gone, "g-1", rough("2018-05"))
    with pytest.raises(Refusal, match="not_found"):
        domain.end_gap(gone, "g-9", rough("2018-05"))


def test_neither_a_supporter_nor_a_reason_names_a_person():
    with pytest.raises(Refusal, match="contact_by_role"):
        domain.begin(domain.replace(support(), supporter="Mrs Green, administrator"))
    with pytest.raises(Refusal, match="contact_by_role") as no:
        domain.flag_gap(support(), Gap("g-1", ("venues",), rough("2018-03"), "Dr Brown is ill"))
    assert list(no.value.fields) == ["reason"]


def test_support_comes_back_as_saved(work, call):
    store = SupportStore(work)
    made = support(
        ends=rough("2019"), gaps=(gap(), Gap("g-2", ("venues",), rough("2018"), "Ill", rough("2018-02")))
    )
    work.in_transaction(call, lambda: store.save(made))
    assert store.get("s-1") == made
    assert store.of_region("SW") == [made]
    assert store.of_region("WOE") == []


# The doors


def record(desk, by=coordinator("SW"), **more):  # noqa: B008 - a frozen value
    payload = {"region": "SW", "supporter": "South West AHSN", "tasks": TASKS, "starts": "2017-09", **more}
    return desk.knock("support.record_support", payload, by=by)


def flag(desk, support_id, tasks=("reminders", "venues", "agenda"), by=None):
    payload = {"id": support_id, "tasks": list(tasks), "starts": "2018-03", "reason": "Relicensing"}
    return desk.knock("support.flag_gap", payload, by=by or coordinator("SW"))


def test_a_gap_is_visible_to_everybody_with_who_takes_over(desk: Desk):
    flag(desk, record(desk)["id"])
    answer = desk.knock("support.list_support", {"region": "SW"})
    assert [each["reason"] for each in answer["items"][0]["gaps"] if each["open"]] == ["Relicensing"]
    tasks = {each["task"]: each for each in answer["tasks"]}
    assert tasks["reminders"] == {
        "task": "reminders",
        "by": "automation",
        "supporter": "South West AHSN",
        "why": "gap",
    }
    assert tasks["venues"]["by"] == "convenor"
    assert tasks["minute_drafts"]["by"] == "supporter"


def test_the_convenor_is_told_what_falls_to_them_and_not_what_runs_by_itself(desk: Desk):
    desk.member("v-1", "SW", "convenor:SW")
    desk.member("v-2", "WOE", "convenor:WOE")
    made = record(desk)
    flag(desk, made["id"])
    (notice,) = [event["data"] for event in desk.events("notice_raised")]
    assert notice["members"] == ["v-1"]
    assert notice["path"] == "/groups/SW/support"
    assert {each["name"]: each["words"] for each in notice["about"]} == {
        "group": "South West of England",
        "tasks": "agendas, venues",
        "since": "March 2018",
    }


def test_a_gap_of_what_runs_by_itself_needs_no_mail(desk: Desk):
    desk.member("v-1", "SW", "convenor:SW")
    flag(desk, record(desk)["id"], ["reminders"])
    assert desk.events("notice_raised") == []


def test_the_convenor_is_not_told_of_a_task_that_somebody_else_does_too(desk: Desk):
    desk.member("v-1", "SW", "convenor:SW")
    record(desk, supporter="Devon STP", tasks=["venues"])
    flag(desk, record(desk)["id"], ["venues", "agenda"])
    (notice,) = [event["data"] for event in desk.events("notice_raised")]
    assert {each["name"]: each["words"] for each in notice["about"]}["tasks"] == "agendas"


def test_a_gap_ends_and_the_support_ends(desk: Desk):
    made = flag(desk, record(desk)["id"])
    gap_id = made["gaps"][0]["id"]
    payload = {"id": made["id"], "gap_id": gap_id, "ends": "2018-06", "version": made["version"]}
    made = desk.knock("support.end_gap", payload, by=convenor("SW"))
    assert [each["open"] for each in made["gaps"]] == [False]
    ended = desk.knock("support.end_support", {"id": made["id"], "ends": "2018-08-31"}, by=NATIONAL)
    assert not ended["in_force"]


def test_a_gap_in_what_somebody_changed_meanwhile_is_refused(desk: Desk):
    made = flag(desk, record(desk)["id"])
    payload = {
        "id": made["id"],
        "tasks": ["minute_drafts"],
        "starts": "2018-07",
        "reason": "Too",
        "version": 1,
    }
    with pytest.raises(Refused) as no:
        desk.knock("support.flag_gap", payload, by=NATIONAL)
    assert no.value.code == "stale_version"


def test_the_support_of_another_region_is_not_found(desk: Desk):
    made = record(desk)
    with pytest.raises(Refused, match="not_found"):
        flag(desk, made["id"], by=coordinator("WOE"))
    with pytest.raises(Refused, match="not_your_region"):
        record(desk, coordinator("WOE"))
    with pytest.raises(Refused, match="role_required"):
        record(desk, desk.member("m-1", "SW"))


def test_only_known_tasks_are_taken(desk: Desk):
    with pytest.raises(Refused) as no:
        record(desk, tasks=["tea"])
    assert "tasks.0" in no.value.fields
