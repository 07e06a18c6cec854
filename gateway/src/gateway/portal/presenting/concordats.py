"""Concordats in words: what is in force, who signed and how that stands, what a leader does next (row 60)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date, today
from gateway.portal.presenting.days_given import in_days
from gateway.portal.presenting.differences import CHANGES
from gateway.portal.presenting.organisations import Organisation

STATES: dict[str, tuple[str, str]] = {
    "draft": ("Draft", "blue"),
    "agreed": ("In force", "white"),
    "ended": ("Ended", "grey"),
    "dropped": ("Dropped", "grey"),
}
STANDINGS: dict[str, tuple[str, str]] = {
    "signed": ("Signed", "blue"),
    "to_renew": ("To sign again", "blue"),
    "leaving": ("Leaving", "blue"),
    "lapsed": ("Lapsed", "grey"),
    "withdrawn": ("Withdrawn", "grey"),
    "closed": ("Organisation closed", "grey"),
    "elsewhere": ("No longer here", "grey"),
    "over": ("Over", "grey"),
}
"""Standing -> name and colour of its tag."""
IN_FORCE = ("signed", "to_renew", "leaving")
SIGNED_AS = {
    "chief_executive": "Chief executive",
    "chair": "Chair",
    "accountable_officer": "Accountable officer",
    "director": "Director",
    "system_leader": "System leader",
}
OUTCOMES = {"kept": "Kept as it is", "to_change": "To be changed"}


@dataclass(frozen=True)
class Line:
    """A concordat in a list."""

    id: str
    title: str
    where: str
    group: str
    state: str
    state_name: str
    colour: str
    review: str
    is_overdue: bool


@dataclass(frozen=True)
class Text:
    """One agreed version; ``clauses`` in their order."""

    number: int
    clauses: tuple[str, ...]
    changes: str
    agreed: str
    sign_by: str


@dataclass(frozen=True)
class Signatory:
    """An organisation under a concordat; ``notes`` say in sentences what its standing means."""

    concordat_id: str
    concordat: str
    organisation_id: str
    organisation: str
    standing: str
    standing_name: str
    colour: str
    text: int
    signed_as: str
    signed: str
    pledge: str
    reservations: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """What a leader can do next for an organisation; ``href`` is "" where there is nothing to do."""

    organisation_id: str
    organisation: str
    words: str
    href: str
    link: str
    withdraw: str = ""


@dataclass(frozen=True)
class Concordat(Line):
    """A concordat with everything that its page shows."""

    version: int
    region: str
    system: str
    texts: tuple[Text, ...]
    reviews: tuple[Mapping[str, str], ...]
    draft: str
    ended: str
    signatories: tuple[Signatory, ...]
    not_signed: tuple[Mapping[str, str], ...]
    coverage: str
    pledged: str

    @property
    def current(self) -> Text | None:
        return self.texts[-1] if self.texts else None

    @property
    def is_agreed(self) -> bool:
        return self.state == "agreed"

    def text(self, number: int) -> Text | None:
        return next((each for each in self.texts if each.number == number), None)

    def covers(self, organisation: Organisation) -> bool:
        """Whether an organisation of this place may sign it."""
        return organisation.region == self.region and self.system in ("", organisation.system)


def line_of(answer: Mapping[str, Any], names: Mapping[str, str]) -> Line:
    return Line(**_line(answer, names))


def concordat_of(answer: Mapping[str, Any], names: Mapping[str, str]) -> Concordat:
    """Of ``get_concordat``; ``names`` are the regions'."""
    coverage = answer["coverage"]
    pledged = coverage["pledged_half_days"]
    return Concordat(
        **_line(answer, names),
        version=answer["version"],
        region=answer["region"],
        system=answer["system"] or "",
        texts=tuple(text_of(each) for each in answer["texts"]),
        reviews=tuple(_review(each) for each in answer["reviews"]),
        draft=answer.get("draft") or "",
        ended=_ended(answer),
        signatories=tuple(signatory_of(each) for each in coverage["items"]),
        not_signed=tuple(coverage["not_signed"]),
        coverage=_coverage(coverage, answer["system"] or names.get(answer["region"], answer["region"])),
        pledged=f"Together they mean to lend {in_days(pledged)} a year." if pledged else "",
    )


def text_of(answer: Mapping[str, Any]) -> Text:
    return Text(
        number=answer["number"],
        clauses=tuple(answer["clauses"]),
        changes=answer["changes"] or "",
        agreed=show_date(answer["agreed_at"]),
        sign_by=show_date(answer["sign_by"]),
    )


def signatory_of(answer: Mapping[str, Any]) -> Signatory:
    name, colour = STANDINGS[answer["standing"]]
    pledged = answer["pledged_half_days"]
    return Signatory(
        concordat_id=answer["concordat_id"],
        concordat=answer["concordat"],
        organisation_id=answer["organisation_id"],
        organisation=answer["organisation"] or "An organisation",
        standing=answer["standing"],
        standing_name=name,
        colour=colour,
        text=answer["text"],
        signed_as=SIGNED_AS[answer["signed_as"]],
        signed=show_date(answer["signed_at"]),
        pledge=f"{in_days(pledged)} a year" if pledged else "",
        reservations=answer["reservations"] or "",
        notes=_notes(answer),
    )


def step_of(concordat: Concordat, organisation: Organisation) -> Step:
    """What a leader of this organisation, which the concordat covers, can do next."""
    place = f"/concordats/{concordat.id}"
    signing = f"{place}/sign?organisation={organisation.id}"
    leaving = f"{place}/withdraw?organisation={organisation.id}"
    held = next((each for each in concordat.signatories if each.organisation_id == organisation.id), None)
    standing = held.standing if held else ""
    words, link = {
        "": ("has not signed.", "Sign it"),
        "signed": ("has signed.", ""),
        "to_renew": ("signed an earlier text.", "Sign the new text"),
        "leaving": ("is leaving.", "Sign again and stay"),
        "lapsed": (
            "signed an earlier text, and its time to sign the new one has passed.",
            "Sign the new text",
        ),
        "withdrawn": ("has withdrawn.", "Sign again"),
    }.get(standing, ("does not take part.", ""))
    return Step(
        organisation_id=organisation.id,
        organisation=organisation.name,
        words=" ".join([words, *(held.notes if held else ())]),
        href=signing if link else "",
        link=link,
        withdraw=leaving if standing in ("signed", "to_renew") else "",
    )


def difference_of(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Of ``compare_texts``: each clause with the tag of its change and its pieces."""
    return [
        {
            "change": CHANGES[each["change"]][0],
            "colour": CHANGES[each["change"]][1],
            "is_same": each["change"] == "same",
            "pieces": each["pieces"],
        }
        for each in answer["items"]
    ]


def choices_of(organisations: Iterable[Organisation]) -> list[dict[str, str]]:
    return [{"value": each.id, "text": each.name} for each in organisations]


def _line(answer: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    name, colour = STATES[answer["state"]]
    region = names.get(answer["region"], answer["region"])
    is_agreed = answer["state"] == "agreed"
    return {
        "id": answer["id"],
        "title": answer["title"],
        "where": f"{answer['system']}, {region}" if answer["system"] else region,
        "group": answer["group"] or "",
        "state": answer["state"],
        "state_name": name,
        "colour": colour,
        "review": show_date(answer["review_on"]),
        "is_overdue": is_agreed and answer["review_on"] < today().isoformat(),
    }


def _coverage(coverage: Mapping[str, Any], where: str) -> str:
    """``2 of 3 organisations in Devon have signed.``"""
    signed, there = coverage["signatories"], coverage["organisations"]
    if not there:
        return f"No organisation in {where} is listed yet."
    which = "organisation" if there == 1 else "organisations"
    return f"{signed} of {there} {which} in {where} {'has' if signed == 1 else 'have'} signed."


def _ended(answer: Mapping[str, Any]) -> str:
    if not answer["ended_on"]:
        return ""
    how = "It was dropped" if answer["state"] == "dropped" else "It ended"
    return f"{how} on {show_date(answer['ended_on'])}: {answer['ended_why']}"


def _review(answer: Mapping[str, Any]) -> dict[str, str]:
    return {
        "on": show_date(answer["on"]),
        "outcome": OUTCOMES[answer["outcome"]],
        "words": answer["words"],
        "next_on": show_date(answer["next_on"]),
    }


def _notes(answer: Mapping[str, Any]) -> tuple[str, ...]:
    """What its standing means for an organisation, with its day."""
    until, gone = show_date(answer["sign_by"]), show_date(answer["withdrawn_from"])
    said = {
        "to_renew": f"It may rely on text {answer['text']} until {until}.",
        "lapsed": f"It could rely on text {answer['text']} until {until}.",
        "leaving": f"From {gone} it asks and lends no more. What was agreed before runs to its end.",
        "withdrawn": f"Since {gone} it asks and lends no more.",
    }.get(answer["standing"], "")
    why = answer.get("withdrawn_why")
    return tuple(each for each in (said, f"Its reason: {why}" if why else "") if each)
