"""What the forms of events share: fields of several lines, fields of numbers."""

from gateway.portal.forms import Form
from gateway.portal.whole_numbers import whole

LINES = ("hosts", "topics")
"""Fields with one thing on each line."""
WHOLE = ("minutes", "capacity")
NAMED = {"title": "Give it a title", "region": "Choose whose event it is", "kind": "Choose what it is"}


def lines_in(typed: str) -> list[str]:
    """What stands on the lines that are not blank."""
    return [line.strip() for line in typed.splitlines() if line.strip()]


def with_numbers(form: Form, *names: str) -> Form:
    """The form with a message at each of these fields that holds something else than a whole number."""
    for name in names:
        if form.answers.get(name) and whole(form.answers[name]) is None:
            form = form.wrong(name, "Enter a whole number, like 40")
    return form
