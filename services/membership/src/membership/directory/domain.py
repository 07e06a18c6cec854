"""What a reader may see of a member, and the words by which a reader may find one (row 1).

Hidden fields never leave the service: not in an answer, and not by way of a search either.
So the search tokens are made per audience from that audience's visible fields only.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from membership.members.domain import ACTIVE, Member

PUBLIC, MEMBERS, REGION, NOBODY = "public", "members", "region", "nobody"
CHOICES = (PUBLIC, MEMBERS, REGION, NOBODY)
"""Who may see a field, from everybody to nobody."""

AUDIENCES = (PUBLIC, MEMBERS, REGION)
"""The readers, from the widest circle to the home region's; each sees what the wider ones see."""

DEFAULTS: dict[str, str] = {
    "name": MEMBERS,
    "email": NOBODY,
    "profession": MEMBERS,
    "sector": MEMBERS,
    "organisation": MEMBERS,
    "system": MEMBERS,
    "region": MEMBERS,
    "cohort": MEMBERS,
    "joined": MEMBERS,
    "perspective": NOBODY,
    "about": MEMBERS,
    "interests": MEMBERS,
    "connector": MEMBERS,
}
"""Each field with a visibility, and who sees it until the member chooses. Nothing is public unasked."""

SEARCHED = ("name", "profession", "organisation")
"""Fields whose words are searched, beside the interests and a Connector's topics."""

LONGEST_WORD = 40

LISTED_TOKEN = "listed"  # noqa: S105 - a search token, not a secret
CONNECTOR_TOKEN = "c"  # noqa: S105 - a search token, not a secret


@dataclass(frozen=True)
class Reader:
    """Who looks: a member of the community or not, and the regions whose inner circle they are in."""

    id: str = ""
    is_member: bool = False
    regions: frozenset[str] = frozenset()
    everywhere: bool = False

    def audience_for(self, member: Member) -> str:
        """The circle in which this reader stands towards that member."""
        if self.everywhere or member.region in self.regions:
            return REGION
        return MEMBERS if self.is_member else PUBLIC


def visibility_of(member: Member, field: str) -> str:
    """Who may see this field: the member's choice, or the default."""
    return member.visibility.get(field, DEFAULTS[field])


def visible_fields(member: Member, audience: str) -> dict[str, Any]:
    """The values that this audience may see, by field; nothing else of the member is in there.

    Nobody is shown who hides the name from this audience, or who is not active.
    """
    if member.status != ACTIVE or not _sees(member, "name", audience):
        return {}
    return {field: getattr(member, field) for field in DEFAULTS if _sees(member, field, audience)}


def _sees(member: Member, field: str, audience: str) -> bool:
    allowed = visibility_of(member, field)
    return allowed != NOBODY and CHOICES.index(allowed) <= CHOICES.index(audience)


def name_key(name: str) -> str:
    """The name as lists are ordered: without case and accents."""
    return " ".join(words_of(name))


def words_of(text: str) -> list[str]:
    """The words of a text as they are searched: no case, no accents, no punctuation, in order."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return [word[:LONGEST_WORD] for word in re.findall(r"\w+", plain)]


def tokens_for(member: Member, audience: str) -> list[str]:
    """What this audience may find the member by: ``listed``, ``r:WOE``, ``s:…``, ``t:…``, ``c``, ``w:…``."""
    seen = visible_fields(member, audience)
    if not seen:
        return []
    tokens = {LISTED_TOKEN}
    if seen.get("region"):
        tokens.add(region_token(seen["region"]))
    if seen.get("sector"):
        tokens.add(sector_token(seen["sector"]))
    topics = list(seen.get("interests", ()))
    if seen.get("connector") is not None:
        tokens.add(CONNECTOR_TOKEN)
        topics += seen["connector"].topics
        tokens.update(bridged_region_token(code) for code in seen["connector"].regions)
    tokens.update(topic_token(topic) for topic in topics)
    texts = [seen.get(field, "") for field in SEARCHED] + topics
    tokens.update(word_token(word) for text in texts for word in words_of(text))
    return sorted(tokens)


def region_token(code: str) -> str:
    return f"r:{code}"


def bridged_region_token(code: str) -> str:
    return f"cr:{code}"


def sector_token(sector: str) -> str:
    return f"s:{' '.join(words_of(sector))}"


def topic_token(topic: str) -> str:
    return f"t:{' '.join(words_of(topic))}"


def word_token(word: str) -> str:
    return f"w:{word}"


def seen_by_each(member: Member) -> dict[str, dict[str, Any]]:
    """What each circle sees of a member, for the member's own eyes."""
    return {audience: visible_fields(member, audience) for audience in AUDIENCES}


def wanted_tokens(
    *, region: str | None, sector: str | None, topic: str | None, connectors_only: bool
) -> list[str]:
    """The tokens that a search asks for; ``listed`` alone when it asks for everybody.

    With ``connectors_only`` a region means the regions the Connector bridges (row 8: "WOE + frailty").
    """
    tokens: Iterable[str | None] = (
        CONNECTOR_TOKEN if connectors_only else None,
        (bridged_region_token if connectors_only else region_token)(region) if region else None,
        sector_token(sector) if sector else None,
        topic_token(topic) if topic else None,
    )
    return [token for token in tokens if token] or [LISTED_TOKEN]
