"""The breaker: after silences in a row, callers are told at once; later one goes first."""

from chassis.bus.breaker import OPEN_SECONDS, SILENCES, Breakers


def test_it_opens_after_silences_and_lets_one_try_again() -> None:
    now = [0.0]
    breakers = Breakers(clock=lambda: now[0])
    for _ in range(SILENCES):
        assert breakers.allows("exchange")
        breakers.failed("exchange")
    assert not breakers.allows("exchange")
    assert breakers.allows("membership")
    now[0] = OPEN_SECONDS + 0.1
    assert breakers.allows("exchange")
    assert not breakers.allows("exchange")
    breakers.answered("exchange")
    assert breakers.allows("exchange")


def test_an_answer_in_between_starts_the_count_anew() -> None:
    breakers = Breakers()
    for _ in range(SILENCES - 1):
        breakers.failed("exchange")
    breakers.answered("exchange")
    breakers.failed("exchange")
    assert breakers.allows("exchange")
