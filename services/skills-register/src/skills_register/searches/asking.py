"""From what is asked to what is looked for: words to skills, a postcode to spots, the asker to audiences."""

from collections.abc import Mapping
from typing import Any

from chassis.identity import Caller
from commons.places import name_of, refuse_unknown
from contracts.refusals import Refused
from skills_register.refusal import Refusal
from skills_register.searches import reading
from skills_register.searches.domain import Audience, Circle, Criteria, Wanted, refuse_too_wide
from skills_register.skills.domain import EVERYONE, KEEPERS, MEMBERS
from skills_register.skills.facts import plain_system
from skills_register.skills.places import Place, Spot
from skills_register.skills.standing import PART_OF_A_WORD, WHOLE_WORD
from skills_register.skills.store import SkillStore
from skills_register.vocabulary.domain import Vocabulary
from skills_register.vocabulary.settings import RegisterSettings
from skills_register.vocabulary.store import WordStore

USUAL_MILES = 30
"""How far, where somebody says near what but not how far."""


class Asking:
    """Reads questions of callers; ``words`` is the vocabulary of this moment."""

    def __init__(self, work: Any, settings: RegisterSettings) -> None:
        self._work = work
        self._settings = settings
        self.words: Vocabulary = WordStore(work).vocabulary(settings.words)

    def read(self, asked: Mapping[str, Any], caller: Caller) -> tuple[Criteria, tuple[str, ...]]:
        """What is looked for, and the words of the text that nobody knows.

        What the fields say goes before what the text says. Refused: ``skill_unknown``, ``region_unknown``,
        ``postcode_unknown``, ``place_needed``, ``search_too_wide``, ``words_not_understood``.
        """
        question = reading.read(asked["text"])
        skills, unknown = self._skills(asked["skills"], question.text)
        if asked["region"]:
            refuse_unknown(self._settings.regions, asked["region"])
        days = (question.weekday,) if question.weekday is not None else ()
        near = near_what(asked)
        miles = asked["within_miles"] or question.within_miles or (USUAL_MILES if near else None)
        criteria = Criteria(
            asker=caller.subject,
            audiences=audiences_of(caller),
            skills=skills,
            level=asked["level"] or question.level,
            region=asked["region"],
            region_name=name_of(self._settings.regions, asked["region"]) if asked["region"] else "",
            system=plain_system(asked["system"]),
            circle=self._circle(near, miles, caller) if miles else None,
            month=asked["month"] or question.month,
            weekdays=tuple(sorted(set(asked["weekdays"]))) or days,
            hours=asked["hours"],
            is_fresh=asked["fresh"],
        )
        refuse_too_wide(criteria)
        return criteria, unknown

    def centre(self, near: str, caller: Caller) -> tuple[str, Spot]:
        """(district, spot) of a postcode, or of the caller's own page. Refused as ``read`` says."""
        if near:
            place = self._place(near)
            return place.district, place.spot
        own = SkillStore(self._work).profile(caller.subject) if caller.subject else None
        if own is None or own.place is None:
            said = "Say near which postcode, or put yours on your own page."
            raise Refused("place_needed", said, {"near": [said]})
        return own.place.district, own.place.spot

    def _place(self, near: str) -> Place:
        """Refused: ``postcode_unknown``, beside the field that a search has for it."""
        try:
            return self._settings.places.of(near)
        except Refusal as no:
            said = [words for field in no.fields.values() for words in field]
            raise Refusal(no.code, no.message, {"near": said}) from None

    def _circle(self, near: str, miles: float, caller: Caller) -> Circle:
        _, spot = self.centre(near, caller)
        return Circle(spot, miles, self._settings.places.around(spot, miles))

    def _skills(self, chosen: list[str], text: str) -> tuple[tuple[Wanted, ...], tuple[str, ...]]:
        if any(self.words.get(key) is None for key in chosen):
            raise Refused("skill_unknown", fields={"skills": ["Choose a skill from the list."]})
        wanted = {key: Wanted(key) for key in chosen}
        understood = self.words.understand(text)
        for hit in understood.hits:
            points = WHOLE_WORD if hit.whole else PART_OF_A_WORD
            wanted.setdefault(hit.skill, Wanted(hit.skill, hit.word, points))
        if understood.unknown and not wanted:
            said = f"No skill is called {' or '.join(f'“{word}”' for word in understood.unknown)}."
            raise Refused("words_not_understood", said, {"text": [said]})
        return tuple(wanted.values()), understood.unknown


def near_what(asked: Mapping[str, Any]) -> str:
    """The postcode that is asked for, in its field or in the text; "" where there is none."""
    return str(asked["near"] or reading.read(asked["text"]).near)


def audiences_of(caller: Caller) -> tuple[Audience, ...]:
    """What this caller may see: visitors what everyone may, members more, keepers their region's too."""
    if "national_team" in caller.roles:
        return (Audience((EVERYONE, MEMBERS, KEEPERS)),)
    kept = tuple(sorted(caller.regions_as("coordinator", "convenor")))
    if not kept and not caller.has("member"):
        return (Audience((EVERYONE,)),)
    own = (Audience((KEEPERS,), kept),) if kept else ()
    return (Audience((EVERYONE, MEMBERS)), *own)
