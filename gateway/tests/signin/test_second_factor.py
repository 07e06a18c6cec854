"""The second factor: needed by officers, new codes only, tried slowly."""

import re
from datetime import timedelta

import pyotp
import pytest

from contracts.refusals import Refused
from gateway.signin import lost_phone
from gateway.signin.second_factor import SecondFactor
from gateway.signin.secrecy import Secrecy
from gateway.signin.sessions import Sessions
from gateway.signin.throttle import Throttle

SEALED = re.compile(r'name="sealed" value="([^"]+)"')
KEY = re.compile(r"Key: <code>([A-Z2-7 ]+)</code>")
CODES = re.compile(r"<li><code>([a-z0-9]{5}-[a-z0-9]{5})</code>")


def _code(secret: str, clock) -> str:
    return pyotp.TOTP(secret).at(clock.now)


def _enrol(browser, mint, clock) -> tuple[str, list[str]]:
    assert browser.sign_in(mint("id-carl")).location == "/sign-in/second-factor"
    assert browser.get("/sign-in/second-factor").location == "/sign-in/second-factor/set-up"
    page = browser.get("/sign-in/second-factor/set-up")
    secret = KEY.search(page.text).group(1).replace(" ", "")
    sealed = SEALED.search(page.text).group(1)
    shown = browser.post("/sign-in/second-factor/set-up", sealed=sealed, code=_code(secret, clock))
    assert shown.status_code == 200
    return secret, CODES.findall(shown.text)


@pytest.fixture
def factor(database) -> SecondFactor:
    return SecondFactor(database, Secrecy("a key for tests only, and long enough"), Throttle(database))


@pytest.fixture
def enrolled(factor, clock) -> str:
    """The secret of member m, whose app was set up a minute ago."""
    begun = factor.begin("m", "m@example.org", "s", clock.now)
    factor.enrol(begun.sealed, _code(begun.secret, clock), "m", "s", "", clock.now)
    clock.turn(seconds=60)
    return begun.secret


def test_a_member_without_office_needs_no_code(browser, mint):
    assert browser.sign_in(mint("id-mary")).location == "/me"


def test_an_officer_sets_up_an_app_at_first_and_is_asked_for_codes_afterwards(browser, another, mint, clock):
    secret, recovery = _enrol(browser, mint, clock)
    assert len(set(recovery)) == 10
    clock.turn(seconds=60)
    another.sign_in(mint("id-carl"))
    assert another.get("/sign-in/second-factor").status_code == 200
    assert another.post("/sign-in/second-factor", code=_code(secret, clock)).status_code == 303
    assert another.get("/sign-in/second-factor").status_code == 303


def test_the_picture_for_the_app_needs_nothing_from_elsewhere(browser, mint):
    browser.sign_in(mint("id-carl"))
    page = browser.get("/sign-in/second-factor/set-up").text
    assert "<svg" in page
    assert "style=" not in page


def test_passing_the_second_factor_changes_the_session_id(browser, another, mint, clock):
    browser.sign_in(mint("id-carl"))
    half_way = browser.cookie("session")
    browser.get("/sign-in/second-factor/set-up")
    secret = KEY.search(browser.get("/sign-in/second-factor/set-up").text).group(1).replace(" ", "")
    page = browser.get("/sign-in/second-factor/set-up")
    secret = KEY.search(page.text).group(1).replace(" ", "")
    browser.post(
        "/sign-in/second-factor/set-up", sealed=SEALED.search(page.text).group(1), code=_code(secret, clock)
    )
    assert browser.cookie("session") != half_way
    another.client.set_cookie("session", half_way)
    assert another.get("/me/sessions").status_code == 302


def test_offices_wait_for_the_second_factor(app, browser, mint, clock):
    from gateway.signin import who

    def due() -> bool:
        with app.test_request_context("/", headers={"Cookie": f"session={browser.cookie('session')}"}):
            return who().second_factor_due

    browser.sign_in(mint("id-carl"))
    assert due()
    page = browser.get("/sign-in/second-factor/set-up")
    secret = KEY.search(page.text).group(1).replace(" ", "")
    browser.post(
        "/sign-in/second-factor/set-up", sealed=SEALED.search(page.text).group(1), code=_code(secret, clock)
    )
    assert not due()


def test_whoever_has_only_the_link_cannot_replace_the_app(browser, another, mint, clock):
    _enrol(browser, mint, clock)
    another.sign_in(mint("id-carl"))
    assert another.get("/sign-in/second-factor/set-up").location == "/sign-in/second-factor"
    assert another.post("/me/second-factor/recovery-codes").location == "/sign-in/second-factor"


def test_a_code_counts_once(factor, enrolled, clock):
    code = _code(enrolled, clock)
    factor.verify("m", code, "", clock.now)
    with pytest.raises(Refused) as no:
        factor.verify("m", code, "", clock.now)
    assert no.value.code == "second_factor_wrong"


def test_the_code_that_set_the_app_up_does_not_count_again(factor, clock):
    begun = factor.begin("m", "m@example.org", "s", clock.now)
    code = _code(begun.secret, clock)
    factor.enrol(begun.sealed, code, "m", "s", "", clock.now)
    with pytest.raises(Refused):
        factor.verify("m", code, "", clock.now)


def test_an_older_code_is_refused_after_a_newer_one(factor, enrolled, clock):
    earlier = _code(enrolled, clock)
    clock.turn(seconds=30)
    factor.verify("m", _code(enrolled, clock), "", clock.now)
    with pytest.raises(Refused):
        factor.verify("m", earlier, "", clock.now)


@pytest.mark.parametrize(
    ("seconds", "right"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)]
)
def test_a_phone_may_be_half_a_minute_off(factor, enrolled, clock, seconds, right):
    clock.turn(seconds=120)
    code = pyotp.TOTP(enrolled).at(clock.now + timedelta(seconds=seconds))
    if right:
        factor.verify("m", code, "", clock.now)
    else:
        with pytest.raises(Refused):
            factor.verify("m", code, "", clock.now)


def test_codes_may_be_typed_with_blanks(factor, enrolled, clock):
    code = _code(enrolled, clock)
    factor.verify("m", f" {code[:3]} {code[3:]} ", "", clock.now)


def test_a_recovery_code_works_once_however_it_is_typed(factor, clock):
    begun = factor.begin("m", "m@example.org", "s", clock.now)
    codes = factor.enrol(begun.sealed, _code(begun.secret, clock), "m", "s", "", clock.now)
    factor.verify("m", codes[0].upper().replace("-", " "), "", clock.now)
    assert factor.codes_left("m") == 9
    with pytest.raises(Refused):
        factor.verify("m", codes[0], "", clock.now)


def test_new_recovery_codes_void_the_old(factor, enrolled, clock):
    first = factor.new_recovery_codes("m")
    second = factor.new_recovery_codes("m")
    with pytest.raises(Refused):
        factor.verify("m", first[0], "", clock.now)
    factor.verify("m", second[0], "", clock.now)


def test_nothing_at_rest_tells_the_secret_or_a_recovery_code(factor, enrolled, database, clock):
    codes = factor.new_recovery_codes("m")
    kept = repr([list(database[name].find()) for name in database.list_collection_names()])
    assert enrolled not in kept
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)


def test_a_sealed_secret_serves_only_its_member_and_session(factor, clock):
    begun = factor.begin("m", "m@example.org", "s", clock.now)
    code = _code(begun.secret, clock)
    for member, session in (("other", "s"), ("m", "other")):
        with pytest.raises(Refused):
            factor.enrol(begun.sealed, code, member, session, "", clock.now)
    clock.turn(minutes=15)
    with pytest.raises(Refused):
        factor.enrol(begun.sealed, _code(begun.secret, clock), "m", "s", "", clock.now)


def test_wrong_codes_are_slowed_down_but_never_locked_out(factor, enrolled, clock):
    refusals = []
    for _ in range(200):
        try:
            factor.verify("m", "000000", "", clock.now)
        except Refused as no:
            refusals.append(no.code)
        clock.turn(seconds=1)
    assert refusals.count("second_factor_wrong") <= 10  # in 200 seconds
    assert refusals.count("too_many_attempts") >= 190
    clock.turn(minutes=10)
    factor.verify("m", _code(enrolled, clock), "", clock.now)


def test_the_wait_grows_with_every_failure(factor, enrolled, clock):
    waits = []
    for _ in range(8):
        with pytest.raises(Refused):
            factor.verify("m", "000000", "", clock.now)
        waited = 0
        while True:
            try:
                factor._may_try("m", "", clock.now)
                break
            except Refused:
                clock.turn(seconds=1)
                waited += 1
        waits.append(waited)
        clock.turn(minutes=5)  # so that the window of ten does not count here
    assert waits == [0, 0, 0, 2, 4, 8, 16, 32]


def test_a_strangers_failures_do_not_slow_the_members_own_browser(factor, enrolled, clock):
    for _ in range(30):
        with pytest.raises(Refused):
            factor.verify("m", "000000", "", clock.now)
    factor.verify("m", _code(enrolled, clock), "own-browser", clock.now)


@pytest.mark.parametrize("code", ["", "12345", "1234567", "１２３４５６", "abcdef", "0" * 5000, "\x00" * 6])  # noqa: RUF001
def test_what_is_no_code_is_refused_plainly(factor, enrolled, clock, code):
    with pytest.raises(Refused) as no:
        factor.verify("m", code, "", clock.now)
    assert no.value.code == "second_factor_wrong"


def test_who_has_neither_phone_nor_recovery_code_is_told_the_way_on(browser, another, mint, clock):
    _enrol(browser, mint, clock)
    another.sign_in(mint("id-carl"))
    page = another.get("/sign-in/second-factor").text
    assert "No phone and no recovery code left?" in page
    assert 'href="/me"' in page


def test_a_wrong_code_at_set_up_keeps_the_same_key(browser, mint):
    browser.sign_in(mint("id-carl"))
    page = browser.get("/sign-in/second-factor/set-up")
    sealed = SEALED.search(page.text).group(1)
    again = browser.post("/sign-in/second-factor/set-up", sealed=sealed, code="000000")
    assert again.status_code == 422
    assert KEY.search(again.text).group(1) == KEY.search(page.text).group(1)
    assert 'href="#code"' in again.text


def test_an_operator_forgets_a_lost_phone_and_ends_the_sessions(
    factor, enrolled, database, clock, monkeypatch, capsys
):
    Sessions(database).open("m", clock.now)
    monkeypatch.setenv("MONGO_URI", "mongodb://localhost/none")
    monkeypatch.setattr(lost_phone, "open_database", lambda uri, name: database)
    assert lost_phone.main(["m"]) == 0
    assert "Sessions ended: 1" in capsys.readouterr().out
    assert not factor.is_enrolled("m")
    assert Sessions(database).of("m", clock.now) == []
    assert lost_phone.main(["m"]) == 1
    assert lost_phone.main([]) == 2
