from pathlib import Path

import pytest

from launcher.programs import NotPossible
from launcher.settings import from_environment


def test_without_any_setting_it_is_port_8000_and_the_folder_var():
    settings = from_environment({})
    assert (settings.port, settings.var, settings.demo) == (8000, Path.cwd() / "var", True)


def test_every_setting_can_be_given():
    settings = from_environment({"PORT": "8100", "VAR": "./elsewhere", "DEMO": "0", "AMQP_URI": "amqp://a/"})
    assert (settings.port, settings.var, settings.demo) == (8100, Path.cwd() / "elsewhere", False)
    assert settings.amqp_uri == "amqp://a/"


@pytest.mark.parametrize("port", ["0", "65536", "-1"])
def test_an_impossible_port_is_named(port):
    with pytest.raises(NotPossible, match=f"PORT={port} is no port"):
        from_environment({"PORT": port})


def test_every_wrong_setting_is_named_at_once():
    with pytest.raises(NotPossible, match=r"PORT='eight'.*DEMO='perhaps'"):
        from_environment({"PORT": "eight", "DEMO": "perhaps"})
