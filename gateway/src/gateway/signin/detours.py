"""What happens to a request that had to sign in first: where it was going is not lost.

The guards send a visitor to ``/sign-in`` and an officer to the second factor. Here the answer is
completed: a page is remembered, and a form's answers are kept until the member is back.
"""

import re
from urllib.parse import urlencode

from flask import Flask, Response, request

from gateway.signin.cookies import KEPT_NAME
from gateway.signin.desk import desk
from gateway.signin.entrance import device, remember_next
from gateway.signin.kept_forms import KEPT

SIGN_IN = "/sign-in?"
SECOND_FACTOR = "/sign-in/second-factor"
FORM = "application/x-www-form-urlencoded"
BACK = "/sign-in/kept"
SECRET = re.compile(
    r"/elections/[^/]+/vote|/rounds/[^/]+/vote|/meetings/[^/]+/pulse$|/surveys/[^/]+/answer$|/events/[^/]+/feedback$"
)
"""Where a ballot, a pulse, a survey or feedback is filled in: answers are kept nowhere (ADR 0013)."""


def install(app: Flask) -> None:
    app.after_request(complete)


def complete(answer: Response) -> Response:
    if answer.status_code not in (302, 303) or request.path.startswith("/sign-in"):
        return answer
    location = answer.headers.get("Location", "")
    if location == SECOND_FACTOR and request.method == "GET":
        remember_next(request.full_path.rstrip("?"))
    elif location.startswith(SIGN_IN) and request.method == "POST" and request.mimetype == FORM:
        _keep_answers(answer)
    return answer


def _keep_answers(answer: Response) -> None:
    """Only for a browser that signed in before: then we know whose answers they are."""
    member = device().member
    if not member or SECRET.match(request.path):
        return
    fields = [(name, value) for name, values in request.form.lists() for value in values]
    secret = desk().kept_forms.keep(request.path, fields, member, desk().now())
    desk().cookies.write(answer, KEPT_NAME, secret, int(KEPT.total_seconds()))
    answer.headers["Location"] = SIGN_IN + urlencode({"next": BACK})
