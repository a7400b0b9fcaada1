"""Releases: how fast their rows are written, a search with its total and facets, a deep page, one save."""

import time
from random import Random

from django.db import connection, transaction
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import translation

from newsroom.filters import ReleaseFilters
from newsroom.models import PressReleasePage
from search import content as finder
from search import content_rows
from search.finding import LAST_PAGE, Place
from search.forms import ContentForm
from search.limits import limited
from search.models import ContentRow

from . import over_http, releases, timing, wagtail

EACH, SAVES = 15, 20  # queries of each kind; saves


def measure(sizes: list[int]) -> None:
    grown = []
    for size in sizes:
        fill(size)
        with translation.override("fr"):
            grown.append(_speed(size))
    if len(grown) > 1:
        for name in grown[0]:
            ratio = grown[-1][name] / grown[0][name]
            print(f"  growth: {sizes[-1] / sizes[0]:.0f} times the rows, {name}: {ratio:.1f} times the p50")


def fill(size: int) -> None:
    began = time.monotonic()
    if added := releases.add(size):
        print(f"\n{added:,} releases made in {time.monotonic() - began:.0f} s")
        began = time.monotonic()
        before = ContentRow.objects.count()
        content_rows.rebuild()
        rows, seconds = ContentRow.objects.count() - before, time.monotonic() - began
        print(f"rebuild of the content: {rows:,} new rows in {seconds:.0f} s, {rows / seconds:,.0f} a second")
    wagtail.index_releases()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _speed(size: int) -> dict[str, float]:
    asked = releases.queries(Random(size), EACH)
    everything = [query for some in asked.values() for query in some]
    timing.heading(f"{size:,} releases: twenty, the total and every facet; database and Python")
    ours = {name: timing.of(_search, some) for name, some in asked.items()}
    for name, times in ours.items():
        timing.line(name, times)
    in_all = timing.of(_search, everything)
    timing.line("all of these", in_all)
    timing.line(f"page {LAST_PAGE}", timing.of(lambda query: _search(query, LAST_PAGE), asked["common word"]))
    timing.line("all of these, through HTTP", over_http.times("/fr/recherche/?q={}", everything))
    few = [query for some in asked.values() for query in some[: EACH // 5]]
    with wagtail.without_our_index():
        theirs = timing.of(wagtail.search, few)
    timing.line("Wagtail as shipped: twenty, total, three facets", theirs, timing.beside(in_all, theirs))
    theirs = timing.of(wagtail.search, few)
    timing.line("Wagtail with its missing index", theirs, timing.beside(in_all, theirs))
    pages = list(PressReleasePage.objects.order_by("-pk")[:SAVES])
    timing.line("the search rows of one release written", timing.of(_save, pages))
    return {name: times.p50 for name, times in ours.items()}


def _search(query: str, page: int = 1) -> None:
    asked = QueryDict(mutable=True)
    asked["q"] = query
    with limited():
        finder.search(ReleaseFilters(asked, ContentForm), Place(page=page), RequestFactory().get("/"))


@transaction.atomic
def _save(page: PressReleasePage) -> None:
    ContentRow.objects.filter(page_id=page.pk).update(digest="")
    content_rows.refresh([page.pk])
