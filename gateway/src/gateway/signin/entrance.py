"""Coming in and going out: sessions opened, raised and ended, with their cookies."""

from urllib.parse import urlsplit

from flask import Response, after_this_request, g, request
from flask import session as form_cookie

from gateway.signin.cookies import DEVICE_NAME, DEVICE_SECONDS, KEPT_NAME, SESSION_NAME, browser_name
from gateway.signin.desk import desk
from gateway.signin.devices import Device
from gateway.signin.people import Person
from gateway.signin.recognition import session_of_browser
from gateway.signin.sessions import Session

HOME = "/me"
NEXT = "next"
LONGEST_PATH = 1000


def device() -> Device:
    """The mark of this browser."""
    return desk().devices.read(desk().cookies.read(DEVICE_NAME))


def come_in(person: Person, opened_by: str) -> Session:
    """Sign this browser in: whatever session or form token it had before is worth nothing now."""
    now = desk().now()
    before = session_of_browser()
    if before is not None:
        desk().sessions.end(before)
    agent = request.headers.get("User-Agent", "")
    secret, session = desk().sessions.open(person.id, now, browser=browser_name(agent), opened_by=opened_by)
    _new_form_token()
    _give(secret, desk().devices.mark(person, device(), second_factor=False))
    return session


def rise(session: Session, person: Person) -> Session:
    """The second factor was passed: the session goes on under a new id."""
    secret, risen = desk().sessions.pass_second_factor(session, desk().now())
    _new_form_token()
    _give(secret, desk().devices.mark(person, device(), second_factor=True))
    return risen


def go_out(everywhere: bool = False) -> None:
    """End this browser's session, or all of its member's; without one nothing happens."""
    session = session_of_browser()
    if session is not None and everywhere:
        desk().sessions.end_all(session.member)
    elif session is not None:
        desk().sessions.end(session)
    form_cookie.clear()
    cookies = desk().cookies

    @after_this_request
    def remove(answer: Response) -> Response:
        cookies.remove(answer, SESSION_NAME)
        cookies.remove(answer, KEPT_NAME)
        return answer


def local_path(sent: str | None) -> str:
    """``sent`` if it is a path on our own site, else "": nobody is led elsewhere by a link to us."""
    path = sent or ""
    if not path.startswith("/") or path.startswith("//") or len(path) > LONGEST_PATH:
        return ""
    # Browsers read a backslash as a slash, and drop tabs and line ends.
    if "\\" in path or any(ord(letter) < 33 or ord(letter) == 127 for letter in path):
        return ""
    parts = urlsplit(path)
    return "" if parts.scheme or parts.netloc else path


def remember_next(path: str) -> None:
    """Where this browser wanted to go; only a local path is remembered."""
    if local_path(path):
        form_cookie[NEXT] = path


def take_next() -> str:
    """Where to go now that one is in; asked once."""
    return local_path(form_cookie.pop(NEXT, "")) or HOME


def _new_form_token() -> None:
    """A new secret behind the form tokens, so that one planted before signing in is worth nothing."""
    wanted = form_cookie.get(NEXT)
    form_cookie.clear()
    g.pop("csrf_token", None)
    if wanted:
        form_cookie[NEXT] = wanted


def _give(secret: str, mark: str) -> None:
    g.pop("signin_who", None)
    cookies = desk().cookies

    @after_this_request
    def write(answer: Response) -> Response:
        cookies.write(answer, SESSION_NAME, secret)
        cookies.write(answer, DEVICE_NAME, mark, DEVICE_SECONDS)
        return answer
