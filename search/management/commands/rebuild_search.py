from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from search.rebuilding import PARTS


class Command(BaseCommand):
    help = "Makes the tables that are searched anew, while the site serves. Safe to run at any time."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="change nothing; name the rows that are not what the content says",
        )

    def handle(self, *args, **options) -> None:
        found = []
        for part in PARTS:
            with tqdm(total=part.count(), unit=" rows", disable=None, desc=part.name) as bar:
                if options["check"]:
                    found += [f"{part.name}: {line}" for line in part.drift(bar.update)]
                else:
                    self.stdout.write(f"{part.name}: {part.rebuild(bar.update)} changed")
        if not options["check"]:
            return
        for line in found:
            self.stderr.write(line)
        if found:
            raise CommandError(f"{len(found)} rows differ: rebuild_search mends them.", returncode=1)
        self.stdout.write("The rows are what the content says.")
