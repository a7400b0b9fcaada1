from django.core.management.base import BaseCommand, CommandError

from newsroom import error_pages


class Command(BaseCommand):
    help = (
        "Writes the pages for our own faults (500, 503) with the telephone of the press office. To be run after "
        "that number changes; then restart, or reload what serves them."
    )

    def handle(self, *args, **options) -> None:
        number = error_pages.press_line()
        if not number:
            raise CommandError("The press office has no telephone: fill it in first, on its page.")
        for file in error_pages.write(number):
            self.stdout.write(str(file))
