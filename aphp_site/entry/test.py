"""`./run test`: pytest on a PostgreSQL of its own, on the cores there are."""

import os
import shutil
import signal
import tempfile
from pathlib import Path

from . import database, paths


def main(arguments: list[str]) -> int:
    import pytest

    os.environ["DJANGO_SETTINGS_MODULE"] = "aphp_site.settings.test"
    os.chdir(paths.ROOT)
    given = ("-n", "--numprocesses", "--collect-only", "--co", "--pdb", "--trace")
    if not any(argument.startswith(given) for argument in arguments):
        arguments = ["-n", "auto", *arguments]
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # stops the server as Ctrl-C does
    if os.environ.get("DATABASE_URL"):
        return int(pytest.main(arguments))
    folder = Path(tempfile.mkdtemp(prefix="newsroom-pg-"))
    folder.chmod(0o711)
    try:
        with database.running(folder / "data") as socket_dir:
            _make_it_fast(socket_dir)
            os.environ["DATABASE_URL"] = database.url(socket_dir, "postgres")
            return int(pytest.main(arguments))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make_it_fast(socket_dir: str) -> None:
    import psycopg

    with psycopg.connect(host=socket_dir, user="postgres", dbname="postgres", autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
