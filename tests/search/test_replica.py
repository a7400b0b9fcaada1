"""A replica for the public searches. `./run drill replica` tries a real one; here PostgreSQL's own functions, which say
how far a replica is, are stood in for: the test's database seems to be one to the connections that are to read it.
"""

import ast
from collections.abc import Iterator
from datetime import timedelta
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from django.db import DataError, InternalError, connection, connections
from django.db.utils import ConnectionRouter
from django.test.utils import CaptureQueriesContext

from newsroom import clock
from newsroom.withdrawals import withdraw
from search import connections as search_connections
from search import limits
from search.models import ContentRow
from tests import factories

ROOT = Path(__file__).resolve().parent.parent.parent
NOWHERE = "postgres://nobody@127.0.0.1:1/aphp"
SEARCHED = ("search_content", "search_directory", "search_word", "search_similar")
ADDRESSES = ("/fr/recherche/?q=greffe", "/fr/annuaire/?q=cochin", "/fr/annuaire/?q=cohcin", "/fr/annuaire/",
             "/fr/suggestions/?q=greffe", "/fr/suggestions/?q=cohcin", "/fr/recherche/rss/?q=greffe")  # fmt: skip


def settings_with(monkeypatch, url: str) -> dict:
    """The settings of an installation that has this SEARCH_DATABASE_URL."""
    monkeypatch.setenv("SEARCH_DATABASE_URL", url)
    spec = spec_from_file_location("aphp_site.settings.anew", ROOT / "aphp_site/settings/base.py")
    spec.loader.exec_module(settings := module_from_spec(spec))
    return vars(settings)


def test_without_the_setting_there_is_one_database(monkeypatch):
    settings = settings_with(monkeypatch, "")
    assert set(settings["DATABASES"]) == {"default"} and "DATABASE_ROUTERS" not in settings


def test_what_an_address_asks_of_the_connection_is_kept(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"{NOWHERE}?sslmode=verify-full")
    databases = settings_with(monkeypatch, f"{NOWHERE}?sslmode=require")["DATABASES"]
    assert databases["default"]["OPTIONS"]["sslmode"] == "verify-full"
    assert databases["search"]["OPTIONS"]["sslmode"] == "require"


def test_the_router_writes_reads_and_migrates_by_the_primary_alone(monkeypatch):
    router = ConnectionRouter(settings_with(monkeypatch, NOWHERE)["DATABASE_ROUTERS"])
    assert (router.db_for_read(ContentRow), router.db_for_write(ContentRow)) == ("default", "default")
    assert router.allow_migrate("default", "search") and not router.allow_migrate("search", "search")


# Statements of the search's own that may go by `connection`: they write, or set what holds for the primary.
WRITERS = {
    ("content_rows.py", "_refresh"),
    ("content_rows.py", "follow_moves"),
    ("imports/practitioners.py", "run"),
    ("limits.py", "_set"),
    ("spelling.py", "rebuild"),
    ("words.py", "forget_unused"),
}


def users_of_the_primary(source: str) -> set[str]:
    """Names of the functions in which `connection` is used."""
    return {
        function.name
        for function in ast.walk(ast.parse(source))
        if isinstance(function, ast.FunctionDef)
        and any(isinstance(node, ast.Name) and node.id == "connection" for node in ast.walk(function))
    }


def test_every_statement_that_reads_asks_for_its_connection():
    folder = ROOT / "search"
    modules = [path for path in folder.rglob("*.py") if "migrations" not in path.parts]
    found = {
        (str(path.relative_to(folder)), name)
        for path in modules
        if path.name != "connections.py"
        for name in users_of_the_primary(path.read_text())
    }
    assert found == WRITERS


# One that does not answer ---------------------------------------------------------------------------------------


@pytest.fixture
def replica_at(monkeypatch) -> Iterator:
    """replica_at(address): what an installation with this SEARCH_DATABASE_URL has."""
    monkeypatch.setattr(search_connections, "_rest", search_connections._Rest())

    def named(url: str, **options) -> None:
        database = settings_with(monkeypatch, url)["DATABASES"]["search"]
        database["OPTIONS"] |= options
        given = connections.configure_settings(connections.settings | {"search": database})
        connections.settings["search"] = given["search"]
        _allow(connections["search"])

    yield named
    connections["search"].close()
    connections["search"].close_pool()
    del connections["search"], connections.settings["search"]


def _allow(database) -> None:
    """Tests may use one database; this is the same one by another connection."""

    def ensure_connection() -> None:
        if database.connection is None:
            with database.wrap_database_errors:
                database.connect()

    database.ensure_connection = ensure_connection


@pytest.fixture
def found(site) -> None:
    factories.public_release(site, slug="greffe", title_fr="Première greffe")


def lines(caplog) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "search.connections"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_without_its_replica_a_search_answers_as_without_the_setting(client, found, replica_at, address):
    alone = client.get(address)
    replica_at(NOWHERE)
    answer = client.get(address)
    assert (answer.status_code, answer.content) == (200, alone.content)


def test_a_replica_that_does_not_answer_is_told_once_and_asked_again_later(
    client, found, replica_at, caplog, monkeypatch
):
    monkeypatch.setattr(search_connections, "LASTING", 0)
    monkeypatch.setattr(search_connections, "SHORTEST_REST", 60)
    replica_at(NOWHERE)
    with CaptureQueriesContext(connection) as first:
        client.get(ADDRESSES[0])
    with CaptureQueriesContext(connection) as second:
        client.get(ADDRESSES[0])
    assert asks_where_the_primary_is(first) and not asks_where_the_primary_is(second)
    search_connections._rest.until = 0
    with CaptureQueriesContext(connection) as later:
        client.get(ADDRESSES[0])
    assert asks_where_the_primary_is(later)
    assert len(lines(caplog)) == 1 and "search_replica_left" in lines(caplog)[0]


def asks_where_the_primary_is(queries: CaptureQueriesContext) -> bool:
    return any("pg_control_system" in query["sql"] for query in queries)


# One that answers -----------------------------------------------------------------------------------------------

STAND_IN = """
CREATE SCHEMA replica;
CREATE FUNCTION replica.pg_is_in_recovery() RETURNS bool LANGUAGE sql AS 'SELECT true';
CREATE FUNCTION replica.pg_last_wal_replay_lsn() RETURNS pg_lsn LANGUAGE sql
    AS 'SELECT pg_catalog.pg_current_wal_insert_lsn()';
CREATE FUNCTION replica.statement_timestamp() RETURNS timestamptz LANGUAGE sql STABLE
    AS $$SELECT pg_catalog.statement_timestamp() + interval '1 hour'$$;
CREATE FUNCTION replica.clock_timestamp() RETURNS timestamptz LANGUAGE sql
    AS $$SELECT pg_catalog.clock_timestamp() + interval '1 hour'$$;
"""
# What a replica would show that has replayed nothing since.
FREEZE = """
CREATE FUNCTION pg_temp.freeze(name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN EXECUTE format('CREATE TABLE replica.%I AS TABLE public.%I', name, name); END $$;
SELECT pg_temp.freeze(name) FROM unnest('{search_content,newsroom_bilingualpage,wagtailcore_revision}'::text[]) name;
"""


def on_the_server(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def replica_fails(how: str) -> None:
    """Whatever is asked of the rows of the content on the replica."""
    on_the_server(
        f"CREATE VIEW replica.search_content AS SELECT c.* FROM public.search_content c, ({how}) failing"
    )


@pytest.fixture
def replica(committed_site, client, replica_at):
    """With a clock that is an hour fast; up to date until `stop()`."""
    factories.public_release(committed_site, slug="greffe", title_fr="Première greffe")
    on_the_server(STAND_IN)
    replica_at(NOWHERE, options="-c default_transaction_read_only=on -c search_path=replica,pg_catalog,public",
               pool={"timeout": 10})  # fmt: skip
    place = ("NAME", "HOST", "PORT", "USER", "PASSWORD")
    connections["search"].settings_dict |= {name: connection.settings_dict[name] for name in place}
    return committed_site


def stop_replaying() -> None:
    on_the_server(FREEZE)
    on_the_server(
        "DO $do$ BEGIN EXECUTE format('CREATE OR REPLACE FUNCTION replica.pg_last_wal_replay_lsn() RETURNS pg_lsn "
        "LANGUAGE sql AS $$SELECT %L::pg_lsn$$', pg_current_wal_insert_lsn()); END $do$"
    )


def searches(queries: CaptureQueriesContext) -> list[str]:
    return [query["sql"] for query in queries if any(f"{name}" in query["sql"] for name in SEARCHED)]


def asked(client, address: str):
    """The answer, and what of the searched tables was asked of the primary and of the replica for it."""
    with CaptureQueriesContext(connection) as primary, CaptureQueriesContext(connections["search"]) as other:
        answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode(), searches(primary), searches(other)


def test_searches_read_the_replica_and_nothing_else(client, replica, caplog):
    for address in ADDRESSES:
        alone = client.get(address)
        answer, primary, there = asked(client, address)
        assert there, (address, lines(caplog), search_connections._rest)
        assert alone.content.decode() == answer, address
        if "rss" not in address:  # a feed is a list of pages, of which the search gives a condition
            assert primary == [], address
        assert not any("timestamp()" in sql.lower() or "now()" in sql.lower() for sql in there)
    assert lines(caplog) == []


def test_an_hour_is_that_of_the_primary_whatever_the_replica_s_clock_says(client, replica):
    factories.scheduled_release(replica, timedelta(minutes=30), slug="secret", title_fr="Secret")
    before = clock.now()
    for address in ("/fr/recherche/?q=secret", "/fr/suggestions/?q=secret"):
        answer, _primary, there = asked(client, address)
        assert there and "/secret/" not in answer
    assert clock.now() - before < timedelta(minutes=1)
    with clock.shifted(timedelta(minutes=31)):
        assert "/secret/" in asked(client, "/fr/recherche/?q=secret")[0]


def test_what_was_withdrawn_is_not_shown_by_a_replica_that_does_not_know_it(client, replica, admin_user):
    release = factories.public_release(replica, slug="retire", title_fr="Retiré")
    assert "/retire/" in asked(client, "/fr/recherche/?q=retiré")[0]
    stop_replaying()
    withdraw(release, admin_user, "withdrawn", {"fr": "Une erreur."})
    answer, primary, there = asked(client, "/fr/recherche/?q=retiré")
    assert "/retire/" not in answer
    assert primary and there == []


@pytest.mark.parametrize(
    "function",
    [
        "pg_is_in_recovery() RETURNS bool LANGUAGE sql AS 'SELECT false'",
        "pg_control_system(OUT system_identifier bigint) LANGUAGE sql AS 'SELECT 1::bigint'",
        "current_database() RETURNS name LANGUAGE sql AS $$SELECT 'another'::name$$",
    ],
    ids=["a server that replays nothing", "a replica of another server", "another database"],
)
def test_only_a_replica_of_this_database_is_read(client, replica, function):
    on_the_server(f"CREATE OR REPLACE FUNCTION replica.{function}")
    _answer, primary, there = asked(client, ADDRESSES[0])
    assert primary and there == []


def test_a_replica_that_is_behind_for_a_moment_is_not_worth_a_line(client, replica, caplog, monkeypatch):
    stop_replaying()
    factories.public_release(replica)
    client.get(ADDRESSES[0])
    assert lines(caplog) == []
    search_connections._rest.until = 0
    monkeypatch.setattr(search_connections, "LASTING", 0)
    client.get(ADDRESSES[0])
    assert [line.split()[0] for line in lines(caplog)] == ["search_replica_left"]


@pytest.mark.parametrize(
    "how",
    ["SELECT pg_terminate_backend(pg_backend_pid())", "SELECT 1 / (random() * 0)::int"],
    ids=["lost", "broken"],
)
def test_a_replica_that_fails_in_the_middle_costs_the_reader_nothing(
    client, replica, caplog, how, monkeypatch
):
    alone = client.get(ADDRESSES[0]).content.decode()
    replica_fails(how)
    answer, primary, _there = asked(client, ADDRESSES[0])
    assert answer == alone and primary
    assert [line.split()[0] for line in lines(caplog)] == ["search_replica_left"]
    on_the_server("DROP VIEW replica.search_content")
    search_connections._rest.until = 0
    assert asked(client, ADDRESSES[0])[1] == []
    assert lines(caplog)[1:] == ["search_replica_serves"]


def test_a_statement_that_is_wrong_everywhere_is_no_fault_of_the_replica(replica, caplog):
    with pytest.raises(DataError), limits.limited(), search_connections.reading() as cursor:
        cursor.execute("SELECT 1 / 0", [])
    assert lines(caplog) == [] and search_connections._rest.until == 0


def test_a_search_that_is_too_slow_there_is_not_begun_again(client, replica):
    replica_fails("SELECT pg_cancel_backend(pg_backend_pid())")  # as the time-out does
    response = client.get(ADDRESSES[0])
    assert any("trop de temps" in message for message in response.context["messages"])


def test_outside_of_a_search_the_primary_is_read(replica):
    with CaptureQueriesContext(connections["search"]) as queries, search_connections.reading() as cursor:
        cursor.execute("SELECT 1", [])
    assert len(queries) == 0


def test_nothing_can_be_written_through_it(replica):
    with pytest.raises(InternalError, match="read-only"):
        ContentRow.objects.using("search").delete()
