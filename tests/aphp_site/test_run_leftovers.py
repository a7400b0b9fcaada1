import subprocess
import sys

import psutil
import pytest

from aphp_site.entry import leftovers

# A leader with one child in its group, as a web server with a worker; both say when they are there.
LEADER = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import sys; print(flush=True); sys.stdin.read()"])
child.wait()
"""


@pytest.fixture
def leader():
    process = subprocess.Popen(
        [sys.executable, "-c", LEADER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    process.stdout.readline()
    yield psutil.Process(process.pid)
    process.kill()
    process.stdin.close()  # ends a child that a failed test leaves
    process.wait()


def test_a_leader_and_its_child_are_found_and_ended(leader, tmp_path):
    leftovers.remember(tmp_path / "file", [leader])
    found = leftovers.find(tmp_path / "file")
    assert len(found) == 2
    leftovers.end(found)
    assert leftovers.find(tmp_path / "file") == []


def test_a_child_is_found_after_its_leader_was_killed(leader, tmp_path):
    leftovers.remember(tmp_path / "file", [leader])
    (child,) = leader.children()
    leader.kill()
    leader.wait(5)
    assert leftovers.find(tmp_path / "file") == [child]
    leftovers.end([child])
    assert leftovers.find(tmp_path / "file") == []


def test_a_stranger_with_an_old_id_is_left_alone(leader):
    assert leftovers.group(leader.pid, leader.create_time() - 60) == []


@pytest.mark.parametrize("content", [None, "", "{", "null"], ids=["missing", "empty", "cut short", "no list"])
def test_an_unreadable_record_names_nobody(tmp_path, content):
    if content is not None:
        (tmp_path / "file").write_text(content)
    assert leftovers.find(tmp_path / "file") == []


def test_a_start_time_that_moved_by_a_fraction_is_still_the_same_process(leader):
    # The system counts from its start, whose clock time it corrects while it runs.
    assert len(leftovers.group(leader.pid, leader.create_time() - 0.2)) == 2
    assert len(leftovers.group(leader.pid, leader.create_time() + 0.2)) == 2
