import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
COMMANDS = ["demo", "test", "manage", "lint", "lock", "bench"]


def call(*arguments: str, script: Path = ROOT / "run", **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        ["/bin/sh", script, *arguments],
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.fixture
def bare_checkout(tmp_path):
    """The script alone, under a path with a space, as on a machine where nothing is set up."""
    folder = tmp_path / "a clone"
    folder.mkdir()
    (folder / "run").write_text((ROOT / "run").read_text())
    return folder


def program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def discovered(folder: Path, path: str) -> str:
    """What find_python prints: the script's functions without its last part, which runs the command."""
    functions = (folder / "run").read_text().split("\ncommand=")[0]
    (folder / "run").write_text(f"{functions}\nfind_python\n")
    answer = call(script=folder / "run", PATH=path, PYENV_ROOT=str(folder / "pyenv"))
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.strip()


def test_the_script_is_posix():
    shell = shutil.which("dash") or "/bin/sh"
    assert subprocess.run([shell, "-n", ROOT / "run"]).returncode == 0


def test_alone_it_prints_every_command():
    answer = call()
    assert answer.returncode == 0
    assert all(f"./run {command}" in answer.stdout for command in COMMANDS)


def test_an_unknown_command_fails_with_the_help():
    answer = call("dmeo")
    assert answer.returncode == 1
    assert "unknown command: dmeo" in answer.stderr
    assert "./run demo" in answer.stderr


def test_a_python_that_fails_when_run_is_passed_over(bare_checkout, tmp_path):
    program(tmp_path / "bin/python3.14", "exit 127")
    program(
        tmp_path / "bin/python3.13",
        f'[ "$1" = -c ] || exit 1\ncase $2 in *print*) echo {tmp_path}/real ;; esac',
    )
    assert discovered(bare_checkout, f"{tmp_path / 'bin'}:/usr/bin:/bin") == f"{tmp_path}/real"


def test_a_python_under_pyenv_is_found(bare_checkout, tmp_path):
    for name in ("python3.14", "python3.13", "python3.12", "python3"):
        program(tmp_path / "bin" / name, "exit 127")
    own = bare_checkout / "pyenv/versions/3.13.1/bin/python"
    program(own, f'case $2 in *print*) echo "{own}" ;; esac')
    assert discovered(bare_checkout, f"{tmp_path / 'bin'}:/usr/bin:/bin") == str(own)


def test_a_machine_without_python_is_told_what_to_install(bare_checkout, tmp_path):
    for name in ("dirname", "cat", "cksum", "mkdir", "rm", "sleep"):
        program(tmp_path / "bin" / name, f'PATH=/usr/bin:/bin exec {name} "$@"')
    (bare_checkout / "requirements.lock").write_text("")
    answer = call("test", script=bare_checkout / "run", PATH=str(tmp_path / "bin"))
    assert answer.returncode == 1
    assert "Install Python 3.8 or newer" in answer.stderr
    assert not (bare_checkout / ".setup-lock").exists()
