"""What was published whose title says what is being typed: the newest of it, in the reader's language."""

from django.db import connection
from django.http import HttpRequest
from django.utils.translation import gettext as _

from newsroom.languages import active
from newsroom.models import BilingualPage

from . import configurations, visible_rows
from .content import COLUMNS
from .query_language import Query
from .results import Result

_STATEMENT = """
WITH {tables},
hits AS MATERIALIZED (
    SELECT c.page_id, c.kind, c.published_at FROM search_content c
    WHERE c.language = %s AND c.title @@ to_tsquery('{configuration}', %s) AND c.kind <> 'hospital' AND {is_visible}
)
SELECT page_id, kind FROM hits ORDER BY published_at DESC NULLS LAST, page_id DESC LIMIT %s
"""


def _words(query: Query) -> str:
    """All of them, the last one as far as it was typed."""
    terms = (*query.phrases, *query.terms, *query.period_terms)
    words = [word for term in terms for word in term.keys]
    return " & ".join([*words[:-1], f"{words[-1]}:*"]) if words else ""


def suggest(query: Query, size: int, request: HttpRequest) -> list[Result]:
    """Two queries at most."""
    if not (words := _words(query)):
        return []
    tables, parameters = visible_rows.tables()
    statement = _STATEMENT.format(
        tables=tables, configuration=configurations.of(active()), is_visible=visible_rows.condition("c")
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*parameters, active(), words, size])
        found = dict(cursor.fetchall())
    pages = BilingualPage.objects.only(*COLUMNS).in_bulk(found)
    return [_result(pages[key], kind, request) for key, kind in found.items() if key in pages]


def _result(page: BilingualPage, kind: str, request: HttpRequest) -> Result:
    detail = _("Press release") if kind == "release" else _("Page")
    return Result("content", page.shown_title, page.get_url(request), detail)
