"""Words as a filter of releases. The content search reads them, and makes itself known here: the arrow goes one way."""

from collections.abc import Callable

from django.db.models import Q

MAX_LENGTH = 200
MAX_TERMS = 16

_search: Callable[[str, str], Q] = lambda text, language: Q()  # noqa: E731, until a search is there


def clean(words: str | None) -> str:
    """What of a query counts: at most two hundred characters and sixteen words, apart by one space."""
    return " ".join((words or "").strip()[:MAX_LENGTH].split()[:MAX_TERMS])


def release_matches(text: str, language: str) -> Q:
    """On releases that readers may see in that language: what the search finds by these words. May cost a query."""
    return _search(text, language)


def use(search: Callable[[str, str], Q]) -> None:
    """The search says what words find; the newsroom does not know how."""
    global _search
    _search = search
