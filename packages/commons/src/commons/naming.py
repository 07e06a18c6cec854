"""Telling a person from a role: what is written for everybody to read names no one."""

import re

TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady)\b\.?\s+[A-Z][a-z]+")
ADDRESS = re.compile(r"\S+@\S+")


def person_in(text: str) -> str:
    """The words that name a person, by a title before a name or by an e-mail address; "" if none do."""
    for pattern in (TITLED, ADDRESS):
        match = pattern.search(text)
        if match:
            return match.group()
    return ""
