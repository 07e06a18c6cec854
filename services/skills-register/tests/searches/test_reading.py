"""A question in plain words says how far, when, how well; what is left names the skill."""

import pytest

from skills_register.searches.reading import Question, read


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("who within 30 miles can coach SPC in June", Question("who SPC", 30, 6, None, "coaching")),
        ("Can teach us about Lean on Tuesdays", Question("Lean", None, None, 1, "coaching")),
        ("coach a team in run charts during may", Question("run charts", None, 5, None, "coaching")),
        ("within 5 miles of me", Question("", 5)),
        ("coaching", Question("coaching")),
        ("QI coaching", Question("QI coaching")),
        ("run charts", Question("run charts")),
        ("who within 30 miles of EX4 6NB knows Lean", Question("who knows Lean", 30, near="EX4 6NB")),
        ("SPC near m1", Question("SPC", near="m1")),
        ("a box of 10 charts", Question("a box of 10 charts")),
        ("SPC within 3000 miles", Question("SPC within 3000 miles")),
        ("", Question("")),
    ],
)
def test_a_question_is_read(text, question):
    assert read(text) == question
