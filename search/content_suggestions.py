"""What was published whose title says what is being typed, or whose number or DOI it is: the newest of it, in the
reader's language."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from newsroom.languages import active
from newsroom.models import BilingualPage

from . import configurations, marks, visible_rows
from .connections import reading
from .content import COLUMNS
from .query_language import Query
from .results import Result

_STATEMENT = """
WITH {tables},
hits AS MATERIALIZED (
    SELECT c.page_id, c.kind, c.published_at FROM search_content c
    WHERE c.language = %s AND {matches} AND c.kind <> 'hospital' AND {is_visible}
)
SELECT page_id, kind FROM hits ORDER BY published_at DESC NULLS LAST, page_id DESC LIMIT %s
"""


def _words(query: Query) -> str:
    """All of them, the last one as far as it was typed."""
    terms = (*query.phrases, *query.terms, *query.period_terms)
    words = [word for term in terms for word in term.keys]
    return " & ".join([*words[:-1], f"{words[-1]}:*"]) if words else ""


def _asked(query: Query) -> tuple[str, str]:
    """(condition on a row with one parameter, that parameter); the parameter is empty where nothing is asked for."""
    if query.reference or query.doi:
        mark = marks.of_reference(query.reference) if query.reference else marks.of_doi(query.doi)
        return "c.text @@ %s::tsquery", f"'{mark}'"
    return f"c.title @@ to_tsquery('{configurations.of(active())}', %s)", _words(query)


def suggest(query: Query, size: int, request: HttpRequest) -> list[Result]:
    """Two queries at most."""
    matches, asked = _asked(query)
    if not asked:
        return []
    tables, parameters = visible_rows.tables()
    statement = _STATEMENT.format(tables=tables, matches=matches, is_visible=visible_rows.condition("c"))
    with reading() as cursor:
        cursor.execute(statement, [*parameters, active(), asked, size])
        found = dict(cursor.fetchall())
    pages = BilingualPage.objects.only(*COLUMNS).in_bulk(found)
    return [_result(pages[key], kind, request) for key, kind in found.items() if key in pages]


def _result(page: BilingualPage, kind: str, request: HttpRequest) -> Result:
    detail = _("Press release") if kind == "release" else _("Page")
    return Result("content", page.shown_title, page.get_url(request), detail)
