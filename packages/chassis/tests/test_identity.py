"""Who is knocking: callers and their signed envelopes."""

from pathlib import Path

import pytest

from chassis.envelope import LIFE_SECONDS, REUSE_SECONDS, signer, verifier
from chassis.identity import VISITOR, Caller
from contracts.refusals import Refused

COORDINATOR = Caller("m-1", frozenset({"member", "coordinator:WOE"}), "WOE")


def test_a_coordinator_acts_for_their_own_region_only() -> None:
    assert COORDINATOR.acts_for("WOE", "coordinator")
    assert not COORDINATOR.acts_for("SW", "coordinator")
    assert not COORDINATOR.acts_for("WOE", "convenor")


def test_the_national_team_acts_for_every_region() -> None:
    assert Caller("m-2", frozenset({"national_team"})).acts_for("SW", "coordinator")


def test_an_envelope_brings_the_caller_across(keys: tuple[Path, Path]) -> None:
    envelope = signer(keys[0])(COORDINATOR, "membership", "r-1")
    assert verifier(keys[1])(envelope, "membership") == COORDINATOR


def test_without_an_envelope_the_caller_is_a_visitor(keys: tuple[Path, Path]) -> None:
    assert verifier(keys[1])(None, "membership") == VISITOR


def test_an_envelope_for_another_context_is_refused(keys: tuple[Path, Path]) -> None:
    envelope = signer(keys[0])(COORDINATOR, "membership", "r-1")
    with pytest.raises(Refused, match="credentials_invalid"):
        verifier(keys[1])(envelope, "exchange")


def test_an_expired_envelope_is_refused(keys: tuple[Path, Path]) -> None:
    envelope = signer(keys[0], clock=lambda: 1000.0)(COORDINATOR, "membership", "r-1")
    assert verifier(keys[1], clock=lambda: 1000.0 + LIFE_SECONDS)(envelope, "membership") == COORDINATOR
    with pytest.raises(Refused, match="credentials_invalid"):
        verifier(keys[1], clock=lambda: 1000.5 + LIFE_SECONDS)(envelope, "membership")


@pytest.mark.parametrize("place", [5, 40, -5])
def test_a_tampered_envelope_is_refused(keys: tuple[Path, Path], place: int) -> None:
    envelope = signer(keys[0])(COORDINATOR, "membership", "r-1")
    changed = "A" if envelope[place] != "A" else "B"
    position = place % len(envelope)
    forged = envelope[:position] + changed + envelope[position + 1 :]
    with pytest.raises(Refused, match="credentials_invalid"):
        verifier(keys[1])(forged, "membership")


def test_an_unsigned_envelope_is_refused(keys: tuple[Path, Path]) -> None:
    # alg none: {"alg":"none"}.{"sub":"m-1","aud":"membership"}.
    unsigned = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJtLTEiLCJhdWQiOiJtZW1iZXJzaGlwIn0."
    with pytest.raises(Refused, match="credentials_invalid"):
        verifier(keys[1])(unsigned, "membership")


def test_a_query_within_a_few_seconds_travels_in_the_same_envelope(keys: tuple[Path, Path]) -> None:
    seconds = [1000.0]
    sign = signer(keys[0], clock=lambda: seconds[0])
    first = sign(COORDINATOR, "membership", "")
    assert sign(COORDINATOR, "membership", "") == first
    assert sign(COORDINATOR, "exchange", "") != first
    assert sign(VISITOR, "membership", "") != first
    seconds[0] += REUSE_SECONDS
    assert sign(COORDINATOR, "membership", "") != first


def test_every_command_travels_in_an_envelope_of_its_own(keys: tuple[Path, Path]) -> None:
    sign = signer(keys[0], clock=lambda: 1000.0)
    assert sign(COORDINATOR, "membership", "c-1") != sign(COORDINATOR, "membership", "c-2")


def test_an_envelope_that_was_good_runs_out_and_never_fits_another_audience(keys: tuple[Path, Path]) -> None:
    seconds = [1000.0]
    envelope = signer(keys[0], clock=lambda: 1000.0)(COORDINATOR, "membership", "")
    verify = verifier(keys[1], clock=lambda: seconds[0])
    assert verify(envelope, "membership") == COORDINATOR
    with pytest.raises(Refused):
        verify(envelope, "exchange")
    seconds[0] += LIFE_SECONDS + 0.5
    with pytest.raises(Refused):
        verify(envelope, "membership")
