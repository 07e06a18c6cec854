"""Settings are read once, and what is wrong is said all at once."""

from dataclasses import dataclass

import pytest

from chassis.settings import SettingsError, read, setting


@dataclass(frozen=True)
class Example:
    where: str = setting("where to listen")
    days: int = setting("how long", unit="days", default=30)
    loud: bool = setting("whether to speak up", default=False)


def test_values_come_from_the_environment_and_defaults_fill_in() -> None:
    assert read(Example, {"WHERE": "here", "LOUD": "yes"}) == Example("here", 30, True)


def test_everything_wrong_is_named_with_its_purpose() -> None:
    with pytest.raises(SettingsError) as problem:
        read(Example, {"DAYS": "many", "LOUD": "perhaps"})
    told = str(problem.value)
    assert "WHERE is not set (where to listen)" in told
    assert "DAYS='many' is not a int days (how long)" in told
    assert "LOUD='perhaps'" in told
