"""What the demo says of Q Exchange and of projects, read from the YAML files beside this one."""

from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


def read_facts(name: str) -> Any:
    """The file ``<name>.yaml``."""
    return yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))
