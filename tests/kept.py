"""What is slow to write, written once for all the tests that only look at it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from . import factories


@contextmanager
def kept(django_db_blocker) -> Iterator[factories.SiteTree]:
    """For a fixture of a class or module: what is made within is taken back at its end.

    A test that uses it is marked `django_db`; its own changes are taken back after it.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield factories.existing_site()
        transaction.set_rollback(True)
        connection.run_on_commit = []
