"""Invents the demo's members: the same file gives the same people, byte for byte."""

import csv
import io
import random
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

COLUMNS = (
    "email", "name", "region", "joined", "cohort", "profession", "sector", "organisation", "perspective",
    "compact_version",
)  # fmt: skip
FOUNDING = "founding"
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Data:
    """The two data files: what the members add up to, and the words they are made of."""

    figures: Mapping[str, Any]
    words: Mapping[str, Any]


def read_data(folder: Path = HERE) -> Data:
    """``figures.yaml`` and ``people.yaml`` of a folder."""
    return Data(
        *(yaml.safe_load((folder / name).read_text("utf-8")) for name in ("figures.yaml", "people.yaml"))
    )


def members(data: Data) -> list[dict[str, str]]:
    """Every member as a row of the import, in the order of joining."""
    figures = data.figures
    chance = random.Random(figures["seed"])  # noqa: S311 - invented people need no secrecy
    places = [place for region in _regions(figures) for place in region]
    chance.shuffle(places)
    people = _people(data.words, chance)
    rows = [
        {**next(people), "compact_version": figures["compact_version"], **place.row(chance)}
        for place in places
    ]
    return sorted(rows, key=lambda row: (row["joined"], row["email"]))


def as_csv(rows: list[dict[str, str]]) -> bytes:
    """The rows as the file that is imported: UTF-8, header first."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


@dataclass(frozen=True)
class Place:
    """Room for one member: the region, the first and last possible day of joining, the cohort."""

    region: str
    first: date
    last: date
    cohort: str = ""

    def row(self, chance: random.Random) -> dict[str, str]:
        day = self.first + timedelta(days=chance.randint(0, (self.last - self.first).days))
        return {"region": self.region, "joined": day.isoformat(), "cohort": self.cohort}


def _regions(figures: Mapping[str, Any]) -> Iterator[list[Place]]:
    """For each region as many places as its figures say, in the periods in which they say so."""
    latest = date.fromisoformat(figures["latest_date"])
    begun = date.fromisoformat(figures["others_from"])
    for code, pilot in figures["pilots"].items():
        baseline = date.fromisoformat(pilot["baseline_date"])
        yield [
            *_founders(figures, code, pilot["founders"]),
            *[Place(code, begun, baseline - timedelta(days=1))] * (pilot["baseline"] - pilot["founders"]),
            *[Place(code, baseline + timedelta(days=1), latest - timedelta(days=1))]
            * (pilot["latest"] - pilot["baseline"]),
        ]
    pilots = figures["pilots"].values()
    everybody = _shared(figures["total"] - sum(pilot["latest"] for pilot in pilots), figures["shares"])
    founders = _shared(
        figures["founding"]["total"] - sum(pilot["founders"] for pilot in pilots), figures["shares"]
    )
    for code, number in everybody.items():
        yield [
            *_founders(figures, code, founders[code]),
            *[Place(code, begun, latest - timedelta(days=1))] * (number - founders[code]),
        ]


def _founders(figures: Mapping[str, Any], code: str, number: int) -> list[Place]:
    year = figures["founding"]["year"]
    return [Place(code, date(year, 1, 5), date(year, 12, 18), FOUNDING)] * number


def _shared(number: int, shares: Mapping[str, int]) -> dict[str, int]:
    """``number`` people by proportion; those left over by rounding down go to the largest remainders."""
    whole = sum(shares.values())
    given = {code: number * share // whole for code, share in shares.items()}
    by_remainder = sorted(shares, key=lambda code: (-(number * shares[code] % whole), code))
    for code in by_remainder[: number - sum(given.values())]:
        given[code] += 1
    return given


def _people(words: Mapping[str, Any], chance: random.Random) -> Iterator[dict[str, str]]:
    """People without end, no two with the same address."""
    sectors = words["sectors"]
    shares = [sector["share"] for sector in sectors.values()]
    taken: dict[str, int] = {}
    while True:
        first, last = chance.choice(words["first_names"]), chance.choice(words["last_names"])
        plain = f"{_plain(first)}.{_plain(last)}"
        taken[plain] = taken.get(plain, 0) + 1
        number = f".{taken[plain]}" if taken[plain] > 1 else ""
        [name] = chance.choices(list(sectors), shares)
        yield {
            "email": f"{plain}{number}@example.org",
            "name": f"{first} {last}",
            "profession": chance.choice(sectors[name]["professions"]),
            "sector": name,
            "organisation": sectors[name]["organisation"],
            "perspective": chance.choice(sectors[name]["perspectives"]),
        }


def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in folded if letter.isascii() and letter.isalpha())
