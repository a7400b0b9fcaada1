from django.core.management.base import BaseCommand

from newsroom.models import PressRequest
from newsroom.press_requests import keeping


class Command(BaseCommand):
    help = "Erases the press requests sent from an e-mail address: words, names and answers; figures stay."

    def add_arguments(self, parser) -> None:
        parser.add_argument("address")

    def handle(self, *args, **options) -> None:
        count = keeping.erase(PressRequest.objects.of_address(options["address"]))
        self.stdout.write(f"{count} erased.")
