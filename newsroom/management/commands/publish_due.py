from django.core.management.base import BaseCommand, CommandError

from newsroom import publisher, visibility
from newsroom.watching import Watch


class Command(BaseCommand):
    help = "Makes durable what is public by the clock already, and scheduled changes. Safe to run several times at once."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--watch", action="store_true", help="go on until SIGTERM, starting each due page to the second"
        )

    def handle(self, *args, **options) -> None:
        if options["watch"]:
            Watch(publisher.run, visibility.next_hour).run()
            return
        result = publisher.run()
        self.stdout.write(f"{len(result.done)} made durable, {len(result.failed)} failed.")
        if result.failed:
            raise CommandError(f"Failed pages: {', '.join(map(str, result.failed))}", returncode=1)
