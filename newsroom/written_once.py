"""Conditions on a page's row whose SQL is written once in a process, instead of once in each query.

A condition with queries of its own takes the ORM several times as long to write as it takes the database to answer.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache, wraps

import swapper
from django.db import connection
from django.db.models import BooleanField, F, Func, Q

from . import clock

# Aliases that the ORM gives to tables of inner queries: a query around ours may have the same, so ours get a name more.
_ALIAS = re.compile(r'"([U-Z]\d+)"')


class WrittenCondition(Func):
    """The condition that `build` returns, on the row of the query in which it stands. Its columns are all it takes."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, build: Callable[[], Q]) -> None:
        self.build = build
        super().__init__(*map(F, dict.fromkeys(_written(build, clock.shift())[1])))

    def as_sql(self, compiler, connection, **kwargs) -> tuple[str, tuple]:
        parts, columns, parameters = _written(self.build, clock.shift())
        written = [compiler.compile(column)[0] for column in self.source_expressions]
        by_name = dict(zip(dict.fromkeys(columns), written, strict=True))
        sql = "".join(part + by_name[name] for part, name in zip(parts, columns, strict=False)) + parts[-1]
        return f"({sql})", parameters


@lru_cache(maxsize=128)
def _written(build: Callable[[], Q], shift: timedelta) -> tuple[list[str], list[str], tuple]:
    """(the text between the columns of the row, their names, its parameters). `shift`: what else it depends on."""
    pages = swapper.load_model("wagtailcore", "Page")
    query = pages._base_manager.filter(build()).query
    compiler = query.get_compiler(connection=connection)
    sql, parameters = compiler.compile(query.where)
    row = re.compile(rf'"{pages._meta.db_table}"\."(\w+)"')
    parts = row.split(_ALIAS.sub(rf'"{build.__name__}_\1"', sql))
    return parts[::2], parts[1::2], tuple(parameters)


def written_once(build: Callable[[], Q]) -> Callable[[], Q]:
    """Of a function without arguments that returns a condition on a page's row: the same condition, sooner."""

    @wraps(build)
    def condition() -> Q:
        return Q(WrittenCondition(build))

    return condition
