"""The stored mails: one file each, as received, so they survive a restart."""

import email
import email.policy
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path

IDENTITY = re.compile(r"\d{8}T\d{12}Z-[0-9a-f]{8}")
LINK = re.compile(r"https?://[^\s<>\"']+")
TRAILING = ".,;:!?)]"


@dataclass(frozen=True)
class Letter:
    """A mail as read from its file. ``received`` is UTC; ``html`` is None without an HTML part."""

    id: str
    received: datetime
    sender: str
    to: tuple[str, ...]
    subject: str
    text: str
    html: str | None
    links: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        return {
            "id": self.id,
            "received": self.received.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "from": self.sender,
            "to": list(self.to),
            "subject": self.subject,
            "text": self.text,
            "links": list(self.links),
        }


class Letters:
    """A folder of mails. Files never change once written, so what was read is kept in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)
        self._read: dict[str, Letter] = {}

    def add(self, content: bytes, recipients: list[str], now: datetime) -> str:
        """Keep a mail; its id. It is whole on disk before its sender hears "250 OK"."""
        identity = f"{now.astimezone(UTC):%Y%m%dT%H%M%S%f}Z-{secrets.token_hex(4)}"
        envelope = f"X-Envelope-To: {', '.join(recipients)}\r\n".encode()
        draft = self.folder / f".{identity}"
        draft.write_bytes(envelope + content)
        draft.rename(self.folder / f"{identity}.eml")
        return identity

    def count(self) -> int:
        return sum(1 for _ in self._files())

    def newest_first(self) -> Iterator[Letter]:
        for file in sorted(self._files(), key=lambda file: file.name, reverse=True):
            letter = self.get(file.stem)
            if letter is not None:
                yield letter

    def get(self, identity: str) -> Letter | None:
        """The mail with this id, or None."""
        if not IDENTITY.fullmatch(identity):
            return None
        if identity not in self._read:
            try:
                content = (self.folder / f"{identity}.eml").read_bytes()
            except FileNotFoundError:
                return None
            self._read[identity] = parse(identity, content)
        return self._read[identity]

    def clear(self) -> int:
        """Delete every mail; how many."""
        files = list(self._files())
        for file in files:
            file.unlink(missing_ok=True)
        self._read.clear()
        return len(files)

    def _files(self) -> Iterator[Path]:
        return (file for file in self.folder.glob("*.eml") if IDENTITY.fullmatch(file.stem))


def parse(identity: str, content: bytes) -> Letter:
    """A stored mail as a letter; whatever is broken in it is shown as well as can be."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    text, html = _body(message, "plain"), _body(message, "html")
    links = [found.rstrip(TRAILING) for found in LINK.findall(text or "")] + _hrefs(html or "")
    recipients = str(message.get("X-Envelope-To", "")).split(", ")
    return Letter(
        id=identity,
        received=datetime.strptime(identity.partition("-")[0], "%Y%m%dT%H%M%S%fZ").replace(tzinfo=UTC),
        sender=_header(message, "From"),
        to=tuple(address for address in recipients if address),
        subject=_header(message, "Subject"),
        text=text or "",
        html=html,
        links=tuple(dict.fromkeys(links)),
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name, ""))
    except (ValueError, IndexError, AttributeError):  # the parser of the standard library on broken headers
        return ""


def _body(message: EmailMessage, kind: str) -> str | None:
    try:
        part = message.get_body((kind,))
        return None if part is None else str(part.get_content())
    except (LookupError, ValueError, AttributeError):
        payload = message.get_payload(decode=True)
        return payload.decode(errors="replace") if kind == "plain" and isinstance(payload, bytes) else None


class _Hrefs(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attributes if tag == "a" and name == "href" and value]


def _hrefs(html: str) -> list[str]:
    reader = _Hrefs()
    reader.feed(html)
    return [href for href in reader.found if LINK.fullmatch(href)]
