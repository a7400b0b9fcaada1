"""The search of the admin: Wagtail's own in PostgreSQL, read as people type, written without reading all that is there.

Accents, apostrophes and hyphens do not matter, and no word is left out. Lists and choosers complete the last word
(`autocomplete`); whole words are found whatever their endings (`search`). Of departments and practitioners there are
no rows here (finding.py), nor do readers ever search here.
"""

from collections.abc import Iterable

from django.contrib.postgres.search import SearchQuery
from django.db.models.sql.subqueries import InsertQuery
from modelsearch.backends.database.postgres import postgres
from modelsearch.query import Phrase, PlainText
from modelsearch.utils import get_content_type_pk

from ..normalising import glued
from ..plain_text import readable, spaced

TABLE = postgres.IndexEntry._meta.db_table
VECTORS = ("title", "autocomplete", "body")
# What Wagtail writes besides, and how it stands here: see `Index`.
REST = {"title_norm": "1", "title_text": "''", "body_text": "''"}


def typed(text: str) -> str:
    return spaced(readable(text))


def written(text: str) -> str:
    """With its compounds also in one word: "AP-HP" is found as aphp, "COVID-19" as covid19."""
    return f"{typed(text)} {glued(readable(text))}"


class Indexer(postgres.ObjectIndexer):
    def prepare_value(self, value) -> str:
        """Nothing is no word: Wagtail's writes "None" for a page without English title."""
        return "" if value is None else super().prepare_value(value)

    def as_vector(self, texts, for_autocomplete=False):
        return super().as_vector([(written(text), weight) for text, weight in texts], for_autocomplete)


def _listed(prefix: str, names: Iterable[str]) -> str:
    return ", ".join(f"{prefix}{name}" for name in names)


_WANTED = f"""(
    SELECT content_type_id, object_id, {_listed("", VECTORS)}, {", ".join(f"{value} AS {name}" for name, value in REST.items())}
    FROM (VALUES {{rows}}) made (content_type_id, object_id, {_listed("", VECTORS)})
) wanted"""
_COLUMNS = (*VECTORS, *REST)
_DIFFERS = f"({_listed('old.', _COLUMNS)}) IS DISTINCT FROM ({{new}})"
_UPSERT = f"""
    INSERT INTO {TABLE} AS old (content_type_id, object_id, {_listed("", _COLUMNS)}) SELECT * FROM {_WANTED}
    ON CONFLICT (content_type_id, object_id)
    DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in _COLUMNS)}
    WHERE {_DIFFERS.format(new=_listed("excluded.", _COLUMNS))}
"""
_DIFFERENT = f"""
    SELECT wanted.object_id, old.id IS NULL FROM {_WANTED}
    LEFT JOIN {TABLE} old USING (content_type_id, object_id)
    WHERE {_DIFFERS.format(new=_listed("wanted.", _COLUMNS))}
"""


class Index(postgres.PostgresIndex):
    """Writes a row with one statement, by its key.

    Wagtail's reads the whole table twice after each save, for a factor by which words in short titles weigh more
    (`title_norm`). Here it is 1: the titles of pages, `title_fr` and `title_en`, Wagtail counts to the body, which has
    no such factor, and a picture's rank should not hang on when it was last saved. Nor is the plain text kept a second
    time: Wagtail's `Fuzzy`, which alone reads it, is asked by nobody.
    """

    def add_items(self, model: type, objs: Iterable) -> int:
        """The number of rows that changed."""
        statement, parameters = self._with_rows(_UPSERT, model, objs)
        if not parameters:
            return 0
        with self.write_connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            return cursor.rowcount

    def different(self, model: type, objs: Iterable) -> list[tuple[str, bool]]:
        """Key, and whether there is none, of each row that is not as it would be written."""
        statement, parameters = self._with_rows(_DIFFERENT, model, objs)
        if not parameters:
            return []
        with self.write_connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            return cursor.fetchall()

    def _with_rows(self, statement: str, model: type, objs: Iterable) -> tuple[str, list]:
        content_type, rows, parameters = get_content_type_pk(model), [], []
        compiler = InsertQuery(postgres.IndexEntry).get_compiler(connection=self.write_connection)
        for indexer in (Indexer(each, self.backend) for each in objs):
            parameters += [content_type, indexer.id]
            vectors = []
            for name in VECTORS:
                field = postgres.IndexEntry._meta.get_field(name)
                vector = compiler.prepare_value(field, getattr(indexer, name))
                sql, values = vector.as_sql(compiler, self.write_connection)
                vectors.append(sql)
                parameters += values
            rows.append(f"(%s, %s, {', '.join(vectors)})")
        return statement.format(rows=", ".join(rows)), parameters

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Also after `update_index`: nothing to do."""


class ReadsAsTyped:
    def build_tsquery_content(self, query, config=None, invert=False):
        if isinstance(query, PlainText):
            query = PlainText(typed(query.query_string), operator=query.operator)
        elif isinstance(query, Phrase):
            query = Phrase(typed(query.query_string))
        # Signs alone: Wagtail's None is no query, and fails.
        return super().build_tsquery_content(query, config, invert) or SearchQuery("", config=config)

    def check(self) -> None:
        """Engines that keep copies must be told by which columns they are filtered and sorted. PostgreSQL has them all."""


class WordsCompiler(ReadsAsTyped, postgres.PostgresSearchQueryCompiler):
    pass


class BeginningsCompiler(ReadsAsTyped, postgres.PostgresAutocompleteQueryCompiler):
    pass


class SearchBackend(postgres.PostgresSearchBackend):
    index_class = Index
    query_compiler_class = WordsCompiler
    autocomplete_query_compiler_class = BeginningsCompiler

    def __init__(self, params: dict):
        super().__init__(params)
        self.config, self.autocomplete_config = "public.search_whole_words", "public.search_beginnings"
