"""The second factor: setting it up, entering a code, recovery codes."""

import segno
from flask import request
from markupsafe import Markup

from contracts.refusals import Refused
from gateway.portal.forms import Form, sent_form
from gateway.signin.desk import desk, identify
from gateway.signin.entrance import device, rise, take_next
from gateway.signin.people import Person
from gateway.signin.place import Page, action, onward, page, show
from gateway.signin.recognition import needs_session
from gateway.signin.second_factor import Enrolment
from gateway.signin.sessions import Session

SET_UP = "/sign-in/second-factor/set-up"


@page("/sign-in/second-factor", "member")
def second_factor() -> Page:
    """Ask for a code; whoever has no app yet sets one up."""
    session = needs_session()
    if session.second_factor_at is not None:
        return onward(take_next())
    if not desk().second_factor.is_enrolled(session.member):
        return onward(SET_UP)
    return show("code")


@action("/sign-in/second-factor", "member")
def enter_code() -> Page:
    session, person = _session_and_person()
    form = sent_form("code")
    try:
        lane = device().lane_for_codes(person.id)
        desk().second_factor.verify(person.id, form.answers["code"], lane, desk().now())
    except Refused as no:
        return show("code", form=_again(form, no), status=_status(no))
    rise(session, person)
    return onward(take_next())


@page(SET_UP, "member")
def set_up() -> Page:
    session, person = _session_and_person()
    _may_enrol(session, person)
    account = identify(person.id)["email"]
    return _set_up_page(desk().second_factor.begin(person.id, account, session.handle, desk().now()))


@action(SET_UP, "member")
def confirm_set_up() -> Page:
    """Keep the app's secret once its first code is right, and show the recovery codes, once."""
    session, person = _session_and_person()
    _may_enrol(session, person)
    form, sealed = sent_form("code"), request.form.get("sealed", "")
    factor, now = desk().second_factor, desk().now()
    lane = device().lane_for_codes(person.id)
    try:
        codes = factor.enrol(sealed, form.answers["code"], person.id, session.handle, lane, now)
    except Refused as no:
        return _set_up_again(sealed, person, session, _again(form, no), no)
    rise(session, person)
    return show("recovery_codes", codes=codes, onward=take_next())


@page("/me/second-factor", "member")
def my_second_factor() -> Page:
    session = needs_session()
    factor = desk().second_factor
    return show(
        "my_second_factor",
        enrolled=factor.is_enrolled(session.member),
        codes_left=factor.codes_left(session.member),
        passed=session.second_factor_at is not None,
    )


@action("/me/second-factor/recovery-codes", "member")
def new_recovery_codes() -> Page:
    session = needs_session()
    _passed(session)
    return show(
        "recovery_codes",
        codes=desk().second_factor.new_recovery_codes(session.member),
        onward="/me/second-factor",
    )


def _session_and_person() -> tuple[Session, Person]:
    session = needs_session()
    person = desk().people.person(session.member, desk().now())
    if person is None:
        raise Refused("sign_in_required")
    return session, person


def _may_enrol(session: Session, person: Person) -> None:
    """The first app needs only the link; another one needs a code of the first."""
    if desk().second_factor.is_enrolled(person.id):
        _passed(session)


def _passed(session: Session) -> None:
    if session.second_factor_at is None:
        raise Refused("second_factor_required")


def _set_up_page(enrolment: Enrolment, form: Form | None = None, status: int = 200) -> Page:
    code = segno.make(enrolment.uri, micro=False)
    drawn = code.svg_inline(scale=5, border=4, svgclass=None, lineclass=None, light="#fff", dark="#000")
    return show("set_up", form=form, status=status, enrolment=enrolment, drawn=Markup(drawn))  # noqa: S704


def _set_up_again(sealed: str, person: Person, session: Session, form: Form, no: Refused) -> Page:
    """The same picture once more; a page that was open too long starts with a new one."""
    account, now = identify(person.id)["email"], desk().now()
    try:
        enrolment = desk().second_factor.again(sealed, person.id, account, session.handle, now)
    except Refused:
        enrolment = desk().second_factor.begin(person.id, account, session.handle, now)
    return _set_up_page(enrolment, form, _status(no))


def _again(form: Form, no: Refused) -> Form:
    return Form(answers={}, command_id=form.command_id).refused(no, ("code",))


def _status(no: Refused) -> int:
    return 429 if no.code == "too_many_attempts" else 422
