"""What the browser keeps: the session's id, and the mark of a browser that signed in before."""

from dataclasses import dataclass

from flask import Response, request

SESSION_NAME = "session"
DEVICE_NAME = "device"
KEPT_NAME = "kept"
DEVICE_SECONDS = 180 * 24 * 3600


@dataclass(frozen=True)
class Cookies:
    """Cookies that no script reads and no other site sends along with a POST.

    The ``__Host-`` prefix makes the browser insist on Secure, on our own host, and on the whole
    path; over plain http on this machine (``secure=False``) both are left out.
    """

    secure: bool

    def read(self, name: str) -> str | None:
        return request.cookies.get(self._full(name))

    def write(self, answer: Response, name: str, value: str, seconds: int | None = None) -> None:
        """Without ``seconds`` the cookie ends with the browser."""
        answer.set_cookie(
            self._full(name),
            value,
            max_age=seconds,
            path="/",
            secure=self.secure,
            httponly=True,
            samesite="Lax",
        )

    def remove(self, answer: Response, name: str) -> None:
        answer.delete_cookie(self._full(name), path="/", secure=self.secure, httponly=True, samesite="Lax")

    def _full(self, name: str) -> str:
        return f"__Host-{name}" if self.secure else name


def browser_name(agent: str) -> str:
    """What a list of sessions calls this browser: ``Firefox on Windows``. No more is kept."""
    browsers = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"))
    machines = (
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS X", "Mac"),
        ("Linux", "Linux"),
    )
    browser = next((name for mark, name in (*browsers, ("Safari/", "Safari")) if mark in agent), "A program")
    machine = next((name for mark, name in machines if mark in agent), "")
    return f"{browser} on {machine}" if machine else browser
