"""Processes that a killed demonstration left behind, recognised by id and start time, and ended."""

import json
from pathlib import Path

import psutil


def remember(path: Path, processes: list[psutil.Process]) -> None:
    path.write_text(json.dumps([[process.pid, process.create_time()] for process in processes]))


def find(path: Path) -> list[psutil.Process]:
    """Those of the file that still run: same id and same start time, so never a stranger."""
    try:
        rows = json.loads(path.read_text())
    except (OSError, ValueError):
        return []
    found = []
    for pid, started_at in rows:
        try:
            process = psutil.Process(pid)
            if process.create_time() == started_at:
                found += [process, *process.children(recursive=True)]
        except psutil.NoSuchProcess:
            continue
    return found


def end(processes: list[psutil.Process], patience: float = 5) -> None:
    """Asks first, then insists after `patience` seconds."""
    for process in processes:
        with_grace(process.terminate)
    _gone, stubborn = psutil.wait_procs(processes, timeout=patience)
    for process in stubborn:
        with_grace(process.kill)


def with_grace(action) -> None:
    try:
        action()
    except psutil.NoSuchProcess:
        pass
