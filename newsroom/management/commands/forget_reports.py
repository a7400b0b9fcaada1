from django.core.management.base import BaseCommand

from newsroom.models import ProblemReport


class Command(BaseCommand):
    help = "Deletes the problem reports that are older than the privacy page promises. To be run every day."

    def handle(self, *args, **options) -> None:
        count, _by_model = ProblemReport.objects.outlived().delete()
        self.stdout.write(f"{count} deleted.")
