"""``python -m launcher.mailbox``: SMTP on one port, the web page on another, until SIGTERM."""

import signal
import sys
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

from aiosmtpd.controller import Controller
from werkzeug.serving import WSGIRequestHandler, make_server

from chassis.settings import SettingsError, read, setting
from launcher.mailbox.letters import Letters
from launcher.mailbox.pages import make_app

LARGEST_MAIL = 10_000_000


@dataclass(frozen=True)
class Settings:
    """Where the mailbox listens and keeps its mails."""

    mail_folder: Path = setting("where the mails are kept")
    mailbox_host: str = setting("address of both ports", default="127.0.0.1")
    mailbox_port: int = setting("port of the web page", default=8025)
    smtp_port: int = setting("port that takes mail", default=1025)


class Receiver:
    """Keeps whatever is sent, whoever it is for."""

    def __init__(self, letters: Letters) -> None:
        self.letters = letters

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        self.letters.add(envelope.original_content, list(envelope.rcpt_tos), datetime.now(UTC))
        return "250 OK"


class Quiet(WSGIRequestHandler):
    """No line for each request: the page is looked at, not operated."""

    def log_request(self, *_arguments: Any) -> None:
        return


def main() -> int:
    try:
        settings = read(Settings)
    except SettingsError as wrong:
        print(f"The mailbox cannot start: {wrong}", file=sys.stderr)
        return 1
    letters = Letters(settings.mail_folder)
    smtp = Controller(
        Receiver(letters),
        hostname=settings.mailbox_host,
        port=settings.smtp_port,
        data_size_limit=LARGEST_MAIL,
        enable_SMTPUTF8=True,
    )
    web = make_server(
        settings.mailbox_host, settings.mailbox_port, make_app(letters), threaded=True, request_handler=Quiet
    )

    def stop(_number: int, _frame: FrameType | None) -> None:
        # shutdown() waits for the loop that this very thread runs: another thread must ask.
        threading.Thread(target=web.shutdown).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    smtp.start()
    print(f"Mailbox: page on port {settings.mailbox_port}, mail on port {settings.smtp_port}", flush=True)
    try:
        web.serve_forever()
    finally:
        smtp.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
