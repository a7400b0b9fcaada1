"""Fifty releases lift at three whole minutes, with nothing but a web server running, on a database of its own.

Two readers ask all along, for the pages and pictures of the next minute and for the list, the feed and the sitemap.
A release that is there before its hour is early; one that a request begun a second after its hour does not find is
late. Loopback only; what was started is ended, and its folder removed.
"""

import base64
import json
import os
import shutil
import tempfile
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from aphp_site.bench import pages as bench
from aphp_site.entry import database

RELEASES, MINUTES, READERS = 50, 3, 2
AHEAD = timedelta(seconds=25)  # for the import of the fifty
LATE = 1.0  # seconds
ROOT = f"http://127.0.0.1:{bench.PORT}"
LIST = f"{ROOT}/fr/communiques-de-presse/"
LISTS = [f"{LIST}?q=exercice", f"{LIST}rss/", f"{LIST}feed.json", f"{ROOT}/sitemap-1.xml"]


@dataclass
class Watched:
    """Something that is to be there from an instant on (`hour`, a Unix time); `mark`: words of the answer, once it is."""

    address: str
    hour: float
    mark: str = ""
    early: bool = False
    late: bool = False
    seen_after: float | None = None  # seconds, from the hour to the beginning of the request that found it

    def judge(self, began: float, ended: float, is_there: bool) -> None:
        self.early |= is_there and ended < self.hour
        # A list holds the newest: what has been seen in it may leave it.
        self.late |= not is_there and self.seen_after is None and began >= self.hour + LATE
        if is_there and self.seen_after is None:
            self.seen_after = began - self.hour


@dataclass
class Watch:
    things: list[Watched] = field(default_factory=list)

    def of_minute(self, now: float) -> list[Watched]:
        """Those whose hour is near; before and after, the others are looked at too."""
        return [one for one in self.things if one.hour - 8 < now < one.hour + 8] or self.things

    def ask(self, ends_at: float) -> None:
        while (now := time.time()) < ends_at:
            near = self.of_minute(now)
            by_address: dict[str, list[Watched]] = {}
            for one in near:
                by_address.setdefault(one.address, []).append(one)
            for address, things in by_address.items():
                began = time.time()
                status, text = _get(address)
                ended = time.time()
                for one in things:
                    one.judge(began, ended, status == 200 and one.mark in text)


def _get(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        error.read()
        return error.code, ""


def main() -> bool:
    folder = Path(tempfile.mkdtemp(prefix="newsroom-drill-"))
    os.environ |= {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "aphp_site.settings.demo"}
    try:
        with database.available(folder):
            return _drill(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _drill(folder: Path) -> bool:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("create_site", "presse@example.org", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    watch = Watch(_import(folder))
    server = bench._serve()
    try:
        last = max(one.hour for one in watch.things)
        _ask_from(watch, ends_at=last + 4)
    finally:
        server.terminate()
        server.wait(10)
    return _tell(watch)


def _import(folder: Path) -> list[Watched]:
    from django.db import connections

    from newsroom.imports.releases import Importer
    from newsroom.models import PressReleasePage

    first = (datetime.now(UTC) + AHEAD + timedelta(minutes=1)).replace(second=0, microsecond=0)
    hours = [first + timedelta(minutes=number % MINUTES) for number in range(RELEASES)]
    rows = [json.dumps(_row(number, hour)) for number, hour in enumerate(hours)]
    report = Importer(folder).run(rows)
    if report.added != RELEASES:
        raise SystemExit(f"{report.added} of {RELEASES} releases were imported")
    things = []
    for page in PressReleasePage.objects.order_by("pk"):
        hour, mark = page.go_live_at.timestamp(), page.title_fr
        picture = next(block.value.file.url for block in page.body_fr if block.block_type == "picture")
        things += [Watched(ROOT + urlsplit(page.url_in("fr")).path, hour, mark)]
        things += [Watched(ROOT + picture, hour)]
        things += [Watched(address, hour, page.slug) for address in LISTS]
    connections.close_all()
    return things


def _row(number: int, hour: datetime) -> dict:
    return {
        "external_id": f"drill-{number}",
        "type": "communique",
        "published_at": hour.isoformat(),
        "title_fr": f"Exercice {number}.",
        "slug_fr": f"exercice-{number}-fin",
        "summary_fr": "Un exercice.",
        "body_fr_html": f'<p>Un exercice.</p><img src="data:image/png;base64,{_png(number)}" alt="Un carré">',
    }


def _png(number: int) -> str:
    from PIL import Image

    output = BytesIO()
    Image.new("RGB", (64, 64), (number * 5, 80, 120)).save(output, "PNG")
    return base64.b64encode(output.getvalue()).decode()


def _ask_from(watch: Watch, ends_at: float) -> None:
    readers = [threading.Thread(target=watch.ask, args=(ends_at,)) for _reader in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()


def _tell(watch: Watch) -> bool:
    print(f"  {'hour (UTC)':<12}{'watched':>9}{'early':>8}{'late':>8}{'never':>8}{'first seen after':>20}")
    for hour in sorted({one.hour for one in watch.things}):
        things = [one for one in watch.things if one.hour == hour]
        seen = [one.seen_after for one in things if one.seen_after is not None]
        counts = [sum(one.early for one in things), sum(one.late for one in things), len(things) - len(seen)]
        written = datetime.fromtimestamp(hour, UTC).strftime("%H:%M:%S")
        shown = "".join(f"{count:>8}" for count in counts)
        print(
            f"  {written:<12}{len(things):>9}{shown}{min(seen, default=0):>13.2f} to {max(seen, default=0):.2f} s"
        )
    return not any(one.early or one.late or one.seen_after is None for one in watch.things)
