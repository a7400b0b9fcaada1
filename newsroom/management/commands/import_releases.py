from collections.abc import Callable
from pathlib import Path

from django.core.management.base import CommandParser

from newsroom.imports.command import ImportCommand
from newsroom.imports.releases import Importer
from newsroom.imports.report import Report


class Command(ImportCommand):
    help = "Imports releases, JSON Lines. Faulty lines are reported; the good ones are in. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="check everything, keep nothing")
        parser.add_argument("--overwrite", action="store_true", help="replace pages that were edited by hand")

    def read(self, path: Path, tick: Callable[[int], None], options: dict) -> Report:
        importer = Importer(path.parent, options["overwrite"], options["dry_run"])
        with path.open(encoding="utf-8", errors="surrogateescape") as lines:
            return importer.run(lines, tick)
