"""My sessions, my API tokens, and answers kept from an ended session."""

from contracts.refusals import Refused
from gateway.portal.forms import Form, sent_form
from gateway.portal.whole_numbers import whole
from gateway.signin import account
from gateway.signin.cookies import KEPT_NAME
from gateway.signin.desk import desk
from gateway.signin.entrance import HOME, go_out
from gateway.signin.place import Page, action, onward, page, show
from gateway.signin.recognition import needs_session
from gateway.signin.tokens import DEFAULT_DAYS, SCOPES

TOKEN_FIELDS = ("name", "scopes", "days")


@page("/me/sessions", "member")
def my_sessions() -> Page:
    here = needs_session()
    return show("sessions", sessions=desk().sessions.of(here.member, desk().now()), here=here)


@action("/me/sessions/<handle>/end", "member")
def end_session(handle: str) -> Page:
    here = needs_session()
    if handle == here.handle:
        go_out()
        return onward("/sign-in/out")
    desk().sessions.end_one(here.member, handle)
    return onward("/me/sessions")


@action("/me/sessions/end-all", "member")
def sign_out_everywhere() -> Page:
    needs_session()
    go_out(everywhere=True)
    return onward("/sign-in/out")


@page("/me/tokens", "member")
def my_tokens() -> Page:
    return _tokens_page(Form(answers={"days": str(DEFAULT_DAYS), "scopes": ["read"]}))


@action("/me/tokens", "member")
def make_token() -> Page:
    """Make one and show its secret: here, now and never again."""
    form = sent_form("name", "days", several=("scopes",))
    days = whole(form.answers["days"])
    if days is None:
        return _tokens_page(form.wrong("days", "Enter a number of days, like 90"))
    try:
        secret, token = account.issue_token(form.answers["name"], form.answers["scopes"], days)
    except Refused as no:
        if no.code != "invalid_input":
            raise
        return _tokens_page(form.refused(no, TOKEN_FIELDS))
    return show("token_shown", secret=secret, token=token)


@action("/me/tokens/<token_id>/revoke", "member")
def revoke_token(token_id: str) -> Page:
    account.revoke_token(token_id)
    return onward("/me/tokens")


@page("/sign-in/kept", "member")
def kept_answers() -> Page:
    """After signing in again: the answers that were sent to the ended session, one button away."""
    session = needs_session()
    secret = desk().cookies.read(KEPT_NAME)
    form = desk().kept_forms.find(secret, session.member, desk().now()) if secret else None
    return show("kept", kept=form) if form else onward(HOME)


@action("/sign-in/kept/drop", "member")
def drop_kept_answers() -> Page:
    secret = desk().cookies.read(KEPT_NAME)
    if secret:
        desk().kept_forms.drop(secret)
    answer = onward(HOME)
    desk().cookies.remove(answer, KEPT_NAME)
    return answer


def _tokens_page(form: Form) -> Page:
    session = needs_session()
    scopes = [{"value": scope, "text": account.SCOPE_TEXTS[scope]} for scope in SCOPES]
    held = desk().tokens.list(session.member, desk().now())
    return show("tokens", form=form, tokens=held, scopes=scopes)
