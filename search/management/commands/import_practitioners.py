from collections.abc import Callable
from pathlib import Path

from django.core.management.base import CommandParser

from newsroom.imports.command import ImportCommand
from newsroom.imports.report import Report
from search.imports.practitioners import Importer


class Command(ImportCommand):
    help = (
        "Imports who works at the hospitals from the national extract PS_LibreAcces_Personne_activite. "
        "Faulty lines are reported; the others are in. Safe to run again."
    )
    unit = "B"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--allow-many-ends",
            action="store_true",
            help="even if more than half of the affiliations would end",
        )

    def read(self, path: Path, tick: Callable[[int], None], options: dict) -> Report:
        return Importer(options["allow_many_ends"], options["dry_run"]).run(path, tick)
