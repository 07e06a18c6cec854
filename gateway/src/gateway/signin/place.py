"""How a sign-in page is placed: its address, its guard, and that nobody keeps it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template

from contracts.refusals import Refused
from gateway.guards import open_to
from gateway.portal.forms import Form

Page = Any
View = Callable[..., Page]

SIGN_IN = "/sign-in"
SECOND_FACTOR = "/sign-in/second-factor"
MISSING = {"sign_in_required": SIGN_IN, "second_factor_required": SECOND_FACTOR}

pages = Blueprint("signin", __name__)


def page(path: str, *roles: str) -> Callable[[View], View]:
    """A page that is read."""
    return _place(path, "GET", roles)


def action(path: str, *roles: str) -> Callable[[View], View]:
    """What a form is sent to."""
    return _place(path, "POST", roles)


def show(template: str, *, form: Form | None = None, status: int = 200, **shown: Any) -> Response:
    """A page of signing in."""
    form = form or Form()
    said = render_template(f"signin/{template}.jinja", form=form, **shown)
    return make_response(said, form.status if form.is_wrong else status)


def onward(path: str) -> Response:
    """To another page, by GET."""
    return make_response(redirect(path, code=303))


def _place(path: str, method: str, roles: tuple[str, ...]) -> Callable[[View], View]:
    def placed(view: View) -> View:
        guarded = open_to(*roles)(_leading_on(view))
        pages.add_url_rule(path, endpoint=view.__name__, view_func=guarded, methods=[method])
        return view

    return placed


def _leading_on(view: View) -> View:
    """What a view finds missing beyond its guard (a code, a session) leads to where it is given."""

    @wraps(view)
    def enter(*args: Any, **kwargs: Any) -> Page:
        try:
            return view(*args, **kwargs)
        except Refused as no:
            if no.code not in MISSING:
                raise
            return onward(MISSING[no.code])

    return enter


@pages.after_request
def _keep_nothing(answer: Response) -> Response:
    # Whoever sits down next at a shared computer must not find these pages by going back.
    answer.headers["Cache-Control"] = "no-store"
    return answer
