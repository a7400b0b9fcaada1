"""The public searches with a real streaming replica: what is read there, what a reader finds just after a change, and
that nobody notices when the replica falls behind, is killed and comes back.

Its servers and its database are its own, on sockets and loopback only; what was started is ended, its folder removed.
"""

import os
import shutil
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median
from urllib.parse import quote

from aphp_site.bench import pages as bench
from aphp_site.entry import database

from . import servers
from .servers import Server, wait_for

PORT = 8793
RELEASES, PEOPLE, CHANGES, READERS = 300, 500, 20, 2
BACK = 20.0  # seconds within which a replica that is back is read again
WHILE_KILLED = 6.0  # seconds
USUAL = (
    *(
        "/fr/recherche/?q=hopital",
        "/en/search/?q=hospital",
        "/fr/recherche/?q=xqzw",
        "/fr/recherche/rss/?q=a",
    ),
    *("/fr/annuaire/", "/fr/annuaire/?q=cohcin", "/fr/suggestions/?q=cardio", "/fr/suggestions/?q=necquer"),
)
numbers = count()


@dataclass
class Row:
    """`wrong`: answers that were none, that lacked what was published or showed what was withdrawn."""

    name: str
    answers: int = 0
    wrong: int = 0
    slowest: float = 0.0
    on_replica: int = 0
    on_primary: int = 0

    def ask(self, path: str, mark: str = "", is_there: bool = True) -> None:
        """`mark`: what the answer must hold, or must not."""
        began = time.monotonic()
        status, text = _get(path)
        self.slowest = max(self.slowest, time.monotonic() - began)
        self.answers += 1
        self.wrong += status != 200 or (mark in text) is not is_there

    def __str__(self) -> str:
        return (
            f"  {self.name:<44}{self.answers:>8}{self.wrong:>7}{self.slowest * 1000:>9.0f}"
            f"{self.on_replica:>13}{self.on_primary:>12}"
        )


def _get(path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        error.read()
        return error.code, ""


def main() -> bool:
    folder = Path(tempfile.mkdtemp(prefix="newsroom-drill-"))
    folder.chmod(0o711)
    os.environ |= {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "aphp_site.settings.demo"}
    for name in ("DATABASE_URL", "SEARCH_DATABASE_URL"):  # never anybody's own database
        os.environ.pop(name, None)
    try:
        with servers.running(folder / "postgres") as primary:
            database.create(primary.socket)
            os.environ["DATABASE_URL"] = database.url(primary.socket)
            _fill(folder)
            servers.prepare(primary)
            servers.copy(primary, folder / "replica")
            with ExitStack() as replicas:
                replica = replicas.enter_context(servers.running(folder / "replica"))
                with _site(replica):
                    return Drill(primary, replica, replicas).run()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(folder: Path) -> None:
    import django

    django.setup()
    from aphp_site.bench.search import records, releases
    from aphp_site.entry import fill

    records.prepare()
    releases.add(RELEASES)
    records.add_people(PEOPLE)
    fill.rebuild_search()
    fill.collect_static_files(folder)


@contextmanager
def _site(replica: Server) -> Iterator[None]:
    """The site's own processes, which alone know of the replica."""
    address = database.url(replica.socket).replace("//postgres@", f"//{servers.READER}@")
    own = {"SEARCH_DATABASE_URL": address, "PGAPPNAME": servers.WEB}
    os.environ |= own
    try:
        server = bench._serve(PORT)
    finally:
        for name in own:
            del os.environ[name]
    try:
        yield
    finally:
        server.terminate()
        server.wait(10)


class Drill:
    def __init__(self, primary: Server, replica: Server, replicas: ExitStack) -> None:
        self.primary, self.replica, self.replicas = primary, replica, replicas
        self.published: list = []
        self.has_held = True

    def run(self) -> bool:
        print(f"  {'':<44}{'answers':>8}{'wrong':>7}{'slowest':>9}{'statements':>13}{'on the':>12}")
        print(f"  {'':<44}{'':>8}{'':>7}{'ms':>9}{'on replica':>13}{'primary':>12}", flush=True)
        self._comes_back("until the replica is read")
        self._try("usual searches", self._usual, "replica")
        self._try("published, asked at once", self._publish, "replica")
        self._try("withdrawn, asked at once", self._withdraw, "replica")
        quiet = self._lags()
        with _much_is_written(self.primary):
            self._try("usual searches while much is written", self._usual, "replica")
            self._try("published then", self._publish)
            self._try("withdrawn then", self._withdraw)
            busy = self._lags()
        self._comes_back("until the replica is read again")
        self._publish(Row(""))
        self.replica.run("SELECT pg_wal_replay_pause()")
        wait_for(lambda: self.replica.run("SELECT pg_get_wal_replay_pause_state()")[0][0] == "paused", 10)
        self._try("replay stopped: withdrawn, asked at once", self._withdraw, "primary")
        self._try("replay stopped: published, asked at once", self._publish, "primary")
        self.replica.run("SELECT pg_wal_replay_resume()")
        self._comes_back("replay goes on: until the replica is read")
        self._try("replica killed under two readers", self._kill)
        self._try("without it: withdrawn, asked at once", self._withdraw, "primary")
        self.replicas.close()
        self.replica = self.replicas.enter_context(servers.running(self.replica.data))
        self._comes_back("replica started again: until it is read")
        print(f"  replayed after its commit: {quiet}; while much is written: {busy}")
        return self.has_held

    def _try(self, name: str, ask: Callable[[Row], None], where: str = "") -> None:
        """`where`: "replica" if more statements must be asked there than of the primary; "primary" if all, here."""
        row = Row(name)
        self.replica.searches(), self.primary.searches()
        ask(row)
        row.on_replica, row.on_primary = self.replica.searches(), self.primary.searches()
        print(row, flush=True)
        is_where = {
            "replica": row.on_replica > row.on_primary,
            "primary": row.on_primary and not row.on_replica,
        }
        self.has_held &= bool(row.answers and not row.wrong and is_where.get(where, True))

    def _usual(self, row: Row) -> None:
        for path in USUAL * 5:
            row.ask(path)

    def _publish(self, row: Row) -> None:
        for _change in range(CHANGES):
            page = _publish(next(numbers))
            self.published.append(page)
            for path in _paths(page):
                row.ask(path, f"/{page.slug}/")

    def _withdraw(self, row: Row) -> None:
        """Half of what is still public of it; the other half is for later."""
        for _change in range(max(1, len(self.published) // 2)):
            page = self.published.pop()
            _withdraw(page)
            for path in _paths(page):
                row.ask(path, f"/{page.slug}/", is_there=False)

    def _kill(self, row: Row) -> None:
        ends_at = time.monotonic() + WHILE_KILLED

        def read() -> None:
            while time.monotonic() < ends_at:
                row.ask(USUAL[next(numbers) % len(USUAL)])

        readers = [threading.Thread(target=read) for _reader in range(READERS)]
        for reader in readers:
            reader.start()
        time.sleep(WHILE_KILLED / 4)
        self.replica.kill()
        for reader in readers:
            reader.join()

    def _comes_back(self, name: str) -> None:
        row, began = Row(name), time.monotonic()
        self.replica.searches(), self.primary.searches()

        def is_read() -> bool:
            row.ask(USUAL[0])
            row.on_replica += self.replica.searches()
            return bool(row.on_replica)

        self.has_held &= wait_for(is_read, BACK) and not row.wrong
        row.on_primary = self.primary.searches()
        print(f"{row}   {time.monotonic() - began:.1f} s", flush=True)

    def _lags(self) -> str:
        times = []
        for _time in range(CHANGES):
            _publish(next(numbers))
            times.append(servers.replayed_after(self.primary, self.replica) * 1000)
        return f"median {median(times):.0f} ms, longest {max(times):.0f} ms"


def _paths(page) -> list[str]:
    return [f"{address}?q={quote(page.title_fr)}" for address in ("/fr/recherche/", "/fr/suggestions/")]


def _publish(number: int):
    from newsroom.models import NewsroomIndexPage, PressReleasePage, ReleaseType
    from newsroom.starter.tree import publish_below

    word = "exercice" + "".join("bcdfghjklm"[int(digit)] for digit in str(number))  # nothing else is like it
    page = PressReleasePage(
        title_fr=word, slug=word, summary_fr="Un exercice.", body_fr=[("text", "<p>Oui.</p>")]
    )
    page.release_type = ReleaseType.objects.first()
    return publish_below(NewsroomIndexPage.objects.get(), page)


def _withdraw(page) -> None:
    from newsroom import withdrawals

    withdrawals.withdraw(page, None, "withdrawn", {"fr": "Un exercice."})


@contextmanager
def _much_is_written(primary: Server) -> Iterator[None]:
    """Small commits, one after the other."""
    is_over = threading.Event()
    primary.run("CREATE TABLE IF NOT EXISTS drill (text text)")

    def write() -> None:
        while not is_over.is_set():
            primary.run("INSERT INTO drill SELECT repeat('x', 200) FROM generate_series(1, 200)")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield
    finally:
        is_over.set()
        writer.join()
