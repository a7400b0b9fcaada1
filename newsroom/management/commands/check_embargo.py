from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from newsroom import embargo_check


class Command(BaseCommand):
    help = "Crawls a running site as a stranger: of the hidden texts of this database none may be found."

    def add_arguments(self, parser) -> None:
        parser.add_argument("url", help="where the site answers, http://localhost:8000 for instance")

    def handle(self, *args, url: str, **options) -> None:
        addresses, findings = 0, []
        try:
            for one in self._read(url):
                if isinstance(one, str):
                    addresses += 1
                else:
                    findings.append(one)
                    self.stdout.write(f"{one.address}: {one.secret.what} of page {one.secret.page}")
        except embargo_check.FAULTS as error:
            raise CommandError(f"{url} does not answer: {error}") from error
        if findings:
            raise CommandError(f"{len(findings)} hidden texts found on {addresses} addresses.")
        self.stdout.write(f"Nothing hidden on {addresses} addresses.")

    def _read(self, url: str) -> list:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
            return list(embargo_check.check(url))
