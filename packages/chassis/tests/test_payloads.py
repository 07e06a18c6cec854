"""What a call may carry: whole numbers that MongoDB keeps, and no others."""

import pytest

from chassis.bus.payloads import read_call
from contracts.refusals import Refused


@pytest.mark.parametrize("number", [0, -7, 2**63 - 1, -(2**63 - 1)])
def test_numbers_of_64_bits_are_read(number: int) -> None:
    assert read_call(f'{{"number": {number}}}') == {"number": number}


@pytest.mark.parametrize("digits", [str(2**63), str(-(2**63) - 1), "9" * 30, "9" * 5000])
def test_longer_ones_are_refused_however_deep_they_lie(digits: str) -> None:
    with pytest.raises(Refused, match="invalid_input"):
        read_call(f'{{"kwargs": {{"payload": {{"rows": [{{"number": {digits}}}]}}}}}}'.encode())
