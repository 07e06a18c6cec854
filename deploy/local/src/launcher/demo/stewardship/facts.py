"""What the demo says of stewardship, read from the files beside this one."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Facts:
    """The files, each as it is read: groups with their seats, documents, questions, an election."""

    groups: Mapping[str, Any]
    documents: Mapping[str, Any]
    questions: Mapping[str, Any]
    election: Mapping[str, Any]


def read_facts(folder: Path = HERE) -> Facts:
    """The file of each field's name in a folder."""
    names = [each.name for each in fields(Facts)]
    return Facts(*(yaml.safe_load((folder / f"{name}.yaml").read_text("utf-8")) for name in names))
