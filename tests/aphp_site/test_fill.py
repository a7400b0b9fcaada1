"""A second start does nothing when nothing changed, and everything when something did."""

import json

import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from aphp_site.entry import fill, paths

pytestmark = pytest.mark.django_db(transaction=True)


def where(name: str) -> str:
    settings = connection.settings_dict
    parts = {"host": settings["HOST"], "port": settings["PORT"], "user": settings["USER"], "dbname": name}
    return make_conninfo(password=settings["PASSWORD"] or None, **{k: v for k, v in parts.items() if v})


@pytest.fixture
def filled(tmp_path, monkeypatch, committed_site):
    """A DATA_DIR that a complete filling has left, beside one source file that a test may change."""
    monkeypatch.setenv("DATABASE_URL", where(connection.settings_dict["NAME"]))
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    (tmp_path / "newsroom").mkdir()
    (tmp_path / "newsroom/models.py").write_text("first")
    (tmp_path / "filled.json").write_text(json.dumps(fill._state()))
    return tmp_path


def test_nothing_changed(filled):
    assert fill.is_done(filled)


def test_a_new_data_folder_is_to_be_filled(filled, tmp_path):
    assert not fill.is_done(tmp_path / "another")


def test_a_changed_source_is_seen(filled):
    (filled / "newsroom/models.py").write_text("second version")
    assert not fill.is_done(filled)


def test_a_migration_that_was_undone_is_seen(filled):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET name = 'x' || name WHERE app = 'sessions'")
    assert not fill.is_done(filled)


def test_an_emptied_database_is_seen(filled):
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE newsroom_homepage CASCADE")
    assert not fill.is_done(filled)


def test_a_database_without_tables_is_to_be_filled(filled, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", where("template1"))
    assert not fill.is_done(filled)
