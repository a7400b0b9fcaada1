"""The finder at several sizes, beside Wagtail's own search on the same rows: speed, growth, and names misspelt.

Its database is its own, in a scratch folder that goes at the end. In the environment:
SEARCH_PRACTITIONERS and SEARCH_RELEASES, sizes in ascending order, 0 for none ("12000,120000"; "10000,100000,1000000");
SEARCH_FOLDER, where the database is kept for the next run.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aphp_site.entry import database, fill

PRACTITIONERS, RELEASES = "12000,120000", "10000,100000"


def main() -> None:
    with site():
        from . import content, directory

        print(f"load average {os.getloadavg()[0]:.1f} at the beginning, {os.cpu_count()} cores")
        directory.measure(sizes("SEARCH_PRACTITIONERS", PRACTITIONERS))
        content.measure(sizes("SEARCH_RELEASES", RELEASES))
        print(f"load average {os.getloadavg()[0]:.1f} at the end")


def sizes(name: str, usual: str) -> list[int]:
    return [size for text in os.environ.get(name, usual).split(",") if (size := int(text))]


@contextmanager
def site() -> Iterator[None]:
    """Django on a database that holds hospitals, specialties and departments."""
    kept = os.environ.get("SEARCH_FOLDER")
    folder = Path(kept).resolve() if kept else Path(tempfile.mkdtemp(prefix="newsroom-bench-"))
    os.environ |= {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "aphp_site.settings.demo"}
    for name in ("DATABASE_URL", "SEARCH_DATABASE_URL"):
        os.environ.pop(name, None)  # never anybody's own database: this one is filled with inventions
    try:
        with database.available(folder):
            import django

            django.setup()
            from . import records

            records.prepare()
            fill.collect_static_files(folder)
            yield
            from django.db import connections

            connections.close_all()
    finally:
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)
