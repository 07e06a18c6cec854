"""What the two wrote to each other has an end; the hours stay."""

from skills_desk import coordinator


def test_a_year_after_its_end_the_words_are_gone_and_the_hours_stay(two):
    two.done()
    two.act("dispute_exchange", two.ben, minutes=120, reason="We stopped early.")
    two.act("decide_exchange", coordinator("SW"), minutes=120, reason="Both agree.")
    two.later(364)
    assert two.act("get_exchange", two.ann)["history"][3]["words"] == "We stopped early."
    two.later(2)
    seen = two.act("get_exchange", two.ann)
    assert [step["words"] for step in seen["history"]] == [None] * len(seen["history"])
    assert (seen["state"], two.balances()) == ("settled", (120, -120))
