"""``python -m launcher.demo``: loads the demo's members into the platform that is running."""

import sys
from dataclasses import dataclass
from pathlib import Path

from chassis.settings import SettingsError, read, setting
from launcher.demo.inventing import read_data
from launcher.demo.loading import load
from launcher.demo.platform import NotDone


@dataclass(frozen=True)
class Settings:
    """Where the platform is, and where the file of roles goes; the token command reads the gateway's own."""

    gateway_url: str = setting("where the portal and the API answer")
    mailbox_url: str = setting("where the local mailbox shows its mail")
    var: Path = setting("folder of everything that running leaves behind")


def main() -> int:
    """0 when the demo is there; 1 when the platform said no; 2 when it was not told where it is."""
    try:
        settings = read(Settings)
    except SettingsError as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 2
    try:
        load(settings.gateway_url.rstrip("/"), settings.mailbox_url, settings.var, read_data(), _say)
    except NotDone as no:
        sys.stderr.write(f"The demo data could not be loaded. {no}\n")
        return 1
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
