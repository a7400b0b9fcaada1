"""Words as a filter of releases. The content search reads them, and makes itself known here: the arrow goes one way."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from django.db.models import Q

MAX_LENGTH = 200
MAX_TERMS = 16

_search: Callable[[str, str], Q] = lambda text, language: Q()  # noqa: E731, until a search is there
_limited: Callable[[], AbstractContextManager] = nullcontext


class TooSlow(Exception):
    """The database gave up on these words."""


def clean(words: str | None) -> str:
    """What of a query counts: at most two hundred characters and sixteen words, apart by one space."""
    return " ".join((words or "").strip()[:MAX_LENGTH].split()[:MAX_TERMS])


def release_matches(text: str, language: str) -> Q:
    """On releases that readers may see in that language: what the search finds by these words. May cost a query."""
    return _search(text, language)


def limited() -> AbstractContextManager:
    """Within it a list that is filtered by words is read, and takes no longer than a search may: `TooSlow`."""
    return _limited()


def use(search: Callable[[str, str], Q], limit: Callable[[], AbstractContextManager]) -> None:
    """The search says what words find, and how long it may take; the newsroom does not know how."""
    global _search, _limited
    _search, _limited = search, limit
