import json

from django.core.management.base import BaseCommand

from newsroom.press_requests import keeping


class Command(BaseCommand):
    help = "Writes as JSON what is kept of the person who sent press requests from an e-mail address."

    def add_arguments(self, parser) -> None:
        parser.add_argument("address")

    def handle(self, *args, **options) -> None:
        found = keeping.everything_of(options["address"])
        self.stdout.write(json.dumps(found, indent=2, ensure_ascii=False))
