from django.core.management.base import BaseCommand

from newsroom.press_requests import keeping


class Command(BaseCommand):
    help = "Erases the press requests kept for longer than the privacy page promises. The worker does it every day."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{keeping.forget()} erased.")
