"""The page of the directory: by words, by kind, by hospital, by specialty. All by GET, without script."""

from collections import Counter
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from newsroom import site_map
from newsroom.listing import page_of

from . import directory, found, similar
from .directory_query import Asked, ask
from .forms import DirectoryForm
from .limits import TooSlow, limited
from .listed import Hit, of_this_instant
from .query_language import parse
from .views import public

PAGE_SIZE = 30
FEW = 3  # exact hits, below which what is near is shown as well
MOST_NEAR = 8
POPULAR = 12


@dataclass
class Hits:
    """As a paginator reads them. `readers`: see listed.of_this_instant()."""

    asked: Asked
    total: int
    readers: dict

    def count(self) -> int:
        return self.total

    def __getitem__(self, part: slice) -> list[Hit]:
        return (
            directory.exact(self.asked, part.stop - part.start, part.start, self.readers)
            if self.total
            else []
        )


def _asked(form: DirectoryForm) -> Asked:
    values = form.values
    hospital, specialty = values.get("hospital"), values.get("specialty")
    return ask(
        values.get("q"),
        kind=values.get("kind", ""),
        hospital_id=hospital and hospital.pk,
        specialty_id=specialty and specialty.pk,
    )


def _tabs(form: DirectoryForm, counts: dict[str, int]) -> list[dict]:
    """Every kind that matches, and all of them together."""
    kind = form.values.get("kind", "")
    totals = {"": sum(counts.values())} | counts
    rest = form.query(without="kind")
    return [
        {
            "label": label,
            "total": totals.get(value, 0),
            "url": "?" + "&".join(filter(None, [rest, f"kind={value}" if value else ""])),
            "is_current": value == kind,
        }
        for value, label in form.KINDS
        if totals.get(value) or value == kind
    ]


def _releases_on(form: DirectoryForm, request: HttpRequest) -> str:
    """The press room's list of the specialty that is asked for, of the hospital too."""
    newsroom = site_map.links(request).newsroom
    if "specialty" not in form.values or not newsroom:
        return ""
    subject = {name: form.values[name].slug for name in ("specialty", "hospital") if name in form.values}
    return f"{newsroom.get_url(request)}?{urlencode(subject)}"


@dataclass
class _Found:
    page: Page
    hits: list[Hit]
    near: list[Hit]
    popular: list[Hit]
    counts: Counter
    messages: list[str]


def _find(asked: Asked, number: str | None, is_everything: bool) -> _Found:
    readers = of_this_instant(asked)
    counts = directory.counts(asked, readers)
    total = counts[asked.kind] if asked.kind else counts.total()
    page, messages = page_of(Hits(asked, total, readers), number, PAGE_SIZE)
    hits = list(page)
    near = similar.near(asked, MOST_NEAR, hits, readers) if asked and total < FEW else []
    popular = directory.popular(POPULAR) if is_everything else []
    return _Found(page, hits, near, popular, counts, messages)


def _find_in_time(asked: Asked, number: str | None, is_everything: bool) -> _Found:
    """Where the search took too long: what the filters leave, by name."""
    try:
        with limited():
            return _find(asked, number, is_everything)
    except TooSlow:
        answer = _find(replace(asked, query=parse("")), None, is_everything)
        answer.messages.append(
            _("This search took too long: here is everything by name. Fewer words may help.")
        )
        return answer


@public
def directory_search(request: HttpRequest) -> HttpResponse:
    form = DirectoryForm(request.GET)
    asked = _asked(form)
    answer = _find_in_time(asked, request.GET.get("page"), is_everything=not form.values)
    popular = found.results(answer.popular, request)
    return render(
        request,
        "search/directory.html",
        {
            "form": form,
            "query": asked.query.text,
            "page_obj": answer.page,
            "results": found.results(answer.hits, request, with_phones=True),
            "near": found.results(answer.near, request, with_phones=True),
            "level": "h3" if popular else "h2",
            "popular": popular,
            "total": answer.page.paginator.count,
            "specialty_releases": _releases_on(form, request),
            "tabs": _tabs(form, answer.counts),
            "active_filters": form.in_force(),
            "filter_query": form.query(),
            "messages": [*form.problems, *answer.messages],
        },
    )
