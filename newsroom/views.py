"""Public views of the newsroom: pages, and the choice of a language at the root of the site."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from wagtail.contrib.routable_page.models import RoutablePageMixin

from . import languages, routing, sitemaps
from .origin import absolute


@csrf_exempt  # nothing here changes anything: other methods get a 405, not a question about cookies
@require_safe
def serve_page(request: HttpRequest, path: str) -> HttpResponseBase:
    match = routing.match_request(request, path)
    if match is None:
        raise Http404
    page = match.page.specific_class.objects.for_display().get(pk=match.page.pk)
    page.visible_ancestors = match.ancestors
    view, args, kwargs = _suffix_view(page, match.rest)
    if not match.is_exact:
        return _to_exact_address(request, page, match.rest)
    if view is None:
        return page.serve(request)
    return page.serve(request, view, args, kwargs)


def _suffix_view(page, rest: tuple[str, ...]):
    if not isinstance(page, RoutablePageMixin):
        if rest:
            raise Http404
        return None, (), {}
    suffix = "".join(f"{segment}/" for segment in rest)
    return page.resolve_subpage(f"/{suffix}")


def _to_exact_address(request: HttpRequest, page, rest: tuple[str, ...]) -> HttpResponse:
    address = page.url_in(languages.active(), request) + routing.suffix(rest)
    query = request.META.get("QUERY_STRING")
    return redirect(f"{address}?{query}" if query else address, permanent=True)


@csrf_exempt
@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """`/`: the only address that looks at Accept-Language."""
    language = languages.REFERENCE
    for code, _quality in translation.trans_real.parse_accept_lang_header(
        request.headers.get("Accept-Language", "")
    ):
        base = code.split("-")[0]
        if base in languages.codes():
            language = base
            break
    response = redirect(f"/{language}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@csrf_exempt
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        *(f"Sitemap: {absolute(reverse(name))}" for name in ("sitemap", *sitemaps.BESIDE)),
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@csrf_exempt
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers and robots ask for it by this name, whatever the page says."""
    return redirect(static("icons/favicon.ico"))
