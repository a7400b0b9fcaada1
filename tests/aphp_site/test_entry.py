"""The entry script and what it starts from."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from aphp_site.entry import leftovers

ROOT = Path(__file__).resolve().parent.parent.parent


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        ["sh", str(ROOT / "run"), *arguments],
        capture_output=True,
        text=True,
        env=os.environ | environment,
        timeout=60,
    )


def test_run_alone_prints_help():
    result = run()
    assert result.returncode == 0
    assert "./run demo" in result.stdout and "./run test" in result.stdout


def test_an_unknown_command_is_refused_with_the_help():
    result = run("explode")
    assert result.returncode == 1
    assert "unknown command: explode" in result.stderr and "./run demo" in result.stderr


def test_the_script_is_posix():
    assert subprocess.run(["dash" if shutil.which("dash") else "sh", "-n", str(ROOT / "run")]).returncode == 0


def test_a_python_that_fails_when_run_is_not_chosen(tmp_path):
    """A pyenv shim exists for versions that are not active."""
    for name in ("python3.14", "python3.13", "python3.12"):
        shim = tmp_path / name
        shim.write_text("#!/bin/sh\nexit 127\n")
        shim.chmod(shim.stat().st_mode | stat.S_IXUSR)
    (tmp_path / "python3").symlink_to(sys.executable)
    script = (ROOT / "run").read_text().split("command=${1:-help}")[0] + "\nfind_python\n"
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "HOME": str(tmp_path), "PYENV_ROOT": str(tmp_path)}
    result = subprocess.run(
        ["sh", "-c", script, str(ROOT / "run")], capture_output=True, text=True, env=environment
    )
    assert result.stdout.strip()
    assert not result.stdout.startswith(f"{tmp_path}/python3.1")


@pytest.fixture
def sleeper():
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    yield process
    process.kill()
    process.wait()


def test_leftovers_are_recognised_and_ended(tmp_path, sleeper):
    path = tmp_path / "processes.json"
    leftovers.remember(path, [psutil.Process(sleeper.pid)])
    found = leftovers.find(path)
    assert [process.pid for process in found] == [sleeper.pid]
    leftovers.end(found)
    assert not psutil.pid_exists(sleeper.pid)


def test_a_stranger_that_has_the_number_now_is_left_alone(tmp_path, sleeper):
    path = tmp_path / "processes.json"
    path.write_text(f"[[{sleeper.pid}, 1.0]]")
    assert leftovers.find(path) == []


@pytest.mark.parametrize("content", ["", "{", "null"])
def test_a_broken_file_means_no_leftovers(tmp_path, content):
    path = tmp_path / "processes.json"
    path.write_text(content)
    assert leftovers.find(path) == []
