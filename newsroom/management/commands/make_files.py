from django.core.management.base import BaseCommand
from tqdm import tqdm

from newsroom.printing import NotPrinted
from newsroom.takeaway import making, prints


class Command(BaseCommand):
    help = (
        "Makes the files of public releases that are missing: PDF, originals of pictures with their captions in them, "
        "weights of press kits. After an import, and once after an upgrade. Safe to run again, and beside the workers."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="look at every release; what is right stays as it is"
        )

    def handle(self, *args, **options) -> None:
        releases = making.every() if options["all"] else making.missing()
        failed = []
        with prints.printer() as printer:
            for release in tqdm(releases, unit=" releases", disable=None):
                try:
                    making.make(release, printer)
                except (NotPrinted, OSError) as error:
                    failed.append(release)
                    self.stderr.write(f"{release}: {error}")
        self.stdout.write(f"{len(releases) - len(failed)} looked at, {len(failed)} failed.")
        if failed:
            raise SystemExit(1)
