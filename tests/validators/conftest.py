"""What the validators read, made once a run, and the mark of the tests that need one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.utils import translation
from filelock import FileLock

from tests.conftest import _server, _use

from . import documents, tools


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        tools.require(*mark.args)


@pytest.fixture(scope="session")
def answers(request, tmp_path_factory, worker_id, django_db_setup, django_db_blocker) -> Path:
    """The folder that `documents.write` fills: whichever worker comes first makes it for all."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "answers"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            unfinished = folder.with_suffix(".new")
            with django_db_blocker.unblock(), _database_of_its_own(request.config):
                documents.write(unfinished)
            unfinished.rename(folder)
    return folder


@contextmanager
def _database_of_its_own(config: pytest.Config) -> Iterator[None]:
    """A copy of the small site's, dropped at the end."""
    from django.conf import settings
    from django.db import connection

    template, own = config.newsroom_databases
    name = f"{own}_validators"
    with _server() as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    _use(connection, settings, name)
    translation.activate("fr")
    try:
        yield
    finally:
        _use(connection, settings, own)
        with _server() as server:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
