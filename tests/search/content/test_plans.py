"""On five thousand releases the statements use their indexes, and end when they take too long."""

import json

import pytest
from django.db import connection
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from newsroom import text_filter
from search import finding, limits
from search.models import ContentRow
from tests import factories
from tests.kept import kept

NUMBER = 5_000
ROWS = """
WITH pages AS (
    INSERT INTO newsroom_bilingualpage SELECT (jsonb_populate_record(p, jsonb_build_object(
        'id', 100000 + n, 'path', p.path || 'G' || lpad(n::text, 4, '0'),
        'translation_key', gen_random_uuid(), 'depth', 4, 'numchild', 0))).*
    FROM newsroom_bilingualpage p, generate_series(1, %s) n WHERE p.id = %s RETURNING id
)
SELECT count(*) FROM pages
"""
TEXTS = """
INSERT INTO search_content (page_id, language, kind, hospital_ids, specialty_ids, published_at, year, path, digest,
    heading, plain, title, text)
SELECT 100000 + n, 'fr', 'release', ARRAY[n %% 39], ARRAY[n %% 60], now() - n * interval '1 hour', 2026, 'x' || n, '',
    words.title, words.text, public.search_text('fr', words.title),
    setweight(public.search_text('fr', words.title), 'A') || public.search_text('fr', words.text)
FROM generate_series(1, %s) n, LATERAL (
    SELECT 'hôpital numéro ' || n AS title,
        'hôpital chirurgie mot' || n %% 97 || repeat(' remplissage autre texte ' || n %% 13, 40) AS text
) words
"""


@pytest.fixture(scope="class")
def archive(django_db_setup, django_db_blocker):
    with kept(django_db_blocker) as site:
        release = factories.public_release(site)
        with connection.cursor() as cursor:
            cursor.execute(ROWS, [NUMBER, release.pk])
            cursor.execute(TEXTS, [NUMBER])
            cursor.execute("ANALYZE search_content, newsroom_bilingualpage")
        yield


def _nodes(plan: dict) -> list[dict]:
    return [plan, *(node for below in plan.get("Plans", []) for node in _nodes(below))]


def plan(query: str, **place) -> list[dict]:
    statement, parameters = finding.compose(query, "fr", finding.Filters(), finding.Place(**place), "", None)
    with limits.limited(), connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}", parameters)
        answer = cursor.fetchone()[0]
    return _nodes((json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"])


@pytest.mark.django_db
class TestOnFiveThousandReleases:
    """The statements use their indexes."""

    @pytest.mark.parametrize("query", ["'mot7'", "'hopital'", "'hopital' & 'chirurg'", "'hopital' & !'mot7'"])
    @pytest.mark.parametrize("by_date", [False, True])
    def test_words_are_found_by_their_index(self, archive, query, by_date):
        nodes = plan(query, by_date=by_date)
        assert "search_content_text" in {node.get("Index Name") for node in nodes}
        scanned = {node["Relation Name"] for node in nodes if node["Node Type"] == "Seq Scan"}
        assert scanned.isdisjoint({"search_content", "newsroom_bilingualpage"})

    def test_what_is_hidden_is_found_by_partial_indexes(self, archive):
        used = {node.get("Index Name") for node in plan("'mot7'")}
        assert {"bilingualpage_not_live", "bilingualpage_expiry", "bilingualpage_english_hour"} <= used

    def test_four_hundred_at_most_are_ranked(self, archive):
        sizes = finding.compose("'hopital'", "fr", finding.Filters(), finding.Place(), "", None)[0]
        assert sum(int(limit) for limit in (150, 50, 200) if f"LIMIT {limit})" in sizes) == 400
        found = finding.find("'hopital'", "fr", finding.Filters(kind="release"))
        assert (found.total, len(found.hits), found.last_page) == (NUMBER, 20, 20)


def test_a_statement_that_takes_too_long_is_ended(db, settings):
    settings.SEARCH_SECONDS = 0.02
    with pytest.raises(limits.TooSlow), limits.limited(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(5)")


def test_a_search_that_takes_too_long_gives_the_newest_and_says_so(site, client, settings, monkeypatch):
    factories.public_release(site, slug="un", title_fr="Greffe")

    def slow(*args, **kwargs):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(5)")

    settings.SEARCH_SECONDS = 0.02
    monkeypatch.setattr(finding, "find", slow)
    response = client.get("/fr/recherche/", {"q": "greffe"})
    assert response.status_code == 200
    assert [result.url for result in response.context["results"]] == ["/fr/communiques-de-presse/un/"]
    assert any("trop de temps" in message for message in response.context["messages"])


@pytest.fixture
def slow_words(site, settings, monkeypatch):
    """Words that the database would look for during five seconds."""
    factories.public_release(site, slug="un", title_fr="Greffe")
    settings.SEARCH_SECONDS = 0.1
    slow = Q(RawSQL("(SELECT pg_sleep(5)) IS NOT NULL", [], output_field=BooleanField()))
    monkeypatch.setattr(text_filter, "_search", lambda text, language: slow)


def test_a_list_whose_words_take_too_long_leaves_them_out_and_says_so(slow_words, client):
    response = client.get("/fr/communiques-de-presse/", {"q": "greffe", "type": "communique"})
    html = response.content.decode()
    assert response.status_code == 200
    assert "/fr/communiques-de-presse/un/" in html and "trop de temps" in html
    assert {row["name"] for row in response.context["active_filters"]} == {"type"}


@pytest.mark.parametrize(
    "address",
    ["/fr/communiques-de-presse/rss/", "/fr/communiques-de-presse/feed.json", "/fr/recherche/atom/"],
)
def test_a_feed_whose_words_take_too_long_gives_nothing_else_instead(slow_words, client, address):
    response = client.get(address, {"q": "greffe"})
    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (
        503,
        "60",
        "no-store",
    )
    assert "trop de temps" in response.content.decode()


def test_limits_end_with_the_search(site):
    with limits.limited():
        ContentRow.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('statement_timeout'), current_setting('enable_seqscan')")
        assert cursor.fetchone() == ("0", "on")
