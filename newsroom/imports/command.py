from collections.abc import Callable
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from .report import BadFile, Report


class ImportCommand(BaseCommand):
    """A file in, a report out: progress on a terminal, every fault with its line, exit status 1 if there was one."""

    unit = " lines"  # "B": the bar knows where the file ends

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs=1, type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="check everything, keep nothing")

    def read(self, path: Path, tick: Callable[[int], None], options: dict) -> Report:
        """Imports; `tick` is told how many units were done."""
        raise NotImplementedError

    def handle(self, *args, **options) -> None:
        failed = [path for path in options["files"] if self._import(path, options)]
        if failed:
            raise CommandError("Some lines failed: see above.", returncode=1)

    def _import(self, path: Path, options: dict) -> bool:
        """True if a line failed."""
        if not path.is_file():
            raise CommandError(f"{path}: no such file.", returncode=1)
        total = path.stat().st_size if self.unit == "B" else None
        bar = tqdm(unit=self.unit, unit_scale=total is not None, total=total, disable=None, desc=path.name)
        with bar:
            try:
                report = self.read(path, bar.update, options)
            except BadFile as error:
                raise CommandError(f"{path.name}: {error}", returncode=1) from error
        self._print(path, report, options["dry_run"])
        return bool(report.faulty)

    def _print(self, path: Path, report: Report, is_dry_run: bool) -> None:
        for number, reasons in sorted(report.faults):
            for reason in reasons:
                self.stderr.write(f"{path.name}:{number}: {reason}")
        if untold := report.faulty - len(report.faults):
            self.stderr.write(f"{path.name}: {untold} more lines are faulty")
        for note in report.notes:
            self.stdout.write(f"{path.name}: {note}")
        counts = [f"{report.added} added", f"{report.changed} changed"]
        counts += [] if report.ended is None else [f"{report.ended} ended"]
        end = " (dry run: nothing was kept)" if is_dry_run else ""
        total = ", ".join([*counts, f"{report.unchanged} unchanged", f"{report.faulty} faulty"])
        self.stdout.write(f"{path.name}: {total}{end}")
