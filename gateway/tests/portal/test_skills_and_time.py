"""Where skills and time begin: what waits for whom."""

from gateway.portal.presenting.skills_and_time import buddy_steps, exchange_steps, skill_steps, summary_of


def exchange(action, what="Coaching"):
    return {"id": what, "what": what, "next_step": {"action": action, "words": "Confirm 3 hours."}}


def test_an_exchange_stands_among_the_next_steps_only_while_its_reader_is_next():
    steps = exchange_steps({"items": [exchange(None, "Waits"), exchange("confirm")]})
    assert [(each.text, each.href, each.why) for each in steps] == [
        ("Coaching", "/exchanges/Coaching", "Confirm 3 hours.")
    ]


def test_who_said_nothing_is_asked_to_and_who_said_it_long_ago_to_confirm():
    assert [each.text for each in skill_steps({"items": [], "to_confirm": 0})] == [
        "Say what you can help with"
    ]
    assert skill_steps({"items": [1], "to_confirm": 0}) == []
    (step,) = skill_steps({"items": [1, 2], "to_confirm": 2})
    assert (step.text, step.why) == (
        "Confirm your skills",
        "Some time has passed since 2 skills were confirmed.",
    )
    (step,) = skill_steps({"items": [1], "to_confirm": 1})
    assert "a skill was confirmed" in step.why


def test_a_proposed_buddy_is_a_step_until_the_reader_agreed():
    pairs = [{"state": state, "i_agreed": agreed, "goal": "SPC"} for state, agreed in
             [("proposed", False), ("proposed", True), ("running", True)]]  # fmt: skip
    assert [each.why for each in buddy_steps({"pairs": pairs})] == ["For: SPC"]


def test_the_summary_says_whether_the_balances_add_up_and_when_they_were_checked():
    figures = {"accounts": 1200, "exchanges": 3, "minutes_exchanged": 210, "sum_of_balances": 0}
    told = summary_of({**figures, "last_audit": {"at": "2026-11-21T03:00:00+00:00"}})
    assert (told.hours, told.accounts, told.is_whole, told.audited) == (
        "3 hours 30 minutes",
        "1,200",
        True,
        "21 November 2026",
    )
    off = summary_of({**figures, "sum_of_balances": 5, "last_audit": None})
    assert (off.is_whole, off.audited) == (False, "")


def test_a_visitor_reads_how_it_works_and_a_member_what_is_next(browser, bus, calling, community):
    text = browser.get("/skills-and-time").text
    assert "Agree on what, how long and when." in text
    assert "0 minutes in 0 exchanges between" in text
    assert "My exchanges" not in text
    ada = community.admit("Ada")
    bus.relay()
    community.sign_in(ada)
    mine = browser.get("/skills-and-time")
    assert mine.links()["Say what you can help with"] == "/skills/mine"
    assert "You have given 0 minutes and received 0 minutes." in mine.text


def test_a_keeper_finds_what_is_in_their_care(browser, bus, community):
    cora = community.admit("Cora", "SW", roles=("coordinator:SW",))
    bus.relay()
    community.sign_in(cora)
    links = browser.get("/skills-and-time").links()
    assert links["exchanges to decide"] == "/exchanges-to-decide?region=SW"
