"""The file of postcode areas, and an operator's own file of districts, which is more exact."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from skills_register.skills.places import Places, Spot, from_rows

OWN_FILE = Path(__file__).with_name("postcode_areas.csv")
COLUMNS = ["code", "name", "latitude", "longitude", "within"]
CODE = re.compile(r"[A-Z]{1,2}(\d[A-Z\d]?)?\Z")
SOUTH, NORTH, WEST, EAST = 49.0, 61.5, -9.0, 2.5
FARTHEST_WITHIN = 60.0


class PlacesError(Exception):
    """A file cannot be used; ``problems`` are all that was found, ``file: line: reason`` each."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("; ".join(problems))


@cache
def load(extra: str = "") -> Places:
    """Our own file and, if there is one, the operator's. Raises ``PlacesError``."""
    problems: list[str] = []
    spots = [*_read(OWN_FILE, problems), *(_read(Path(extra), problems) if extra else ())]
    if problems:
        raise PlacesError(problems)
    return from_rows(spots)


def _read(path: Path, problems: list[str]) -> Iterator[Spot]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as wrong:
        problems.append(f"{path.name}: (file): {getattr(wrong, 'strerror', None) or 'is no text'}")
        return
    rows = [(number, line) for number, line in enumerate(lines, 1) if line and not line.startswith("#")]
    if not rows or next(csv.reader([rows[0][1]])) != COLUMNS:
        problems.append(f"{path.name}: (file): the first row is wanted to be {','.join(COLUMNS)}")
        return
    seen: set[str] = set()
    for number, line in rows[1:]:
        spot = _spot(next(csv.reader([line])))
        if isinstance(spot, str):
            problems.append(f"{path.name}: line {number}: {spot}")
        elif spot.code in seen:
            problems.append(f"{path.name}: line {number}: {spot.code} stands twice")
        else:
            seen.add(spot.code)
            yield spot


def _spot(row: list[str]) -> Spot | str:
    """The spot, or what is wrong with the row."""
    if len(row) != len(COLUMNS):
        return f"{len(row)} columns instead of {len(COLUMNS)}"
    code, name = row[0].strip(), row[1].strip()
    if not CODE.match(code):
        return f"{code!r} is no postcode area or district"
    if not name:
        return "a name is wanted"
    try:
        latitude, longitude, within = (float(each) for each in row[2:])
    except ValueError:
        return "latitude, longitude and within are wanted as numbers"
    if not (SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST):
        return f"{latitude}, {longitude} does not lie in the UK"
    if not 0 < within <= FARTHEST_WITHIN:
        return f"within {within} is not more than 0 and at most {FARTHEST_WITHIN:.0f} miles"
    return Spot(code, name, latitude, longitude, within)
