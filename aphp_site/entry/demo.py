"""`./run demo`: everything a visitor and a press officer need, on this machine."""

import argparse
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil

from . import database, fill, leftovers, paths

WORKERS = 2
START_PATIENCE = 60  # seconds for the server to answer


class Refused(Exception):
    """The demonstration cannot start; the message says what to do."""


class Steps:
    """Prints each step with the time it took."""

    def __init__(self) -> None:
        self.began = self.last = time.monotonic()

    def done(self, what: str) -> None:
        now = time.monotonic()
        print(f"  {what:<44}{now - self.last:6.1f} s", flush=True)
        self.last = now


class Children:
    """Processes of this demonstration; what a killed one leaves behind is found in the file by the next."""

    def __init__(self, file: Path) -> None:
        self.file, self.processes = file, []

    def start(self, module: str, *arguments: str, is_quiet: bool = False) -> subprocess.Popen:
        output = subprocess.DEVNULL if is_quiet else None
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=paths.ROOT,
            start_new_session=True,  # Ctrl-C reaches us alone: we stop it in order
            stdout=output,
            stderr=output,
        )
        self.processes.append(psutil.Process(process.pid))
        leftovers.remember(self.file, self.processes)
        return process

    def end(self) -> None:
        leftovers.end(leftovers.find(self.file), patience=8)
        self.file.unlink(missing_ok=True)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run demo")
    parser.add_argument("--port", type=_port, default=os.environ.get("PORT") or "8000")
    port = parser.parse_args(arguments).port
    os.environ["PORT"] = str(port)
    os.environ.setdefault("BASE_URL", f"http://localhost:{port}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aphp_site.settings.demo")
    for number in (
        signal.SIGINT,
        signal.SIGTERM,
        signal.SIGHUP,
    ):  # a shell's background job ignores the first
        signal.signal(number, lambda *_: sys.exit(0))
    data_dir = paths.data_dir()
    data_dir.mkdir(parents=True, exist_ok=True)
    with open(data_dir / "demo.lock", "a+") as lock:
        try:
            _take(lock, port)
            _run(data_dir, port)
        except Refused as reason:
            print(f"run: {reason}", file=sys.stderr)
            return 1
    return 0


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"{port} is not a port: choose 1 to 65535")
    return port


def _take(lock, port: int) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        raise Refused(f"a demonstration of this DATA_DIR runs already: {lock.read().strip()}") from None
    lock.truncate(0)
    lock.write(f"http://localhost:{port}/\n")
    lock.flush()


def _run(data_dir: Path, port: int) -> None:
    print("Starting the newsroom…", flush=True)
    steps = Steps()
    leftovers.end(leftovers.find(data_dir / "processes.json"))
    _refuse_used_port(port)
    with database.available(data_dir):
        steps.done("database")
        if not fill.is_done(data_dir):
            fill.fill(data_dir, steps.done)
        children = Children(data_dir / "processes.json")
        try:
            server = _start_server(children, port)
            _wait_until_it_answers(server, port)
            steps.done("web server")
            print(f"  {'in all':<44}{time.monotonic() - steps.began:6.1f} s\n", flush=True)
            _print_addresses(data_dir, port)
            _start_workers(children)
            server.wait()
            raise Refused(f"the web server stopped (status {server.returncode}).")
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)  # a second one must not leave anything behind
            children.end()


def _host() -> str:
    return os.environ.get("HOST") or "127.0.0.1"


def _refuse_used_port(port: int) -> None:
    host = _host()
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise Refused(
                f"port {port} is in use. Choose another one: ./run demo --port {port + 1}"
            ) from None


def _start_server(children: Children, port: int) -> subprocess.Popen:
    return children.start(
        *("granian", "--interface", "wsgi", "aphp_site.wsgi:application"),
        *("--host", _host(), "--port", str(port)),
        *("--workers", str(WORKERS), "--blocking-threads", "2", "--respawn-failed-workers"),
        *("--log-level", "warning", "--workers-kill-timeout", "5"),
    )


def _start_workers(children: Children) -> None:
    """Beside the server that answers already: publisher, outbox, and the pictures' sizes ahead of the first visitor."""
    children.start("django", "publish_due", "--watch")
    children.start("django", "deliver_outbox", "--watch")
    children.start("django", "make_renditions", is_quiet=True)


def _wait_until_it_answers(server: subprocess.Popen, port: int) -> None:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(_host(), _host())
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/healthz"
    ends_at = time.monotonic() + START_PATIENCE
    while time.monotonic() < ends_at:
        if server.poll() is not None:
            raise Refused("the web server did not start; its messages are above.")
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
    raise Refused(f"the web server did not answer within {START_PATIENCE} s.")


def _print_addresses(data_dir: Path, port: int) -> None:
    base = f"http://localhost:{port}"
    print(f"  Français   {base}/fr/\n  English    {base}/en/\n  Admin      {base}/admin/\n")
    accounts = data_dir / "accounts.json"
    if accounts.exists():
        for row in json.loads(accounts.read_text()):
            print(f"  {row['username']:<16}{row['password']:<16}{row['role']}")
    print("\nCtrl-C stops everything.", flush=True)
