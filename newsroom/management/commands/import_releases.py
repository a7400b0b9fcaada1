from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from newsroom.imports.releases import Importer, Report


class Command(BaseCommand):
    help = "Imports releases, JSON Lines. Faulty lines are reported; the good ones are in. Safe to run again."

    def add_arguments(self, parser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="check everything, keep nothing")
        parser.add_argument("--overwrite", action="store_true", help="replace pages that were edited by hand")

    def handle(self, *args, **options) -> None:
        failed = [path for path in options["files"] if self._import(path, options)]
        if failed:
            raise CommandError("Some lines failed: see above.", returncode=1)

    def _import(self, path: Path, options: dict) -> bool:
        """True if a line failed."""
        if not path.is_file():
            raise CommandError(f"{path}: no such file.", returncode=1)
        importer = Importer(path.parent, options["overwrite"], options["dry_run"])
        with path.open(encoding="utf-8", errors="surrogateescape") as lines:
            bar = tqdm(unit=" lines", disable=None, desc=path.name)
            with bar:
                report = importer.run(lines, bar.update)
        self._print(path, report, options["dry_run"])
        return bool(report.faults)

    def _print(self, path: Path, report: Report, is_dry_run: bool) -> None:
        for number, reasons in sorted(report.faults):
            for reason in reasons:
                self.stderr.write(f"{path.name}:{number}: {reason}")
        total = f"{report.added} added, {report.changed} changed, {report.unchanged} unchanged"
        end = " (dry run: nothing was kept)" if is_dry_run else ""
        self.stdout.write(f"{path.name}: {total}, {len(report.faults)} faulty{end}")
