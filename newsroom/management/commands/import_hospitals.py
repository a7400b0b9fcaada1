from collections.abc import Callable
from pathlib import Path

from newsroom.imports.command import ImportCommand
from newsroom.imports.hospitals import Importer
from newsroom.imports.report import Report


class Command(ImportCommand):
    help = "Imports hospitals, CSV. Faulty lines are reported; the good ones are in. Safe to run again."
    unit = " hospitals"

    def read(self, path: Path, tick: Callable[[int], None], options: dict) -> Report:
        with path.open(encoding="utf-8", errors="surrogateescape", newline="") as lines:
            return Importer(options["dry_run"]).run(lines, tick)
