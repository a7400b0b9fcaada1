"""Every kind of public address that the code can answer: from the URL configuration and the page types, not by hand."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.urls import Resolver404, URLPattern, get_resolver, resolve
from django.urls.resolvers import LocalePrefixPattern
from django.utils import translation
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Site, get_page_models

from newsroom import languages, routing
from newsroom.models import BilingualPage

NOT_PUBLIC = "admin/"
# Which page, and which of its addresses, is in the path:
OF_PAGES = ("wagtail_serve", "file_of_page")

Surface = tuple[str, str]  # the language, empty where there is one address for both; and what answers


def of_the_code() -> set[Surface]:
    return {*_of_the_configuration(), *_of_the_page_types()}


def _of_the_configuration() -> Iterator[Surface]:
    for pattern in get_resolver().url_patterns:
        if str(pattern.pattern).startswith(NOT_PUBLIC):
            continue
        codes = languages.codes() if isinstance(pattern.pattern, LocalePrefixPattern) else [""]
        yield from ((code, name) for name in _names(pattern) if name not in OF_PAGES for code in codes)


def _names(pattern, namespace: str = "") -> Iterator[str]:
    if isinstance(pattern, URLPattern):
        yield f"{namespace}{pattern.name or pattern.lookup_str}"
        return
    inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
    for below in pattern.url_patterns:
        yield from _names(below, inner)


def _of_the_page_types() -> Iterator[Surface]:
    for model in get_page_models():
        if model is not BilingualPage:
            routes = _routes(model) if issubclass(model, RoutablePageMixin) else [""]
            yield from ((code, f"{model.__name__} {route}") for code in languages.codes() for route in routes)


def _routes(model: type) -> list[str]:
    return [str(route.pattern) for route in model.get_subpage_urls()]


def of(address: str) -> Surface | None:
    """What answers there, by the same rules; None where nothing does."""
    path = urlsplit(address).path
    language = translation.get_language_from_path(path) or ""
    with translation.override(language or languages.REFERENCE):
        try:
            found = resolve(path)
        except Resolver404:
            return None
        if found.url_name not in OF_PAGES:
            return language, found.view_name
        match = routing.find(Site.objects.get().root_page, path.split("/")[2:], language)
        return match and _of_a_page(language, match)


def _of_a_page(language: str, match: routing.Match) -> Surface | None:
    model = match.page.specific_class
    rest = "".join(f"{segment}/" for segment in match.rest if segment)
    if not issubclass(model, RoutablePageMixin):
        return None if rest else (language, f"{model.__name__} ")
    routes = [route for route in model.get_subpage_urls() if route.resolve(rest)]
    return (language, f"{model.__name__} {routes[0].pattern}") if routes else None
