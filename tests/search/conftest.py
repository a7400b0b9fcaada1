import pytest

from tests.kept import kept

from .directory import corpus


@pytest.fixture(scope="module")
def directory(django_db_setup, django_db_blocker) -> corpus.Directory:
    """Made once for a module, and taken back at its end; a test's own changes are taken back after it."""
    with kept(django_db_blocker):
        yield corpus.build()
