"""How long an answer may be kept, and by which mark it is known again: one rule for every public address.

Answers to readers are kept until their minute is over (newsroom/expiry.py says why no copy is ever wrong). What is
of one person, of staff, of operators, what answers a POST and what failed is kept nowhere. A view that has said
how long its answer may be kept is believed.
"""

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from newsroom import clock, expiry

Handler = Callable[[HttpRequest], HttpResponse]

NOT_FOR_READERS = ("/admin/", "/healthz", "/readyz")
SAFE_METHODS = {"GET", "HEAD"}


def public_cache_headers(get_response: Handler) -> Handler:
    """Stands below the compression, so that the mark is that of the words and not of their packing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        began_at = clock.now()
        response = get_response(request)
        if not _is_for_readers(request, response):
            response.headers.setdefault("Cache-Control", "no-store")
            return response
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = expiry.until_next_minute(began_at)
            response.headers["X-Accel-Expires"] = expiry.until_next_minute_at_the_edge(began_at)
        if response.streaming or not response.content:
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        return _conditional(request, response)

    return middleware


def _is_for_readers(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        request.method in SAFE_METHODS
        and response.status_code < 500
        and not request.path_info.startswith(NOT_FOR_READERS)
    )


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A 200 gets its mark; whoever has it already gets a 304, whatever the encoding of their copy."""
    if response.status_code != 200 or "no-store" in response.headers["Cache-Control"]:
        return response
    digest = hashlib.blake2b(response.content, digest_size=16).hexdigest()
    etag = response.headers["ETag"] = f'"{digest}"'
    answer = get_conditional_response(request, etag, None, response)
    if answer.status_code == 304 and f"W/{etag}" in request.headers["If-None-Match"]:
        answer.headers["ETag"] = f"W/{etag}"  # the mark of the packed copy that they have
    return answer
