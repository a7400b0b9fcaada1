import pytest
from django.db import connection, transaction

from .directory import corpus


@pytest.fixture(scope="module")
def directory(django_db_setup, django_db_blocker) -> corpus.Directory:
    """Made once for a module, and taken back at its end; a test's own changes are taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield corpus.build()
        transaction.set_rollback(True)
        connection.run_on_commit = []
