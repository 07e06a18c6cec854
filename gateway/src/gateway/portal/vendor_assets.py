"""Brings the NHS.UK design system's stylesheet and script into ``static/nhsuk``.

Run ``python -m gateway.portal.vendor_assets`` (needs npm) when the version changes, and
change ``nhsuk-frontend-jinja`` with it: their versions belong together. What is left out
on purpose: the Frutiger font (loaded from another host, and licensed to NHS bodies only)
and every picture that shows the NHS logo (a protected mark; Q Commons has its own).
"""

import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VERSION = "10.6.1"
TARGET = Path(__file__).parents[1] / "static" / "nhsuk"
PICTURES = ("arrow-down", "arrow-up-down", "arrow-up", "cross")

FONT_FACE = re.compile(r"@font-face\{[^}]*\}")
SOURCE_MAP = re.compile(r"/[*/][#@] sourceMappingURL=[^\n]*")


def stylesheet(text: str) -> str:
    """The stylesheet without fonts from elsewhere, its pictures beside it."""
    text = FONT_FACE.sub("", text)
    text = text.replace("url(/assets/images/", "url(images/").replace("Frutiger W01,", "")
    return SOURCE_MAP.sub("", text).rstrip() + "\n"


def script(text: str) -> str:
    """The script without the address of its source map."""
    return SOURCE_MAP.sub("", text).rstrip() + "\n"


def fetch(into: Path) -> Path:
    """The package's files, unpacked under ``into``."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is needed to fetch nhsuk-frontend; install Node.js first.")
    subprocess.run([npm, "pack", f"nhsuk-frontend@{VERSION}", "--silent"], cwd=into, check=True)  # noqa: S603
    with tarfile.open(into / f"nhsuk-frontend-{VERSION}.tgz") as packed:
        packed.extractall(into, filter="data")
    return into / "package" / "dist" / "nhsuk"


def write(source: Path, target: Path) -> None:
    """Write the files the pages use; refuses a stylesheet that still asks another host."""
    css = stylesheet((source / "nhsuk-frontend.min.css").read_text(encoding="utf-8"))
    if "http://" in css or "https://" in css:
        raise SystemExit("The stylesheet still asks another host; look at stylesheet() again.")
    (target / "images").mkdir(parents=True, exist_ok=True)
    (target / "nhsuk-frontend.min.css").write_text(css, encoding="utf-8")
    js = script((source / "nhsuk-frontend.min.js").read_text(encoding="utf-8"))
    (target / "nhsuk-frontend.min.js").write_text(js, encoding="utf-8")
    for name in PICTURES:
        shutil.copy(source / "assets" / "images" / f"nhsuk-icon-{name}.svg", target / "images")
    (target / "VERSION").write_text(f"{VERSION}\n", encoding="utf-8")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        write(fetch(Path(folder)), TARGET)
    sys.stdout.write(f"nhsuk-frontend {VERSION} is in {TARGET.name}.\n")


if __name__ == "__main__":
    main()
