"""Other words for what is typed: the table that the press office edits, read once a minute by each process."""

from functools import lru_cache

from newsroom import clock

from .models import Synonym
from .normalising import key
from .query_language import Term

LONGEST = 4  # words of a synonym's term


@lru_cache(maxsize=2)
def _table(_minute: int) -> dict[tuple[str, str], tuple[str, ...]]:
    """{(language or "", key of what is typed): alternatives}."""
    return {
        (row.language, key(row.term)): tuple(filter(None, map(str.strip, row.alternatives.splitlines())))
        for row in Synonym.objects.all()
    }


def forget() -> None:
    """After a change in the admin, for this process; others know within the minute."""
    _table.cache_clear()


def alternatives(words: str, language: str) -> tuple[str, ...]:
    """`words`: a key of one word or several."""
    table = _table(int(clock.now().timestamp()) // 60)
    return (*table.get((language, words), ()), *table.get(("", words), ()))


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
