from django.core.management.base import BaseCommand
from tqdm import tqdm

from newsroom.verification import versions


class Command(BaseCommand):
    help = (
        "Keeps the text of today of every public release that has none: after an import, and once after the upgrade "
        "that brought versions. Safe to run twice and while the site works."
    )

    def handle(self, *args, **options) -> None:
        with tqdm(unit="release", disable=None) as bar:
            added = versions.record_all(bar.update)
        self.stdout.write(f"{added} releases recorded.")
