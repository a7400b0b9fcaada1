from django.core.management.base import BaseCommand

from newsroom import delivery
from newsroom.press_requests import delivery as requests
from newsroom.watching import Watch


class Command(BaseCommand):
    help = "Sends the mails that publications and warnings have left in the outbox. Several may run at once."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--watch", action="store_true", help="go on until SIGTERM")
        parser.add_argument("--retry", action="store_true", help="take up again what was given up")

    def handle(self, *args, **options) -> None:
        if options["retry"]:
            self.stdout.write(f"{delivery.revive() + requests.revive()} taken up again.")
        if options["watch"]:
            Watch(delivery.run, delivery.next_attempt).run()
            return
        self.stdout.write(f"{delivery.run()} dealt with.")
