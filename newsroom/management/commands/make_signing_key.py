from django.core.management.base import BaseCommand

from newsroom.verification import signing


class Command(BaseCommand):
    help = "Prints a new key for signatures of releases: SIGNING_KEY, and its public half for the day on which it is replaced."
    requires_system_checks: list[str] = []

    def handle(self, *args, **options) -> None:
        private, public = signing.made_key()
        self.stdout.write(f"SIGNING_KEY={private}\n# public: {public}")
