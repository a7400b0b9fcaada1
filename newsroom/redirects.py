"""Old addresses: kept in both languages when a public page moves, and served only to what is visible.

What was withdrawn has an answer of its own (newsroom/withdrawals.py).

Wagtail's own automatic redirects are off: they are made for drafts too, which tells a secret slug, and one
empty batch deletes them all (wagtail#11338).
"""

from collections.abc import Callable

import swapper
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect

from . import addresses, languages, withdrawals

Addresses = dict[int, dict[str, str]]


def public_addresses(page) -> Addresses:
    """{page key: {language: path below the site's root}} of this page and those below it, if visible."""
    root_paths = page._get_relevant_site_root_paths()
    if not root_paths:
        return {}
    root = root_paths[0].root_path
    pages = page.base_page_model.objects.filter(path__startswith=page.path).visible()
    fields = ("slug", "slug_en", "depth", "url_path", "url_path_en", "english_ready", "english_go_live_at")
    return {
        row.pk: {
            languages.REFERENCE: row.url_path.removeprefix(root),
            languages.TRANSLATION: addresses.public_english_path(row).removeprefix(root),
        }
        for row in pages.only(*fields)
    }


def _old_path(language: str, path: str) -> str:
    with translation.override(language):
        return Redirect.normalise_path(reverse("wagtail_serve", args=(path,)))[:255]


def leave_redirects(page, before: Addresses, after: Addresses) -> None:
    """One automatic redirect for each public address of `before` that is not there any more."""
    site_id = page._get_relevant_site_root_paths()[0].site_id
    still_used = {_old_path(language, path) for paths in after.values() for language, path in paths.items()}
    rows = {
        _old_path(language, path): page_id
        for page_id, paths in before.items()
        for language, path in paths.items()
        if path and after.get(page_id, {}).get(language, path) != path
    }
    # An address that a page has now must not lead away from it.
    Redirect.objects.filter(
        automatically_created=True, site_id=site_id, old_path__in=[*rows, *still_used]
    ).delete()
    Redirect.objects.bulk_create(
        [
            Redirect(old_path=path, site_id=site_id, redirect_page_id=page_id, automatically_created=True)
            for path, page_id in rows.items()
            if path not in still_used
        ],
        ignore_conflicts=True,
    )


def _find(request: HttpRequest) -> Redirect | None:
    """The redirect of an address, if what it leads to is an outside link or a visible page."""
    paths = {
        Redirect.normalise_path(request.get_full_path())[:255],
        Redirect.normalise_path(request.path)[:255],
    }
    pages = swapper.load_model("wagtailcore", "Page").objects.visible()
    rows = Redirect.objects.filter(Q(redirect_page=None) | Q(redirect_page__in=pages), old_path__in=paths)
    return max(rows.select_related("redirect_page"), key=lambda row: len(row.old_path), default=None)


def _language_of(path: str) -> str:
    return translation.get_language_from_path(path) or settings.LANGUAGE_CODE


def redirect_old_addresses(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return response
        if not getattr(response, "may_have_moved", True):
            return response
        if request.path_info.startswith("/admin/"):
            return response
        if (row := _find(request)) is not None:
            return _response(request, row)
        return withdrawals.answer(request) or response

    return middleware


def _response(request: HttpRequest, row: Redirect) -> HttpResponse:
    if row.redirect_page is None:
        target = row.redirect_link
    else:
        target = row.redirect_page.url_in(_language_of(request.path_info), request)
    response = HttpResponsePermanentRedirect(target)
    if not row.is_permanent:
        response.status_code = 302
    return response
