"""Work done in a process of its own, which kills itself at a chosen statement.

The child shares nothing with the test but the database: it is forked without a connection, opens its own, and
ends by SIGKILL or by `os._exit`, so that nothing of the test's process is torn down in it.
"""

import os
import signal
import traceback
from collections.abc import Callable, Iterator

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

KILLED = -signal.SIGKILL
NAME = "newsroom-child"
SESSIONS = "FROM pg_stat_activity WHERE datname = current_database() AND application_name = %s"


class _Fuse:
    """Counts statements, and commits twice (before and after); at the last one the process is gone."""

    def __init__(self, statements: int | None) -> None:
        self.left = statements

    def burn(self) -> None:
        if self.left is None:
            return
        self.left -= 1
        if self.left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(self, execute, sql, params, many, context):
        self.burn()
        return execute(sql, params, many, context)

    def commit(self, commit: Callable) -> Callable:
        def counted():
            self.burn()
            commit()
            self.burn()

        return counted


def _inherit_no_connection() -> None:
    """A browser's event loop gives its thread connections of its own, and the child has no loop: it would see those
    from before, which nobody has closed."""
    if connections.all(initialized_only=True):
        del connections[DEFAULT_DB_ALIAS]


def _child(work: Callable[[], object], statements: int | None, started: int | None) -> None:
    status = 1
    _inherit_no_connection()
    try:
        if started is not None:
            os.read(started, 1)
        os.environ["PGAPPNAME"] = NAME  # of every connection that it opens, the later ones too
        connection.ensure_connection()
        fuse = _Fuse(statements)
        connection._commit = fuse.commit(connection._commit)
        with connection.execute_wrapper(fuse.statement):
            work()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def fork(work: Callable[[], object], statements: int | None = None, started: int | None = None) -> int:
    """The child's process id. `statements`: it dies before the statement of that number."""
    connection.close()
    child = os.fork()
    if child == 0:
        _child(work, statements, started)
    return child


def end_of(child: int) -> int:
    """0, 1 for an error, KILLED; the database has taken back what a dead one left open."""
    _pid, status = os.waitpid(child, 0)
    while sessions():
        pass
    return os.waitstatus_to_exitcode(status)


def sessions() -> int:
    """Of children that are at work on this database."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {SESSIONS}", [NAME])
        return cursor.fetchone()[0]


def killed_at_each_statement(work: Callable[[], object]) -> Iterator[int]:
    """Runs it again and again, each time one statement further, until it comes to its end; yields after each."""
    statements, code = 1, KILLED
    while code == KILLED:
        code = end_of(fork(work, statements))
        assert code in {0, KILLED}
        yield statements
        statements += 1


def while_it_waits(work: Callable[[], object], change: Callable[[], object]) -> int:
    """`work`, in a process of its own, begins before `change` is committed and ends after. Its exit code."""
    held, release = os.pipe()
    child = fork(work, started=held)
    with transaction.atomic():
        change()
        os.write(release, b".")
        while not _waits_for_us():
            pass
    code = end_of(child)
    os.close(held)
    os.close(release)
    return code


def _waits_for_us() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks"
            " WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))"
        )
        return cursor.fetchone()[0]


def at_once(*works: Callable[[], object]) -> None:
    """One process for each, started together; all must come to their end."""
    held, release = os.pipe()
    children = [fork(work, started=held) for work in works]
    os.write(release, b"." * len(works))
    codes = [end_of(child) for child in children]
    os.close(held)
    os.close(release)
    assert codes == [0] * len(works)
