"""A talk with a scripted mail server: every way it can end (F20)."""

import asyncio
import smtplib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from notifications import sending
from notifications.domain import Outcome
from notifications.mail import Letter
from notifications.settings import Settings

CONTENT = b"Subject: Hello\r\nMessage-ID: <row@x.example>\r\n\r\nFirst\r\n.\r\n..two dots\r\n.last line"
LETTER = Letter(CONTENT, "hello@qcommons.example", "ada@example.org")


@dataclass
class Script:
    """What the server answers at each step; None lets it answer as usual."""

    mail: str | None = None
    rcpt: str | None = None
    data: str | None = None
    drop: str | None = None
    pause: float = 0
    received: list[tuple[str, list[str], bytes]] = field(default_factory=list)

    async def handle_MAIL(
        self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if self.drop == "mail":
            server.transport.abort()
        if self.mail:
            return self.mail
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if self.rcpt:
            return self.rcpt
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:
        self.received.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        if self.pause:
            await asyncio.sleep(self.pause)
        if self.drop == "dot":
            server.transport.abort()
        return self.data or "250 2.0.0 taken"


Start = Callable[..., Settings]


@pytest.fixture
def server(settings: Settings) -> Iterator[Start]:
    """Start a scripted server; answers the settings that lead to it."""
    started: list[Controller] = []

    def start(script: Script, **options: Any) -> Settings:
        controller = Controller(script, hostname="127.0.0.1", port=free_port(), **options)
        controller.start()
        started.append(controller)
        return replace(settings, smtp_port=controller.port, smtp_seconds=2)

    yield start
    for controller in started:
        controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_a_mail_that_is_taken_arrives_byte_for_byte(server: Start) -> None:
    script = Script()
    assert sending.deliver(LETTER, server(script)) == Outcome("accepted")
    ((sender, recipients, content),) = script.received
    assert (sender, recipients) == ("hello@qcommons.example", ["ada@example.org"])
    assert content.rstrip(b"\r\n") == CONTENT


@pytest.mark.parametrize(
    ("script", "outcome"),
    [
        (Script(mail="451 4.3.0 busy"), Outcome("deferred", "from_451_4.3.0")),
        (Script(mail="552 5.3.4 too big"), Outcome("refused", "from_552_5.3.4")),
        (Script(rcpt="450 4.2.1 try ada@example.org later"), Outcome("deferred", "to_450_4.2.1")),
        (Script(rcpt="452 mailbox full"), Outcome("deferred", "to_452")),
        (Script(rcpt="421 4.3.2 closing"), Outcome("deferred", "to_421_4.3.2")),
        (Script(rcpt="550 5.1.1 nobody here"), Outcome("refused", "to_550_5.1.1")),
        (Script(data="452 4.2.2 full just now"), Outcome("deferred", "message_452_4.2.2")),
        (Script(data="552 5.2.2 mailbox full"), Outcome("refused", "message_552_5.2.2")),
        (Script(data="554 no"), Outcome("refused", "message_554")),
    ],
)
def test_4xx_means_later_and_5xx_means_never(server: Start, script: Script, outcome: Outcome) -> None:
    assert sending.deliver(LETTER, server(script)) == outcome


def test_no_word_of_the_server_is_kept(server: Start) -> None:
    outcome = sending.deliver(LETTER, server(Script(rcpt="550 5.1.1 <ada@example.org> Ada is unknown")))
    assert "ada" not in outcome.problem.lower()


def test_a_line_lost_before_the_final_dot_means_not_sent(server: Start) -> None:
    script = Script(drop="mail")
    assert sending.deliver(LETTER, server(script)) == Outcome("deferred", "no_connection")
    assert script.received == []


def test_a_line_lost_after_the_final_dot_means_that_nobody_knows(server: Start) -> None:
    script = Script(drop="dot")
    assert sending.deliver(LETTER, server(script)) == Outcome("lost", "connection_lost")
    assert len(script.received) == 1


def test_silence_after_the_final_dot_is_waited_for_only_so_long(server: Start) -> None:
    settings = replace(server(Script(pause=0.6)), smtp_seconds=0.2)  # type: ignore[arg-type]
    began = time.monotonic()
    assert sending.deliver(LETTER, settings) == Outcome("lost", "connection_lost")
    assert time.monotonic() - began < 0.55


def test_a_server_that_does_not_listen_or_answer_means_later(settings: Settings) -> None:
    away = replace(settings, smtp_port=free_port())
    assert sending.deliver(LETTER, away) == Outcome("deferred", "no_connection")
    with socket.create_server(("127.0.0.1", 0)) as mute:
        silent = replace(settings, smtp_port=mute.getsockname()[1], smtp_seconds=0.2)  # type: ignore[arg-type]
        began = time.monotonic()
        assert sending.deliver(LETTER, silent) == Outcome("deferred", "no_connection")
        assert time.monotonic() - began < 1


def test_a_server_that_sends_us_away_at_the_door_does_not_bounce_the_mail(settings: Settings) -> None:
    answer_at_the_door(b"554 5.7.1 go away\r\n", settings, Outcome("deferred", "server_refused_us_554"))
    answer_at_the_door(b"nonsense\r\n", settings, Outcome("deferred", "server_refused_us_-1"))


def answer_at_the_door(greeting: bytes, settings: Settings, outcome: Outcome) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:

        def greet() -> None:
            visitor, _ = door.accept()
            with visitor:
                visitor.sendall(greeting)
                visitor.recv(100)

        porter = threading.Thread(target=greet)
        porter.start()
        told = replace(settings, smtp_port=door.getsockname()[1], smtp_seconds=2)
        assert sending.deliver(LETTER, told) == outcome
        porter.join()


def test_the_talk_before_the_dot_has_an_end_however_slowly_the_server_answers(
    server: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "BEFORE_THE_DOT", 0)
    assert sending.deliver(LETTER, server(Script())) == Outcome("deferred", "server_too_slow")


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")  # loopback, in a test
def test_a_wrong_password_is_our_fault_and_not_the_recipients(server: Start) -> None:
    def judge(server: Any, session: Any, envelope: Any, mechanism: str, login: Any) -> AuthResult:
        return AuthResult(success=login.password == b"right", handled=False)

    options: dict[str, Any] = {"authenticator": judge, "auth_require_tls": False, "auth_required": True}
    script = Script()
    known = replace(server(script, **options), smtp_user="us", smtp_password="wrong")
    assert sending.deliver(LETTER, known) == Outcome("deferred", "server_refused_us_535")
    assert sending.deliver(LETTER, replace(known, smtp_password="right")) == Outcome("accepted")


def test_encryption_that_is_asked_for_and_not_offered_means_that_nothing_is_said(server: Start) -> None:
    script = Script()
    settings = replace(server(script), smtp_starttls=True)
    assert sending.deliver(LETTER, settings) == Outcome("deferred", "server_lacks_what_we_need")
    assert script.received == []


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Key and certificate of 127.0.0.1, signed by itself, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "server.pem"
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(private + made.public_bytes(pem))
    return file


def test_encryption_is_only_trusted_with_a_certificate_we_know(
    server: Start, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    script = Script()
    settings = replace(server(script, tls_context=context, require_starttls=True), smtp_starttls=True)
    assert sending.deliver(LETTER, settings) == Outcome("deferred", "tls_failed")
    assert script.received == []
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert sending.deliver(LETTER, settings) == Outcome("accepted")


def test_an_address_beyond_ascii_needs_a_server_that_takes_it(server: Start) -> None:
    letter = replace(LETTER, recipient="zoë@example.org")
    script = Script()
    assert sending.deliver(letter, server(script, enable_SMTPUTF8=True)) == Outcome("accepted")
    assert script.received[0][1] == ["zoë@example.org"]
    plain = server(Script(), enable_SMTPUTF8=False)
    assert sending.deliver(letter, plain) == Outcome("refused", "smtputf8_not_offered")


@pytest.mark.parametrize(
    "body", [b".", b"..", b"a\n.\nb", b"a\r\n.b\r\n", b"", b"a\r\n.\r\nQUIT\r\n", b"\r\n.\r\n"]
)
def test_no_body_can_end_the_message_early(server: Start, body: bytes) -> None:
    script = Script()
    letter = replace(LETTER, content=b"Subject: x\r\n\r\n" + body)
    assert sending.deliver(letter, server(script)) == Outcome("accepted")
    sent = letter.content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    assert script.received[0][2].rstrip(b"\r\n") == sent.rstrip(b"\r\n")


def test_smtplib_is_told_the_host_so_that_certificates_are_checked_against_it(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[Any, ...]] = []

    class Recorder(smtplib.SMTP):
        def connect(self, *place: Any, **more: Any) -> Any:
            seen.append((self._host, *place))  # type: ignore[attr-defined]
            raise ConnectionRefusedError

    monkeypatch.setattr(smtplib, "SMTP", Recorder)
    sending.deliver(LETTER, settings)
    assert seen == [("127.0.0.1", "127.0.0.1", 1)]
