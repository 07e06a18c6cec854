import os
import subprocess
import sys

import pytest

from launcher import lock
from launcher.programs import NotPossible


def test_the_first_start_takes_the_folder_and_writes_who_it_is(tmp_path):
    held = lock.take(tmp_path)
    assert (tmp_path / "launcher.lock").read_text() == f"{os.getpid()}\n"
    os.close(held)


def test_a_second_start_is_told_who_runs_and_how_to_run_beside_it(tmp_path):
    held = lock.take(tmp_path)
    with pytest.raises(NotPossible, match=rf"already running on .* \(process {os.getpid()}\).*VAR=./var-2"):
        lock.take(tmp_path)
    os.close(held)


def test_a_folder_is_free_again_once_its_holder_is_gone(tmp_path):
    os.close(lock.take(tmp_path))
    os.close(lock.take(tmp_path))


@pytest.fixture
def ended() -> int:
    """The id of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def leave_a_child_with_the_lock(folder, ended: int, seconds: float) -> "subprocess.Popen[bytes]":
    """A process that still holds the lock of a launcher which is gone."""
    held = lock.take(folder)
    child = subprocess.Popen([sys.executable, "-c", f"import time; time.sleep({seconds})"], pass_fds=(held,))
    os.pwrite(held, f"{ended}\n".ljust(12).encode(), 0)
    os.close(held)
    return child


def test_children_of_a_killed_start_are_waited_for(tmp_path, ended):
    child = leave_a_child_with_the_lock(tmp_path, ended, 0.5)
    said: list[str] = []
    os.close(lock.take(tmp_path, said.append, wait=10))
    assert child.wait() == 0
    assert said == ["An earlier start was killed; waiting for its last processes to end"]


def test_children_that_never_end_are_not_waited_for_for_ever(tmp_path, ended):
    child = leave_a_child_with_the_lock(tmp_path, ended, 30)
    with pytest.raises(NotPossible, match="Something of an earlier start still runs"):
        lock.take(tmp_path, lambda _: None, wait=0.3)
    child.kill()
    child.wait()
