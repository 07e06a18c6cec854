"""Who may come through which door: every view, API or portal, carries ``@open_to(...)``.

The services decide again what the person may do; this is the first look, at the door.
A test walks the URL map and finds no view without a guard.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import g, redirect, request
from flask_smorest.utils import load_info_from_docstring
from flask_wtf.csrf import CSRFProtect

from chassis.identity import Caller
from contracts.refusals import Refused

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC = "public"
OFFICERS = ("coordinator", "convenor", "national_team", "operator")
"""Roles that count only after the second factor."""
REGIONAL = ("coordinator", "convenor")
"""Roles that are held for a region."""
SCOPES = ("read", "write", "admin")
csrf = CSRFProtect()
"""The tokens of forms; when they are asked for is said in ``gateway.signin.csrf``."""

READING = ("GET", "HEAD", "OPTIONS")


def open_to(*roles: str, scope: str | None = None, region_arg: str | None = None) -> Callable[[View], View]:
    """Let only these roles in; ``"public"`` lets visitors in too.

    ``scope`` is what an API token needs (``read`` for GET and ``write`` otherwise, unless named).
    ``region_arg`` names the view's argument that holds a region code: a regional role then counts
    only there. Refused: ``sign_in_required``, ``role_required``, ``not_your_region``,
    ``scope_required``, ``second_factor_required``.
    """
    if not roles:
        raise ValueError("a door is open to at least one role")

    def guarded(view: View) -> View:
        @wraps(view)
        def enter(*args: Any, **kwargs: Any) -> Any:
            try:
                region = kwargs.get(region_arg) if region_arg else None
                g.caller = _admit(roles, scope, region)
            except Refused as no:
                elsewhere = _portal_answer(no.code)
                if elsewhere is None:
                    raise
                return elsewhere
            return view(*args, **kwargs)

        enter.open_to = roles  # type: ignore[attr-defined]
        _describe(enter, roles, scope)
        return enter  # type: ignore[return-value]

    return guarded


def caller() -> Caller:
    """Who was let in. Roles that still wait for the second factor are not among theirs."""
    admitted: Caller = g.caller
    return admitted


def in_api() -> bool:
    """Whether this request is for the REST API (else for the portal)."""
    return request.path.startswith("/api/")


def _who() -> Any:
    from gateway.signin import who  # signing in has guarded views of its own

    return who()


def _admit(roles: tuple[str, ...], scope: str | None, region: Any) -> Caller:
    who = _who()
    held: Caller = who.caller
    if who.scopes is not None and not held.is_visitor:
        needed = scope or ("read" if request.method in READING else "write")
        if needed not in who.scopes:
            raise Refused("scope_required", f"This needs an API token with the scope {needed!r}.")
    usable = _without_offices(held) if who.second_factor_due else held
    problem = _problem(usable, roles, region)
    if problem is None:
        return usable
    if usable is not held and _problem(held, roles, region) is None:
        raise Refused("second_factor_required")
    raise Refused(problem)


def _problem(caller: Caller, roles: tuple[str, ...], region: Any) -> str | None:
    if PUBLIC in roles:
        return None
    fitting = [role for role in roles if caller.has(role)]
    if not fitting:
        return "sign_in_required" if caller.is_visitor else "role_required"
    if region is None or any(role not in REGIONAL for role in fitting):
        return None
    return None if caller.acts_for(region, *fitting) else "not_your_region"


def _without_offices(caller: Caller) -> Caller:
    kept = frozenset(role for role in caller.roles if role.partition(":")[0] not in OFFICERS)
    return Caller(caller.subject, kept, caller.region)


def _portal_answer(code: str) -> Any:
    """Where the portal sends somebody who cannot come in yet; None when there is no such place."""
    if in_api():
        return None
    if code == "sign_in_required":
        came_for = request.full_path.rstrip("?") if request.method in READING else request.path
        return redirect(f"/sign-in?{urlencode({'next': came_for})}")
    if code == "second_factor_required":
        return redirect("/sign-in/second-factor")
    return None


def _describe(view: Any, roles: tuple[str, ...], scope: str | None) -> None:
    """Put the guard into the OpenAPI document; harmless for portal views."""
    written = load_info_from_docstring(view.__doc__).get("description", "")
    who = "anybody" if PUBLIC in roles else ", ".join(roles)
    sentence = f"Open to: {who}."
    view._apidoc = {**getattr(view, "_apidoc", {})}
    view._apidoc["guard"] = {"roles": roles, "scope": scope, "said": f"{written}\n\n{sentence}".strip()}
