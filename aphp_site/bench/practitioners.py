"""Two million lines of the national register, one in eighty of them ours, in a transaction that is taken back.

Twice: the first reading makes everybody, the second finds everybody there.
"""

import os
import tempfile
import time
from pathlib import Path

from aphp_site.bench.imports import megabytes
from aphp_site.entry import database, paths

LINES = 2_000_000
OURS = 80  # every eightieth


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aphp_site.settings.demo")
    with database.available(paths.data_dir()), tempfile.TemporaryDirectory() as folder:
        import django

        django.setup()
        from newsroom.imports.report import taken_back
        from search.imports.practitioners import Importer

        path = Path(folder) / "extract.txt"
        _write(path)
        print(f"{LINES} lines, {path.stat().st_size // 1_000_000} MB; memory before: {megabytes()} MB")
        with taken_back(True):
            for name in ("first", "second"):
                began = time.monotonic()
                report = Importer().run(path)
                seconds = time.monotonic() - began
                counts = f"{report.added} added, {report.changed} changed, {report.unchanged} unchanged"
                print(
                    f"{name}: {counts} in {seconds:.0f} s; memory at its highest: {megabytes()} MB",
                    flush=True,
                )


def _write(path: Path) -> None:
    from newsroom.models import HospitalPage
    from tests.search.register import ELSEWHERE, HEADER, line

    finess = list(HospitalPage.objects.exclude(finess="").order_by("pk").values_list("finess", flat=True))
    if not finess:
        raise SystemExit("The database has no hospital with a FINESS number: run ./run demo once.")
    pattern = line(rpps="{number}", last="{last}", first="{first}", finess="{finess}", skill="SM{skill:02}")
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER + "\n")
        for rank in range(LINES):
            is_ours = rank % OURS == 0
            text = pattern.format(
                number=99900000000 + rank,
                last=f"DE LA {_letters(rank // 7)}",
                first=f"JEAN-{_letters(rank % 5003)}",
                finess=finess[rank // OURS % len(finess)] if is_ours else ELSEWHERE,
                skill=1 + rank // OURS % 62,
            )
            file.write(text + "\n")


def _letters(number: int) -> str:
    """A word that stands for this number."""
    word = "X"
    while number:
        number, rest = divmod(number, 20)
        word += "BCDFGHJKLMNPQRSTVWXZ"[rest] + "AEIOU"[rest % 5]
    return word
