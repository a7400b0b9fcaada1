"""Other words for what is typed: the table that the press office edits. Read once in each request that searches."""

from contextvars import ContextVar

from django.core.signals import request_started

from .models import Synonym
from .normalising import key
from .query_language import Term

LONGEST = 4  # words of a synonym's term
Table = dict[tuple[str, str], tuple[str, ...]]  # by language, or "" for all, and key of what is typed

_kept: ContextVar[Table | None] = ContextVar("synonyms", default=None)


def _table() -> Table:
    table = _kept.get()
    if table is None:
        table = {
            (row.language, key(row.term)): tuple(filter(None, map(str.strip, row.alternatives.splitlines())))
            for row in Synonym.objects.all()
        }
        _kept.set(table)
    return table


def forget(**kwargs) -> None:
    _kept.set(None)


request_started.connect(forget, dispatch_uid="search.synonyms")


def alternatives(words: str, language: str) -> tuple[str, ...]:
    """`words`: a key of one word or several."""
    return (*_table().get((language, words), ()), *_table().get(("", words), ()))


def groups(terms: tuple[Term, ...], language: str) -> list[tuple[tuple[Term, ...], tuple[str, ...]]]:
    """The terms in their order, those together that have a synonym together: [(terms, alternatives)]."""
    found, start = [], 0
    while start < len(terms):
        for length in range(min(LONGEST, len(terms) - start), 0, -1):
            part = terms[start : start + length]
            others = alternatives(" ".join(word for term in part for word in term.keys), language)
            if others or length == 1:
                found.append((part, others))
                start += length
                break
    return found
