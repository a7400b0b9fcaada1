from django.core.management.base import BaseCommand

from newsroom.alerts import keeping


class Command(BaseCommand):
    help = "Deletes what is not kept any longer of alerts. The outbox worker does it once a day by itself."

    def handle(self, *args, **options) -> None:
        self.stdout.write(", ".join(f"{what}: {count}" for what, count in keeping.purge().items()) + ".")
