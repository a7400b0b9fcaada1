"""Which releases a subscription is about: the press room's filters, asked in the subscriber's language."""

from contextlib import nullcontext

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import translation

from .. import text_filter
from ..filters import ReleaseFilters
from ..languages import REFERENCE, TRANSLATION
from ..models import AlertSubscription, PressReleasePage

LONGEST_QUERY = 1000


def languages_of(language: str, also_french: bool) -> list[str]:
    """Those in which a release may reach the subscriber, the better one first."""
    return [language, REFERENCE] if language == TRANSLATION and also_french else [language]


def filters_of(query: str, language: str) -> ReleaseFilters:
    with translation.override(language):
        filters = ReleaseFilters(QueryDict(query))
        filters.in_force()  # choices are read, and named, while the language is active
        return filters


def described(query: str, language: str) -> list[dict[str, str]]:
    """The filters in words: label, value and its language where that is another one. Empty: every release."""
    with translation.override(language):
        return [row | {"label": str(row["label"])} for row in filters_of(query, language).in_force()]


def releases(query: str, language: str) -> QuerySet[PressReleasePage]:
    """What readers of that language see under these filters. Words may be too slow: see `matches`."""
    with translation.override(language):
        return filters_of(query, language).releases()


def matches(release_id: int, query: str, language: str, also_french: bool) -> bool:
    """Raises text_filter.TooSlow."""
    with text_filter.limited() if "q" in QueryDict(query) else nullcontext():
        return any(
            releases(query, code).filter(pk=release_id).exists()
            for code in languages_of(language, also_french)
        )


def groups(subscriptions: QuerySet[AlertSubscription]) -> list[tuple[str, str, bool]]:
    """The different (query, language, also_french): each is asked once, however many have it."""
    rows = subscriptions.order_by().values_list("query", "language", "also_french").distinct()
    return list(rows)
