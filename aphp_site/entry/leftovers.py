"""Processes that a killed demonstration left behind, recognised by id and start time, and ended.

A leader of a process group is remembered for its whole group: its children are found after its death.
"""

import json
import os
from contextlib import suppress
from pathlib import Path

import psutil

SAME_START = 1.0  # seconds; the system's idea of a start time moves by fractions


def remember(path: Path, leaders: list[psutil.Process]) -> None:
    path.write_text(json.dumps([[leader.pid, leader.create_time()] for leader in leaders]))


def find(path: Path) -> list[psutil.Process]:
    """What still runs of the file's process groups; never a stranger who was given an old id."""
    try:
        rows = json.loads(path.read_text()) or []
    except (OSError, ValueError):
        return []
    return [process for pid, started_at in rows for process in group(pid, started_at)]


def group(leader_pid: int, started_at: float) -> list[psutil.Process]:
    """The leader and its group; nobody when the id now belongs to a process that started at another time.

    The system gives no new process the id of a group that still has members.
    """
    members = [
        process for process in psutil.process_iter() if leader_pid in (process.pid, _group_id(process))
    ]
    age = {process: process.create_time() - started_at for process in members if process.is_running()}
    if any(process.pid == leader_pid and abs(later) > SAME_START for process, later in age.items()):
        return []
    return [process for process, later in age.items() if later > -SAME_START]


def _group_id(process: psutil.Process) -> int | None:
    try:
        return os.getpgid(process.pid)
    except OSError:
        return None


def end(processes: list[psutil.Process], patience: float = 5) -> None:
    """Asks first, then insists after `patience` seconds."""
    for process in processes:
        with_grace(process.terminate)
    _gone, stubborn = psutil.wait_procs(processes, timeout=patience)
    for process in stubborn:
        with_grace(process.kill)


def with_grace(action) -> None:
    with suppress(psutil.NoSuchProcess):
        action()
