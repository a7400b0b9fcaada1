"""What is decided for every request, whatever its view: malformed input, the language, the admin's policy and files."""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django_http_compression.middleware import HttpCompressionMiddleware

from newsroom import storage

Handler = Callable[[HttpRequest], HttpResponse]

ADMIN_PREFIX = "/admin/"
LOGIN_PREFIX = "/admin/account/"  # itself the profile, which is Wagtail's; below it is allauth
# Files that other sites and feed readers may show; pages are ours alone.
SHOWN_ELSEWHERE = ("/images/", "/documents/", "/static/", "/favicon.ico")


def _is_malformed(raw: bytes) -> bool:
    """Control characters, or bytes that are not UTF-8."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return any(ord(character) < 32 or ord(character) == 127 for character in text)


def store_no_passing_answer(get_response: Handler) -> Handler:
    """What answers anything but GET and HEAD, and every fault of ours, is for this once: no cache keeps it.

    Outermost, so that it also sees what Django answers to a request that it refuses before any view.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method not in {"GET", "HEAD"} or response.status_code >= 500:
            response.headers["Cache-Control"] = "no-store"
        return response

    return middleware


def give_readers_no_cookie(get_response: Handler) -> Handler:
    """Not even those by which Django answers to a visitor who brings a session or a token that never was."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path_info.startswith(ADMIN_PREFIX):
            response.cookies.clear()
        return response

    return middleware


def refuse_malformed_requests(get_response: Handler) -> Handler:
    """A public address with control characters or malformed UTF-8 in its path or query is a 400.

    So is one that begins with two slashes, which whatever parses addresses takes for the name of another host.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        # Django has percent-encoded again what was not UTF-8 in the path; the query is as it came (PEP 3333).
        path = unquote_to_bytes(request.path_info)
        query = request.META.get("QUERY_STRING", "").replace("+", " ").encode("latin-1", "replace")
        is_public = not request.path_info.startswith(ADMIN_PREFIX)
        names_host = request.path_info.startswith("//")
        if names_host or (is_public and (_is_malformed(path) or _is_malformed(unquote_to_bytes(query)))):
            return HttpResponseBadRequest("Bad request\n", content_type="text/plain; charset=utf-8")
        return get_response(request)

    return middleware


def path_language(get_response: Handler) -> Handler:
    """The first segment of the path chooses the language, and nothing else does: no cookie, no header.

    Addresses without a language, the admin among them, are in the default language.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = get_response(request)
            if hasattr(response, "render") and not response.is_rendered:
                response.render()
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


class CompressTexts(HttpCompressionMiddleware):
    """Everything but stored files, whose parts must be parts of one thing."""

    def maybe_compress(self, request: HttpRequest, response: HttpResponseBase) -> None:
        if not getattr(response, "is_sent_as_stored", False):
            super().maybe_compress(request, response)
        if not request.path_info.startswith(ADMIN_PREFIX):
            response.headers.pop("x-noise", None)  # hides the length of secrets, and readers' pages hold none


def staff_files(get_response: Handler) -> Handler:
    """What the admin draws, previews included, shows files that may not be public: by an address of the admin."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(ADMIN_PREFIX):
            return get_response(request)
        with storage.served_under(f"{ADMIN_PREFIX}files/"):
            return get_response(request)

    return middleware


def admin_content_security_policy(get_response: Handler) -> Handler:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        path = request.path_info
        if path.startswith(LOGIN_PREFIX) and path != LOGIN_PREFIX:
            response._csp_config = settings.LOGIN_SECURE_CSP
        elif path.startswith(ADMIN_PREFIX):
            response._csp_config = settings.ADMIN_SECURE_CSP
        return response

    return middleware


def isolate(get_response: Handler) -> Handler:
    """The headers that Django has no setting for, on every answer: the outermost middleware sets them."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_file = request.path_info.startswith(SHOWN_ELSEWHERE) and response.status_code < 400
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin" if is_file else "same-origin"
        response.headers["Permissions-Policy"] = settings.PERMISSIONS_POLICY
        return response

    return middleware
