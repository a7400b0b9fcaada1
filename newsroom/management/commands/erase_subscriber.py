from django.core.management.base import BaseCommand

from newsroom.alerts import hashes, subscribing


class Command(BaseCommand):
    help = "Erases every alert of an address at once; no alert is sent to it any more, whoever asks for one."

    def add_arguments(self, parser) -> None:
        parser.add_argument("address")
        parser.add_argument(
            "--allow-again", action="store_true", help="instead: its owner has changed their mind"
        )

    def handle(self, *args, address: str, allow_again: bool, **options) -> None:
        known_by = hashes.of_address(address)
        if allow_again:
            was_suppressed = subscribing.allow_again(known_by)
            self.stdout.write("May be asked for again." if was_suppressed else "Was not suppressed.")
            return
        self.stdout.write(f"{subscribing.erase(known_by)} erased.")
