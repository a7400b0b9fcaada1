import json

from django.core.management.base import BaseCommand

from newsroom.alerts import keeping


class Command(BaseCommand):
    help = "Prints, as JSON, everything that is kept of a subscriber to alerts."

    def add_arguments(self, parser) -> None:
        parser.add_argument("address")

    def handle(self, *args, address: str, **options) -> None:
        self.stdout.write(json.dumps(keeping.export(address), ensure_ascii=False, indent=1))
