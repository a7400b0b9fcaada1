"""newsroom/visibility.py's rule, as conditions on search_content in SQL.

The rule names what is hidden, which is little; a hit is kept unless it is there.
"""

from datetime import timedelta
from functools import cache

from newsroom import clock, visibility
from newsroom.languages import TRANSLATION

# To be put before a statement that uses `condition()`.
_TABLES = """
hidden(id) AS MATERIALIZED ({ids}),
branches(path) AS MATERIALIZED ({branches}),
not_yet(id) AS MATERIALIZED ({english})
"""


def tables() -> tuple[str, list]:
    """(common table expressions without WITH, their parameters)."""
    statement, parameters = _written(clock.shift())
    return statement, list(parameters)


@cache
def _written(shift: timedelta) -> tuple[str, tuple]:
    """Once: the rule's querysets take longer to write than to run. `shift`: what else they depend on."""
    parts, parameters = {}, []
    for name, rows in (
        ("ids", visibility.hidden_ids()),
        ("branches", visibility.hidden_branches()),
        ("english", visibility.hidden_english_ids()),
    ):
        parts[name], values = rows.query.sql_with_params()
        parameters += values
    return _TABLES.format(**parts), tuple(parameters)


def condition(row: str) -> str:
    """Readers may see what this row is of. `row`: its name in the statement."""
    return f"""(NOT EXISTS (SELECT FROM hidden WHERE hidden.id = {row}.page_id)
        AND NOT EXISTS (SELECT FROM branches WHERE starts_with({row}.path, branches.path))
        AND ({row}.language <> '{TRANSLATION}' OR NOT EXISTS (SELECT FROM not_yet WHERE not_yet.id = {row}.page_id)))"""
