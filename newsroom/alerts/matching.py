"""Which releases a subscription is about: the press room's filters, asked in the subscriber's language."""

from contextlib import nullcontext

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import translation

from .. import clock, text_filter
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
    filters = filters_of(query, language)
    with translation.override(language):
        known = [row | {"label": str(row["label"])} for row in filters.in_force()]
        fields = filters.form.fields
        return known + [
            {"name": name, "label": str(fields[name].label), "value": QueryDict(query)[name], "language": ""}
            for name in lost(query, filters)
        ]


def lost(query: str, filters: ReleaseFilters) -> list[str]:
    """Filters whose value is not known any more: a hospital that is hidden, a specialty that was deleted."""
    return [name for name in QueryDict(query) if name in filters.form.fields and name not in filters.values]


def ends_in_the_past(filters: ReleaseFilters) -> bool:
    """No release to come can answer."""
    today, year, last = clock.today(), filters.values.get("year"), filters.values.get("to")
    return bool((year and year < today.year) or (last and last < today))


def releases(query: str, language: str) -> QuerySet[PressReleasePage]:
    """What readers of that language see under these filters; nothing where one is lost: without it there would be too
    much. Words may be too slow: see `matches`.
    """
    with translation.override(language):
        filters = filters_of(query, language)
        return filters.all.none() if lost(query, filters) else filters.releases()


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
