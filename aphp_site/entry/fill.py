"""Migrations, demonstration content and static files: done when something they are made from has changed.

A start that finds nothing changed asks the database one question and never imports the project.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path

import psycopg

from . import paths

SOURCES = ("requirements.lock", "static", "newsroom", "search", "aphp_site")


def is_done(data_dir: Path) -> bool:
    """Whether the database and the static files are as the last complete filling left them."""
    try:
        return json.loads(_stamp(data_dir).read_text()) == _state()
    except (OSError, ValueError):
        return False


def fill(data_dir: Path, done: Callable[[str], None]) -> None:
    """Safe to cut short and to repeat; `done` is told the name of each step."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    _stamp(data_dir).unlink(missing_ok=True)
    # Also without a new migration: what a killed one left to do after it (permissions) is done here.
    call_command("migrate", interactive=False, verbosity=0)
    done("migrations")
    call_command("load_demo")
    call_command("load_demo_directory")
    call_command("record_versions")  # of a demonstration that was loaded before there were versions
    done("content")
    rebuild_search()
    done("what is searched")
    collect_static_files(data_dir)
    done("static files")
    connections.close_all()
    _stamp(data_dir).write_text(json.dumps(_state()))


def rebuild_search() -> None:
    """A database of before these tables, or of another version of what is in them, has them anew."""
    from search.rebuilding import PARTS

    for part in PARTS:
        part.rebuild(lambda _count: None)


def collect_static_files(data_dir: Path) -> None:
    """As in production: hashed and compressed."""
    from django.core.management import call_command

    kept, now = data_dir / "static-stamp", _digest(("requirements.lock", "static"))
    if kept.exists() and kept.read_text() == now:
        return
    kept.unlink(missing_ok=True)  # a collection cut short leaves no stamp
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    kept.write_text(now)


def _stamp(data_dir: Path) -> Path:
    return data_dir / "filled.json"


def _state() -> dict[str, object]:
    return {"sources": _digest(SOURCES), "database": _database_state()}


def _digest(names: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for name in names for path in _files(paths.ROOT / name)):
        stat = path.stat()
        digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return [found for found in path.rglob("*") if found.is_file() and found.suffix != ".pyc"]


def _database_state() -> list[object] | None:
    """Which migrations it has and whether it has a home page; None for a database without tables."""
    migrations = "SELECT md5(string_agg(app || '.' || name, ' ' ORDER BY app, name)) FROM django_migrations"
    try:
        with psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=10) as connection:
            row = connection.execute(
                f"SELECT ({migrations}), current_database(), EXISTS (SELECT FROM newsroom_homepage)"
            ).fetchone()
    except psycopg.errors.UndefinedTable:
        return None
    return list(row)
