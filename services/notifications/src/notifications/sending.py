"""One message to the mail server over SMTP, and an honest word on how it ended.

What decides is whether the final dot was said. Before it, a broken line means "not sent".
After it, silence means that nobody can know: the outcome is ``lost``, never a guess.
Every wait is bounded, and so is the whole talk (``domain.LONGEST_SEND`` is longer than that).
"""

import re
import smtplib
import socket
import ssl
import time

from chassis.faults import fault
from notifications.domain import LONGEST_SEND, Outcome
from notifications.mail import Letter
from notifications.settings import Settings

ENHANCED_CODE = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}\b")
BEFORE_THE_DOT = 0.5  # of the longest send: what the talk before the final dot may take at most
GO_ON = 354


def deliver(letter: Letter, settings: Settings) -> Outcome:
    """Hand the letter to the mail server: accepted, deferred (try later), refused (never) or lost."""
    talk = _Talk(letter, settings)
    try:
        return talk.hold()
    except _Answered as answer:
        return answer.outcome
    except smtplib.SMTPNotSupportedError:
        return Outcome("deferred", "server_lacks_what_we_need")
    except ssl.SSLError:
        return Outcome("deferred", "tls_failed")
    except (OSError, ValueError, smtplib.SMTPException):
        # No name, no route, nobody listening, no answer in time, or not an SMTP server.
        return Outcome("deferred", "no_connection")
    finally:
        talk.close()


class _Answered(Exception):
    """The server said no to a step; ``outcome`` is what that means."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        super().__init__(outcome.result)


class _Talk:
    """One connection, one message, one recipient."""

    def __init__(self, letter: Letter, settings: Settings) -> None:
        self._letter = letter
        self._settings = settings
        self._smtp: smtplib.SMTP
        self._until = time.monotonic() + LONGEST_SEND.total_seconds() * BEFORE_THE_DOT

    def hold(self) -> Outcome:
        try:
            self._introduce()
        except smtplib.SMTPResponseException as no:
            # A no before any mail was named is about us, not the recipient: no reason to give up on them.
            return Outcome("deferred", f"server_refused_us_{no.smtp_code}")
        self._address()
        return self._hand_over()

    def close(self) -> None:
        """Hang up without another round trip: what was said stands whether or not we say goodbye."""
        if hasattr(self, "_smtp"):
            self._smtp.close()

    def _introduce(self) -> None:
        given = self._settings
        # Named here, because smtplib would ask the name service for it at every mail.
        us = socket.gethostname()
        self._smtp = smtplib.SMTP(given.smtp_host, given.smtp_port, us, timeout=given.smtp_seconds)
        self._pace()
        self._smtp.ehlo_or_helo_if_needed()
        if given.smtp_starttls:
            self._pace()
            self._smtp.starttls(context=ssl.create_default_context())
            self._pace()
            self._smtp.ehlo_or_helo_if_needed()
        if given.smtp_user:
            self._pace()
            self._smtp.login(given.smtp_user, given.smtp_password)

    def _address(self) -> None:
        options = []
        if self._letter.needs_utf8:
            if not self._smtp.has_extn("smtputf8"):
                raise _Answered(Outcome("refused", "smtputf8_not_offered"))
            options = ["SMTPUTF8", "BODY=8BITMIME"]
            self._smtp.command_encoding = "utf-8"
        self._pace()
        self._step(*self._smtp.mail(self._letter.sender, options), "from")
        self._pace()
        self._step(*self._smtp.rcpt(self._letter.recipient), "to")

    def _hand_over(self) -> Outcome:
        self._pace()
        code, words = self._smtp.docmd("DATA")
        if code != GO_ON:
            return _no(code, words, "data")
        self._pace()
        fault("before_smtp_dot")
        self._smtp.send(_dotted(self._letter.content))
        fault("after_smtp_dot")
        try:
            self._expect_within(self._settings.smtp_seconds)
            code, words = self._smtp.getreply()
        except (OSError, smtplib.SMTPException):
            return Outcome("lost", "connection_lost")
        if code // 100 == 2:
            return Outcome("accepted")
        # Only a plain no is a no; after the final dot anything else leaves us in doubt.
        return _no(code, words, "message") if code // 100 in (4, 5) else Outcome("lost", "answer_unreadable")

    def _step(self, code: int, words: bytes, step: str) -> None:
        if code // 100 != 2:
            raise _Answered(_no(code, words, step))

    def _pace(self) -> None:
        left = self._until - time.monotonic()
        if left <= 0:
            raise _Answered(Outcome("deferred", "server_too_slow"))
        self._expect_within(min(left, self._settings.smtp_seconds))

    def _expect_within(self, seconds: float) -> None:
        if self._smtp.sock is not None:
            self._smtp.sock.settimeout(seconds)


def _no(code: int, words: bytes, step: str) -> Outcome:
    """What a no means: 5xx refused for good, anything else later. The words are not kept."""
    enhanced = ENHANCED_CODE.match(words or b"")
    problem = f"{step}_{code}" + (f"_{enhanced.group().decode()}" if enhanced else "")
    return Outcome("refused" if code // 100 == 5 else "deferred", problem)


def _dotted(body: bytes) -> bytes:
    """The message as DATA wants it: CRLF, dots at line starts doubled, the final dot (RFC 5321, 4.5.2)."""
    lines = body.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    stuffed = re.sub(rb"(?m)^\.", b"..", lines)
    end = b"" if stuffed.endswith(b"\r\n") else b"\r\n"
    return stuffed + end + b".\r\n"
