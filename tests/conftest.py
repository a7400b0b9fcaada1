"""The database of the tests: a template migrated once a run, cloned for each worker; a Chromium if there is one."""

import os
import shutil
import time
from pathlib import Path

import psycopg
import pytest
from django.core.cache import cache
from django.utils import translation
from filelock import FileLock

from . import factories
from .fixtures import editor, site  # noqa: F401

TEMPLATE = "newsroom_template"
RUN = "NEWSROOM_TEST_RUN"  # in the environment: workers inherit the name of their run
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


# Playwright keeps an event loop in this thread; Django would take every query for an asynchronous one.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def find_browser() -> str | None:
    candidates = [os.environ.get("CHROMIUM"), *BROWSERS]
    return next((path for name in candidates if name and (path := shutil.which(name))), None)


def pytest_configure(config: pytest.Config) -> None:
    os.environ.setdefault(RUN, f"{os.getpid()}_{time.time_ns() % 10**9}")


def pytest_unconfigure(config: pytest.Config) -> None:
    """A server that DATABASE_URL named is left as it was found."""
    if hasattr(config, "workerinput"):
        return
    try:
        with _server() as server:
            server.execute(f'DROP DATABASE IF EXISTS "{TEMPLATE}_{os.environ[RUN]}" WITH (FORCE)')
    except psycopg.OperationalError:
        pass  # no server: nothing was made


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if find_browser() or os.environ.get("REQUIRE_BROWSER") == "1":
        return
    skip = pytest.mark.skip(reason="no Chromium found: install one, or name it in CHROMIUM")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(skip)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    path = find_browser()
    assert path, "REQUIRE_BROWSER is set and no Chromium was found"
    quiet = ["background-networking", "component-update", "sync", "gpu", "dev-shm-usage"]
    arguments = [f"--disable-{name}" for name in quiet] + ["--no-first-run"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return browser_type_launch_args | {"executable_path": path, "args": arguments}


def _server() -> psycopg.Connection:
    from django.db import connection

    settings = connection.settings_dict
    return psycopg.connect(
        host=settings["HOST"] or None,
        port=settings["PORT"] or None,
        user=settings["USER"] or None,
        password=settings["PASSWORD"] or None,
        dbname="postgres",
        autocommit=True,
    )


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_blocker, tmp_path_factory, worker_id) -> None:
    """Each worker gets a copy of one migrated database; the first to come migrates it."""
    from django.conf import settings
    from django.db import connection

    run = os.environ[RUN]
    template, own = f"{TEMPLATE}_{run}", f"newsroom_{run}_{worker_id}"
    shared = (
        tmp_path_factory.getbasetemp().parent if worker_id != "master" else tmp_path_factory.getbasetemp()
    )
    with django_db_blocker.unblock():
        with FileLock(Path(shared) / "template.lock"), _server() as server:
            if not _exists(server, template):
                server.execute(f'CREATE DATABASE "{template}_new"')
                _use(connection, settings, f"{template}_new")
                _fill()
                connection.close()
                server.execute(f'ALTER DATABASE "{template}_new" RENAME TO "{template}"')
            server.execute(f'CREATE DATABASE "{own}" TEMPLATE "{template}"')
        _use(connection, settings, own)
    request.config.newsroom_databases = (template, own)
    yield
    with django_db_blocker.unblock():
        connection.close()
        with _server() as server:
            server.execute(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')


def _exists(server: psycopg.Connection, name: str) -> bool:
    return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _use(connection, settings, name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name


def _fill() -> None:
    """Schema and the site that nearly every test starts from: made once, copied with the database."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    translation.activate("fr")
    factories.site_tree()


@pytest.fixture
def committed_site(request, transactional_db, django_db_blocker):
    """The site in a database whose rows other connections see too (a live server's, a second process's)."""
    with django_db_blocker.unblock():
        _copy_anew(request.config)
    request.config.newsroom_is_emptied = True  # by the end of the test
    return factories.existing_site()


def _copy_anew(config: pytest.Config) -> None:
    from django.db import connection

    template, own = config.newsroom_databases
    connection.close()
    with _server() as server:
        server.execute(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{own}" TEMPLATE "{template}"')


@pytest.fixture(autouse=True)
def _filled_again(request, django_db_blocker) -> None:
    """Tests with a database that they empty come last, but for those that pytest groups by their browser."""
    if getattr(request.config, "newsroom_is_emptied", False):
        with django_db_blocker.unblock():
            _copy_anew(request.config)
        request.config.newsroom_is_emptied = False


@pytest.fixture(autouse=True)
def _clean_start():
    """The test client leaves the last request's language active, and caches outlive a rolled-back test."""
    cache.clear()
    translation.activate("fr")
    yield
    translation.activate("fr")
