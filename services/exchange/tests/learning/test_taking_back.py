"""What goes again: something withdrawn, a reuse taken back, and what is told of it (row 73)."""

from exchange_desk import NATIONAL
from library import KEEPER, act, published, titles, told, write

from chassis.testkit.refusing import refused


def test_what_is_withdrawn_leaves_its_reason_and_no_word(desk, ann):
    item = published(desk, ann, shown_name="Ann")
    with refused("not_found"):
        act(desk, "withdraw_item", item, desk.member("bob", "SW"), reason="No.")
    with refused("reason_required"):
        act(desk, "withdraw_item", item, ann)
    act(desk, "withdraw_item", item, KEEPER, reason="Somebody could be recognised.")
    shown = desk.knock("learning.get_item", {"id": item["id"]})
    assert (shown["state"], shown["reason"]) == ("withdrawn", "Somebody could be recognised.")
    assert titles(desk) == []
    assert "syringes" not in str(list(desk.work.database["learning_items"].find()))


def test_who_wrote_what_a_keeper_withdraws_is_told_so(desk, ann):
    act(desk, "withdraw_item", published(desk, ann), KEEPER, reason="Somebody could be recognised.")
    assert told(desk, "learning_reviewed") == [["ann"], ["ann"]]
    act(desk, "withdraw_item", published(desk, ann), ann, reason="I was wrong.")
    assert len(told(desk, "learning_reviewed")) == 3  # of its publication alone


def test_the_title_of_what_is_withdrawn_goes_from_the_lab_project_that_it_came_of(desk, ann):
    item = published(desk, ann)
    project = desk.knock("lab.launch_lab_project", {"title": "Labels"}, by=NATIONAL)
    desk.knock("lab.link_output", {"id": project["id"], "item_id": item["id"]}, by=NATIONAL)
    act(desk, "withdraw_item", item, ann, reason="Somebody could be recognised.")
    assert desk.knock("lab.get_lab_project", {"id": project["id"]})["outputs"] == []
    assert "Two labels alike" not in str(list(desk.work.database["lab_projects"].find()))


def test_another_uses_it_and_says_once_whether_it_worked(desk, ann):
    item, bob = published(desk, ann), desk.member("bob", "WOE")
    for worked in ("worked", "did_not_work"):
        said = {"id": item["id"], "worked": worked, "words": "On two wards."}
        desk.knock("learning.note_reuse", said, by=bob)
    (one,) = desk.knock("learning.list_reuses", {"id": item["id"]}, by=bob)["items"]
    assert (one["region"], one["worked"], one["is_mine"]) == ("WOE", "did_not_work", True)
    assert "bob" not in str(desk.knock("learning.list_reuses", {"id": item["id"]}))
    assert set(map(tuple, told(desk, "learning_reused"))) == {("ann",)}
    with refused("identity_in_text"):
        desk.knock("learning.note_reuse", {**said, "words": "Ring 01392 123456"}, by=bob)
    with refused("not_found"):
        desk.knock("learning.note_reuse", {**said, "id": write(desk, ann)["id"]}, by=bob)


def test_who_said_that_they_used_it_takes_it_back_and_a_keeper_takes_out_what_others_said(desk, ann):
    item = published(desk, ann)
    bob, cay = desk.member("bob", "WOE"), desk.member("cay", "WOE")

    def said() -> list[str]:
        return [each["id"] for each in desk.knock("learning.list_reuses", {"id": item["id"]})["items"]]

    for by in (bob, cay):
        desk.knock("learning.note_reuse", {"id": item["id"], "worked": "worked"}, by=by)
    of_cay, of_bob = ({"id": item["id"], "reuse_id": each} for each in said())
    for by in (cay, ann):
        with refused("not_found"):
            desk.knock("learning.take_back_reuse", of_bob, by=by)
    with refused("not_found"):
        desk.knock("learning.take_back_reuse", {**of_bob, "id": published(desk, ann)["id"]}, by=bob)
    desk.knock("learning.take_back_reuse", of_bob, by=bob)
    assert said() == [of_cay["reuse_id"]]
    desk.knock("learning.take_back_reuse", of_cay, by=KEEPER)
    assert said() == []
    desk.knock("learning.note_reuse", {"id": item["id"], "worked": "mixed"}, by=bob)
    assert len(said()) == 1
