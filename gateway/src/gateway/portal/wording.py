"""Plain words for what a shape's check says: people read these beside their answers."""

import re

SENTENCES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^Missing data for required field\.$"), "This answer is needed"),
    (re.compile(r"^Field may not be null\.$"), "This answer is needed"),
    (re.compile(r"^Shorter than minimum length 1\.$"), "This answer is needed"),
    (
        re.compile(r"^Not a valid email address\.$"),
        "Enter an e-mail address in the correct format, like name@example.com",
    ),
    (re.compile(r"^Longer than maximum length (\d+)\.$"), r"Use \1 characters or fewer"),
    (re.compile(r"^Shorter than minimum length (\d+)\.$"), r"Use \1 characters or more"),
    (re.compile(r"^Length must be between 1 and (\d+)\.$"), r"Use \1 characters or fewer"),
    (re.compile(r"^Length must be between (\d+) and (\d+)\.$"), r"Use between \1 and \2 characters"),
    (re.compile(r"^Not a valid date\.$"), "Enter a real date, like 21 11 2026"),
    (re.compile(r"^Not a valid integer\.$"), "Enter a whole number"),
    (re.compile(r"^Must be one of:.*$", re.S), "Choose one of the answers in the list"),
    (re.compile(r"^Unknown field\.$"), "This form asked for something it should not have. Reload the page"),
)


def plain(text: str) -> str:
    """A check's message in plain words; a door's own sentence stays as it is."""
    for pattern, sentence in SENTENCES:
        if pattern.match(text):
            return pattern.sub(sentence, text)
    return text
